// Answers that are kept until the index changes: to whom they are given, and when no longer.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/integration/sample_server.h"
#include "tests/support/packing.h"

using tests::body_of;
using tests::contains;
using tests::header_of;
using tests::ServedArchive;
using tests::status_of;

namespace {

constexpr std::size_t kLimit = std::size_t{1} << 20;

/// The sample archive behind a server that keeps answers and has one worker.
struct Keeping {
  Keeping() : archive("", 1, 0, kLimit), ids(tests::put_samples(archive)) { archive.update(); }

  /// What is answered while nobody can search: nothing but what is kept.
  std::string without_search(const std::string& target, const std::string& fields = {}) {
    const auto worker = archive.workers().lease(std::chrono::steady_clock::now() + std::chrono::seconds(10));
    return archive.get(target, fields);
  }

  ServedArchive archive;
  tests::SampleIds ids;
};

std::int64_t total_of(const std::string& answer) {
  return nlohmann::json::parse(body_of(answer)).at("total").get<std::int64_t>();
}

}  // namespace

TEST_CASE("what was asked before is answered without a search, with the same tag") {
  Keeping keeping;
  for (const std::string target : {"/api/v1/search?q=mosul", "/search?q=mosul", "/ar/search?q=mosul"}) {
    CAPTURE(target);
    CHECK(status_of(keeping.without_search(target)) == 503);
    const auto first = keeping.archive.get(target);
    REQUIRE(status_of(first) == 200);
    const auto again = keeping.without_search(target);
    CHECK(status_of(again) == 200);
    CHECK(body_of(again) == body_of(first));
    const auto tag = header_of(first, "ETag");
    CHECK(header_of(again, "ETag") == tag);
    CHECK(status_of(keeping.without_search(target, "If-None-Match: " + tag + "\r\n")) == 304);
    CHECK(header_of(again, "Link") == header_of(first, "Link"));
    CHECK(header_of(again, "Vary") == header_of(first, "Vary"));
  }
}

TEST_CASE("the same question in other words is the same, each other one is not") {
  Keeping keeping;
  REQUIRE(status_of(keeping.archive.get("/api/v1/search?q=mosul&partner=italy&lang=en")) == 200);
  for (const std::string same :
       {"lang=en&partner=italy&q=mosul", "q=mosul&partner=italy&lang=en&partner=italy&page=1",
        "q=mosul&partner=italy&lang=en&sort=relevance&utm_source=x&per_page=20",
        "q=mosul&partner=italy&lang=en&cross=on"}) {
    CAPTURE(same);
    CHECK(status_of(keeping.without_search("/api/v1/search?" + same)) == 200);
  }
  for (const std::string other :
       {"q=mosul", "q=mosul&partner=italy", "q=mosul&partner=italy&lang=ar", "q=Mosul&partner=italy&lang=en",
        "q=mosul&partner=italy&lang=en&page=2", "q=mosul&partner=italy&lang=en&per_page=10",
        "q=mosul&partner=italy&lang=en&sort=newest", "q=mosul&partner=italy&lang=en&facets=none",
        "q=mosul&partner=italy&lang=en&facet_limit=1", "q=mosul&partner=italy&lang=en&match=any",
        "q=mosul&partner=italy&lang=en&cross=off", "q=mosul&partner=italy&lang=en&recency=off",
        "q=mosul&partner=italy&lang=en&explain=1", "q=mosul&partner=italy&lang=en&from=2017"}) {
    CAPTURE(other);
    CHECK(status_of(keeping.without_search("/api/v1/search?" + other)) == 503);
  }
  CHECK(status_of(keeping.without_search("/search?q=mosul&partner=italy&lang=en")) == 503);
}

