#include "analyzers/word_breaker.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <optional>
#include <stdexcept>

#include "analyzers/utf8.h"

namespace analyzers {
namespace {

constexpr char32_t kZeroWidthNonJoiner = 0x200C;
constexpr char32_t kZeroWidthJoiner = 0x200D;
constexpr char32_t kNarrowNoBreakSpace = 0x202F;
constexpr char32_t kArabicDecimal = 0x066B;
constexpr char32_t kArabicThousands = 0x066C;

/// Marks of direction and the like: ICU leaves them glued to a word.
constexpr bool is_invisible(char32_t c) {
  return c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || c == 0x00AD;
}

/// The modifier letters that transliterations write for hamza and ayn. Being letters, they never part words.
constexpr bool is_modifier_apostrophe(char32_t c) {
  return c >= 0x02B9 && c <= 0x02BF && c != 0x02BA && c != 0x02BD;
}

constexpr bool is_quote_like_apostrophe(char32_t c) {
  return c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x0060 || c == 0x00B4 || c == 0xFF07;
}

constexpr bool is_dash_like_hyphen(char32_t c) { return (c >= 0x2010 && c <= 0x2013) || c == 0x2212; }

bool is_letter(char32_t c) {
  return u_isalpha(static_cast<UChar32>(c)) != 0 ||
         (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}
bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; }
bool is_letter_or_digit(char32_t c) { return is_letter(c) || is_digit(c); }

bool is_persian_letter(char32_t c) {
  return c == 0x06CC || c == 0x06A9 || c == 0x06AF || c == 0x067E || c == 0x0686 || c == 0x0698 ||
         c == 0x0695 || c == 0x06CE || c == 0x06C6 || c == 0x0679 || c == 0x0688;
}

/// ICU gives no word for these; we tell them from punctuation.
bool is_emoji(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  return u_hasBinaryProperty(point, UCHAR_EMOJI_PRESENTATION) != 0 ||
         u_hasBinaryProperty(point, UCHAR_REGIONAL_INDICATOR) != 0 ||
         (c > 0xFF && u_hasBinaryProperty(point, UCHAR_EXTENDED_PICTOGRAPHIC) != 0);
}

}  // namespace

bool has_spaced_joiners(std::string_view text) {
  if (text.find("\xE2\x80\x8C") == std::string_view::npos) return false;
  bool persian = false;
  for_each_code_point(text, [&persian](char32_t c) { persian = persian || is_persian_letter(c); });
  return persian;
}

/// The stretch as code points, each with its bytes.
struct WordBreaker::Letters {
  std::u32string points;
  std::vector<std::uint32_t> begins;  // one more than points

  void fill(std::string_view stretch) {
    points.clear();
    begins.clear();
    for_each_code_point_at(stretch, [this](char32_t c, std::size_t begin) {
      points += c;
      begins.push_back(static_cast<std::uint32_t>(begin));
    });
    begins.push_back(static_cast<std::uint32_t>(stretch.size()));
  }

  char32_t before(std::size_t at) const { return at == 0 ? U' ' : points[at - 1]; }

  /// The next visible letter; a space at the end.
  char32_t after(std::size_t at) const {
    for (++at; at < points.size(); ++at) {
      if (!is_invisible(points[at])) return points[at];
    }
    return U' ';
  }

  /// Whether exactly three digits follow.
  bool three_digits_after(std::size_t at) const {
    const auto is_digit_at = [this](std::size_t i) { return i < points.size() && is_digit(points[i]); };
    return is_digit_at(at + 1) && is_digit_at(at + 2) && is_digit_at(at + 3) && !is_digit_at(at + 4);
  }

