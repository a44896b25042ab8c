// What completing typed letters costs among many titles. Run: build/release/tests/bench/completions_bench
#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "searchd/search/index_state.h"
#include "searchd/search/suggester.h"
#include "tests/support/small_index.h"

namespace {

constexpr int kDocuments = 100'000;

// Words by rank as in running text, of letters that are as unequal: many begin with "a", few with "z".
std::string word(std::uint32_t rank) {
  std::mt19937 random(rank);
  const auto letter = [&random] {
    const double share = std::uniform_real_distribution<>(0, 1)(random);
    return static_cast<char>('a' + static_cast<int>(26 * share * share));
  };
  std::string text;
  for (auto left = 3 + random() % 6; left > 0; --left) text += letter();
  return text;
}

std::uint32_t random_rank(std::mt19937& random) {
  const double share = std::uniform_real_distribution<>(0, 1)(random);
  return static_cast<std::uint32_t>(std::pow(50'000.0, share)) - 1;
}

struct Titles {
  Titles() : index(analyzers::Vocabulary::load(BENCH_VOCABULARY_DIR)) {
    std::mt19937 random(2014);
    index.archive().begin_batch();
    for (int number = 0; number < kDocuments; ++number) {
      corpus::Record record;
      record.tags_given = true;
      record.document.key = "bench:" + std::to_string(number);
      record.document.kind = corpus::Kind::news;
      for (int count = 0; count < 8; ++count) record.document.title += word(random_rank(random)) + ' ';
      record.document.title.pop_back();
      index.put(record);
    }
    index.archive().commit_batch();
    index.update();
  }
  tests::SmallIndex index;
};

void complete(benchmark::State& state, const std::string& typed) {
  static const Titles kTitles;
  static const auto kView = kTitles.index.view();
  auto lease = kView->lease(false);
  const searchd::CompletionSources sources{
      lease.state().main->completions().get(std::chrono::steady_clock::now() + std::chrono::minutes(5)),
      kTitles.index.analyzer()};
  std::size_t found = 0;
  for (auto _ : state) found = searchd::complete(typed, 8, sources).size();
  state.counters["keys"] = static_cast<double>(sources.completions.keys_beginning_with(typed).size());
  state.counters["found"] = static_cast<double>(found);
  lease.give_back();
}

BENCHMARK_CAPTURE(complete, one_letter, std::string("a"))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(complete, two_letters, std::string("ab"))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(complete, four_letters, word(3).substr(0, 4))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(complete, a_word, word(20))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(complete, two_words, word(3) + " " + word(20).substr(0, 2))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(complete, misspelt, std::string("mosool"))->Unit(benchmark::kMicrosecond);

}  // namespace
