// Near-duplicates: documents whose texts are the same but for a few words.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace corpus {

/// From this share of common shingles on two texts are near-duplicates. A change of one word in ten leaves
/// about .57, of one in five about .34 (docs/import_quality.md).
inline constexpr double kNearDuplicate = 0.4;

/// A set of documents that are linked by being near-duplicates: not each of the other, but each of one of
/// them.
struct DuplicateGroup {
  struct Member {
    std::size_t number = 0;   // as DuplicateFinder::add() numbered it
    std::size_t nearest = 0;  // the member that it was found most alike
    double similarity = 0;    // to that one: Jaccard's coefficient of their shingles, 0 to 1
    bool exact = false;       // the two have the same words in the same order
  };
  std::vector<Member> members;  // at least two, by number
};

/// Gathers texts and groups those that are nearly the same. A text is the set of its shingles, runs of three
/// words folded as key_text() folds them (case, punctuation, Arabic marks do not matter); two texts are as
/// alike as their sets are (Broder 1997). Which pairs are worth looking at is told by MinHash signatures in
/// 64 bands of 3: of pairs alike by .4 one in 70 is overlooked, by .5 one in 5,000.
///
/// Memory: 4 bytes a word and 300 bytes a text. Not safe for use from two threads at once.
class DuplicateFinder {
 public:
  /// Takes a text in; its number, counted from 0. A text of no words is numbered and never grouped.
  std::size_t add(std::string_view text);

  /// The groups among all that was added, by their first members. Time grows with the number of texts and of
  /// pairs that are alike, not with the square of all. The same texts give the same groups.
  std::vector<DuplicateGroup> groups() const;

 private:
  static constexpr std::size_t kBands = 64, kRows = 3;
  using Signature = std::array<std::uint32_t, kBands * kRows>;

  struct Text {
    std::vector<std::uint32_t> shingles;  // hashes, ascending, each once
    std::uint64_t words = 0;              // hash of all words in their order
  };
  class Grouping;

  static Signature signature_of(std::span<const std::uint32_t> shingles);
  double similarity_of(std::size_t first, std::size_t second) const;

  std::vector<Text> texts_;
  std::vector<std::array<std::uint32_t, kBands>> bands_;  // of each text: a hash of the rows of each band
};

}  // namespace corpus
