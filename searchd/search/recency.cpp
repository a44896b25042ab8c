#include "searchd/search/recency.h"

#include <algorithm>
#include <cmath>

#include "searchd/search/word_query.h"

namespace searchd {

double recency_factor(double age) {
  return 1 + kRecencyShare * (2 * std::exp2(-std::max(age, 0.0) / kRecencyHalfLife) - 1);
}

Recency::Recency(const Columns& columns) : columns_(columns), newest_(columns.newest_day()) {}

double Recency::weigh(Xapian::docid document, double score) const {
  const double rank = rank_of(score);
  return rank + (score - rank) * factor(document);
}

double Recency::factor(Xapian::docid document) const {
  const auto day = columns_.last_day(document);
  if (day == Columns::kUndated || newest_ == Columns::kUndated) return 1;
  return recency_factor(static_cast<double>(newest_) - static_cast<double>(day));
}

}  // namespace searchd
