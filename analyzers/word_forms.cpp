#include "analyzers/word_forms.h"

#include <unicode/uchar.h>

#include "analyzers/utf8.h"

namespace analyzers {
namespace {

void read_capitals(TextWord& word) {
  std::size_t letters = 0;
  std::size_t capitals = 0;
  for_each_code_point(word.written, [&](char32_t c) {
    ++word.length;
    const auto point = static_cast<UChar32>(c);
    if (u_isalpha(point) == 0) return;
    const bool capital = is_capital(c);
    if (letters == 0) word.capital = capital;
    ++letters;
    if (capital) ++capitals;
  });
  word.all_capitals = letters >= 2 && capitals == letters;
}

std::string_view without_article(std::string_view folded) {
  constexpr std::string_view kArticle = "ال";
  constexpr std::size_t kShortest = 4;  // bytes: two letters
  const bool has_one = folded.starts_with(kArticle) && folded.size() >= kArticle.size() + kShortest;
  return has_one ? folded.substr(kArticle.size()) : folded;
}

void add_form(std::uint32_t id, TextWord& word) {
  if (id != 0 && word.form_count < TextWord::kMostForms) word.forms[word.form_count++] = id;
}

void add_stem(std::uint32_t id, TextWord& word) {
  if (id != 0 && word.stem_count < word.stems.size()) word.stems[word.stem_count++] = id;
}

void read_forms(const Token& token, const NameTable& table, TextWord& word) {
  const auto& exact_ids = table.exact_ids;
  const auto& stem_ids = table.stem_ids;
  word.exact = exact_ids.find(token.exact);
  word.stem = stem_ids.find(phrase_word(token));
  add_form(word.exact, word);
  add_stem(word.stem, word);
  if (!token.arabic) return;
  word.conjunction = token.exact.starts_with("و");
  for_each_without_proclitics(token.exact, [&](std::string_view form) {
    add_form(exact_ids.find(form), word);
    add_stem(stem_ids.find(without_article(form)), word);
  });
  for_each_without_proclitics(token.stem,
                              [&](std::string_view form) { add_stem(stem_ids.find(form), word); });
}

void read_beginnings(const NameTable& table, TextWord& word) {
  for (std::size_t form = 0; form < word.form_count; ++form) {
    const auto begins = [&](NameTable::Node root) { return table.begins(root, word.forms[form]); };
    word.begins_name = word.begins_name || begins(NameTable::kNames);
    word.begins_label = word.begins_label || begins(NameTable::kLabels);
    word.begins_phrase = word.begins_phrase || begins(NameTable::kWords);
  }
  for (std::size_t stem = 0; stem < word.stem_count; ++stem)
    word.begins_phrase = word.begins_phrase || table.begins(NameTable::kPhrases, word.stems[stem]);
}

}  // namespace

std::string_view phrase_word(const Token& token) {
  constexpr std::size_t kShortEnglish = 2;  // bytes
  constexpr std::size_t kShortArabic = 6;
  if (token.stem.size() > (token.arabic ? kShortArabic : kShortEnglish)) return token.stem;
  return token.arabic ? without_article(token.exact) : token.exact;
}

TextWord WordForms::read(const Token& token, std::string_view written) const {
  TextWord word;
  word.arabic = token.arabic;
  word.written = written;
  read_forms(token, table_, word);
  read_beginnings(table_, word);
  read_capitals(word);
  return word;
}

TextWord WordForms::learn(const Token& token, std::string_view written) {
  auto word = read(token, written);
  if (written.size() > std::tuple_size_v<decltype(Known::letters)>) return word;
  auto& known = known_.learn(written);
  std::copy(written.begin(), written.end(), known.letters.begin());
  known.size = static_cast<std::uint8_t>(written.size());
  known.word = word;
  return word;
}

std::optional<TextWord> WordForms::recall(std::string_view written) {
  const auto* known = known_.recall(written, [written](const Known& entry) { return entry.is(written); });
  if (known == nullptr) return std::nullopt;
  auto word = known->word;
  word.written = written;
  return word;
}

}  // namespace analyzers
