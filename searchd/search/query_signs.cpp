#include "searchd/search/query_signs.h"

#include <algorithm>
#include <array>

#include "analyzers/utf8.h"

namespace searchd {
namespace {

constexpr std::array kQuotes = {U'"', U'“', U'”', U'„', U'‟', U'«', U'»', U'〝', U'〞', U'❝', U'❞'};

// Marks that say in which direction to write stand before signs and are not seen.
bool is_mark_of_direction(char32_t letter) {
  return letter == U'\u200e' || letter == U'\u200f' || letter == U'\u061c' || letter == U'\ufeff' ||
         (letter >= U'\u202a' && letter <= U'\u202e') || (letter >= U'\u2066' && letter <= U'\u2069');
}

bool is_control(char32_t letter) { return letter < 0x20 || (letter >= 0x7f && letter < 0xa0); }

bool is_letter_or_digit_of_ascii(char32_t letter) {
  return (letter >= U'0' && letter <= U'9') || (letter >= U'a' && letter <= U'z') ||
         (letter >= U'A' && letter <= U'Z');
}

char32_t plain_sign(char32_t letter) {
  constexpr char32_t kFirstWide = 0xFF01;
  constexpr char32_t kLastWide = 0xFF5E;
  if (is_control(letter)) return U' ';
  if (letter == U'−') return U'-';
  if (letter == U'٭') return U'*';
  if (letter < kFirstWide || letter > kLastWide) return letter;
  const char32_t narrow = letter - kFirstWide + U'!';
  return is_letter_or_digit_of_ascii(narrow) ? letter : narrow;
}

// Dashes, dots and the like beyond ASCII.
bool is_punctuation(char32_t letter) {
  return (letter >= 0x2010 && letter <= 0x2027) || (letter >= 0x2030 && letter <= 0x205e) || letter == U'·' ||
         letter == U'،' || letter == U'؛' || letter == U'؟' || letter == U'۔' || letter == U'٪' ||
         letter == U'§' || letter == U'¶' || letter == U'¿' || letter == U'¡' || letter == U'ـ' ||
         letter == U'\u200c' || letter == U'\u200d' || letter == U'\u00ad' || letter == U'�' ||
         (letter >= 0x3001 && letter <= 0x3003) || letter == U'﴾' || letter == U'﴿';
}

}  // namespace

bool is_space(char32_t letter) {
  return letter == U' ' || letter == 0xa0 || letter == 0x1680 || (letter >= 0x2000 && letter <= 0x200a) ||
         letter == 0x2028 || letter == 0x2029 || letter == 0x202f || letter == 0x205f || letter == 0x3000;
}

bool is_quote(char32_t letter) { return std::find(kQuotes.begin(), kQuotes.end(), letter) != kQuotes.end(); }

bool is_digit(char32_t letter) {
  return (letter >= U'0' && letter <= U'9') || (letter >= U'٠' && letter <= U'٩') ||
         (letter >= U'۰' && letter <= U'۹');
}

unsigned digit_value(char32_t letter) {
  const char32_t zero = letter >= U'۰' ? U'۰' : letter >= U'٠' ? U'٠' : U'0';
  return static_cast<unsigned>(letter - zero);
}

bool is_loose_sign(char32_t letter) {
  constexpr std::u32string_view kSigns = U"()[]{}<>|,;!?+*~^&=،؛؟…۔﴾﴿";
  return kSigns.find(letter) != std::u32string_view::npos;
}

bool has_letters(std::string_view word) {
  bool found = false;
  analyzers::for_each_code_point(word, [&found](char32_t letter) {
    const bool is_beyond_ascii = letter >= 0xa0 && !is_space(letter) && !is_quote(letter);
    found = found || is_letter_or_digit_of_ascii(letter) || (is_beyond_ascii && !is_punctuation(letter));
  });
  return found;
}

std::string with_plain_signs(std::string_view typed) {
  std::string text;
  text.reserve(typed.size());
  analyzers::for_each_code_point(typed, [&text](char32_t letter) {
    if (!is_mark_of_direction(letter)) analyzers::append_code_point(text, plain_sign(letter));
  });
  return text;
}

}  // namespace searchd
