// A document as the index sees it.
#pragma once

#include <xapian.h>

#include <string>

#include "analyzers/analyzer.h"
#include "corpus/document.h"
#include "indexer/index_schema.h"
#include "indexer/position_changes.h"

namespace indexer {

/// How far apart the last word of one field and the first of the next stand, so that no phrase spans both.
inline constexpr Xapian::termpos kFieldGap = 100;

/// How often a word of the title counts.
inline constexpr Xapian::termcount kTitleWeight = 3;

struct IndexedDocument {
  Xapian::Document document;  // without positions
  PositionLists positions;    // of words, stems, written forms and the title's end
  std::string versions = {};  // under versions_key(); empty: there is but one
};

/// Everything that the index keeps of `document`: terms, positions, value slots and the stored copy (form:
/// docs/index_format.md). A withdrawn document becomes a tombstone: it can be found by its id and as an item
/// of its digest, never by words. Of its words there is what `schema` says. Depends on nothing but its
/// arguments and the analysis version. Throws IndexError, naming the document, where Xapian does not take
/// what it says.
IndexedDocument index_document(const corpus::Document& document, const corpus::FirstSight& first_sight,
                               const analyzers::Analyzer& analyzer, Schema schema = Schema::full);

}  // namespace indexer
