// A whole result that is larger than what can be paged through, over a real connection.
#include <doctest/doctest.h>

#include <set>

#include "searchd/http/router.h"
#include "searchd/http/server.h"
#include "tests/support/chunks.h"
#include "tests/support/format_readers.h"
#include "tests/support/made_up_archive.h"
#include "tests/support/raw_client.h"
#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"

namespace {

constexpr std::uint32_t kDocuments = 10'300;

struct Large {
  Large() : index(tests::small_vocabulary()) {
    tests::put_made_up(index.archive(), 0, kDocuments);
    index.rebuild();
    workers = std::make_unique<searchd::WorkerPool>(index.view(), "", 1, 4);
    router = std::make_unique<searchd::Router>(index.view(), *workers, "");
    server = std::make_unique<searchd::HttpServer>(
        searchd::ServerSettings(),
        searchd::Answers{[this](const searchd::RequestHead& head) { return router->answer(head); },
                         [this](const searchd::HeadFault& fault) { return router->answer(fault); }});
  }
  tests::SmallIndex index;
  std::unique_ptr<searchd::WorkerPool> workers;
  std::unique_ptr<searchd::Router> router;
  std::unique_ptr<searchd::HttpServer> server;
};

void check_all_are_sent(const Large& large) {
  for (const char* target :
       {"/export.csv", "/export.csv?sort=oldest",
        "/export.csv?q=Mosul+OR+%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84+OR+Raqqa+OR+Iraq"}) {
    CAPTURE(target);
    const auto answer = tests::get(large.server->port(), target);
    REQUIRE(tests::status_of(answer) == 200);
    const auto sent = tests::unchunked(tests::body_of(answer));
    CHECK(sent.is_whole);
    const auto rows = tests::read_csv(sent.body);
    REQUIRE(rows);
    std::set<std::string> ids;
    for (const auto& row : *rows) ids.insert(row.front());
    CHECK(ids.size() == rows->size());
    CHECK(tests::header_of(answer, "Sijill-Total") == std::to_string(rows->size() - 1));
  }
  const auto all = tests::get(large.server->port(), "/export.jsonl");
  CHECK(tests::header_of(all, "Sijill-Total") == std::to_string(kDocuments));
  CHECK(tests::count_of(tests::unchunked(tests::body_of(all)).body, "\n") == static_cast<int>(kDocuments));
}

void check_idle_readers(const Large& large) {
  const tests::RawClient first(large.server->port());
  const tests::RawClient second(large.server->port());
  for (const auto* client : {&first, &second}) {
    client->send("GET /export.jsonl HTTP/1.1\r\nHost: x\r\n\r\n");
    client->receive_until("HTTP/1.1 200 ");
  }
  CHECK(large.workers->busy() == 0);
  const auto found = tests::get(large.server->port(), "/api/v1/search?q=Mosul");
  CHECK(tests::status_of(found) == 200);
}

}  // namespace

// One case: the index takes long to make, and a server must end before what it is made of.
TEST_CASE(
    "more documents than can be paged through are sent whole, and who reads none of them holds no worker") {
  const Large large;
  check_all_are_sent(large);
  check_idle_readers(large);
}
