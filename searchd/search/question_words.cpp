#include "searchd/search/question_words.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "analyzers/utf8.h"
#include "searchd/search/query_signs.h"
#include "searchd/search/query_text.h"

namespace searchd {
namespace {

bool has_words(const QueryPart& part) {
  const bool is_plain = part.form == QueryPart::Form::words || part.form == QueryPart::Form::phrase;
  return is_plain && (part.field == QueryField::none || part.field == QueryField::title);
}

// By number of the part: whether it can be left out without changing what the others mean.
std::vector<bool> loose_parts(const QueryText& query) {
  std::vector<bool> loose(query.parts.size(), false);
  if (query.root.kind != QueryNode::Kind::together) return loose;
  for (const auto& child : query.root.children) {
    if (child.kind != QueryNode::Kind::part) continue;
    const auto& part = query.parts[child.part];
    loose[child.part] = part.form == QueryPart::Form::words && part.field == QueryField::none;
  }
  return loose;
}

bool is_bare_phrase(const QueryPart& part) {
  return part.form == QueryPart::Form::phrase && part.field == QueryField::none && part.number == 0;
}

void add_words(std::vector<QuestionWord>& words, const QueryPart& part, bool loose,
               const analyzers::Analyzer& analyzer, std::string_view text) {
  std::vector<QuestionWord> own;
  for (auto& token : analyzer.analyze(text.substr(part.begin, part.end - part.begin))) {
    if (token.light) return;  // an address
    const auto begin = part.begin + token.begin;
    if (token.exact.empty() || token.begin >= token.end) continue;
    if (!own.empty() && own.back().end > begin) return;  // its parts overlap
    own.push_back({begin, part.begin + token.end, part.begin, part.end, loose, token.arabic, token.stop_word,
                   std::move(token.exact), std::move(token.stem)});
  }
  std::move(own.begin(), own.end(), std::back_inserter(words));
}

std::string with_single_spaces(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == ' ' && (result.empty() || result.back() == ' ')) continue;
    result += c;
  }
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

}  // namespace

QuestionWords words_of_question(const analyzers::Analyzer& analyzer, std::string_view typed) {
  auto query = take_apart(typed);
  QuestionWords question;
  const auto loose = loose_parts(query);
  for (std::size_t at = 0; at < query.parts.size(); ++at) {
    if (has_words(query.parts[at])) {
      add_words(question.words, query.parts[at], loose[at], analyzer, query.text);
    }
  }
  question.text = std::move(query.text);
  return question;
}

std::string without_part(std::string_view text, std::size_t begin, std::size_t end) {
  return with_single_spaces(std::string(text.substr(0, begin)) + " " + std::string(text.substr(end)));
}

std::string without_quotes(std::string_view typed) {
  const auto query = take_apart(typed);
  std::size_t loose = 0;
  if (query.root.kind == QueryNode::Kind::together) {
    for (const auto& child : query.root.children) {
      if (child.kind == QueryNode::Kind::part && is_bare_phrase(query.parts[child.part])) ++loose;
    }
  }
  const auto phrases = std::count_if(query.parts.begin(), query.parts.end(), [](const QueryPart& part) {
    return part.form == QueryPart::Form::phrase;
  });
  if (phrases == 0 || static_cast<std::size_t>(phrases) != loose) return {};
  std::string text;
  analyzers::for_each_code_point(query.text, [&text](char32_t letter) {
    analyzers::append_code_point(text, is_quote(letter) ? U' ' : letter);
  });
  return with_single_spaces(text);
}

}  // namespace searchd
