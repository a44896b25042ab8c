// What is shown of one document, beside its text: where it stands, what is like it, what it said before.
#pragma once

#include <optional>
#include <string>

#include "analyzers/analyzer.h"
#include "searchd/matching/deadline.h"
#include "searchd/search/finder.h"
#include "searchd/search/index_state.h"
#include "searchd/search/results.h"

namespace searchd {

/// What a view is made with; all must outlive the call.
struct ViewGround {
  const IndexLease& index;
  const analyzers::Analyzer& analyzer;
  Finder& finder;
};

/// The document that `id` names (id, former id, address or other key), withdrawn ones too; nothing for an
/// unknown one. What is like it and what is marked in it may be missing where finding that out took too long.
/// Throws SearchTimeout, QueryTooLong, indexer::StoredDocumentError and Xapian::Error.
std::optional<DocumentView> view_document(const std::string& id, const DocumentExtras& extras,
                                          Deadline deadline, const ViewGround& ground);

}  // namespace searchd
