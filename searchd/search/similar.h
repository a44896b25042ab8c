// Documents that speak of the same things as one document.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "corpus/document.h"
#include "searchd/matching/matching.h"
#include "searchd/search/columns.h"
#include "searchd/search/translations.h"

namespace searchd {

/// What likeness is judged by. References must outlive the call.
struct SimilarSources {
  const analyzers::Analyzer& analyzer;
  SearchedIndex index;
  const Columns& columns;
  const Translator& translator;
};

struct FoundSimilar {
  Xapian::docid document = 0;
  double score = 0;  // share of what the document itself would score: in (0, 1]
};

/// At most `most` shown documents like `document` (whose number is `number`), the most alike first, then by
/// number: by the words that tell most about it, frequent in it and rare in the archive, also as the other
/// language has them. Never itself, its digest or its items. None where nothing is alike enough. Throws
/// SearchTimeout; lets Xapian::Error through.
std::vector<FoundSimilar> similar_documents(const corpus::Document& document, Xapian::docid number,
                                            std::size_t most, Deadline deadline, const SimilarSources& from);

}  // namespace searchd
