// What the age of a document does to its score.
#include "searchd/search/recency.h"

#include <doctest/doctest.h>

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

TEST_CASE("a document of the future is as new as the newest") {
  CHECK(recency_factor(-5) == recency_factor(0));
}
