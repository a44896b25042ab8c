// Of two texts that seem to answer, the better one stands first, or alone is found (order.tsv).
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/freedict.h"
#include "searchd/search/ranking_rules.h"
#include "tests/quality/collection.h"
#include "tests/support/places.h"
#include "tests/support/small_index.h"

namespace {

constexpr std::string_view kTitleEnd = " | ";

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

/// A rule of ranking_rules.h, and whether its rows need both languages.
struct Rule {
  std::string name;
  bool cross = false;
};

/// Rules whose rows are in one index, in which each word is as usual as all of them make it.
using Rules = std::vector<Rule>;

bool is_of(const Rules& rules, const Row& row) {
  return std::any_of(rules.begin(), rules.end(), [&row](const Rule& rule) { return rule.name == row.rule; });
}

class Pairs {
 public:
  explicit Pairs(const Rules& rules)
      : rows_(rows()), index_(analyzers::Vocabulary::load(tests::vocabulary_folder())) {
    std::erase_if(rows_, [&rules](const Row& row) { return !is_of(rules, row); });
    for (std::size_t at = 0; at < rows_.size(); ++at) {
      put(key(at, "better"), rows_[at].better, rows_[at].better_day);
      put(key(at, "worse"), rows_[at].worse, rows_[at].worse_day);
    }
    index_.update();
    view_ = std::make_shared<searchd::IndexView>(index_.directory(), analyzers::kFreedictFolder);
  }

  bool has_dictionary() const { return view_->has_dictionary(); }

  /// In how many rows of `rule` the better text is found and stands before the worse; all rows are counted in
  /// `all`.
  int right(const Rule& rule, const searchd::RankingRules& rules, int& all) const {
    int right = 0;
    all = 0;
    searchd::Searcher searcher(view_);
    for (std::size_t at = 0; at < rows_.size(); ++at) {
      if (rows_[at].rule != rule.name) continue;
      ++all;
      searchd::SearchRequest request;
      request.typed = rows_[at].question;
      request.cross = rule.cross;
      request.rules = rules;
      request.per_page = 100;
      std::vector<std::string> found;
      for (const auto& hit : searcher.search(request, tests::far_deadline()).hits)
        found.push_back(hit.document.key);
      const auto better = std::find(found.begin(), found.end(), key(at, "better"));
      const auto worse = std::find(found.begin(), found.end(), key(at, "worse"));
      right += better < worse ? 1 : 0;  // what is not found stands at the end
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
    const auto title_end = std::min(text.find(kTitleEnd), text.size());
    if (title_end < text.size()) record.document.title = text.substr(0, title_end);
    record.document.body = title_end < text.size() ? text.substr(title_end + kTitleEnd.size()) : text;
    if (!day.empty()) record.document.published = corpus::parse_date(day).value();
    index_.put(std::move(record));
  }

  std::vector<Row> rows_;
  tests::SmallIndex index_;
  std::shared_ptr<searchd::IndexView> view_;
};

}  // namespace

TEST_CASE("of two texts the better one stands first, and without the rule it does not") {
  const Rules sets[] = {{{"exact_form"}, {"pairs"}, {"recency"}},
                        {{"acronyms"}, {"dictionary", true}, {"sounds", true}, {"years"}},
                        {{"related"}},
                        {{"title"}}};
  for (const auto& rules : sets) {
    const Pairs pairs(rules);
    for (const auto& rule : rules) {
      if (rule.name == "dictionary" && !pairs.has_dictionary()) {
        MESSAGE("no dictionaries are installed: what they are worth is not looked at");
        continue;
      }
      auto without = searchd::RankingRules();
      for (const auto& known : searchd::kRankingRules) {
        if (known.name == rule.name) without.*known.rule = false;
      }
      int all = 0;
      const int right = pairs.right(rule, {}, all);
      const int fewer = pairs.right(rule, without, all);
      MESSAGE(rule.name << ": " << right << " of " << all << ", without it " << fewer);
      CAPTURE(rule.name);
      CHECK(right * 5 >= all * 4);  // the length of a text may outweigh a pair
      CHECK(fewer < right);
    }
  }
}
