#include "analyzers/tagged_text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "analyzers/shouting.h"
#include "analyzers/utf8.h"
#include "analyzers/word_forms.h"

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
  if (between == " ") return;  // most are
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

const SpecialTerm* tag_of(const Token& token) {
  const auto found = std::find_if(token.special.begin(), token.special.end(), [](const SpecialTerm& term) {
    return term.kind == SpecialTermKind::hashtag || term.kind == SpecialTermKind::mention;
  });
  return found == token.special.end() ? nullptr : &*found;
}

/// Puts the words of a text into a row.
class TextReader : public WordVisitor {
 public:
  TextReader(std::string_view text, WordForms& forms, std::vector<TextWord>& words)
      : text_(text), forms_(forms), words_(words) {}

  bool knows(std::string_view written, std::size_t begin, std::size_t end) override {
    const auto known = forms_.recall(written);
    if (known) add(*known, begin, end);
    return known.has_value();
  }

  void see_plain(const Token& token, std::size_t begin, std::size_t end) override {
    if (is_name_by_capitals(token)) return see_other(token, begin, end);
    add(forms_.learn(token, text_.substr(begin, end - begin)), begin, end);
  }

  void see_other(const Token& token, std::size_t begin, std::size_t end) override {
    auto& word = add(forms_.read(token, text_.substr(begin, end - begin)), begin, end);
    word.light = token.light;
    if (is_name_by_capitals(token)) by_capitals_.emplace_back(words_.size() - 1, token.exact);
    if (const auto* tag = tag_of(token)) {
      tags_.push_back(words_.size() - 1);
      word.tag = forms_.number_of_tag(tag->text);
    }
  }

  /// Behind the last word.
  void finish(const Analyzer& analyzer) {
    for (const auto& [at, exact] : by_capitals_) {
      if (is_shouted(words_.size(), at, [this](std::size_t other) { return words_[other].written; }))
        make_common(at, exact, analyzer);
    }
    for (const auto first : tags_) spread_tag(first);
  }

 private:
  TextWord& add(const TextWord& read, std::size_t begin, std::size_t end) {
    auto& word = words_.emplace_back(read);
    count_to(begin, end, word);
    if (words_.size() > 1) {
      const auto before = std::min(last_end_, begin);
      read_gap(text_.substr(before, begin - before), words_[words_.size() - 2].written, word);
    }
    last_end_ = end;
    return word;
  }

  // The place of the word at the bytes [begin, end), in code points.
  void count_to(std::size_t begin, std::size_t end, TextWord& word) {
    if (begin >= counted_to_) {
      const auto gap = text_.substr(counted_to_, begin - counted_to_);
      counted_ += gap == " " ? 1 : code_points_in(gap);
      word.begin = static_cast<std::uint32_t>(counted_);
      counted_ += word.length;
    } else {  // the parts of an address may lie in one another
      word.begin = static_cast<std::uint32_t>(counted_);
      if (end > counted_to_) counted_ += code_points_in(text_.substr(counted_to_, end - counted_to_));
    }
    word.end = static_cast<std::uint32_t>(counted_);
    counted_to_ = std::max(counted_to_, end);
  }

  // A word whose capitals say nothing is what it is in small letters, and no tag.
  void make_common(std::size_t at, const std::string& exact, const Analyzer& analyzer) {
    const auto tokens = analyzer.analyze(exact);
    if (tokens.size() != 1) return;
    auto& word = words_[at];
    auto common = forms_.read(tokens.front(), word.written);
    common.light = word.light;
    common.begin = word.begin;
    common.end = word.end;
    common.gap = word.gap;
    common.new_line = word.new_line;
    common.full_stop = word.full_stop;
    word = common;
    std::erase(tags_, at);
  }

  // A tag reaches as far as its words follow each other with nothing or _ between them.
  void spread_tag(std::size_t first) {
    auto last = first;
    while (last + 1 < words_.size()) {
      const auto* const end = words_[last].written.data() + words_[last].written.size();
      const auto between = words_[last + 1].written.data() - end;
      if (between != 0 && !(between == 1 && *end == '_')) break;
      ++last;
    }
    words_[first].tag_last = static_cast<std::uint32_t>(last);
    for (auto at = first; at <= last; ++at) words_[at].in_tag = true;
  }

  std::string_view text_;
  WordForms& forms_;
  std::vector<TextWord>& words_;
  std::size_t last_end_ = 0;                  // of the word before, in bytes
  std::size_t counted_to_ = 0, counted_ = 0;  // bytes, and the code points in them
  std::vector<std::size_t> tags_;             // words at which hashtags and mentions begin
  std::vector<std::pair<std::size_t, std::string>> by_capitals_;  // names by capitals alone, folded
};

}  // namespace

bool is_capital(char32_t letter) { return u_isupper(static_cast<UChar32>(letter)) != 0; }

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

TaggedText::TaggedText(std::string_view text, const Analyzer& analyzer, WordForms& forms) {
  constexpr std::size_t kBytesOfAWord = 6;  // with the space behind it: fewer than most have
  words.reserve(text.size() / kBytesOfAWord + 1);
  TextReader reader(text, forms, words);
  analyzer.for_each_word(text, reader);
  reader.finish(analyzer);
}

}  // namespace analyzers
