// The documents that stand first are those that a sort of all would put first.
#include "searchd/search/top_documents.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "indexer/index_schema.h"

using searchd::Columns;
using searchd::FoundDocument;
using searchd::Sort;
using searchd::TopDocuments;

namespace {

constexpr Xapian::docid kDocuments = 3000;

std::string id_of(unsigned number) {
  auto text = std::to_string(number);
  return std::string(12 - text.size(), '0') + text;
}

// Every third has another version; many are of the same day, some of none. Ids do not follow the numbers.
Columns some_columns(std::mt19937& random) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  const auto id = [](Xapian::docid number) { return id_of(number * 7919 % 10'007); };
  for (Xapian::docid number = 1; number <= kDocuments; ++number) {
    Xapian::Document document;
    document.add_value(indexer::kIdSlot, id(number));
    document.add_value(indexer::kKindSlot, "news");
    document.add_value(indexer::kLanguageSlot, number % 2 == 0 ? "en" : "ar");
    if (number % 6 == 0) document.add_value(indexer::kTranslationSlot, id(number - 5));
    if (number % 6 == 1 && number + 5 <= kDocuments)
      document.add_value(indexer::kTranslationSlot, id(number + 5));
    if (random() % 5 != 0) {
      const auto day = Xapian::sortable_serialise(static_cast<double>(17'000 + random() % 40));
      document.add_value(indexer::kFirstDaySlot, day);
      document.add_value(indexer::kLastDaySlot, day);
      document.add_value(indexer::kPrecisionSlot, "day");
    }
    database.replace_document(number, document);
  }
  return Columns::load(indexer::IndexReader(database));
}

bool is_english(Xapian::docid document) { return document % 2 == 0; }

using Scores = std::map<Xapian::docid, double>;

// With the better score of a pair for the one in English.
Scores exchanged(Scores scores) {
  for (auto& [document, score] : scores) {
    if (document % 6 != 0) continue;
    const auto other = scores.find(document - 5);
    if (other != scores.end() && other->second > score) std::swap(other->second, score);
  }
  return scores;
}

std::vector<Xapian::docid> sorted(const Columns& columns, const Scores& scores, Sort sort, bool prefers) {
  std::vector<Xapian::docid> documents;
  for (const auto& [document, score] : scores) documents.push_back(document);
  std::sort(documents.begin(), documents.end(), [&](Xapian::docid a, Xapian::docid b) {
    const auto day_a = columns.first_day(a), day_b = columns.first_day(b);
    if (sort == Sort::relevance && scores.at(a) != scores.at(b)) return scores.at(a) > scores.at(b);
    const bool undated_last =
        sort == Sort::oldest && (day_a == Columns::kUndated) != (day_b == Columns::kUndated);
    if (undated_last) return day_b == Columns::kUndated;
    if (day_a != day_b) return sort == Sort::oldest ? day_a < day_b : day_a > day_b;
    if (prefers && sort != Sort::oldest && is_english(a) != is_english(b)) return is_english(a);
    return columns.id(a) < columns.id(b);
  });
  return documents;
}

}  // namespace

TEST_CASE("of many documents those are kept that a sort of all puts first, in its order") {
  std::mt19937 random(20261122);
  const auto columns = some_columns(random);
  REQUIRE(columns.has_translations());
  REQUIRE(columns.translation(6) == 1);
  for (int round = 0; round < 60; ++round) {
    const auto sort = std::vector{Sort::relevance, Sort::newest, Sort::oldest}[random() % 3];
    const std::size_t most = std::vector{0, 1, 10, 200, 5000}[random() % 5];
    const bool prefers = sort == Sort::relevance && random() % 2 == 0;
    CAPTURE(round);
    CAPTURE(most);
    TopDocuments top(columns, sort, most);
    if (prefers) top.prefer_versions(analyzers::Language::english);
    Scores scores;
    for (Xapian::docid document = 1; document <= kDocuments; ++document) {
      if (random() % 4 == 0) continue;
      const auto score = static_cast<double>(random() % (round % 2 == 0 ? 10 : 900));
      scores[document] = score;
      top.add(document, score);
    }
    if (prefers) scores = exchanged(std::move(scores));
    const auto expected = sorted(columns, scores, sort, prefers);
    const auto found = top.first();
    REQUIRE(found.size() == std::min(most, expected.size()));
    for (std::size_t at = 0; at < found.size(); ++at) {
      CHECK(found[at].document == expected[at]);
      CHECK(found[at].score == scores.at(found[at].document));
    }
  }
}
