#include "searchd/search/recency.h"

#include <algorithm>
#include <cmath>

#include "searchd/search/word_query.h"

namespace searchd {
namespace {

constexpr std::size_t kOldest = 8'192;  // days: 22 years; factors of older documents are worked out each time

}  // namespace

double recency_factor(double age) {
  return 1 + kRecencyShare * (2 * std::exp2(-std::max(age, 0.0) / kRecencyHalfLife) - 1);
}

Recency::Recency(const Columns& columns)
    : columns_(columns), newest_(columns.newest_day()), factors_(kOldest, 0) {}

double Recency::weigh(Xapian::docid document, double score) const {
  const double rank = rank_of(score);
  return rank + (score - rank) * factor(document);
}

double Recency::factor(Xapian::docid document) const {
  const auto day = columns_.last_day(document);
  if (day == Columns::kUndated || newest_ == Columns::kUndated) return 1;
  const auto age = static_cast<std::size_t>(std::max(newest_ - day, 0));
  if (age >= factors_.size()) return recency_factor(static_cast<double>(age));
  auto& factor = factors_[age];
  if (factor == 0) factor = recency_factor(static_cast<double>(age));
  return factor;
}

}  // namespace searchd
