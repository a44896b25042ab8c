// kill -9 of searchd under load: it only reads, so the next one answers exactly as the one before.
#include <doctest/doctest.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/made_up_index.h"
#include "tests/support/places.h"
#include "tests/support/programs.h"
#include "tests/support/raw_client.h"
#include "tests/support/temporary_directory.h"

using namespace std::chrono_literals;

namespace {

const std::vector<std::string> kQuestions = {"", "?q=mosul&per_page=100",
                                             "?q=%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84&sort=oldest",
                                             "?lang=ar&page=3", "?kind=digest_item&from=2016&to=2018"};

// What the API answers to all questions, without the time it took.
std::string answers_of(int port) {
  std::string all;
  for (const auto& question : kQuestions) {
    auto answer = nlohmann::json::parse(tests::body_of(tests::get(port, "/api/v1/search" + question)));
    answer.erase("took_ms");
    all += answer.dump() + "\n";
  }
  return all;
}

}  // namespace

TEST_CASE("after kill -9 under load the same index answers the same") {
  const tests::TemporaryDirectory directory;
  tests::make_made_up_index(directory / "data", 2'000);
  std::mt19937 random(2014);
  std::string before;
  for (int round = 0; round < 15; ++round) {
    CAPTURE(round);
    tests::RunningProgram program({tests::searchd_program(), "--data", (directory / "data").string(),
                                   "--port", "0", "--quiet", "--dictionaries", ""});
    const auto line = program.wait_for_line("serving ", 60s);
    REQUIRE(line.has_value());
    const int port = std::atoi(line->substr(line->rfind(':') + 1).c_str());
    const auto answers = answers_of(port);
    if (before.empty()) before = answers;
    CHECK(answers == before);

    std::atomic<bool> ending = false;
    std::vector<std::thread> load;
    for (int i = 0; i < 6; ++i) {
      load.emplace_back([&, i] {
        while (!ending) {
          try {
            (void)tests::get(port, "/search" + kQuestions[static_cast<std::size_t>(i) % kQuestions.size()]);
          } catch (const std::exception&) {
            return;  // killed
          }
        }
      });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 300));
    program.send(SIGKILL);
    CHECK(program.wait_for_end(10s) == 128 + SIGKILL);
    ending = true;
    for (auto& thread : load) thread.join();
  }
}
