// How many letters two words differ in.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace searchd {

/// One word, prepared to be held against many.
class SpellingDistance {
 public:
  static constexpr std::size_t kLongest = 64;

  /// Of `word` (UTF-8) the first kLongest letters are looked at.
  explicit SpellingDistance(std::string_view word);

  /// The letters to insert, drop, change or swap with their neighbour that make `other` (UTF-8) of the word;
  /// no letter is touched again after a swap. Costs some ten instructions for each letter of `other`.
  std::size_t to(std::string_view other) const;

  /// In code points.
  std::size_t length() const { return length_; }

 private:
  std::uint64_t places_of(char32_t letter) const;

  /// Where in the word a letter stands, one bit a place.
  struct Places {
    char32_t letter;
    std::uint64_t places;
  };
  std::size_t length_ = 0;
  std::array<std::uint64_t, 512> near_{};  // of U+0000 to U+00FF and U+0600 to U+06FF
  std::vector<Places> far_;                // of all other letters
};

}  // namespace searchd
