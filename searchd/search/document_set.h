// Documents found beforehand, as a part of a query.
#pragma once

#include <xapian.h>

#include <vector>

namespace searchd {

/// A query that matches `documents` (ascending numbers) and gives no weight.
Xapian::Query documents_query(std::vector<Xapian::docid> documents);

/// The numbers from 1 to `last` that are not in `documents` (ascending).
std::vector<Xapian::docid> all_but(const std::vector<Xapian::docid>& documents, Xapian::docid last);

}  // namespace searchd