  char32_t put_right(std::size_t at, char32_t previous, bool spaced_joiners) const;
  char32_t number_separator(std::size_t at, char32_t previous) const;
};

namespace {

constexpr char32_t kLeftOut = 0xFFFFFFFF;

/// What ICU's rule makes of what it found; nothing for white space and punctuation.
std::optional<Segment::Kind> kind_of(std::int32_t rule, std::u16string_view written) {
  if (rule >= UBRK_WORD_NUMBER_LIMIT) return Segment::Kind::word;
  if (rule >= UBRK_WORD_NUMBER) return Segment::Kind::number;
  const bool pair = written.size() > 1 && U16_IS_LEAD(written[0]) && U16_IS_TRAIL(written[1]);
  const auto first = pair ? U16_GET_SUPPLEMENTARY(written[0], written[1]) : written[0];
  if (is_emoji(static_cast<char32_t>(first))) return Segment::Kind::emoji;
  return std::nullopt;
}

}  // namespace

/// What stands for the letter `at`, after `previous` (the last one kept); kLeftOut where nothing does.
char32_t WordBreaker::Letters::put_right(std::size_t at, char32_t previous, bool spaced_joiners) const {
  const char32_t c = points[at];
  if (is_invisible(c)) return kLeftOut;
  if (c == kZeroWidthNonJoiner) return spaced_joiners ? U' ' : kLeftOut;
  if (c == kZeroWidthJoiner) return is_letter(previous) && is_letter_or_digit(after(at)) ? kLeftOut : c;
  if (is_modifier_apostrophe(c)) return U'\'';
  if (is_quote_like_apostrophe(c)) return is_letter(previous) && is_letter(after(at)) ? U'\'' : c;
  if (is_dash_like_hyphen(c)) return is_letter_or_digit(previous) && is_letter_or_digit(after(at)) ? U'-' : c;
  switch (c) {
    case kArabicThousands:
    case kArabicDecimal: return number_separator(at, previous);
    case 0xFF03:
    case 0xFE5F: return U'#';
    case 0xFF20:
    case 0xFE6B: return U'@';
    case kNarrowNoBreakSpace: return U' ';  // counted among the letters of a word by Unicode
    default: return c;
  }
}

char32_t WordBreaker::Letters::number_separator(std::size_t at, char32_t previous) const {
  const char32_t c = points[at];
  if (!is_digit(previous) || !is_digit(after(at))) return c;
  return c == kArabicThousands || three_digits_after(at) ? U',' : U'.';  // ٢٫٥٠٠ is how many write 2,500
}

WordBreaker::WordBreaker() : letters_(std::make_unique<Letters>()) {
  UErrorCode status = U_ZERO_ERROR;
  words_ = ubrk_open(UBRK_WORD, "", nullptr, 0, &status);
  if (U_FAILURE(status))
    throw std::runtime_error(std::string("ICU cannot break words: ") + u_errorName(status));
}

WordBreaker::~WordBreaker() { ubrk_close(words_); }

void WordBreaker::read(std::string_view stretch, bool spaced_joiners, Reading& reading) {
  reading.units.clear();
  reading.begins.clear();
  reading.ends.clear();
  reading.segments.clear();
  prepare(stretch, spaced_joiners, reading);
  find_segments(reading);
}

void WordBreaker::prepare(std::string_view stretch, bool spaced_joiners, Reading& reading) {
  letters_->fill(stretch);
  const auto append = [&reading](char16_t unit, std::uint32_t begin, std::uint32_t end) {
    reading.units += unit;
    reading.begins.push_back(begin);
    reading.ends.push_back(end);
  };
  char32_t previous = U' ';
  for (std::size_t at = 0; at < letters_->points.size(); ++at) {
    const char32_t c = letters_->put_right(at, previous, spaced_joiners);
    if (c == kLeftOut) continue;
    previous = c;
    const auto begin = letters_->begins[at], end = letters_->begins[at + 1];
    if (c == 0xFDFA || c == 0xFDFB) {  // one letter that is read as a sentence
      const std::u16string_view words = c == 0xFDFA ? u" صلى الله عليه وسلم " : u" جل جلاله ";
      for (const char16_t unit : words) append(unit, begin, end);
    } else if (c > 0xFFFF) {
      append(static_cast<char16_t>(U16_LEAD(c)), begin, end);
      append(static_cast<char16_t>(U16_TRAIL(c)), begin, end);
    } else {
      append(static_cast<char16_t>(c), begin, end);
    }
  }
}

void WordBreaker::find_segments(Reading& reading) {
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(words_, reading.units.data(), static_cast<std::int32_t>(reading.units.size()), &status);
  if (U_FAILURE(status))
    throw std::runtime_error(std::string("ICU cannot break words: ") + u_errorName(status));
  auto first = ubrk_first(words_);
  for (auto last = ubrk_next(words_); last != UBRK_DONE; first = last, last = ubrk_next(words_)) {
    const auto written = std::u16string_view(reading.units)
                             .substr(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
    if (const auto kind = kind_of(ubrk_getRuleStatus(words_), written)) {
      reading.segments.push_back(
          {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last), *kind});
    }
  }
}

}  // namespace analyzers
