// How fast dates are found in running text, the sample archive's. Run: build/release/tests/bench/dates_bench
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "corpus/dates/date_finder.h"
#include "corpus/document_json.h"
#include "tests/support/places.h"

namespace {

std::vector<corpus::Document> documents(analyzers::Language language) {
  std::vector<corpus::Document> found;
  for (const auto& entry : std::filesystem::directory_iterator(tests::sample_folder())) {
    if (entry.path().extension() != ".jsonl") continue;
    std::ifstream lines(entry.path());
    for (std::string line; std::getline(lines, line);) {
      auto document = corpus::record_from_json(line).document;
      if (document.language == language) found.push_back(std::move(document));
    }
  }
  return found;
}

void dates_in_sample(benchmark::State& state, analyzers::Language language) {
  const auto all = documents(language);
  std::size_t bytes = 0;
  for (const auto& document : all)
    bytes += document.title.size() + document.summary.size() + document.body.size();
  for (auto _ : state) {
    for (const auto& document : all) {
      benchmark::DoNotOptimize(
          corpus::events_in(document.title, document.summary, document.body, document.published));
    }
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}
BENCHMARK_CAPTURE(dates_in_sample, arabic, analyzers::Language::arabic);
BENCHMARK_CAPTURE(dates_in_sample, english, analyzers::Language::english);

}  // namespace
