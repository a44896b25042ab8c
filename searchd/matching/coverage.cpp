#include "searchd/matching/coverage.h"

#include <cmath>

namespace searchd {

double word_mass(Xapian::doccount frequency, Xapian::doccount documents) {
  return std::log1p((static_cast<double>(documents) + 0.5) / (static_cast<double>(frequency) + 0.5));
}

}  // namespace searchd
