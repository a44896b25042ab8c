// What looking through the vocabulary of an index costs: 200,000 words, half of them Arabic. Run:
// build/release/tests/bench/index_words_bench
#include <benchmark/benchmark.h>
#include <xapian.h>

#include <array>
#include <random>
#include <string>

#include "searchd/search/index_words.h"

namespace {

constexpr int kWords = 200000;

// Syllables make words that are alike in the way words of a language are.
std::string made_up_word(std::mt19937& random, bool arabic) {
  constexpr std::array kLatin = {"ba", "ter", "ro", "mos", "ul", "co", "al", "ti", "on", "ism", "de", "raq"};
  constexpr std::array kArabic = {"ال", "تح", "لف", "مو", "صل", "دا", "عش", "ين", "ات", "رق", "ها", "بي"};
  std::string word;
  for (auto count = 2 + random() % 4; count > 0; --count) {
    word += arabic ? kArabic[random() % kArabic.size()] : kLatin[random() % kLatin.size()];
  }
  return word;
}

const Xapian::WritableDatabase& database() {
  static const auto kDatabase = [] {
    Xapian::WritableDatabase made("", Xapian::DB_BACKEND_INMEMORY);
    std::mt19937 random(2014);
    Xapian::Document document;
    while (document.termlist_count() < 2 * kWords) {
      const auto word = made_up_word(random, document.termlist_count() % 4 < 2);
      document.add_term(word);
      document.add_term("Z" + word);
    }
    made.add_document(document);
    return made;
  }();
  return kDatabase;
}

const searchd::IndexWords& words() {
  static const searchd::IndexWords kWordsOfIndex(database());
  return kWordsOfIndex;
}

void read_words(benchmark::State& state) {
  database();
  for (auto _ : state) benchmark::DoNotOptimize(searchd::IndexWords(database()).words().size());
}
BENCHMARK(read_words)->Unit(benchmark::kMillisecond);

void similar(benchmark::State& state, const char* word) {
  words();
  for (auto _ : state) {
    benchmark::DoNotOptimize(words().similar(word, static_cast<std::size_t>(state.range(0)), 20));
  }
}
BENCHMARK_CAPTURE(similar, latin, "mosultison")->Arg(1)->Arg(2)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(similar, arabic, "التحلفموصل")->Arg(1)->Arg(2)->Unit(benchmark::kMicrosecond);

void beginning(benchmark::State& state) {
  words();
  for (auto _ : state) {
    bool more = false;
    benchmark::DoNotOptimize(words().beginning_with("mos", 100, more));
  }
}
BENCHMARK(beginning)->Unit(benchmark::kMicrosecond);

void name_keys(benchmark::State& state) {
  words().with_name_key("MSL", true, 6);
  for (auto _ : state) benchmark::DoNotOptimize(words().with_name_key("MSL", true, 6));
}
BENCHMARK(name_keys)->Unit(benchmark::kMicrosecond);

}  // namespace
