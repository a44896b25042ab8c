#include "searchd/matching/weighting.h"

#include <cmath>

namespace searchd {

// No word counts less than nothing, as in Xapian's BM25Weight.
double weight_of_frequency(Xapian::doccount frequency, Xapian::doccount documents) {
  const double others = static_cast<double>(documents) - frequency + 0.5;
  const double ratio = others / (frequency + 0.5);
  return std::log(ratio < 2 ? ratio * 0.5 + 1 : ratio) * (kWordSaturation + 1);
}

}  // namespace searchd
