#include "indexer/index_writer.h"

#include <cstdlib>
#include <fstream>
#include <system_error>
#include <utility>

#include "analyzers/analyzer.h"
#include "indexer/index_ledger.h"
#include "indexer/index_schema.h"

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

}  // namespace

IndexState state_at(const corpus::Archive& archive, corpus::Revision revision, std::string vocabulary,
                    std::string built) {
  return {revision,
          archive.change_name(revision),
          archive.archive_id(),
          std::move(vocabulary),
          ledger_to_json(archive.ledger()),
          std::move(built)};
}

IndexState state_of(const Xapian::Database& database) {
  IndexState state;
  const auto revision = database.get_metadata(kRevisionKey);
  state.revision = revision.empty() ? 0 : std::strtoll(revision.c_str(), nullptr, 10);
  state.change = database.get_metadata(kChangeKey);
  state.archive_id = database.get_metadata(kArchiveKey);
  state.vocabulary = database.get_metadata(kVocabularyKey);
  state.ledger = database.get_metadata(kLedgerKey);
  state.built = database.get_metadata(kBuiltKey);
  return state;
}

IndexWriter::IndexWriter(fs::path folder, Durability durability, corpus::WriterLock& lock)
    : folder_(std::move(folder)), durability_(durability), lock_(lock) {
  ::setenv("XAPIAN_FLUSH_THRESHOLD", kNeverByItself, 1);
  try {
    // A generation that serves is never made here: an empty database in place of lost files would answer with
    // nothing, and follow the archive from its beginning under the readers' eyes.
    const bool served = durability_ == Durability::each_commit;
    if (served) check_served();
    const int flags = served ? Xapian::DB_OPEN : Xapian::DB_CREATE_OR_OPEN | Xapian::DB_NO_SYNC;
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

void IndexWriter::replace(const corpus::DocumentId& id, IndexedDocument document) {
  write([&](Xapian::WritableDatabase& database) {
    const auto unique = index_term(Field::id, id);
    forget_positions(database, unique);
    const auto number = database.replace_document(unique, document.document);
    positions_.add(number, std::move(document.positions));
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
