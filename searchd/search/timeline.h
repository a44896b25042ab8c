// How many of the documents found are from each day, week, month, quarter or year.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "searchd/search/columns.h"
#include "searchd/search/request.h"
#include "searchd/search/results.h"
#include "searchd/search/value_sets.h"

namespace searchd {

/// The days of one period, since 1970-01-01, both inclusive. Weeks begin on Mondays (ISO 8601).
struct PeriodDays {
  std::int32_t first = 0, last = 0;

  bool operator==(const PeriodDays&) const = default;
};

/// The period of this length that `day` is in; `interval` is not automatic.
PeriodDays period_around(std::int32_t day, Interval interval);

/// `documents`, whose places are document numbers, by time. With Interval::automatic as fine as no more than
/// about sixty periods make it, and as half of the dates are precise. `with_all`: each period says how many
/// of all documents that are shown lie in it.
Timeline timeline_of(const Columns& columns, const PlaceBits& documents, Interval interval, bool with_all);

}  // namespace searchd
