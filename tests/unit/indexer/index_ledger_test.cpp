// Tests of index_ledger: the ledger through an index and back.
#include "indexer/index_ledger.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using corpus::LedgerEntry;
using corpus::LedgerEvidence;

TEST_CASE("the ledger comes out of an index as it went in") {
  corpus::PublicationDate day;
  day.first_day = std::chrono::year{2018} / 2 / 13;
  day.precision = corpus::DatePrecision::day;
  day.evidence = corpus::DateEvidence::visible_text;
  day.words = "13 شباط 2018";
  corpus::PublicationDate month = day;
  month.first_day = std::chrono::year{2019} / 10 / 1;
  month.precision = corpus::DatePrecision::month;
  month.evidence = corpus::DateEvidence::address;
  month.words = "/2019/10/";
  const std::vector<LedgerEntry> entries = {
      {75, LedgerEvidence::statement, "75 partners \"will\" meet", "abcdefghijkl", "https://example.org/a",
       day},
      {81, LedgerEvidence::boilerplate, "The Coalition’s 81 members", "", "sha256:00", {}},
      {85, LedgerEvidence::welcome, "85 عضوًا", "", "https://example.org/", month},
  };
  CHECK(indexer::ledger_from_json(indexer::ledger_to_json(entries)) == entries);
  CHECK(indexer::ledger_from_json(indexer::ledger_to_json({})).empty());
}

TEST_CASE("what is no ledger gives no entries") {
  for (const char* text :
       {"", "{}", "[", "null", "[1,\"a\",null,{}]", "[{\"members\":\"x\",\"evidence\":\"welcome\"}]",
        "[{\"members\":80,\"evidence\":\"rumour\",\"date\":{}}]",
        "[{\"members\":80,\"evidence\":\"welcome\"}]",
        "[{\"members\":80,\"evidence\":\"welcome\",\"date\":7}]"}) {
    CAPTURE(text);
    CHECK(indexer::ledger_from_json(text).empty());
  }
  const auto damaged = indexer::ledger_from_json(
      R"([{"members":80,"evidence":"welcome","words":"x","date":{"value":"0000-00-00"}}])");
  REQUIRE(damaged.size() == 1);
  CHECK(damaged[0].members == 80);
  CHECK(damaged[0].date.precision == corpus::DatePrecision::unknown);
}
