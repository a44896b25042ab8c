// The plain words of a question: which can be left out, which are written wrongly where.
#include "searchd/search/question_words.h"

#include <doctest/doctest.h>

#include <string>

namespace {

// "mosul[schools]": words that can be left out stand bare, the others in brackets.
std::string words_of(const std::string& typed) {
  static const analyzers::Analyzer analyzer;
  const auto question = searchd::words_of_question(analyzer, typed);
  std::string text;
  for (const auto& word : question.words) {
    const auto written = question.text.substr(word.begin, word.end - word.begin);
    text += (text.empty() ? "" : " ") + (word.loose ? written : "[" + written + "]");
  }
  return text;
}

}  // namespace

TEST_CASE("words that no sign depends on can be left out") {
  struct Row {
    const char *typed, *words;
  };
  const Row rows[] = {
      {"Mosul schools", "Mosul schools"},
      {"مدارس الموصل", "مدارس الموصل"},
      {"\"displaced families\" Mosul", "[displaced] [families] Mosul"},
      {"-video Mosul", "[video] Mosul"},
      {"Mosul OR Raqqa", "[Mosul] [Raqqa]"},
      {"(Mosul OR Raqqa) schools", "[Mosul] [Raqqa] schools"},
      {"title:Mosul schools", "[Mosul] schools"},
      {"partner:italy Mosul", "Mosul"},
      {"date:2018 Mosul", "Mosul"},
      {"#DefeatDaesh @UNDPinIraq Mosul", "Mosul"},
      {"mos* raqa~ =Baghdad Mosul", "Mosul"},
      {"https://www.example.org/a Mosul", "Mosul"},
      {"", ""},
      {"- ( \" *", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed);
    CHECK(words_of(row.typed) == row.words);
  }
}

TEST_CASE("a part is left out whole, and leaves no double space") {
  static const analyzers::Analyzer analyzer;
  const auto question = searchd::words_of_question(analyzer, "Mosul counter-terrorism schools");
  REQUIRE(question.words.size() == 4);
  const auto& word = question.words[2];
  CHECK(searchd::without_part(question.text, word.part_begin, word.part_end) == "Mosul schools");
  CHECK(searchd::without_part("Mosul", 0, 5) == "");
}

TEST_CASE("quotation marks fall where nothing depends on them") {
  struct Row {
    const char *typed, *plain;
  };
  const Row rows[] = {
      {"\"displaced families\"", "displaced families"},
      {"“displaced families” Mosul «a b»", "displaced families Mosul a b"},
      {"\"displaced families", "displaced families"},
      {"Mosul", ""},
      {"-\"press release\" Mosul", ""},
      {"\"a b\"~5", ""},
      {"title:\"a b\"", ""},
      {"\"a b\" OR c", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed);
    CHECK(searchd::without_quotes(row.typed) == row.plain);
  }
}
