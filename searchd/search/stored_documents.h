// Documents as the index carries them: those read last are kept unpacked.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <memory>
#include <mutex>

#include "indexer/index_reader.h"
#include "indexer/stored_document.h"
#include "searchd/matching/recently_used.h"

namespace searchd {

/// Of one revision of an index. Any thread may ask; each gives a reader of its own of that revision.
class StoredDocuments {
 public:
  /// Of what was read no more than `most_bytes` are kept; those asked for last stay.
  explicit StoredDocuments(std::size_t most_bytes) : kept_(most_bytes) {}

  /// The document `number`, which is in the index. Never null. Throws indexer::StoredDocumentError; lets
  /// Xapian::Error through.
  std::shared_ptr<const indexer::StoredDocument> read(const indexer::IndexReader& index,
                                                      Xapian::docid number) const;

 private:
  mutable std::mutex mutex_;
  mutable RecentlyUsed<Xapian::docid, indexer::StoredDocument> kept_;
};

}  // namespace searchd