TEST_CASE("whoever takes packed answers gets one, and nobody else") {
  Keeping keeping;
  const std::string target = "/api/v1/search?q=mosul";
  const auto packed = keeping.archive.get(target, "Accept-Encoding: gzip\r\n");
  CHECK(header_of(packed, "Content-Encoding") == "gzip");
  CHECK(status_of(keeping.without_search(target)) == 503);
  const auto plain = keeping.archive.get(target);
  CHECK(header_of(plain, "Content-Encoding").empty());
  const auto packed_again = keeping.without_search(target, "Accept-Encoding: gzip\r\n");
  CHECK(header_of(packed_again, "Content-Encoding") == "gzip");
  CHECK(contains(tests::unpacked(body_of(packed_again)), "\"total\":"));
  CHECK(contains(body_of(keeping.without_search(target)), "\"total\":"));
}

TEST_CASE("a page that tells what was changed in a search is not given to who asked rightly") {
  Keeping keeping;
  const auto repaired = keeping.archive.get("/search?q=mosul&partner=atlantis");
  CHECK(contains(repaired, "What we changed in your search"));
  CHECK(status_of(keeping.without_search("/search?q=mosul")) == 503);
  CHECK(!contains(keeping.archive.get("/search?q=mosul"), "What we changed in your search"));
  CHECK(contains(keeping.without_search("/search?q=mosul&partner=atlantis"), "What we changed"));
}

TEST_CASE("that a plain index has no other language is told to who asks for it, and to nobody else") {
  ServedArchive archive("", 2, 64, 1U << 20U);
  tests::put_samples(archive);
  archive.update(indexer::Schema::plain);
  for (const std::string path : {"/api/v1/search", "/search"}) {
    const auto* told = path == "/search" ? "not in the other language too" : "plain_cross";
    for (int again = 0; again < 2; ++again) {
      CHECK(contains(archive.get(path + "?q=mosul&cross=on"), told));
      CHECK(!contains(archive.get(path + "?q=mosul"), told));
    }
  }
}

TEST_CASE("an added document is seen at once, and a withdrawn one no more") {
  Keeping keeping;
  const std::string target = "/api/v1/search?q=mosul";
  const auto before = total_of(keeping.archive.get(target));
  CHECK(total_of(keeping.without_search(target)) == before);
  corpus::Document document;
  document.key = "new";
  document.title = "One more about Mosul";
  document.body = "Mosul.\n";
  const auto id = keeping.archive.put(document);
  keeping.archive.update();
  CHECK(total_of(keeping.archive.get(target)) == before + 1);
  CHECK(total_of(keeping.without_search(target)) == before + 1);
  keeping.archive.withdraw(id);
  keeping.archive.update();
  CHECK(total_of(keeping.archive.get(target)) == before);
}

TEST_CASE("while many ask and the index changes, each answer is that of its revision") {
  ServedArchive archive("", 2, 64, kLimit);
  tests::put_samples(archive);
  archive.update();
  const auto first = total_of(archive.get("/api/v1/search?q=mosul"));
  const auto first_revision =
      nlohmann::json::parse(body_of(archive.get("/api/v1/search"))).at("revision").get<std::int64_t>();
  std::atomic<bool> stop = false;
  std::atomic<int> wrong = 0, asked = 0;
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 4; ++reader) {
    readers.emplace_back([&] {
      while (!stop) {
        const auto answer =
            nlohmann::json::parse(body_of(archive.get("/api/v1/search?q=mosul&facets=kind")), nullptr, false);
        ++asked;
        if (answer.is_discarded() || !answer.contains("total")) {
          ++wrong;
        } else if (answer["total"].get<std::int64_t>() - first !=
                   answer["revision"].get<std::int64_t>() - first_revision) {
          ++wrong;  // each revision has one document more
        }
      }
    });
  }
  for (int round = 0; round < 5; ++round) {
    corpus::Document document;
    document.key = "new " + std::to_string(round);
    document.title = "One more about Mosul";
    document.body = "Mosul, number " + std::to_string(round) + ".\n";
    archive.put(document);
    archive.update();
  }
  stop = true;
  for (auto& reader : readers) reader.join();
  CHECK(asked > 0);
  CHECK(wrong == 0);
  CHECK(total_of(archive.get("/api/v1/search?q=mosul")) == first + 5);
}
