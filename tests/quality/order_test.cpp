// Rules that only move documents: of two texts that both answer, the better one stands first (order.tsv).
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "searchd/search/ranking_rules.h"
#include "tests/quality/collection.h"
#include "tests/support/places.h"
#include "tests/support/small_index.h"

namespace {

struct Row {
  std::string rule, question, better, worse, better_day, worse_day;
};

std::vector<Row> rows() {
  std::vector<Row> rows;
  quality::for_each_line(std::filesystem::path(tests::quality_folder()) / "order.tsv", [&rows](
                                                                                           const std::string&
                                                                                               line) {
    if (line.empty() || line.front() == '#') return;
    std::istringstream columns(line);
    Row row;
    for (auto* column : {&row.rule, &row.question, &row.better, &row.worse, &row.better_day, &row.worse_day})
      std::getline(columns, *column, '\t');
    REQUIRE_FALSE(row.worse.empty());
    rows.push_back(std::move(row));
  });
  return rows;
}

class Pairs {
 public:
  Pairs() : rows_(rows()), index_(analyzers::Vocabulary::load(tests::vocabulary_folder())) {
    for (std::size_t at = 0; at < rows_.size(); ++at) {
      put(key(at, "better"), rows_[at].better, rows_[at].better_day);
      put(key(at, "worse"), rows_[at].worse, rows_[at].worse_day);
    }
    index_.update();
  }

  /// In how many rows of `rule` the better text stands before the worse; all rows are counted in `all`.
  int right(const std::string& rule, const searchd::RankingRules& rules, int& all) const {
    int right = 0;
    all = 0;
    searchd::Searcher searcher(index_.view());
    for (std::size_t at = 0; at < rows_.size(); ++at) {
      if (rows_[at].rule != rule) continue;
      ++all;
      searchd::SearchRequest request;
      request.typed = rows_[at].question;
      request.cross = false;
      request.rules = rules;
      request.per_page = 100;
      std::vector<std::string> found;
      for (const auto& hit : searcher.search(request, tests::far_deadline()).hits)
        found.push_back(hit.document.key);
      const auto better = std::find(found.begin(), found.end(), key(at, "better"));
      const auto worse = std::find(found.begin(), found.end(), key(at, "worse"));
      CAPTURE(request.typed);
      REQUIRE(better != found.end());
      REQUIRE(worse != found.end());
      right += better < worse ? 1 : 0;
    }
    return right;
  }

 private:
  static std::string key(std::size_t row, const char* which) {
    return "row-" + std::to_string(row) + "-" + which;
  }

  void put(const std::string& key, const std::string& text, const std::string& day) {
    corpus::Record record;
    record.document.key = key;
    record.document.language = analyzers::language_of(text);
    record.document.body = text;
    if (!day.empty()) record.document.published = corpus::parse_date(day).value();
    index_.put(std::move(record));
  }

  std::vector<Row> rows_;
  tests::SmallIndex index_;
};

}  // namespace

TEST_CASE("of two texts the better one stands first, and without the rule it does not") {
  const Pairs pairs;
  for (const std::string rule : {"exact_form", "pairs", "recency"}) {
    auto without = searchd::RankingRules();
    for (const auto& known : searchd::kRankingRules) {
      if (known.name == rule) without.*known.rule = false;
    }
    int all = 0;
    const int right = pairs.right(rule, {}, all);
    const int fewer = pairs.right(rule, without, all);
    MESSAGE(rule << ": " << right << " of " << all << ", without it " << fewer);
    CAPTURE(rule);
    CHECK(right * 5 >= all * 4);  // the length of a text may outweigh a pair
    CHECK(fewer < right);
  }
}
