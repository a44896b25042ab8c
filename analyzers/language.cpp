#include "analyzers/language.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "analyzers/utf8.h"

namespace analyzers {
namespace {

constexpr double kArabicAbove = 0.5;
constexpr double kEnglishBelow = 0.05;

bool is_latin_letter(char32_t c) {
  const bool in_block = c < 0x0250 || (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0xFF21 && c <= 0xFF5A);
  return in_block && u_isalpha(static_cast<UChar32>(c)) != 0;
}

bool is_mark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }

enum class Script : std::uint8_t { none, arabic, latin, other };

/// What a sign is for counting.
struct Sign {
  Script script = Script::none;  // of a letter
  bool belongs = false;          // to a word
};

Sign looked_up(char32_t c) {
  const bool is_letter = u_isalpha(static_cast<UChar32>(c)) != 0;
  const auto script = is_arabic_letter(c)  ? Script::arabic
                      : is_latin_letter(c) ? Script::latin
                      : is_letter          ? Script::other
                                           : Script::none;
  return {script, u_isalnum(static_cast<UChar32>(c)) != 0 || c == '_' || is_mark(c)};
}

/// Both languages' signs, so that ICU is not asked letter by letter.
constexpr char32_t kTableEnd = 0x0700;

Sign sign_of(char32_t c) {
  static const auto kSigns = [] {
    std::array<Sign, kTableEnd> signs;
    for (char32_t sign = 0; sign < kTableEnd; ++sign) signs[sign] = looked_up(sign);
    return signs;
  }();
  return c < kTableEnd ? kSigns[c] : looked_up(c);
}

/// Counts the letters of a text by script. Links, hashtags and mentions are counted apart: they are often in
/// the other language.
class LetterCount {
 public:
  struct Letters {
    std::uint64_t arabic = 0, latin = 0, other = 0;
    std::uint64_t of_both() const { return arabic + latin; }
  };
  Letters of_words, of_all;

  explicit LetterCount(std::string_view text) {
    for_each_code_point_at(
        text, [this, text](char32_t c, std::size_t at) { count(c, text.substr(at, kLongestScheme)); });
  }

 private:
  enum class Inside { word, tag, link };
  static constexpr std::size_t kLongestScheme = 8;

  void count(char32_t c, std::string_view rest) {
    const auto sign = sign_of(c);
    if (inside_ == Inside::link ? u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 : !sign.belongs)
      inside_ = Inside::word;
    if (inside_ == Inside::word && !after_letter_) {
      if (c == '#' || c == '@') inside_ = Inside::tag;
      if (rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www."))
        inside_ = Inside::link;
    }
    after_letter_ = sign.belongs;
    add(of_all, sign.script);
    if (inside_ == Inside::word) add(of_words, sign.script);
  }

  static void add(Letters& letters, Script script) {
    switch (script) {
      case Script::arabic: ++letters.arabic; break;
      case Script::latin: ++letters.latin; break;
      case Script::other: ++letters.other; break;
      case Script::none: break;
    }
  }

  Inside inside_ = Inside::word;
  bool after_letter_ = false;
};

constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether `tag` has the form of BCP 47: two or three letters, then parts of one to eight letters and digits.
bool is_well_formed(std::string_view tag) {
  std::size_t part = 0, length = 0;
  for (const char c : tag) {
    if (c == '-' || c == '_') {
      if (length == 0 || (part == 0 && (length < 2 || length > 3))) return false;
      ++part;
      length = 0;
    } else if (++length > 8 || !(is_ascii_letter(c) || (part > 0 && is_ascii_digit(c)))) {
      return false;
    }
  }
  return part == 0 ? length == 2 || length == 3 : length > 0;
}

}  // namespace

Language language_of(std::string_view text) {
  const LetterCount count(text);
  const auto& letters =
      count.of_words.of_both() > 0 || count.of_words.other > 0 ? count.of_words : count.of_all;
  if (letters.of_both() == 0) return letters.other == 0 ? Language::english : Language::other;
  const double share = static_cast<double>(letters.arabic) / static_cast<double>(letters.of_both());
  if (share > kArabicAbove) return Language::arabic;
  return share < kEnglishBelow ? Language::english : Language::mixed;
}

std::optional<Language> language_from_code(std::string_view code) {
  std::string small(code.substr(0, 64));
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (small == "mixed") return Language::mixed;
  if (small == "other") return Language::other;
  if (code.size() > small.size() || !is_well_formed(small)) return std::nullopt;
  const auto first = small.substr(0, small.find_first_of("-_"));
  if (first == "ar" || first == "ara" || first == "arb") return Language::arabic;
  return first == "en" || first == "eng" ? Language::english : Language::other;
}

std::string_view language_code(Language language) {
  switch (language) {
    case Language::arabic: return "ar";
    case Language::english: return "en";
    case Language::mixed: return "mixed";
    case Language::other: return "other";
  }
  __builtin_unreachable();
}

bool is_arabic_letter(char32_t letter) {
  const bool in_block = (letter >= 0x0600 && letter <= 0x06FF) || (letter >= 0x0750 && letter <= 0x077F) ||
                        (letter >= 0x08A0 && letter <= 0x08FF) || (letter >= 0xFB50 && letter <= 0xFDFF) ||
                        (letter >= 0xFE70 && letter <= 0xFEFF);
  return in_block && u_isalpha(static_cast<UChar32>(letter)) != 0;
}

}  // namespace analyzers
