// How many of the documents found are from each day, week, month, quarter or year.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "searchd/search/columns.h"
#include "searchd/search/period.h"
#include "searchd/search/request.h"
#include "searchd/search/results.h"
#include "searchd/search/value_sets.h"

namespace searchd {

/// `documents`, whose places are document numbers, by time. With Interval::automatic as fine as no more than
/// about sixty periods make it, and as half of the dates are precise. `with_all`: each period says how many
/// of all documents that are shown lie in it. Periods end where the time asked for ends, `dates`: a filter by
/// what is left of one, with DateFilter::within, finds what it counts.
Timeline timeline_of(const Columns& columns, const PlaceBits& documents, Interval interval, bool with_all,
                     const DateFilter& dates = {});

}  // namespace searchd
