// Which documents hold enough of what a question's words say, when not every word is wanted.
#pragma once

#include <xapian.h>

#include <vector>

#include "searchd/matching/clause.h"

namespace searchd {

/// How much a word says that `frequency` of `documents` documents hold: the less usual, the more. Above 0.
double word_mass(Xapian::doccount frequency, Xapian::doccount documents);

/// The same as Op::covering for Xapian's matcher. Frequent words are only looked up in documents that hold a
/// rarer one.
Xapian::Query coverage_query(std::vector<WordCover> words, double share);

/// Sums of masses are compared after additions in another order.
inline constexpr double kMassRounding = 1e-9;

}  // namespace searchd
