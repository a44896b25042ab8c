// At which revision of the archive documents came into it, and which of many came last.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

#include "corpus/document.h"
#include "indexer/index_reader.h"
#include "searchd/matching/deadline.h"
#include "searchd/search/columns.h"
#include "searchd/search/value_sets.h"

namespace searchd {

/// Asked in the order of the documents' numbers, the values are read as one stream, not document by document.
/// Keeps a reference. Lets Xapian::Error through.
class FirstSeen {
 public:
  explicit FirstSeen(const indexer::IndexReader& index) : index_(index) {}

  /// 0 where the index does not say it.
  corpus::Revision of(Xapian::docid document);

  /// UTC, ISO 8601; empty where the index, which may be of a former program, does not say it. Read document
  /// by document.
  std::string time_of(Xapian::docid document) const;

 private:
  const indexer::IndexReader& index_;
  const Xapian::Database* read_ = nullptr;
  Xapian::ValueIterator at_, end_;
};

struct SeenDocument {
  corpus::Revision first_seen = 0;
  Xapian::docid document = 0;
};

/// Of `documents` those that came last into the archive, the last one first: `most` of them behind the first
/// `skipped`. What came at once stands by id. Throws SearchTimeout; lets Xapian::Error through.
std::vector<SeenDocument> last_seen(const indexer::IndexReader& index, const Columns& columns,
                                    const PlaceBits& documents, std::size_t skipped, std::size_t most,
                                    Deadline deadline);

}  // namespace searchd
