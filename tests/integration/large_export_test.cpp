// A whole result that is larger than what can be paged through, over a real connection.
#include <doctest/doctest.h>

#include <chrono>
#include <set>
#include <vector>

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
    router = std::make_unique<searchd::Router>(index.view(), *workers, "https://archive.example");
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

searchd::Reply answer(const Large& large, const std::string& target, std::uint64_t client) {
  searchd::RequestHead head;
  head.method = "GET";
  head.path = target;
  head.client.number = client;
  return large.router->answer(head);
}

bool is_sent_whole(const Large& large, const std::string& target) {
  const auto answer = tests::get(large.server->port(), target);
  return tests::status_of(answer) == 200 && tests::unchunked(tests::body_of(answer)).is_whole;
}

void check_slow_readers(const Large& large) {
  std::vector<tests::RawClient> slow;
  const auto ask = [&](const std::string& target) {
    slow.emplace_back(large.server->port());
    slow.back().send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    return tests::status_of(slow.back().receive_until("\r\n"));
  };
  for (int i = 0; i < searchd::kMostSitemaps; ++i) CHECK(ask("/sitemap/1.xml") == 200);
  CHECK(ask("/sitemap/1.xml") == 503);
  for (int i = 0; i < searchd::kMostExports; ++i) CHECK(ask("/export.jsonl") == 200);  // places of their own
  CHECK(ask("/export.jsonl") == 503);
  CHECK(large.workers->busy() == 0);
  CHECK(tests::status_of(tests::get(large.server->port(), "/api/v1/search?q=Mosul")) == 200);
  for (const char* small : {"/export.csv?q=nosuchword", "/export.ris?from=2018-02-13&to=2018-02-13"})
    CHECK(is_sent_whole(large, small));
  slow.clear();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  bool is_free = false;
  while (!is_free && std::chrono::steady_clock::now() < deadline)
    is_free = is_sent_whole(large, "/export.csv") && is_sent_whole(large, "/sitemap/1.xml");
  CHECK(is_free);
}

void check_one_client(const Large& large) {
  std::vector<searchd::Reply> unread;
  for (int i = 0; i < searchd::kMostExports / 2; ++i) {
    unread.push_back(answer(large, "/export.jsonl", 0x0A000001));
    REQUIRE(unread.back().status == 200);
  }
  CHECK(answer(large, "/export.jsonl", 0x0A000001).status == 503);
  CHECK(answer(large, "/export.csv", 0x0A000002).status == 200);
  unread.pop_back();
  CHECK(answer(large, "/export.jsonl", 0x0A000001).status == 200);
}

}  // namespace

// One case: the index takes long to make, and a server must end before what it is made of.
TEST_CASE(
    "more documents than can be paged through are sent whole, and who reads none of them holds no worker and "
    "keeps out nobody but who asks for as much") {
  const Large large;
  check_all_are_sent(large);
  check_slow_readers(large);
  check_one_client(large);
}
