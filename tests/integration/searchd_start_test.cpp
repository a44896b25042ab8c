// What a server answers while it starts.
#include <doctest/doctest.h>

#include <sys/stat.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <variant>

#include "searchd/http/router.h"
#include "tests/support/asked_routes.h"
#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"
#include "tests/support/temporary_directory.h"

namespace {

/// An index of one document, and a dictionary that is there and cannot be read to its end until somebody
/// writes it.
struct Starting {
  Starting() {
    index.put_json(R"({"kind":"news","key":"test:1","title":"Mosul","body":"Families return.\n"})");
    index.update();
    REQUIRE(::mkfifo(dictionary.c_str(), 0600) == 0);
    view = std::make_shared<searchd::IndexView>(index.directory(), folder / ".");
  }
  void write_dictionary() const { std::ofstream nothing(dictionary); }

  tests::SmallIndex index{tests::small_vocabulary()};
  tests::TemporaryDirectory folder;
  std::filesystem::path dictionary = folder / "freedict-eng-ara.index";
  std::shared_ptr<searchd::IndexView> view;
};

}  // namespace

TEST_CASE("while the dictionaries are being read, who does not need them is answered") {
  const Starting starting;
  searchd::WorkerPool workers(starting.view, "", 2, 2);
  searchd::Router router(starting.view, workers, "");
  const auto status_of = [&router](const std::string& target) {
    return tests::reply_of(router, target).status;
  };
  std::thread warming([&workers] { workers.warm_up(); });
  while (!workers.is_warming()) std::this_thread::sleep_for(std::chrono::milliseconds(1));

  CHECK(status_of("/api/v1/search?q=mosul&cross=off") == 200);
  CHECK(status_of("/readyz") == 503);  // a search in both languages would wait
  CHECK(status_of("/healthz") == 200);

  starting.write_dictionary();
  warming.join();
  CHECK(status_of("/readyz") == 200);
  CHECK(status_of("/api/v1/search?q=mosul") == 200);
}

TEST_CASE(
    "a search that waited for the dictionaries is told that the server starts, any other that it took too "
    "long") {
  const Starting starting;
  searchd::WorkerPool workers(starting.view, "", 1, 2);
  searchd::Router router(starting.view, workers, "");
  bool is_starting = true;
  SUBCASE("while it starts") { workers.expect_warm_up(); }
  SUBCASE("later") { is_starting = false; }
  searchd::Reply reply;
  std::thread reader([&] { reply = tests::reply_of(router, "/ar/search?q=mosul"); });
  std::this_thread::sleep_for(searchd::kSearchTime + std::chrono::milliseconds(200));
  starting.write_dictionary();
  reader.join();
  CHECK(reply.status == 503);
  CHECK((reply.body.find("البحث يبدأ الآن") != std::string::npos) == is_starting);
  CHECK((reply.body.find("وقتًا أطول مما ينبغي") != std::string::npos) == !is_starting);
  CHECK((reply.body.find("/ar/search?q=mosul&amp;cross=off") != std::string::npos) == !is_starting);
  CHECK(reply.body.find("href=\"/ar/search?q=mosul\"") != std::string::npos);
}
