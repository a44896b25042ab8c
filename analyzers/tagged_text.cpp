#include "analyzers/tagged_text.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "analyzers/utf8.h"

namespace analyzers {
namespace {

bool is_white_space(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x202F;
}

bool is_comma(char32_t c) { return c == ',' || c == 0x060C; }

// Signs that part no name from what follows it: hyphens and dashes, apostrophes and quotes, _, &, tatweel,
// the end of a bracket, and the invisible controls of direction.
bool joins_names(char32_t c) {
  constexpr std::u32string_view kJoiners = U"-_&'’‘`´ʼ–—‐‑‒ـ\"“”«»)]";
  return kJoiners.find(c) != std::u32string_view::npos ||
         u_charType(static_cast<UChar32>(c)) == U_FORMAT_CHAR;
}

bool ends_sentence(char32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x061F; }

// "Gen. Allen", "St. Petersburg", "John R. Allen": a full stop that ends no sentence.
bool is_abbreviation(std::string_view word) { return word.size() <= 3; }

void read_gap(std::string_view between, std::string_view before, TextWord& word) {
  bool comma = false;
  bool sentence = false;
  std::size_t lines = 0;
  for_each_code_point(between, [&](char32_t c) {
    if (c == '\n') ++lines;
    if (is_comma(c)) {
      comma = true;
    } else if (c == '.' && is_abbreviation(before)) {
      return;
    } else if (!is_white_space(c) && !joins_names(c) && c != '#' && c != '@') {
      sentence = true;
      word.full_stop = word.full_stop || ends_sentence(c);
    }
  });
  word.new_line = lines > 0;
  word.gap = sentence || lines > 1 ? Gap::sentence : comma ? Gap::comma : Gap::plain;
}

void read_capitals(TextWord& word) {
  std::size_t letters = 0;
  std::size_t capitals = 0;
  for_each_code_point(word.written, [&](char32_t c) {
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

void read_forms(const Token& token, const WordIds& exact_ids, const WordIds& stem_ids, TextWord& word) {
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

const SpecialTerm* tag_of(const Token& token) {
  const auto found = std::find_if(token.special.begin(), token.special.end(), [](const SpecialTerm& term) {
    return term.kind == SpecialTermKind::hashtag || term.kind == SpecialTermKind::mention;
  });
  return found == token.special.end() ? nullptr : &*found;
}

// A tag reaches as far as its words follow each other with nothing or _ between them.
std::uint32_t last_of_tag(std::string_view text, const std::vector<Token>& tokens, std::size_t first) {
  auto last = first;
  while (last + 1 < tokens.size()) {
    const auto between = text.substr(tokens[last].end, tokens[last + 1].begin - tokens[last].end);
    if (!between.empty() && between != "_") break;
    ++last;
  }
  return static_cast<std::uint32_t>(last);
}

// The places of the words in code points, in one walk over the text.
void count_code_points(std::string_view text, const std::vector<Token>& tokens,
                       std::vector<TextWord>& words) {
  std::uint32_t seen = 0;
  std::size_t at = 0;
  const auto advance_to = [&](std::size_t byte) {
    byte = std::max(byte, at);
    for_each_code_point(text.substr(at, byte - at), [&seen](char32_t) { ++seen; });
    at = byte;
    return seen;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    words[i].begin = advance_to(tokens[i].begin);
    words[i].end = advance_to(tokens[i].end);
  }
}

}  // namespace

bool is_capital(char32_t letter) { return u_isupper(static_cast<UChar32>(letter)) != 0; }

std::string_view phrase_word(const Token& token) {
  constexpr std::size_t kShortEnglish = 2;  // bytes
  constexpr std::size_t kShortArabic = 6;
  if (token.stem.size() > (token.arabic ? kShortArabic : kShortEnglish)) return token.stem;
  return token.arabic ? without_article(token.exact) : token.exact;
}

std::uint32_t WordIds::add(std::string_view word) {
  const auto next = static_cast<std::uint32_t>(ids_.size() + 1);
  return ids_.emplace(std::string(word), next).first->second;
}

std::uint32_t WordIds::find(std::string_view word) const {
  const auto found = ids_.find(word);
  return found == ids_.end() ? 0 : found->second;
}

bool TextWord::is(std::uint32_t id) const {
  return id != 0 && std::find(forms.begin(), forms.begin() + form_count, id) != forms.begin() + form_count;
}

WordClass::WordClass(std::string_view words, const Analyzer& analyzer, WordIds& ids) {
  for (const auto& token : analyzer.analyze(words)) ids_.insert(ids.add(token.exact));
}

bool WordClass::has(const TextWord& word) const {
  return std::any_of(word.forms.begin(), word.forms.begin() + word.form_count,
                     [this](std::uint32_t id) { return ids_.contains(id); });
}

TextWord WordForms::read(const Token& token, std::string_view written) {
  auto& known = known_[std::hash<std::string_view>{}(written) % kKnown];
  if (known.written != written || known.exact != token.exact || known.stem != token.stem ||
      known.word.arabic != token.arabic) {
    known.written = written;
    known.exact = token.exact;
    known.stem = token.stem;
    known.word = {};
    known.word.arabic = token.arabic;
    known.word.written = written;
    read_forms(token, exact_ids_, stem_ids_, known.word);
    read_capitals(known.word);
  }
  auto word = known.word;
  word.written = written;
  return word;
}

TaggedText::TaggedText(std::string_view text, const Analyzer& analyzer, WordForms& forms,
                       const WordIds& exact_ids) {
  const auto tokens = analyzer.analyze(text);
  words.reserve(tokens.size());
  std::uint32_t tag_last = 0;
  bool in_tag = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto& token = tokens[i];
    auto& word = words.emplace_back(forms.read(token, text.substr(token.begin, token.end - token.begin)));
    word.light = token.light;
    if (i > 0) {
      const auto before = std::min(tokens[i - 1].end, token.begin);
      read_gap(text.substr(before, token.begin - before), words[i - 1].written, word);
    }
    if (const auto* tag = tag_of(token)) {
      in_tag = true;
      tag_last = last_of_tag(text, tokens, i);
      word.tag = exact_ids.find(tag->text);
      word.tag_last = tag_last;
    }
    in_tag = in_tag && i <= tag_last;
    word.in_tag = in_tag;
  }
  count_code_points(text, tokens, words);
}

}  // namespace analyzers
