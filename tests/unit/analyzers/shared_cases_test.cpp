// What other analyzers' own tests expect (cases_public.tsv), and how many pairs of words meet by their stems
// alone.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "analyzers/analyzer.h"
#include "analyzers/word_breaker.h"
#include "tests/support/places.h"
#include "tests/unit/analyzers/tsv.h"

namespace {

using analyzers::Analyzer;

std::string join(const std::vector<std::string>& words, char between) {
  std::string joined;
  for (const auto& word : words) {
    if (!joined.empty()) joined += between;
    joined += word;
  }
  return joined;
}

/// The words that Unicode's rules find, as they are written.
std::string segments_of(const std::string& text) {
  analyzers::WordBreaker breaker;
  analyzers::Reading reading;
  breaker.read(text, analyzers::has_spaced_joiners(text), reading);
  std::vector<std::string> words;
  for (const auto& segment : reading.segments) {
    const auto begin = reading.begins[segment.first], end = reading.ends[segment.last - 1];
    words.push_back(text.substr(begin, end - begin));
  }
  return join(words, ' ');
}

std::string stems_of(const Analyzer& analyzer, const std::string& text, bool with_stop_words) {
  std::vector<std::string> stems;
  for (const auto& token : analyzer.analyze(text)) {
    if (with_stop_words || !token.stop_word) stems.push_back(token.stem);
  }
  return join(stems, ' ');
}

std::string actual(const Analyzer& analyzer, const std::string& level, const std::string& input) {
  if (level == "tokens" || level == "segment" || level == "segment-norm") return segments_of(input);
  if (level == "norm" || level == "fold") return analyzers::folded_words(analyzer, input);
  if (level == "stem" || level == "en-stem") return stems_of(analyzer, input, true);
  return stems_of(analyzer, input, false);
}

}  // namespace

TEST_CASE("what other analyzers' tests expect holds here too, but for rows that differ on purpose") {
  const auto rows = tests::read_tsv(tests::shared_folder() + "/cases/cases_public.tsv");
  if (rows.empty()) {
    MESSAGE("skipped: no shared cases here");
    return;
  }
  const Analyzer analyzer;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto& row = rows[i];
    REQUIRE(row.size() >= 4);
    if (row.size() > 4 && row[4].find("deliberate") != std::string::npos) continue;
    CAPTURE(row[0]);
    CAPTURE(row[1]);
    CHECK(actual(analyzer, row[0], row[1]) == row[2]);
  }
}

TEST_CASE("the pairs that meet by their stems alone are counted") {
  const auto rows = tests::read_tsv(tests::shared_folder() + "/cases/pairs_public.tsv");
  if (rows.empty()) {
    MESSAGE("skipped: no shared cases here");
    return;
  }
  const Analyzer analyzer;
  struct Count {
    int right = 0, all = 0;
  };
  std::map<std::string, Count> counts;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto& row = rows[i];
    REQUIRE(row.size() == 4);
    const auto language = row[1].substr(0, row[1].find('-'));
    if (language == "cross") continue;
    const bool meet = stems_of(analyzer, row[2], true) == stems_of(analyzer, row[3], true);
    const bool right = meet == (row[0] == "must_match");
    auto& count = counts[language + " " + row[0]];
    ++count.all;
    count.right += right ? 1 : 0;
  }
  for (const auto& [name, count] : counts) MESSAGE(name << ": " << count.right << " of " << count.all);
  CHECK(counts.size() == 4);
}
