// Tests of answers kept in memory.
#include "searchd/http/result_cache.h"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using searchd::Reply;
using searchd::ResultCache;

namespace {

Reply reply_of(std::string body) {
  Reply reply;
  reply.body = std::move(body);
  return reply;
}

}  // namespace

TEST_CASE("what was kept is found under its name and in its state alone") {
  ResultCache cache(1 << 20);
  CHECK(cache.find("1", "a") == nullptr);
  cache.keep("1", "a", reply_of("first"));
  REQUIRE(cache.find("1", "a") != nullptr);
  CHECK(cache.find("1", "a")->body == "first");
  CHECK(cache.find("1", "b") == nullptr);
  CHECK(cache.find("2", "a") == nullptr);
  cache.keep("1", "a", reply_of("second"));
  CHECK(cache.find("1", "a")->body == "second");
}

TEST_CASE("a new state of the index ends all that was kept") {
  ResultCache cache(1 << 20);
  cache.keep("1", "a", reply_of("old"));
  const auto with_one = cache.bytes();
  cache.keep("2", "b", reply_of("new"));
  CHECK(cache.find("1", "a") == nullptr);
  CHECK(cache.find("2", "a") == nullptr);
  CHECK(cache.find("2", "b")->body == "new");
  CHECK(cache.bytes() == with_one);
}

TEST_CASE("the limit is honoured: who was asked for longest ago goes") {
  const std::string body(10'000, 'x');
  ResultCache cache(100'000);
  for (int number = 0; number < 100; ++number) {
    cache.keep("1", "name " + std::to_string(number), reply_of(body));
    CHECK(cache.bytes() <= 100'000);
    CHECK(cache.find("1", "name 0") != nullptr);  // asked for again and again: it stays
    CHECK(cache.find("1", "name " + std::to_string(number)) != nullptr);
  }
  CHECK(cache.bytes() > 80'000);
  CHECK(cache.find("1", "name 1") == nullptr);
  CHECK(cache.find("1", "name 98") != nullptr);
}

TEST_CASE("names and header fields count, not bodies alone") {
  ResultCache cache(100'000);
  Reply reply;
  reply.headers.emplace_back("Link", std::string(5'000, 'x'));
  for (int number = 0; number < 100; ++number)
    cache.keep("1", std::to_string(number) + std::string(5'000, 'y'), reply);
  CHECK(cache.bytes() <= 100'000);
  int found = 0;
  for (int number = 0; number < 100; ++number)
    found += cache.find("1", std::to_string(number) + std::string(5'000, 'y')) != nullptr ? 1 : 0;
  CHECK(found > 5);
  CHECK(found < 10);
}

TEST_CASE("what is larger than the limit is not kept, and a limit of nothing keeps nothing") {
  ResultCache small(1'000);
  small.keep("1", "a", reply_of("fits"));
  small.keep("1", "b", reply_of(std::string(2'000, 'x')));
  CHECK(small.find("1", "a") != nullptr);
  CHECK(small.find("1", "b") == nullptr);
  ResultCache none(0);
  none.keep("1", "a", reply_of(""));
  CHECK(none.find("1", "a") == nullptr);
  CHECK(none.bytes() == 0);
}

TEST_CASE("many threads find what was kept for their state, whole, while it changes") {
  ResultCache cache(20'000);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&cache, &wrong, thread] {
      for (int turn = 0; turn < 2'000; ++turn) {
        const auto state = std::to_string(turn / 500);
        const auto name = std::to_string((turn * 7 + thread) % 50);
        const auto body = state + "/" + name + std::string(1'000, 'x');
        if (const auto kept = cache.find(state, name)) {
          if (kept->body != body) ++wrong;
        } else {
          cache.keep(state, name, reply_of(body));
        }
        if (cache.bytes() > 20'000) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}
