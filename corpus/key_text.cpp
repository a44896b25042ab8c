#include "corpus/key_text.h"

#include <unicode/uchar.h>

#include <array>

#include "analyzers/utf8.h"

namespace corpus {
namespace {

char32_t looked_up(char32_t letter) {
  switch (letter) {
    case U'آ':
    case U'أ':
    case U'إ':
    case U'ٱ': return U'ا';
    case U'ى': return U'ي';
    case U'ة': return U'ه';
    default: break;
  }
  if (letter >= 0x0660 && letter <= 0x0669) return U'0' + (letter - 0x0660);
  if (letter >= 0x06F0 && letter <= 0x06F9) return U'0' + (letter - 0x06F0);
  return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(letter), U_FOLD_CASE_DEFAULT));
}

bool is_of_word(char32_t letter) {
  const auto c = static_cast<UChar32>(letter);
  return letter != 0xFFFD && (u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK);
}

/// The letters of both languages, so that texts need not ask ICU letter by letter.
struct Letters {
  static constexpr char32_t kEnd = 0x0700;  // of the Arabic block
  Letters() {
    for (char32_t letter = 0; letter < kEnd; ++letter) {
      key[letter] = looked_up(letter);
      of_word[letter] = is_of_word(letter);
    }
  }
  std::array<char32_t, kEnd> key{};
  std::array<bool, kEnd> of_word{};
};

const Letters& letters() {
  static const Letters kLetters;
  return kLetters;
}

}  // namespace

char32_t key_letter(char32_t letter) {
  return letter < Letters::kEnd ? letters().key[letter] : looked_up(letter);
}

bool is_unwritten(char32_t letter) {
  return (letter >= 0x064B && letter <= 0x0652) || letter == 0x0640 || letter == 0x0670 || letter == 0x00AD ||
         (letter >= 0x200B && letter <= 0x200F) || (letter >= 0x202A && letter <= 0x202E) ||
         (letter >= 0x2060 && letter <= 0x2069) || letter == 0xFEFF;
}

std::string key_text(std::string_view text, std::size_t most_words) {
  std::string words;
  std::size_t count = 0;
  bool inside = false;
  analyzers::for_each_code_point(text, [&](char32_t letter) {
    if (count > most_words || is_unwritten(letter)) return;
    if (letter == U'\'' || letter == 0x2019) return;  // "Daesh’s" is "daeshs", with either apostrophe
    if (!(letter < Letters::kEnd ? letters().of_word[letter] : is_of_word(letter))) {
      inside = false;
      return;
    }
    if (!inside) {
      if (++count > most_words) return;
      if (!words.empty()) words += ' ';
      inside = true;
    }
    analyzers::append_code_point(words, key_letter(letter));
  });
  return words;
}

}  // namespace corpus
