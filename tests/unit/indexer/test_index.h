// An archive and its index in a data folder of their own, in many small batches.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>

#include "indexer/index_update.h"
#include "tests/support/temporary_directory.h"

namespace tests {

/// A data folder with an archive, its index and the lock.
struct TestIndex {
  TestIndex() : index(directory / "index"), lock(directory / "", "test") { open(); }

  void open() { archive.emplace(directory / "archive.db", corpus::Archive::Access::read_write); }
  indexer::UpdateReport update(const indexer::UpdateOptions& options = small()) {
    return update_index(*archive, index, lock, options);
  }
  indexer::UpdateReport rebuild(const indexer::UpdateOptions& options = small()) {
    return rebuild_index(*archive, index, lock, options);
  }
  Xapian::Database database() const { return Xapian::Database(index.current().value().string()); }
  std::string metadata(const char* key) const { return database().get_metadata(key); }

  /// Options that make many small batches, so that their borders are tested.
  static indexer::UpdateOptions small() {
    indexer::UpdateOptions options;
    options.vocabulary = "vocabulary";
    options.min_free_percent = 0;
    options.batch_documents = options.segment_documents = 20;
    return options;
  }

  TemporaryDirectory directory;
  indexer::IndexDirectory index;
  corpus::WriterLock lock;
  std::optional<corpus::Archive> archive;
};

}  // namespace tests
