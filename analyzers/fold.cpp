#include "analyzers/fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <stdexcept>
#include <vector>

#include "analyzers/arabic/orthography.h"
#include "analyzers/utf8.h"

namespace analyzers {
namespace {

// A word is cut before it is normalised: a hundred thousand accents on one letter would be sorted in
// quadratic time.
constexpr std::size_t kMostMarksInARow = 8;
constexpr std::size_t kMostLettersBeforeFolding = 512;

constexpr char32_t kFirstLatinAccent = 0x0300;
constexpr char32_t kLastLatinAccent = 0x036F;

bool is_mark(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_M_MASK | U_GC_CF_MASK)) != 0 || c == 0x0640;
}

template <typename Visit>
void for_each_code_point16(std::u16string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    UChar32 c = 0;
    U16_NEXT(text.data(), at, text.size(), c);
    visit(U_IS_SURROGATE(c) ? char32_t{0xFFFD} : static_cast<char32_t>(c));
  }
}

void append16(std::u16string& text, char32_t c) {
  if (c > 0xFFFF) text += static_cast<char16_t>(U16_LEAD(c));
  text += static_cast<char16_t>(c > 0xFFFF ? U16_TRAIL(c) : c);
}

std::u16string without_surplus(std::u16string_view word) {
  std::u16string kept;
  std::size_t letters = 0, marks = 0;
  for_each_code_point16(word, [&](char32_t c) {
    marks = is_mark(c) ? marks + 1 : 0;
    if (marks == 0) ++letters;
    if (marks <= kMostMarksInARow && letters <= kMostLettersBeforeFolding) append16(kept, c);
  });
  return kept;
}

std::u16string normalized(const UNormalizer2* form, const std::u16string& text) {
  // NFKC makes at most 18 units of one (U+FDFA), and our words are at most some thousand units long.
  std::u16string result(text.size() * 18 + 1, u'\0');
  UErrorCode status = U_ZERO_ERROR;
  const auto size = unorm2_normalize(form, text.data(), static_cast<std::int32_t>(text.size()), result.data(),
                                     static_cast<std::int32_t>(result.size()), &status);
  if (U_FAILURE(status)) return text;
  result.resize(static_cast<std::size_t>(size));
  return result;
}

/// Latin letters that Unicode does not take apart; empty for every other.
constexpr std::string_view plain_latin(char32_t c) {
  switch (c) {
    case 0x00E6: return "ae";
    case 0x0153: return "oe";
    case 0x00F8: return "o";
    case 0x0111:
    case 0x00F0: return "d";
    case 0x00FE: return "th";
    case 0x0142: return "l";
    case 0x0127: return "h";
    case 0x0167: return "t";
    case 0x0131: return "i";
    default: return {};
  }
}

/// Appends code points until `longest` of them stand there.
class Appender {
 public:
  Appender(std::string& text, std::size_t longest) : text_(text), left_(longest) {}
  void append(char32_t c) {
    if (left_ == 0) return;
    append_code_point(text_, c);
    --left_;
  }

 private:
  std::string& text_;
  std::size_t left_;
};

constexpr char16_t kLeftOut = 0;
constexpr char16_t kNotPlain = 0xFFFF;

constexpr bool is_plain_arabic(char16_t c) {
  return (c >= 0x0621 && c <= 0x063A) || (c >= 0x0640 && c <= 0x0652) || (c >= 0x0660 && c <= 0x0669);
}

/// What the unit `c` alone is folded to, kLeftOut where it is not kept; kNotPlain where ICU must be asked.
char16_t plain_fold(char16_t c) {
  if (c >= u'A' && c <= u'Z') return static_cast<char16_t>(c - u'A' + u'a');
  if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9')) return c;
  if (c < 0x80) return kLeftOut;
  if (!is_plain_arabic(c)) return kNotPlain;
  return static_cast<char16_t>(arabic::fold_letter(c).value_or(kLeftOut));
}

}  // namespace

Folder::Folder() {
  UErrorCode status = U_ZERO_ERROR;
  casefold_ = unorm2_getNFKCCasefoldInstance(&status);
  decompose_ = unorm2_getNFDInstance(&status);
  compose_ = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status))
    throw std::runtime_error(std::string("ICU has no normalization data: ") + u_errorName(status));
  for (std::size_t c = 0; c < plain_.size(); ++c) plain_[c] = plain_fold(static_cast<char16_t>(c));
}

void Folder::fold(std::u16string_view word, std::string& folded, std::size_t longest) const {
  const auto before = folded.size();
  Appender out(folded, longest);
  for (const char16_t c : word) {
    const char16_t kept = c < plain_.size() ? plain_[c] : kNotPlain;
    if (kept == kNotPlain) {
      folded.resize(before);
      return fold_by_icu(word, folded, longest);
    }
    if (kept != kLeftOut) out.append(kept);
  }
}

void Folder::fold_by_icu(std::u16string_view word, std::string& folded, std::size_t longest) const {
  std::u16string arabic_done;
  for_each_code_point16(normalized(casefold_, without_surplus(word)), [&arabic_done](char32_t c) {
    if (const auto kept = arabic::fold_letter(c)) append16(arabic_done, *kept);
  });
  std::u16string
      bare;  // composed last, so that nothing that is left out stands between a letter and its mark
  for_each_code_point16(normalized(decompose_, arabic_done), [&bare](char32_t c) {
    if (c >= kFirstLatinAccent && c <= kLastLatinAccent) return;
    if (const auto digit = u_charDigitValue(static_cast<UChar32>(c)); digit >= 0) {
      append16(bare, U'0' + static_cast<char32_t>(digit));
    } else if (const auto plain = plain_latin(c); !plain.empty()) {
      bare.append(plain.begin(), plain.end());
    } else if (u_isalnum(static_cast<UChar32>(c)) != 0 || (is_mark(c) && !bare.empty())) {
      append16(bare, c);
    }
  });
  Appender out(folded, longest);
  for_each_code_point16(normalized(compose_, bare), [&out](char32_t c) { out.append(c); });
}

std::u16string to_utf16(std::string_view text) {
  std::u16string units;
  units.reserve(text.size());
  for_each_code_point(text, [&units](char32_t c) { append16(units, c); });
  return units;
}

}  // namespace analyzers
