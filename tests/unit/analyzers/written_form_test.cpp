// What a quotation asks for: letters and marks as typed, what no writer chooses made one.
#include "analyzers/written_form.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "analyzers/analyzer.h"

using analyzers::is_written_as;

namespace {

// The written forms of the words of `text`, with spaces between them.
std::string written(const std::string& text) {
  static const analyzers::Analyzer kAnalyzer;
  std::string forms;
  for (const auto& token : kAnalyzer.analyze(text)) {
    forms +=
        (forms.empty() ? "" : " ") +
        analyzers::written_form(token, std::string_view(text).substr(token.begin, token.end - token.begin));
  }
  return forms;
}

}  // namespace

TEST_CASE("the written form keeps letters and marks, and makes one what no writer chooses") {
  struct Row {
    const char* why;
    const char* text;
    const char* form;
  };
  const Row rows[] = {
      {"hamza on alef", "أحمد", "أحمد"},
      {"alef alone", "احمد", "احمد"},
      {"teh marbuta", "مدرسة", "مدرسة"},
      {"heh", "مدرسه", "مدرسه"},
      {"alef maksura", "على", "على"},
      {"hamza on waw and on yeh", "مسؤول مسئول", "مسؤول مسئول"},
      {"hamza alone", "ماء", "ماء"},
      {"harakat", "مُحَمَّد", "مُحَمَّد"},
      {"tanwin", "شكراً", "شكراً"},
      {"decomposed hamza", "ا\u0654حمد", "أحمد"},
      {"shadda before and behind fatha", "ر\u0651\u064e ر\u064e\u0651", "ر\u064e\u0651 ر\u064e\u0651"},
      {"tatweel", "العـــراق", "العراق"},
      {"presentation forms", "\ufe8d\ufedf\ufe8c\ufeae\ufe8d\ufed5", "الئراق"},
      {"a ligature", "\ufefbجئ", "لاجئ"},
      {"keyboards of other languages", "كردستان کردستان سوری ہزاره", "كردستان كردستان سوري هزاره"},
      {"a letter of another language", "پاکستان", "پاكستان"},
      {"capitals", "DAESH Daesh", "daesh daesh"},
      {"width", "Ｄａｅｓｈ", "daesh"},
      {"accents", "café Café cafe", "café café cafe"},
      {"a decomposed accent", "cafe\u0301", "café"},
      {"apostrophes of all kinds", "Da'esh Da’esh Daʿesh", "da'esh da'esh da'esh"},
      {"the genitive", "Daesh's Daesh’s", "daesh's daesh's"},
      {"initials", "U.S. US", "us us"},
      {"numbers", "2,500 ٢٬٥٠٠ 99.5", "2500 2500 99.5"},
      {"letters beside digits", "F-16", "f 16"},
      {"compounds", "counter-terrorism", "counter terrorism"},
      {"a mark of direction inside", "دا\u200fعش", "داعش"},
      {"nothing", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(written(row.text) == row.form);
  }
}

TEST_CASE("a word is written as asked when it has the letters, and of the marks at least those asked for") {
  struct Row {
    const char* found;
    const char* asked;
    bool same;
  };
  const Row rows[] = {
      {"محمد", "محمد", true},  {"مُحَمَّد", "محمد", true},   {"محمد", "مُحَمَّد", false}, {"مُحَمَّد", "محمّد", true},
      {"محمّد", "مُحَمَّد", false}, {"مُحَمَّد", "مُحَمَّد", true},   {"مِحَمَّد", "مُحَمَّد", false}, {"أحمد", "احمد", false},
      {"احمد", "أحمد", false}, {"محمدي", "محمد", false}, {"", "محمد", false},     {"café", "cafe", false},
      {"", "", true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.found);
    CAPTURE(row.asked);
    CHECK(is_written_as(row.found, row.asked) == row.same);
  }
}

TEST_CASE("a written form is never empty, never longer than an index term, and the same when written again") {
  const analyzers::Analyzer analyzer;
  std::mt19937 random(2014);
  const char* const pieces[] = {"أ", "ا",    "ة",      "ى", "ئ",  "\u064e",    "\u0651", "\u0654",
                                "ـ", "a",    "É",      "'", "’",  "9",         "٩",      ".",
                                "-", "\xff", "\u0301", "ﷺ", "文", "\U0001D400"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (auto count = random() % (round % 50 == 0 ? 400 : 12); count > 0; --count) {
      text += pieces[random() % std::size(pieces)];
    }
    CAPTURE(text);
    for (const auto& token : analyzer.analyze(text)) {
      const auto form =
          analyzers::written_form(token, std::string_view(text).substr(token.begin, token.end - token.begin));
      CHECK_FALSE(form.empty());
      if (form != token.exact) CHECK(form.size() + token.exact.size() <= 230);
      CHECK(is_written_as(form, form));
      CHECK(is_written_as(form, analyzers::without_optional_marks(form)));
      CHECK(analyzers::written_form(token, form) == form);
    }
  }
}
