// Why documents have the scores they have: what of the question they have, and how much each part of it
// added.
#pragma once

#include <xapian.h>

#include <span>
#include <vector>

#include "searchd/search/facets.h"
#include "searchd/search/matching.h"
#include "searchd/search/query.h"
#include "searchd/search/recency.h"
#include "searchd/search/results.h"

namespace searchd {

/// Why each of `found`, documents that `query` found in `database`, has its score; in the same order.
/// `recency`: null where newer ones count no more. Each part of the query is weighed once more, by the same
/// weights, in these documents alone: time goes by the parts of the question and by the documents, not by how
/// many were found. Throws SearchTimeout; lets Xapian::Error through.
std::vector<Explanation> explain(const Query& query, std::span<const FoundDocument> found,
                                 const Recency* recency, const Xapian::Database& database, Deadline deadline);

}  // namespace searchd
