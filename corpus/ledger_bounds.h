// When a page without a date was written, told by how many members it counts.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "corpus/ledger.h"

namespace corpus {

/// Gives each entry of unknown date the days between which it must lie (precision interval, evidence
/// member_count): from the last day on which fewer members were counted to the first on which more were;
/// where nobody has counted more, to the day on which the text was first seen. `first_seen` has that instant
/// for each entry, ISO 8601 or empty. Only entries that are dated themselves bound others; of a date that may
/// mean several days the one that bounds least; none that looks back, counting fewer than was counted before.
/// The words name both bounds: "80: 2019-06-26; 82: 2020-01-29", "85: 2022-05-11; seen: 2026-11-21". Without
/// a lower bound, or where the bounds do not fit, the date stays unknown.
void bound_dates(std::span<LedgerEntry> entries, std::span<const std::string> first_seen);

}  // namespace corpus
