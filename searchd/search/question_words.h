// The plain words of a question, each with its place: what can be written otherwise, left out, or taken for a
// filter.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"

namespace searchd {

/// A word that is searched as a word. Places are bytes of QuestionWords::text.
struct QuestionWord {
  std::size_t begin = 0, end = 0;            // the word
  std::size_t part_begin = 0, part_end = 0;  // of what: "counter-terrorism" is one part of two words
  bool loose = false;  // its part stands side by side with the others: no operator, bracket, field or
                       // quotation depends on it
  bool arabic = false, stop_word = false;
  std::string exact, stem;
};

struct QuestionWords {
  std::string text;  // what was typed, each sign in one form; asked again it finds the same
  std::vector<QuestionWord> words;
};

/// The words of `typed` outside of and in quotation marks. Not those that are values of a field, tags,
/// addresses, or marked with '=', '*' or '~'.
QuestionWords words_of_question(const analyzers::Analyzer& analyzer, std::string_view typed);

/// `text` without its bytes [begin, end), and with one space where there were several.
std::string without_part(std::string_view text, std::size_t begin, std::size_t end);

/// The question without its quotation marks, its phrases plain words. Empty where it has none, and where a
/// number ("a b"~5), an operator or a field stands before one.
std::string without_quotes(std::string_view typed);

}  // namespace searchd
