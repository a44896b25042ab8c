// DeltaWriter: writes what changed beside a main database, so that it costs what changed and no more.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <string>

#include "corpus/document.h"
#include "corpus/writer_lock.h"
#include "indexer/index_document.h"
#include "indexer/index_reader.h"
#include "indexer/index_writer.h"

namespace indexer {

/// Writes the delta of a generation's main database. The caller holds the writer lock. One thread at a time.
/// Functions throw IndexDamaged; then the delta is to be given up, which loses nothing: the main database can
/// follow the archive from where it stands itself.
class DeltaWriter {
 public:
  /// Opens the delta, or makes it. `index` reads `generation` as it is, whose state is `committed`.
  DeltaWriter(const std::filesystem::path& generation, IndexReader index, IndexState committed,
              corpus::WriterLock& lock);

  const std::filesystem::path& folder() const { return folder_; }
  /// What main database and delta together say.
  const IndexState& state() const { return committed_; }

  /// Puts `document` in the place of the one with the same id, or adds it.
  void replace(const corpus::DocumentId& id, const IndexedDocument& document);

  /// As IndexWriter::commit(). The vocabulary stays that of the main database.
  void commit(IndexState state);

 private:
  IndexReader index_;  // as it was when this was made
  IndexState committed_;
  std::filesystem::path folder_;
  IndexWriter writer_;
};

/// Removes the deltas of `generation` that belong to no commit of its main database that a new reader opens.
/// Throws Xapian::Error.
void remove_old_deltas(const std::filesystem::path& generation);

}  // namespace indexer
