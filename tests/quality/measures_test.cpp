// The measures of a ranking against figures worked out by hand.
#include "tests/quality/measures.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

namespace {

using quality::Judgments;
using quality::measure;

std::vector<std::string> numbered(int first, int last) {
  std::vector<std::string> ids;
  for (int number = first; number <= last; ++number) ids.push_back("d" + std::to_string(number));
  return ids;
}

}  // namespace

TEST_CASE("a ranking of graded documents is measured as by hand") {
  // Found: grade 2 at rank 1, nothing at 2, grade 3 at 3, a judged 0 at 4; one of grade 1 is missed.
  const std::vector<std::string> ranking{"two", "unjudged", "three", "nothing"};
  const Judgments judgments{{"two", 2}, {"three", 3}, {"one", 1}, {"nothing", 0}};
  const auto measures = measure(ranking, judgments);

  const double gained = 2 / std::log2(2.0) + 3 / std::log2(4.0);                     // 2 + 1.5
  const double best = 3 / std::log2(2.0) + 2 / std::log2(3.0) + 1 / std::log2(4.0);  // 3 + 1.2619 + 0.5
  CHECK(measures.ndcg_at_10 == doctest::Approx(gained / best));
  CHECK(measures.ndcg_at_10 == doctest::Approx(0.73500).epsilon(0.0001));
  CHECK(measures.average_precision == doctest::Approx((1.0 / 1 + 2.0 / 3) / 3));  // 0.5556
  CHECK(measures.reciprocal_rank_at_10 == doctest::Approx(1));
  CHECK(measures.recall_at_100 == doctest::Approx(2.0 / 3));
}

TEST_CASE("each measure looks as far down as its name says") {
  const auto ranking = numbered(1, 1200);
  SUBCASE("rank 10 counts for the first page, rank 11 does not") {
    CHECK(measure(ranking, {{"d10", 1}}).ndcg_at_10 == doctest::Approx(1 / std::log2(11.0)));
    CHECK(measure(ranking, {{"d10", 1}}).reciprocal_rank_at_10 == doctest::Approx(0.1));
    CHECK(measure(ranking, {{"d11", 1}}).ndcg_at_10 == 0);
    CHECK(measure(ranking, {{"d11", 1}}).reciprocal_rank_at_10 == 0);
    CHECK(measure(ranking, {{"d11", 1}}).average_precision == doctest::Approx(1.0 / 11));
  }
  SUBCASE("rank 100 counts for recall, rank 101 does not") {
    CHECK(measure(ranking, {{"d100", 1}, {"d101", 1}}).recall_at_100 == doctest::Approx(0.5));
  }
  SUBCASE("rank 1000 counts for the average precision, rank 1001 does not") {
    CHECK(measure(ranking, {{"d1000", 1}}).average_precision == doctest::Approx(0.001));
    CHECK(measure(ranking, {{"d1001", 1}}).average_precision == 0);
  }
}

TEST_CASE("more relevant documents than a page holds: the best page is worth 1") {
  Judgments judgments;
  for (const auto& id : numbered(1, 30)) judgments[id] = 1;
  const auto measures = measure(numbered(1, 10), judgments);
  CHECK(measures.ndcg_at_10 == doctest::Approx(1));
  CHECK(measures.average_precision == doctest::Approx(10.0 / 30));
}

TEST_CASE("nothing relevant, or nothing found, is worth nothing") {
  CHECK(measure(numbered(1, 5), {{"d1", 0}}).ndcg_at_10 == 0);
  CHECK(measure(numbered(1, 5), {}).average_precision == 0);
  CHECK(measure({}, {{"d1", 1}}).recall_at_100 == 0);
}

TEST_CASE("a mean is over the questions that were added") {
  quality::MeanMeasures mean;
  CHECK(mean.mean().ndcg_at_10 == 0);
  mean.add({1, 0.5, 1, 1});
  mean.add({0, 0, 0.5, 0});
  CHECK(mean.count() == 2);
  CHECK(mean.mean().ndcg_at_10 == doctest::Approx(0.5));
  CHECK(mean.mean().average_precision == doctest::Approx(0.25));
  CHECK(mean.mean().reciprocal_rank_at_10 == doctest::Approx(0.75));
}

TEST_CASE("the CRC-32 of a question's id says which half it is in") {
  // The check value of CRC-32 for "123456789" is CBF43926, which is even; that of "a" is E8B7BE43, odd.
  CHECK(quality::is_for_tuning("123456789"));
  CHECK_FALSE(quality::is_for_tuning("a"));
}
