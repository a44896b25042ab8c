// How fast the text of real documents becomes tokens and index terms on one core, and how that compares with
// what ICU needs to find the borders of words alone. Run: build/release/tests/bench/real_text_bench
#include <benchmark/benchmark.h>
#include <unicode/ubrk.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/fold.h"
#include "indexer/index_document.h"
#include "tests/bench/processor_clock.h"
#include "tests/quality/collection.h"
#include "tests/support/places.h"

namespace {

namespace fs = std::filesystem;
using analyzers::Language;

constexpr std::size_t kMostBytes = std::size_t{8} << 20;

/// Documents of one language, text in their body alone.
struct Texts {
  std::vector<corpus::Document> documents;
  std::size_t bytes = 0;
};

void add_file(const fs::path& file, Language language, Texts& texts) {
  quality::for_each_line(file, [&](const std::string& line) {
    if (line.empty() || texts.bytes >= kMostBytes) return;
    auto document = quality::document_from_line(line).document;
    if (document.language != language) return;
    document.body = document.title + "\n\n" + document.body;
    document.title.clear();
    texts.bytes += document.body.size();
    texts.documents.push_back(std::move(document));
  });
}

Texts read_texts(const fs::path& place, Language language) {
  Texts texts;
  if (fs::is_directory(place)) {
    for (const auto& entry : fs::directory_iterator(place)) {
      if (entry.path().extension() == ".jsonl") add_file(entry.path(), language, texts);
    }
  } else if (fs::exists(place)) {
    add_file(place, language, texts);
  }
  return texts;
}

/// ICU's word borders in texts that are UTF-16 already: the least that any analysis through ICU costs.
class IcuBreaker {
 public:
  explicit IcuBreaker(const Texts& texts) {
    UErrorCode status = U_ZERO_ERROR;
    words_.reset(ubrk_open(UBRK_WORD, "", nullptr, 0, &status));
    for (const auto& document : texts.documents) units_.push_back(analyzers::to_utf16(document.body));
  }

  void run() const {
    for (const auto& units : units_) {
      UErrorCode status = U_ZERO_ERROR;
      ubrk_setText(words_.get(), units.data(), static_cast<std::int32_t>(units.size()), &status);
      while (ubrk_next(words_.get()) != UBRK_DONE) benchmark::DoNotOptimize(ubrk_getRuleStatus(words_.get()));
    }
  }

 private:
  std::unique_ptr<UBreakIterator, decltype(&ubrk_close)> words_{nullptr, &ubrk_close};
  std::vector<std::u16string> units_;
};

/// Times `work` on all documents by the processor's clock, and ICU beside it in the same breath.
template <typename Work>
void run(benchmark::State& state, const Texts& texts, Work work) {
  const IcuBreaker icu(texts);
  double ours = 0, icus = 0;
  for (auto unused : state) {
    const auto seconds = bench::seconds_of([&] {
      for (const auto& document : texts.documents) work(document);
    });
    icus += bench::seconds_of([&] { icu.run(); });
    ours += seconds;
    state.SetIterationTime(seconds);
  }
  const auto megabytes = static_cast<double>(texts.bytes) / 1e6;
  state.counters["MB"] = megabytes;
  state.counters["MB/s"] = megabytes * static_cast<double>(state.iterations()) / ours;
  state.counters["times_ICU"] = icus / ours;
}

void register_texts(const std::string& name, const std::shared_ptr<const Texts>& texts) {
  if (texts->documents.empty()) return;
  const auto tokens = [texts](benchmark::State& state) {
    const analyzers::Analyzer analyzer;
    run(state, *texts,
        [&](const auto& document) { benchmark::DoNotOptimize(analyzer.analyze(document.body)); });
  };
  const auto terms = [texts](benchmark::State& state) {
    const analyzers::Analyzer analyzer;
    run(state, *texts, [&](const auto& document) {
      benchmark::DoNotOptimize(indexer::index_document(document, {1, {}}, analyzer));
    });
  };
  for (const auto& [what, work] :
       {std::pair<std::string, std::function<void(benchmark::State&)>>{"tokens", tokens},
        {"index_document", terms}}) {
    benchmark::RegisterBenchmark((what + '/' + name).c_str(), work)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  }
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const fs::path collections = fs::path(tests::shared_folder()) / "data/collections";
  const auto add = [](const std::string& name, const fs::path& place, Language language) {
    const auto code = std::string(analyzers::language_code(language));
    register_texts(code + '/' + name, std::make_shared<const Texts>(read_texts(place, language)));
  };
  add("sample", tests::sample_folder(), Language::arabic);
  add("sample", tests::sample_folder(), Language::english);
  add("news_translated", collections / "ntrex_en_ar_fr/docs.jsonl", Language::arabic);
  add("encyclopedia", collections / "miracl_wiki_ar/docs.jsonl.zst", Language::arabic);
  add("news", collections / "wikinews_en/docs.jsonl", Language::english);
  add("speeches", collections / "ungdc_en/docs.jsonl.zst", Language::english);
  benchmark::RunSpecifiedBenchmarks();
}
