// What the age of a document does to its score.
#include "searchd/search/recency.h"

#include <doctest/doctest.h>

#include <string>

#include "indexer/index_schema.h"

using searchd::Columns;
using searchd::recency_factor;

TEST_CASE("the factor falls from the newest document on, by half of what is left in four years") {
  CHECK(recency_factor(0) == doctest::Approx(1 + searchd::kRecencyShare));
  CHECK(recency_factor(searchd::kRecencyHalfLife) == doctest::Approx(1));
  CHECK(recency_factor(1e9) == doctest::Approx(1 - searchd::kRecencyShare));
  double last = 2;
  for (double age = 0; age < 40000; age += 97) {
    CHECK(recency_factor(age) < last);
    last = recency_factor(age);
  }
}

TEST_CASE("a document's factor is that of its age beside the newest, however old; undated it has none") {
  constexpr int kNewest = 20'000;
  constexpr int kAges[] = {0, 1, 1461, 8191, 8192, 20'000};  // factors up to 8,191 days are kept
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (const int age : kAges) {
    Xapian::Document document;
    document.add_value(indexer::kIdSlot, "a" + std::to_string(age));
    document.add_value(indexer::kFirstDaySlot, Xapian::sortable_serialise(kNewest - age));
    document.add_value(indexer::kLastDaySlot, Xapian::sortable_serialise(kNewest - age));
    document.add_value(indexer::kPrecisionSlot, "day");
    database.add_document(document);
  }
  Xapian::Document undated;
  undated.add_value(indexer::kIdSlot, "undated");
  const auto without_date = database.add_document(undated);
  const auto columns = Columns::load(indexer::IndexReader(database));
  const searchd::Recency recency(columns);
  Xapian::docid document = 0;
  for (const int age : kAges) {
    CAPTURE(age);
    CHECK(recency.factor(++document) == recency_factor(age));
  }
  CHECK(recency.factor(without_date) == 1);
}

TEST_CASE("a document of the future is as new as the newest") {
  CHECK(recency_factor(-5) == recency_factor(0));
}
