// The common case without ICU: a stretch of text that is one plain word, or several with hyphens between
// them, among common punctuation.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace analyzers {

/// Bytes of a stretch: a word of ASCII letters (with apostrophes between them, ' or ’), of ASCII digits, or
/// of Arabic letters with their harakat.
struct PlainWord {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool number = false;
};

/// The words of a stretch, in their order; one hyphen stands between any two.
class PlainWords {
 public:
  /// Reads `stretch`, text without white space: words parted by a hyphen, with nothing but common punctuation
  /// before and behind them; or such punctuation alone, which has no words. False where Unicode's rules must
  /// be asked; then there are no words here. Where it is true they give the same.
  bool read(std::string_view stretch);

  std::span<const PlainWord> words() const { return {words_.data(), count_}; }

 private:
  bool add_word(std::string_view stretch, std::size_t begin);

  std::array<PlainWord, 4> words_;  // more are left to ICU
  std::size_t count_ = 0;
};

/// Letters of a plain word as UTF-16, every apostrophe as '.
void read_plain_units(std::string_view word, std::u16string& units);

}  // namespace analyzers
