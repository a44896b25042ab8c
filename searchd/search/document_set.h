// Documents by their numbers.
#pragma once

#include <xapian.h>

#include <vector>

namespace searchd {

/// The numbers from 1 to `last` that are not in `documents` (ascending).
std::vector<Xapian::docid> all_but(const std::vector<Xapian::docid>& documents, Xapian::docid last);

}  // namespace searchd
