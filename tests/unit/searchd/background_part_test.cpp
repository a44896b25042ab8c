// What a thread of its own makes: waited for as long as one likes, made once, stopped with its owner.
#include "searchd/search/background_part.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <latch>
#include <memory>
#include <stdexcept>
#include <thread>

using Part = searchd::BackgroundPart<int>;

namespace {

auto now() { return std::chrono::steady_clock::now(); }
auto later() { return now() + std::chrono::minutes(5); }

}  // namespace

TEST_CASE("a part is made once, by the first who asks") {
  std::atomic<int> made = 0;
  const Part part([&made](const std::stop_token&) { return std::make_unique<const int>(++made); });
  CHECK_FALSE(part.is_begun());
  CHECK(made == 0);
  const auto& first = part.get(later());
  CHECK(first == 1);
  CHECK(&part.get(now()) == &first);  // what is there is waited for by nobody
  CHECK(part.is_begun());
}

TEST_CASE("who does not want to wait is told so, and the part is made all the same") {
  std::latch may_end(1);
  const Part part([&may_end](const std::stop_token&) {
    may_end.wait();
    return std::make_unique<const int>(7);
  });
  CHECK_THROWS_AS(part.get(now()), searchd::SearchTimeout);
  may_end.count_down();
  CHECK(part.get(later()) == 7);
}

TEST_CASE("what goes wrong is told to those who wait, and tried again for the next") {
  std::atomic<int> tries = 0;
  const Part part([&tries](const std::stop_token&) -> std::unique_ptr<const int> {
    if (++tries == 1) throw std::runtime_error("the disk is gone");
    return std::make_unique<const int>(tries);
  });
  CHECK_THROWS_WITH(part.get(later()), "the disk is gone");
  CHECK(part.get(later()) == 2);
}

TEST_CASE("its end stops the making") {
  std::latch begun(1);
  std::atomic<bool> stopped = false;
  {
    const Part part([&](const std::stop_token& stop) -> std::unique_ptr<const int> {
      begun.count_down();
      while (!stop.stop_requested()) std::this_thread::yield();
      stopped = true;
      throw std::runtime_error("stopped");
    });
    part.begin();
    begun.wait();
  }
  CHECK(stopped);
}
