// Which documents hold enough of what a question's words say, when not every word is wanted.
#pragma once

#include <xapian.h>

namespace searchd {

/// How much a word says that `frequency` of `documents` documents hold: the less usual, the more. Above 0.
double word_mass(Xapian::doccount frequency, Xapian::doccount documents);

/// Sums of masses are compared after additions in another order.
inline constexpr double kMassRounding = 1e-9;

}  // namespace searchd
