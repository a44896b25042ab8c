#include "searchd/search/recency.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "searchd/search/word_query.h"

namespace searchd {
namespace {

constexpr std::size_t kOldest = 8'192;  // days: 22 years; factors of older documents are worked out each time

std::array<double, kOldest> factors_by_age() {
  std::array<double, kOldest> factors{};
  for (std::size_t age = 0; age < kOldest; ++age) factors[age] = recency_factor(static_cast<double>(age));
  return factors;
}

std::span<const double> known_factors() {
  static const auto kFactors = factors_by_age();
  return kFactors;
}

}  // namespace

double recency_factor(double age) {
  return 1 + kRecencyShare * (2 * std::exp2(-std::max(age, 0.0) / kRecencyHalfLife) - 1);
}

Recency::Recency(const Columns& columns)
    : columns_(columns), newest_(columns.newest_day()), factors_(known_factors()) {}

double Recency::weigh(Xapian::docid document, double score) const {
  const double rank = rank_of(score);
  return rank + (score - rank) * factor(document);
}

double Recency::factor(Xapian::docid document) const {
  const auto day = columns_.last_day(document);
  if (day == Columns::kUndated || newest_ == Columns::kUndated) return 1;
  const auto age = static_cast<std::size_t>(std::max(newest_ - day, 0));
  return age < factors_.size() ? factors_[age] : recency_factor(static_cast<double>(age));
}

}  // namespace searchd
