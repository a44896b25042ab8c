#include "indexer/index_writer.h"

#include <cstdlib>
#include <fstream>
#include <system_error>
#include <utility>

#include "analyzers/analyzer.h"
#include "indexer/index_ledger.h"
#include "indexer/index_schema.h"
#include "indexer/stored_versions.h"

namespace indexer {
namespace {

namespace fs = std::filesystem;

// Is there from the first commit on, and removed when a write fails: removing a file is what still works on a
// full disk.
constexpr char kSoundFile[] = "sound";

// Xapian commits by itself after this many changes, which would tear a batch from its revision: never
// reached.
constexpr char kNeverByItself[] = "1000000000";

void write_state(Xapian::WritableDatabase& database, const IndexState& before, const IndexState& after) {
  database.set_metadata(kFormatKey, std::to_string(kIndexFormat));
  database.set_metadata(kAnalysisKey, std::to_string(analyzers::kAnalysisVersion));
  database.set_metadata(kRevisionKey, std::to_string(after.revision));
  const auto set = [&](const char* key, const std::string& old_text, const std::string& text) {
    if (text != old_text) database.set_metadata(key, text);
  };
  set(kChangeKey, before.change, after.change);
  set(kArchiveKey, before.archive_id, after.archive_id);
  set(kVocabularyKey, before.vocabulary, after.vocabulary);
  set(kLedgerKey, before.ledger, after.ledger);
  set(kBuiltKey, before.built, after.built);
  set(kSchemaKey, std::string(schema_name(before.schema)), std::string(schema_name(after.schema)));
}

void mark_unsound(const fs::path& folder) noexcept {
  std::error_code ignored;
  fs::remove(folder / kSoundFile, ignored);
  try {
    sync_path(folder);
  } catch (const IndexError&) {
    // The disk is the very thing that fails: the mark is set for all who look before a power cut.
  }
}

template <typename MetadataOf>
IndexState read_state(MetadataOf metadata) {
  IndexState state;
  const std::string revision = metadata(kRevisionKey);
  state.revision = revision.empty() ? 0 : std::strtoll(revision.c_str(), nullptr, 10);
  state.change = metadata(kChangeKey);
  state.archive_id = metadata(kArchiveKey);
  state.vocabulary = metadata(kVocabularyKey);
  state.ledger = metadata(kLedgerKey);
  state.built = metadata(kBuiltKey);
  state.schema = schema_from_name(metadata(kSchemaKey)).value_or(Schema::full);  // others are refused
  return state;
}

}  // namespace

IndexState state_at(const corpus::Archive& archive, corpus::Revision revision, std::string vocabulary,
                    std::string built, Schema schema) {
  return {revision,
          archive.change_name(revision),
          archive.archive_id(),
          std::move(vocabulary),
          ledger_to_json(archive.ledger()),
          std::move(built),
          schema};
}

IndexState state_of(const Xapian::Database& database) {
  return read_state([&database](const char* key) { return database.get_metadata(key); });
}

IndexState state_of(const IndexReader& index) {
  return read_state([&index](const char* key) { return index.metadata(key); });
}

IndexWriter::IndexWriter(fs::path folder, Durability durability, corpus::WriterLock& lock)
    : folder_(std::move(folder)), durability_(durability), lock_(lock) {
  // A generation that serves is never made here: an empty database in place of lost files would answer with
  // nothing, and follow the archive from its beginning under the readers' eyes.
  open(durability_ == Durability::each_commit ? Xapian::DB_OPEN
                                              : Xapian::DB_CREATE_OR_OPEN | Xapian::DB_NO_SYNC);
}

IndexWriter::IndexWriter(fs::path folder, Xapian::docid first, corpus::WriterLock& lock)
    : folder_(std::move(folder)), durability_(Durability::each_commit), lock_(lock), first_(first) {
  std::error_code error;
  const bool is_new = fs::create_directory(folder_, error);
  if (error) throw IndexDamaged("cannot create " + folder_.string() + ": " + error.message());
  if (is_new) sync_path(folder_.parent_path());
  open(is_new ? Xapian::DB_CREATE : Xapian::DB_OPEN);
}

void IndexWriter::open(int flags) {
  ::setenv("XAPIAN_FLUSH_THRESHOLD", kNeverByItself, 1);
  try {
    if (flags == Xapian::DB_OPEN) check_served();
    database_ = std::make_unique<Xapian::WritableDatabase>(folder_.string(), flags);
    committed_ = state_of(*database_);
  } catch (const Xapian::DatabaseLockError& error) {
    throw IndexError("the index in " + folder_.string() +
                     " is being written by another program: " + error.get_msg());
  } catch (const Xapian::Error& error) {
    throw IndexDamaged("the index in " + folder_.string() + " cannot be opened: " + error.get_description());
  }
}

void IndexWriter::check_served() const {
  check_generation(folder_);
  if (is_sound(folder_)) return;
  throw IndexDamaged("the index in " + folder_.string() + " was left unsound by a failed write");
}

IndexWriter::~IndexWriter() { abandon(); }

template <typename Action>
void IndexWriter::write(Action action) {
  if (!database_)
    throw IndexDamaged("the index in " + folder_.string() + " is written no more after a failure");
  try {
    begin();
    action(*database_);
  } catch (const Xapian::Error& error) {
    give_up();
    throw IndexDamaged("writing the index in " + folder_.string() + " failed: " + error.get_description());
  } catch (...) {
    give_up();
    throw;
  }
}

void IndexWriter::replace(const corpus::DocumentId& id, const IndexedDocument& document) {
  write([&](Xapian::WritableDatabase& database) {
    const auto unique = index_term(Field::id, id);
    forget_positions(database, unique);
    positions_.add(put(database, unique, document.document), document.positions);
    const auto key = versions_key(id);
    if (database.get_metadata(key) != document.versions) database.set_metadata(key, document.versions);
  });
}

Xapian::docid IndexWriter::put(Xapian::WritableDatabase& database, const std::string& unique,
                               const Xapian::Document& document) const {
  if (database.get_lastdocid() >= first_ || first_ == 1) return database.replace_document(unique, document);
  database.replace_document(first_, document);
  return first_;
}

void IndexWriter::note_replaced(Xapian::docid document) {
  write([document](Xapian::WritableDatabase& database) {
    database.set_metadata(kReplacedKeyPrefix + std::to_string(document), "1");
  });
}

// Nothing of what a document said before may be left: it may have been erased.
void IndexWriter::forget_positions(const Xapian::Database& database, const std::string& unique) {
  const auto old = database.postlist_begin(unique);
  if (old == database.postlist_end(unique)) return;
  for (auto term = database.termlist_begin(*old); term != database.termlist_end(*old); ++term) {
    if (may_have_positions(*term)) positions_.remove(*old, *term);
  }
}

void IndexWriter::commit(const IndexState& state) {
  write([&](Xapian::WritableDatabase& database) {
    positions_.write_to(database);
    write_state(database, committed_, state);
    if (durability_ == Durability::at_swap) database.set_metadata(kVersionsKey, "1");
    lock_.set_phase(corpus::WriterPhase::commit);
    writing_ = false;
    database.commit_transaction();
  });
  committed_ = state;
  if (!is_sound(folder_)) std::ofstream(folder_ / kSoundFile) << "This index may be written on.\n";
  if (durability_ == Durability::at_swap) return;
  // Xapian renames its version file and leaves the folder to chance: at a power cut the commit could be torn.
  lock_.set_phase(corpus::WriterPhase::fsync);
  try {
    sync_path(folder_);
  } catch (const IndexError& error) {
    give_up();
    throw IndexDamaged(error.what());
  }
}

void IndexWriter::give_up() noexcept {
  abandon();
  mark_unsound(folder_);
}

void IndexWriter::begin() {
  if (writing_) return;
  database_->begin_transaction(true);
  writing_ = true;
}

// A database that is closed outside a transaction commits once more, which after a failed write is what
// destroys it. Inside a transaction it gives up what was not committed.
void IndexWriter::abandon() noexcept {
  if (!database_) return;
  try {
    if (!writing_) database_->begin_transaction(false);
  } catch (const Xapian::Error&) {
    // Already in a transaction: just as well.
  }
  database_.reset();
  writing_ = false;
}

bool is_sound(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / kSoundFile, error);
}

}  // namespace indexer
