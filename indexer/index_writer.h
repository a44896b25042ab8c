// IndexWriter: the one hand that writes an index generation.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "corpus/archive.h"
#include "corpus/writer_lock.h"
#include "indexer/index_directory.h"
#include "indexer/index_document.h"
#include "indexer/index_reader.h"
#include "indexer/position_changes.h"

namespace indexer {

/// What an index says of itself, beside its documents.
struct IndexState {
  corpus::Revision revision = 0;  // of the archive, up to which the index has followed
  std::string change;             // Archive::change_name() of that revision
  std::string archive_id;
  std::string vocabulary;  // Vocabulary::text()
  std::string ledger;      // ledger_to_json()
  std::string built;       // UTC, ISO 8601
  Schema schema = Schema::full;

  bool operator==(const IndexState&) const = default;
};

/// What an index that has followed `archive` to `revision` is to say.
IndexState state_at(const corpus::Archive& archive, corpus::Revision revision, std::string vocabulary,
                    std::string built, Schema schema);

/// The state that was committed last; nothing is set where there was no commit. Throws Xapian::Error.
IndexState state_of(const Xapian::Database& database);
/// The same of a main database with its delta.
IndexState state_of(const IndexReader& index);

/// Writes one database, the main one of a generation or a delta, transaction after transaction. What was not
/// committed is gone when it is destroyed. After an IndexDamaged it writes no more and the database's folder
/// says that it is not sound. The caller holds the writer lock. One thread at a time.
class IndexWriter {
 public:
  enum class Durability {
    each_commit,  // a generation that is served: commit() returns when it is on the disk
    at_swap       // one that was just made and is being built: IndexDirectory::bring_to_disk() comes after
  };

  /// Opens the generation in `folder`; at_swap alone makes a database in it. Throws IndexError where it is
  /// locked or of another format or analysis version, IndexDamaged where it cannot be opened, files of it are
  /// missing, or it is not sound.
  IndexWriter(std::filesystem::path folder, Durability durability, corpus::WriterLock& lock);
  /// The delta in `folder`, which is made where it is not there; its documents have numbers from `first` on.
  /// Throws as above.
  IndexWriter(std::filesystem::path folder, Xapian::docid first, corpus::WriterLock& lock);
  ~IndexWriter();
  IndexWriter(const IndexWriter&) = delete;
  IndexWriter& operator=(const IndexWriter&) = delete;

  /// As of the last commit; of a fresh generation nothing is set.
  const IndexState& state() const { return committed_; }

  /// Puts `document` in the place of the one with the same id, or adds it. Throws IndexDamaged.
  void replace(const corpus::DocumentId& id, const IndexedDocument& document);

  /// That a document of the main database is replaced by one of this delta. Throws IndexDamaged.
  void note_replaced(Xapian::docid document);

  /// Makes everything since the last commit durable, together with `state`: all of it or, after a kill at any
  /// instant, nothing. Throws IndexDamaged.
  void commit(const IndexState& state);

 private:
  template <typename Action>
  void write(Action action);
  void open(int flags);
  void check_served() const;
  Xapian::docid put(Xapian::WritableDatabase& database, const std::string& unique,
                    const Xapian::Document& document) const;
  void forget_positions(const Xapian::Database& database, const std::string& unique);
  void begin();
  void abandon() noexcept;
  void give_up() noexcept;

  std::filesystem::path folder_;
  Durability durability_;
  corpus::WriterLock& lock_;
  Xapian::docid first_ = 1;                             // number of the first document
  std::unique_ptr<Xapian::WritableDatabase> database_;  // gone after a failure
  PositionChanges positions_;                           // of the transaction
  IndexState committed_;
  bool writing_ = false;  // inside a transaction
};

/// Whether the last write to the generation in `folder` went well; a generation that is not sound is rebuilt.
bool is_sound(const std::filesystem::path& folder);

}  // namespace indexer
