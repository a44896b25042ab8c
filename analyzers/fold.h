// Makes one form of the ways to write a word: case, width, ligatures, accents, marks, digits, Arabic letters.
#pragma once

#include <array>
#include <string>
#include <string_view>

struct UNormalizer2;  // ICU's

namespace analyzers {

/// Folds words. Const and safe for any number of threads.
class Folder {
 public:
  /// Throws std::runtime_error where ICU's data are missing.
  Folder();

  /// Appends `word` (UTF-16) folded, as UTF-8, to `folded`: NFKC_Casefold, then Arabic letters as
  /// arabic::fold_letter(), digits of any script as 0-9, Latin letters without accents and strokes; what is
  /// neither letter, digit nor mark is left out. At most `longest` code points are appended. Folding twice
  /// changes nothing.
  void fold(std::u16string_view word, std::string& folded, std::size_t longest) const;

  /// The same always through ICU: what fold() is held against in tests.
  void fold_by_icu(std::u16string_view word, std::string& folded, std::size_t longest) const;

 private:
  std::array<char16_t, 0x0670> plain_;  // what ASCII and the common Arabic letters are folded to
  const UNormalizer2* casefold_;
  const UNormalizer2* decompose_;
  const UNormalizer2* compose_;
};

/// `text` (UTF-8) as UTF-16; invalid bytes become U+FFFD.
std::u16string to_utf16(std::string_view text);

}  // namespace analyzers
