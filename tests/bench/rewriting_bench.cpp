// What it costs to make a query of typed words: taken apart, understood, translated, with all their
// variants; on one core, with index and dictionaries loaded. Run: build/release/tests/bench/rewriting_bench
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "searchd/search/index_state.h"
#include "searchd/search/query.h"
#include "searchd/search/translations.h"
#include "tests/bench/processor_clock.h"
#include "tests/quality/collection.h"
#include "tests/quality/collection_index.h"
#include "tests/support/places.h"
#include "tests/support/small_index.h"

namespace {

namespace fs = std::filesystem;

constexpr const char* kDictionaries = "/usr/share/dictd";  // searchd's own default

/// One searcher's thread: an index and all that understands questions, warm.
class Rewriter {
 public:
  explicit Rewriter(const std::shared_ptr<searchd::IndexView>& view)
      : lease_(view->lease(false)),
        vocabulary_(lease_.state().vocabulary),
        tagger_(*vocabulary_, analyzer_),
        translator_(sources(lease_), analyzer_, lease_.reader()),
        ground_{analyzer_,
                tagger_,
                *vocabulary_,
                lease_.searched(),
                lease_.state().columns,
                [this]() -> const searchd::IndexWords& { return lease_.state().words(lease_.reader()); },
                &translator_} {}

  searchd::Query rewrite(const std::string& typed) const {
    searchd::SearchRequest request;
    request.typed = typed;
    request.repair = true;
    return searchd::QueryBuilder(ground_).build(request, tests::far_deadline());
  }

 private:
  static searchd::TranslationSources sources(const searchd::IndexLease& lease) {
    const auto& state = lease.state();
    searchd::TranslationSources sources;
    sources.lexicon = &state.lexicon.get();
    if (state.dictionary.get()) sources.dictionary = &*state.dictionary.get();
    sources.words = &state.words(lease.reader());
    sources.sounds = &state.sounds(lease.reader());
    return sources;
  }

  searchd::IndexLease lease_;
  std::shared_ptr<const analyzers::Vocabulary> vocabulary_;
  analyzers::Analyzer analyzer_;
  analyzers::Tagger tagger_;
  searchd::Translator translator_;
  searchd::QuestionGround ground_;
};

std::vector<std::string> first_column(const fs::path& file) {
  std::vector<std::string> texts;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty() && line.front() != '#') texts.push_back(line.substr(0, line.find('\t')));
  }
  return texts;
}

/// The questions of `file` in `language` that have at most `most_words` words.
std::vector<std::string> questions_of(const fs::path& file, const std::string& language, int most_words) {
  std::vector<std::string> texts;
  if (!fs::exists(file)) return texts;
  for (auto& question : quality::read_questions(file)) {
    const auto spaces = std::count(question.text.begin(), question.text.end(), ' ');
    if (question.language == language && spaces < most_words) texts.push_back(std::move(question.text));
  }
  return texts;
}

/// The index of our sample archive, and one of many more words: the shared news and encyclopedia texts.
std::shared_ptr<searchd::IndexView> sample_view() {
  static const auto kIndex = tests::sample_index();
  return std::make_shared<searchd::IndexView>(kIndex->directory(), kDictionaries);
}

std::shared_ptr<searchd::IndexView> collections_view() {
  const fs::path collections = fs::path(tests::shared_folder()) / "data/collections";
  if (!fs::exists(collections)) return nullptr;
  static const tests::TemporaryDirectory kFolder;
  static const auto kVocabulary = analyzers::Vocabulary::load(tests::vocabulary_folder());
  quality::Recipe recipe;
  for (const auto* name : {"ntrex_en_ar_fr", "wikinews_en", "xquad_en_ar"}) {
    recipe.documents.push_back(collections / name / "docs.jsonl");
  }
  quality::make_index(kFolder / "", recipe, kVocabulary);
  return std::make_shared<searchd::IndexView>(indexer::IndexDirectory(kFolder / "index"), kDictionaries);
}

/// Times each of `texts` by the processor's clock; the counters are milliseconds.
void rewrite(benchmark::State& state, const std::shared_ptr<searchd::IndexView>& view,
             const std::vector<std::string>& texts) {
  const Rewriter rewriter(view);
  std::vector<double> seconds;
  for (auto unused : state) {
    const auto before = seconds.size();
    for (const auto& text : texts) {
      seconds.push_back(bench::seconds_of([&] { benchmark::DoNotOptimize(rewriter.rewrite(text)); }));
    }
    state.SetIterationTime(
        std::accumulate(seconds.begin() + static_cast<std::ptrdiff_t>(before), seconds.end(), 0.0));
  }
  const auto questions = static_cast<double>(seconds.size());
  state.counters["mean_ms"] = 1e3 * std::accumulate(seconds.begin(), seconds.end(), 0.0) / questions;
  std::sort(seconds.begin(), seconds.end());
  const auto at_share = [&](double share) {
    return 1e3 * seconds[static_cast<std::size_t>(share * (questions - 1))];
  };
  state.counters["questions"] = static_cast<double>(texts.size());
  state.counters["p50_ms"] = at_share(0.5);
  state.counters["p99_ms"] = at_share(0.99);
}

void add(const std::string& name, const std::shared_ptr<searchd::IndexView>& view,
         const std::vector<std::string>& texts) {
  if (view == nullptr || texts.empty()) return;
  benchmark::RegisterBenchmark(name.c_str(),
                               [view, texts](benchmark::State& state) { rewrite(state, view, texts); })
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const fs::path golden = tests::golden_folder();
  const auto visitors = first_column(golden / "searches_visitors.tsv");
  const auto asked = fs::path(tests::quality_folder()) / "queries.jsonl";
  const auto xquad = fs::path(tests::shared_folder()) / "data/collections/xquad_en_ar/queries.jsonl";
  constexpr int kMostWords = 8;
  const auto sample = sample_view();
  const auto collections = collections_view();
  add("sample/visitors", sample, visitors);
  for (const auto* language : {"ar", "en"}) {
    add(std::string("sample/own_questions/") + language, sample, questions_of(asked, language, kMostWords));
    add(std::string("collections/questions/") + language, collections,
        questions_of(xquad, language, kMostWords));
    add(std::string("collections/long_questions/") + language, collections,
        questions_of(xquad, language, 1000));
  }
  add("collections/visitors", collections, visitors);
  benchmark::RunSpecifiedBenchmarks();
}
