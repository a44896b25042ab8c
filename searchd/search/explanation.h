// Why documents have the scores they have: what of the question they have, and how much each part of it
// added.
#pragma once

#include <xapian.h>

#include <span>
#include <vector>

#include "searchd/matching/matching.h"
#include "searchd/search/columns.h"
#include "searchd/search/facets.h"
#include "searchd/search/query.h"
#include "searchd/search/request.h"
#include "searchd/search/results.h"

namespace searchd {

/// Where documents were found: both of the same state.
struct ExplainedIndex {
  SearchedIndex index;
  const Columns& columns;
};

/// Why each of `found`, documents that the `query` of `request` found in `index`, has its score; in the same
/// order. Nothing at all unless it is asked for (SearchRequest::explain). Each part of the query is weighed
/// once more, by the same weights, in these documents alone: time goes by the parts of the question and by
/// the documents, not by how many were found. Throws SearchTimeout; lets Xapian::Error through.
std::vector<Explanation> explain(const Query& query, std::span<const FoundDocument> found,
                                 const SearchRequest& request, const ExplainedIndex& index,
                                 Deadline deadline);

}  // namespace searchd
