// Words that must become the terms that stand beside them, in tests/golden/*_words.tsv: a case needs no code.
#include <doctest/doctest.h>

#include "analyzers/analyzer.h"
#include "tests/support/places.h"
#include "tests/unit/analyzers/tsv.h"

TEST_SUITE("golden words") {
  void check_words(const char* file, std::size_t at_least) {
    const analyzers::Analyzer analyzer;
    const auto rows = tests::read_tsv(std::string(tests::golden_folder()) + file);
    REQUIRE(rows.size() >= at_least);
    for (const auto& row : rows) {
      REQUIRE(row.size() == 4);
      CAPTURE(row[0]);
      CAPTURE(row[3]);
      const auto tokens = analyzer.analyze(row[0]);
      REQUIRE(tokens.size() == 1);
      CHECK(tokens[0].exact == row[1]);
      CHECK(tokens[0].stem == row[2]);
      CHECK(analyzer.fold(row[0]) == row[1]);
      CHECK_MESSAGE(analyzer.fold(row[1]) == row[1], "folding twice changes nothing more");
    }
  }

  TEST_CASE("every Arabic word becomes its terms") { check_words("/arabic_words.tsv", 100); }
  TEST_CASE("every English word becomes its terms") { check_words("/english_words.tsv", 80); }
}
