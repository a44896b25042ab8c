// Clauses answered by Xapian's own matcher, which ours is held against.
#pragma once

#include <xapian.h>

#include "searchd/matching/matching.h"

namespace tests {

/// As searchd::for_each_match(), without a deadline. Phrases are looked for in Xapian's own positions.
void for_each_match_by_xapian(const Xapian::Database& database, const searchd::Clause& clause,
                              searchd::Scoring scoring, const searchd::FoundMatch& found);

/// Writes the positions that Xapian keeps in `database` as ours beside them, where our matcher reads them.
void write_positions(Xapian::WritableDatabase& database);

}  // namespace tests
