#include "analyzers/written_form.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "analyzers/arabic/orthography.h"
#include "analyzers/fold.h"
#include "analyzers/utf8.h"

namespace analyzers {
namespace {

constexpr std::size_t kLongestForm = 128;  // code points
constexpr std::size_t kMostBytes = 230;    // of the exact and the written form together
constexpr std::size_t kMostRead =
    512;  // code points of the text: marks in a row are sorted in quadratic time
constexpr char32_t kTatweel = 0x0640;

bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == 0x2018 || c == 0x2019 || c == 0x201B || (c >= 0x02B9 && c <= 0x02BF) ||
         c == 0x60 || c == 0xB4;
}

/// The one letter for those that differ by the keyboard alone.
char32_t one_keyboard(char32_t c) {
  switch (c) {
    case 0x06A9:               // keheh
    case 0x06AA: return U'ك';  // swash kaf
    case 0x06CC:               // Farsi yeh
    case 0x06D2: return U'ي';  // yeh barree
    case 0x06BE:               // heh doachashmee
    case 0x06C1:               // heh goal
    case 0x06D5: return U'ه';  // ae
    case 0x06C3: return U'ة';  // teh marbuta goal
    default: return c;
  }
}

bool is_word_sign(char32_t c) {
  constexpr auto kMarks = U_GC_M_MASK;
  return u_isalnum(static_cast<UChar32>(c)) != 0 || (U_GET_GC_MASK(static_cast<UChar32>(c)) & kMarks) != 0;
}

std::u16string casefolded(const std::u16string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* form = unorm2_getNFKCCasefoldInstance(&status);
  std::u16string result(text.size() * 18 + 1, u'\0');  // NFKC makes at most 18 units of one
  const auto size = unorm2_normalize(form, text.data(), static_cast<std::int32_t>(text.size()), result.data(),
                                     static_cast<std::int32_t>(result.size()), &status);
  if (U_FAILURE(status)) return text;
  result.resize(static_cast<std::size_t>(size));
  return result;
}

std::string_view beginning(std::string_view text, std::size_t most) {
  std::size_t count = 0;
  std::size_t end = text.size();
  for_each_code_point_at(text, [&](char32_t, std::size_t at) {
    if (count++ == most) end = at;
  });
  return text.substr(0, end);
}

std::string without_ends(const std::string& text, char sign) {
  const auto first = text.find_first_not_of(sign);
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(sign) - first + 1);
}

template <typename Visit>
void for_each_code_point16(const std::u16string& text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    UChar32 c = 0;
    U16_NEXT(text.data(), at, text.size(), c);
    visit(static_cast<char32_t>(c));
  }
}

std::u16string with_one_apostrophe(std::string_view written) {
  std::string text;
  for_each_code_point(beginning(written, kMostRead), [&text](char32_t c) {
    if (c != 0xFFFD) append_code_point(text, is_apostrophe(c) ? U'\'' : c);
  });
  return to_utf16(text);
}

/// Letters, digits, marks and the apostrophes between them, of the whole of Unicode. Composed last, so that
/// nothing that is left out stands between a letter and its mark.
std::string form_by_icu(std::string_view written) {
  std::string kept;  // apostrophes first: NFKC makes a space and an accent of some of them
  for_each_code_point16(casefolded(with_one_apostrophe(written)), [&kept](char32_t c) {
    c = one_keyboard(c);
    if (const auto digit = u_charDigitValue(static_cast<UChar32>(c)); digit >= 0) {
      append_code_point(kept, U'0' + static_cast<char32_t>(digit));
    } else if (c != kTatweel && (c == U'\'' || is_word_sign(c))) {
      append_code_point(kept, c);
    }
  });
  std::string form;
  std::size_t count = 0;
  for_each_code_point16(casefolded(to_utf16(kept)), [&](char32_t c) {
    if (count++ < kLongestForm) append_code_point(form, c);
  });
  return without_ends(form, '\'');
}

/// Whether casefolding and composing leave every letter of `written` as it is, capitals aside.
bool is_plain(std::string_view written) {
  bool plain = true;
  for_each_code_point(written, [&plain](char32_t c) {
    const bool is_arabic = (c >= 0x0621 && c <= 0x063A) || (c >= 0x0640 && c <= 0x064A) || c == 0x064B;
    plain = plain && ((c < 0x80 && c != U'`') || is_arabic);
  });
  return plain;
}

std::string form_of_plain(std::string_view written) {
  std::string form;
  std::size_t count = 0;
  for_each_code_point(written, [&](char32_t c) {
    const bool is_capital = c >= U'A' && c <= U'Z';
    const bool is_sign = c < 0x80 && c != U'\'' && u_isalnum(static_cast<UChar32>(c)) == 0;
    if (is_sign || c == kTatweel || count++ >= kLongestForm) return;
    append_code_point(form, is_capital ? c - U'A' + U'a' : c);
  });
  return without_ends(form, '\'');
}

/// A letter and the marks on it that may be left out.
using MarkedLetter = std::pair<char32_t, std::vector<char32_t>>;

std::vector<MarkedLetter> marked_letters(std::string_view form) {
  std::vector<MarkedLetter> letters;
  for_each_code_point(form, [&letters](char32_t c) {
    if (arabic::is_optional_mark(c) && !letters.empty()) {
      letters.back().second.push_back(c);
    } else if (!arabic::is_optional_mark(c)) {
      letters.emplace_back(c, std::vector<char32_t>());
    }
  });
  return letters;
}

bool has_all(const std::vector<char32_t>& marks, const std::vector<char32_t>& asked) {
  return std::all_of(asked.begin(), asked.end(), [&marks](char32_t mark) {
    return std::find(marks.begin(), marks.end(), mark) != marks.end();
  });
}

}  // namespace

std::string written_form(const Token& token, std::string_view written) {
  const bool is_number = token.exact.find_first_not_of("0123456789.") == std::string::npos;
  const bool is_host = token.exact.find('.') != std::string::npos;
  if (is_number || is_host) return token.exact;
  auto form = is_plain(written) ? form_of_plain(written) : form_by_icu(written);
  return form.empty() || form.size() + token.exact.size() > kMostBytes ? token.exact : form;
}

bool is_written_as(std::string_view found, std::string_view asked) {
  if (found == asked) return true;
  const auto found_letters = marked_letters(found);
  const auto asked_letters = marked_letters(asked);
  return std::equal(found_letters.begin(), found_letters.end(), asked_letters.begin(), asked_letters.end(),
                    [](const MarkedLetter& a, const MarkedLetter& b) {
                      return a.first == b.first && has_all(a.second, b.second);
                    });
}

std::string without_optional_marks(std::string_view form) {
  std::string bare;
  for_each_code_point(form, [&bare](char32_t c) {
    if (!arabic::is_optional_mark(c)) append_code_point(bare, c);
  });
  return bare;
}

}  // namespace analyzers
