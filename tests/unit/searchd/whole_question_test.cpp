// Which texts are taken for whole questions.
#include "searchd/search/whole_question.h"

#include <doctest/doctest.h>

#include <string>

TEST_CASE("a question word makes a question; what only begins questions must begin it") {
  struct Row {
    const char* typed;
    bool question;
  };
  const Row rows[] = {
      {"who freed Mosul", true},
      {"in which year was Raqqa freed", true},
      {"did Italy train the police", true},
      {"من حرر الموصل", true},
      {"ما هي عاصمة العراق", true},
      {"ماهو مؤتمر روما", true},
      {"في أي عام حررت الرقة", true},
      {"كم عدد الدول", true},
      {"هل انضمت مصر", true},
      {"Mosul schools", false},
      {"the war in Syria", false},
      {"العائدون من الموصل", false},
      {"statement that Italy did", false},
      {"", false},
  };
  const analyzers::Analyzer analyzer;
  for (const auto& row : rows) {
    const std::string typed = row.typed;
    CAPTURE(typed);
    CHECK(searchd::is_whole_question(analyzer.analyze(typed), analyzer) == row.question);
  }
}
