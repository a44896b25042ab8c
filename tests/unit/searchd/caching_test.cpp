// Tags of answers, what a sender has already, and which language it prefers.
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "searchd/http/router.h"
#include "tests/support/temporary_directory.h"

using searchd::entity_tag;
using searchd::PageLanguage;

TEST_CASE("a tag is the same for the same answer and another for each other") {
  std::set<std::string> tags;
  for (const auto* route : {"search", "api_search"}) {
    for (const auto* state : {"", "000001-7-1", "000001-7-2", "000002-7-1", "000002-8-1"}) {
      for (const auto* address : {"", "/search?q=a", "/search?q=b"}) {
        tags.insert(entity_tag(route, state, address));
        CHECK(entity_tag(route, state, address) == entity_tag(route, state, address));
      }
    }
  }
  CHECK(tags.size() == 30);
}

TEST_CASE("If-None-Match names a tag alone, in a list, weakly, or all of them") {
  struct Row {
    const char* why;
    const char* if_none_match;
    bool known;
  };
  const Row rows[] = {
      {"nothing", "", false},
      {"the tag", "W/\"a\"", true},
      {"strongly written", "\"a\"", true},
      {"in a list", "\"b\" , W/\"a\"", true},
      {"all", "*", true},
      {"another", "W/\"b\"", false},
      {"its beginning", "W/\"", false},
      {"without quotation marks", "a", false},
      {"commas alone", ",,,", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    searchd::RequestHead head;
    head.if_none_match = row.if_none_match;
    CHECK(searchd::is_known_to_sender(head, "W/\"a\"") == row.known);
    CHECK(searchd::cacheable(head, "text/plain", "body", "W/\"a\"").status == (row.known ? 304 : 200));
  }
}

TEST_CASE("an answer is kept where it is whole and of the state that was asked for") {
  const tests::TemporaryDirectory folder;
  const auto index = std::make_shared<searchd::IndexView>(indexer::IndexDirectory(folder / "index"));
  searchd::WorkerPool workers(index, "", 1, 1);
  searchd::Router router(index, workers, "", std::size_t{1} << 20);
  const searchd::RequestHead head;
  const searchd::Exchange exchange{head, "", searchd::Audience::program, "id", {}};
  int made = 0;
  const auto ask = [&](const std::string& address, const std::string& state, bool is_whole,
                       int status = 200) {
    return searchd::answer_once(router, exchange, {"route", "1", address}, [&] {
      searchd::Reply reply;
      reply.status = status;
      reply.body = std::to_string(++made);
      return searchd::MadeAnswer{reply, state, is_whole};
    });
  };
  CHECK(ask("cut short", "1", false).body == "1");
  CHECK(ask("cut short", "1", false).body == "2");
  CHECK(ask("of a later state", "2", true).body == "3");
  CHECK(ask("of a later state", "2", true).body == "4");
  CHECK(ask("not modified", "1", true, 304).body == "5");
  CHECK(ask("not modified", "1", true, 304).body == "6");
  CHECK(ask("whole", "1", true).body == "7");
  CHECK(ask("whole", "1", true).body == "7");
  CHECK(ask("another", "1", true).body == "8");
}

TEST_CASE("the language of Accept-Language with the greater weight is preferred, of equals the first") {
  struct Row {
    const char* accept_language;
    PageLanguage language;
  };
  const Row rows[] = {
      {"", PageLanguage::english},
      {"ar", PageLanguage::arabic},
      {"ar-EG, fr;q=0.9", PageLanguage::arabic},
      {"arc", PageLanguage::english},
      {"en;q=0.5, ar;q=0.6", PageLanguage::arabic},
      {"ar;q=0, en;q=0.1", PageLanguage::english},
      {"ar;q=-1", PageLanguage::english},
      {"ar;q=nan", PageLanguage::english},
      {"*", PageLanguage::english},
      {"en-US,en;q=0.9,ar;q=0.9", PageLanguage::english},
  };
  for (const auto& row : rows) {
    CAPTURE(row.accept_language);
    CHECK(searchd::preferred_language(row.accept_language) == row.language);
  }
}
