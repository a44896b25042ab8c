// How many documents a second become index documents, and enter the index durably.
// Run: build/release/tests/bench/index_bench
#include <benchmark/benchmark.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "indexer/index_document.h"
#include "indexer/index_update.h"
#include "tests/support/made_up_archive.h"
#include "tests/support/temporary_directory.h"

namespace {

/// A document with about `bytes` of text.
corpus::Document document_of_size(std::uint32_t number, std::size_t bytes) {
  auto document = tests::made_up_document(number);
  for (auto next = number + 2; document.body.size() < bytes; next += 2) {
    document.body += tests::made_up_document(next).body;
  }
  return document;
}

void index_document(benchmark::State& state) {
  const analyzers::Analyzer analyzer;
  std::vector<corpus::Document> documents;
  std::size_t bytes = 0;
  for (std::uint32_t number = 0; number < 64; ++number) {
    documents.push_back(document_of_size(number, static_cast<std::size_t>(state.range(0))));
    bytes += documents.back().title.size() + documents.back().body.size();
  }
  for (auto _ : state) {
    for (const auto& document : documents)
      benchmark::DoNotOptimize(indexer::index_document(document, {1, {}}, analyzer));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(documents.size()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}
BENCHMARK(index_document)->Arg(300)->Arg(4 << 10)->Arg(64 << 10);

/// A data folder whose archive holds `documents`.
struct House {
  explicit House(std::uint32_t documents)
      : archive(directory / "archive.db", corpus::Archive::Access::read_write),
        index(directory / "index"),
        lock(directory / "", "index_bench") {
    tests::put_made_up(archive, 0, documents);
    options.threads = 2;
    options.min_free_percent = 0;
  }
  tests::TemporaryDirectory directory;
  corpus::Archive archive;
  indexer::IndexDirectory index;
  corpus::WriterLock lock;
  indexer::UpdateOptions options;
};

void rebuild(benchmark::State& state) {
  House house(static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state) indexer::rebuild_index(house.archive, house.index, house.lock, house.options);
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(rebuild)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond)->UseRealTime();

// So many changed documents into an index of 10,000.
void update(benchmark::State& state) {
  House house(10'000);
  indexer::update_index(house.archive, house.index, house.lock, house.options);
  std::uint32_t edition = 0;
  for (auto _ : state) {
    state.PauseTiming();
    tests::put_made_up(house.archive, 0, static_cast<std::uint32_t>(state.range(0)), ++edition);
    state.ResumeTiming();
    indexer::update_index(house.archive, house.index, house.lock, house.options);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(update)->Arg(1)->Arg(500)->Arg(5000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
