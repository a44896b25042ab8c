#include "analyzers/token_maker.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "analyzers/analyzer.h"
#include "analyzers/language.h"
#include "analyzers/utf8.h"

namespace analyzers {
namespace {

constexpr char16_t kAlef = 0x0627;
constexpr char16_t kFathatan = 0x064B;

bool has_arabic_letter(std::u16string_view written) {
  return std::any_of(written.begin(), written.end(),
                     [](char16_t c) { return c >= 0x0600 && is_arabic_letter(c); });
}

/// Whether the word ends in the mark of the indefinite accusative on an alef of its own: اً or ًا.
bool ends_in_tanwin(std::u16string_view written) {
  return written.size() >= 2 && ((written.back() == kFathatan && written[written.size() - 2] == kAlef) ||
                                 (written.back() == kAlef && written[written.size() - 2] == kFathatan));
}

arabic::WrittenMarks marks_of(std::u16string_view written) {
  constexpr char16_t kYehHamza = 0x0626;
  const bool alef_hamza = written.size() > 1 && (written.front() == 0x0622 || written.front() == 0x0623 ||
                                                 written.front() == 0x0625);
  return {ends_in_tanwin(written), written.find(kYehHamza) != std::u16string_view::npos, alef_hamza};
}

/// Without the genitive's 's.
std::u16string_view without_genitive(std::u16string_view written) {
  const bool genitive = written.size() > 2 && written[written.size() - 2] == u'\'' &&
                        (written.back() == u's' || written.back() == u'S');
  return genitive ? written.substr(0, written.size() - 2) : written;
}

/// The capitals of `written`, full stops left out, where it has two to five and nothing else; else empty.
std::string acronym_of(std::u16string_view written) {
  constexpr std::size_t kLongest = 5;
  std::string capitals;
  for (const char16_t c : written) {
    if (c == u'.') continue;
    if (c < u'A' || c > u'Z' || capitals.size() == kLongest) return {};
    capitals += static_cast<char>(c);
  }
  return capitals.size() < 2 ? std::string{} : capitals;
}

/// Words of the stop list that are names when they are written in capitals.
bool is_also_a_name(std::string_view acronym) {
  return acronym == "US" || acronym == "IS" || acronym == "IT" || acronym == "WHO";
}

template <typename List>
bool contains(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

}  // namespace

bool TokenMaker::make(std::u16string_view written, Part::Kind kind, Token& token) {
  if (kind == Part::Kind::number) {
    make_folded(number_text(written), false, {}, token);
    return !token.exact.empty();
  }
  const bool arabic = has_arabic_letter(written);
  if (!arabic) written = without_genitive(written);
  token.exact.clear();
  folder_.fold(written, token.exact, kLongestWord);
  if (token.exact.empty()) return false;
  token.arabic = arabic;
  find_stem(arabic ? marks_of(written) : arabic::WrittenMarks{}, token);
  if (auto acronym = acronym_of(written); !acronym.empty()) {
    if (is_also_a_name(acronym)) {
      token.stop_word = false;
      token.stem = acronym;
    }
    token.special.push_back({SpecialTermKind::acronym, std::move(acronym)});
  }
  return true;
}

void TokenMaker::make_folded(std::string_view folded, bool arabic, arabic::WrittenMarks marks, Token& token) {
  token.exact.clear();
  if (folded.size() <= kLongestWord) {
    token.exact = folded;
  } else {
    append_at_most(token.exact, folded, kLongestWord);
  }
  token.arabic = arabic;
  find_stem(marks, token);
}

void TokenMaker::find_stem(arabic::WrittenMarks marks, Token& token) {
  auto& known = known_[std::hash<std::string_view>{}(token.exact) % kKnownWords];
  if (known.exact != token.exact || known.arabic != token.arabic || known.marks != marks) {
    known.exact = token.exact;
    known.arabic = token.arabic;
    known.marks = marks;
    known.stem = token.arabic ? arabic_.stem(token.exact, marks) : english_.stem(token.exact);
    known.stop_word = token.arabic ? arabic_.is_stop_word(token.exact) : english_.is_stop_word(token.exact);
  }
  token.stem = known.stem;
  token.stop_word = known.stop_word;
}

void TokenMaker::make_common(Token& token) {
  token.special.clear();
  find_stem({}, token);
}

bool TokenMaker::is_arabic_article(std::string_view folded) {
  constexpr std::size_t kLongest = std::string_view("وبال").size();
  if (folded.size() > kLongest) return false;
  constexpr std::string_view kArticles[] = {"ال", "وال", "بال", "وبال", "كال", "فال", "لل", "ولل"};
  return contains(kArticles, folded);
}

bool TokenMaker::is_latin_article(std::string_view folded) {
  constexpr std::size_t kLongest = 3;
  if (folded.size() > kLongest) return false;
  constexpr std::string_view kArticles[] = {"al", "el", "ar", "as", "ash", "an", "at", "ad", "az", "ez"};
  return contains(kArticles, folded);
}

void append_at_most(std::string& text, std::string_view more, std::size_t longest) {
  std::size_t count = 0;
  for_each_code_point(text, [&count](char32_t) { ++count; });
  for_each_code_point(more, [&](char32_t c) {
    if (count++ < longest) append_code_point(text, c);
  });
}

}  // namespace analyzers
