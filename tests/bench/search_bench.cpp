// What a search costs, from the typed question to the results, on an archive of 20,000 made-up documents with
// six exact facets each time. Run: build/release/tests/bench/search_bench
#include <benchmark/benchmark.h>

#include <cmath>
#include <memory>
#include <random>
#include <string>

#include "tests/support/small_index.h"

namespace {

constexpr int kDocuments = 20000;

// Words by rank as in running text: the first is in nearly every document, the last in hardly any.
std::string word(std::size_t rank) {
  return "word" + std::string(1, static_cast<char>('a' + rank % 26)) + std::to_string(rank);
}

std::size_t random_rank(std::mt19937& random) {
  constexpr double kWords = 20000;
  const double share = std::uniform_real_distribution<>(0, 1)(random);
  return static_cast<std::size_t>(std::pow(kWords, share)) - 1;
}

void add_tags(std::mt19937& random, corpus::Document& document) {
  for (const auto type : {analyzers::EntryType::partner, analyzers::EntryType::topic}) {
    for (int count = static_cast<int>(random() % 4); count > 0; --count) {
      document.tags.push_back({type, "entry-" + std::to_string(random_rank(random) % 90), "source", {}});
    }
  }
}

const tests::SmallIndex& index() {
  static const auto kIndex = [] {
    auto made = std::make_unique<tests::SmallIndex>(analyzers::Vocabulary::load(BENCH_VOCABULARY_DIR));
    std::mt19937 random(2014);
    made->archive().begin_batch();
    for (int number = 0; number < kDocuments; ++number) {
      corpus::Record record;
      record.tags_given = true;
      auto& document = record.document;
      document.key = "bench:" + std::to_string(number);
      document.kind = corpus::Kind::news;
      for (int count = 0; count < 8; ++count) document.title += word(random_rank(random)) + ' ';
      for (int count = 0; count < 300; ++count) document.body += word(random_rank(random)) + ' ';
      document.published = corpus::parse_date(std::to_string(2014 + random() % 12)).value();
      add_tags(random, document);
      made->put(record);
    }
    made->archive().commit_batch();
    made->update();
    return made;
  }();
  return *kIndex;
}

searchd::SearchRequest asking(const std::string& typed) {
  searchd::SearchRequest request;
  request.typed = typed;
  request.facets = {searchd::FacetField::partner,  searchd::FacetField::topic,  searchd::FacetField::kind,
                    searchd::FacetField::language, searchd::FacetField::outlet, searchd::FacetField::month};
  return request;
}

void search(benchmark::State& state, const searchd::SearchRequest& request) {
  searchd::Searcher searcher(index().view());
  std::int64_t total = 0;
  for (auto _ : state) total = searcher.search(request, tests::far_deadline()).total;
  state.counters["found"] = static_cast<double>(total);
}

void everything(benchmark::State& state) { search(state, asking("")); }
void frequent_word(benchmark::State& state) { search(state, asking(word(0))); }
void rare_word(benchmark::State& state) { search(state, asking(word(5000))); }
void three_words(benchmark::State& state) {
  search(state, asking(word(3) + ' ' + word(10) + ' ' + word(50)));
}
// What may be searched for instead is counted: without the rarest word, with any of them, without filters.
void found_by_few(benchmark::State& state) {
  auto request = asking(word(0) + ' ' + word(3) + ' ' + word(15000));
  request.filters.partners = {"entry-1"};
  search(state, request);
}
void phrase(benchmark::State& state) { search(state, asking('"' + word(0) + ' ' + word(1) + '"')); }
void without_a_word(benchmark::State& state) { search(state, asking(word(0) + " -" + word(20))); }
void filtered(benchmark::State& state) {
  auto request = asking(word(3));
  request.filters.partners = {"entry-1", "entry-2"};
  search(state, request);
}
void columns_load(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(index().view()->state());
}

BENCHMARK(found_by_few)->Unit(benchmark::kMicrosecond);
BENCHMARK(everything)->Unit(benchmark::kMicrosecond);
BENCHMARK(frequent_word)->Unit(benchmark::kMicrosecond);
BENCHMARK(rare_word)->Unit(benchmark::kMicrosecond);
BENCHMARK(three_words)->Unit(benchmark::kMicrosecond);
BENCHMARK(phrase)->Unit(benchmark::kMicrosecond);
BENCHMARK(without_a_word)->Unit(benchmark::kMicrosecond);
BENCHMARK(filtered)->Unit(benchmark::kMicrosecond);
BENCHMARK(columns_load)->Unit(benchmark::kMicrosecond);

}  // namespace
