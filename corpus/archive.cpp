#include "corpus/archive.h"

#include <sqlite3.h>

#include "corpus/archive_parts.h"

namespace corpus {

// --- the parts ---

Archive::Parts::Parts(const std::filesystem::path& path, Access access)
    : file(path), writable(access == Access::read_write), database(open_archive_database(path, access)) {}

SQLite::Statement& Archive::Parts::statement(const char* sql) {
  auto& prepared = statements[sql];
  if (!prepared) prepared = std::make_unique<SQLite::Statement>(*database, sql);
  return *prepared;
}

LedgerTable& Archive::Parts::ledger() {
  if (!ledger_table) ledger_table = std::make_unique<LedgerTable>(*database);
  return *ledger_table;
}

bool Archive::Parts::in_transaction() const { return sqlite3_get_autocommit(database->getHandle()) == 0; }

void Archive::Parts::roll_back() noexcept {
  last_import.reset();  // its row may be gone
  last_source.reset();
  // Not thrown by: what cannot be rolled back was rolled back by SQLite itself (a full disk does that).
  if (in_transaction()) sqlite3_exec(database->getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

RowNumber Archive::Parts::source_of(const std::string& name) {
  if (last_source && last_source->first == name) return last_source->second;
  const auto known = [&]() -> std::optional<RowNumber> {
    Query row(*this, "SELECT number FROM sources WHERE name = ?", name);
    if (!row.next()) return std::nullopt;
    return row.number(0);
  }();
  if (!known) Query(*this, "INSERT INTO sources(name) VALUES(?)", name).run();
  last_source = {name, known ? *known : database->getLastInsertRowid()};
  return last_source->second;
}

RowNumber Archive::Parts::import_of(const Provenance& provenance) {
  const Provenance batch{
      provenance.source, provenance.format, provenance.imported_at, provenance.importer_version, {}};
  if (last_import && last_import->first == batch) return last_import->second;
  const RowNumber source = source_of(batch.source);
  Query(*this,
        "INSERT OR IGNORE INTO imports(source, format, imported_at, importer_version) VALUES(?, ?, ?, ?)",
        source, batch.format, batch.imported_at, batch.importer_version)
      .run();
  Query row(*this,
            "SELECT number FROM imports WHERE source = ? AND format = ? AND imported_at = ? AND "
            "importer_version = ?",
            source, batch.format, batch.imported_at, batch.importer_version);
  row.next();
  last_import = {batch, row.number(0)};
  return last_import->second;
}

Revision Archive::Parts::next_revision(RowNumber document, const char* what, const Provenance& provenance) {
  Query(*this, "INSERT INTO changes(document, what, import) VALUES(?, ?, ?)", document, what,
        import_of(provenance))
      .run();
  return database->getLastInsertRowid();
}

Revision Archive::Parts::record_change(RowNumber document, const char* what, const Provenance& provenance) {
  const Revision revision = next_revision(document, what, provenance);
  Query(*this, "UPDATE documents SET revision = ? WHERE number = ?", revision, document).run();
  return revision;
}

void Archive::Parts::record_change_of_boilerplate(RowNumber boilerplate, const char* what,
                                                  const Provenance& provenance) {
  Query(*this, "INSERT INTO changes(boilerplate, what, import) VALUES(?, ?, ?)", boilerplate, what,
        import_of(provenance))
      .run();
  Query(*this, "UPDATE boilerplate SET revision = ? WHERE number = ?", database->getLastInsertRowid(),
        boilerplate)
      .run();
}

void Archive::Parts::record_change_of_capture(RowNumber capture, const char* what,
                                              const Provenance& provenance) {
  Query(*this, "INSERT INTO changes(capture, what, import) VALUES(?, ?, ?)", capture, what,
        import_of(provenance))
      .run();
  Query(*this, "UPDATE captures SET revision = ? WHERE number = ?", database->getLastInsertRowid(), capture)
      .run();
}

// --- transactions ---

WriteScope::WriteScope(Archive::Parts& parts) : parts_(parts), own_(!parts.in_batch) {
  if (!parts.writable)
    throw ArchiveError("cannot write " + parts.file.string() + ": it was opened for reading");
  if (!own_ && !parts.in_transaction()) {
    throw ArchiveError("cannot write " + parts.file.string() + ": its batch was given up after an error");
  }
  if (!own_) return;
  if (parts.snapshots > 0)
    throw ArchiveError("cannot write " + parts.file.string() + " inside a snapshot of it");
  Query(parts, "BEGIN IMMEDIATE").run();
}

WriteScope::~WriteScope() {
  if (own_) parts_.roll_back();
}

void WriteScope::commit() {
  if (!own_) return;
  Query(parts_, "COMMIT").run();
  own_ = false;
}

ReadScope::ReadScope(Archive::Parts& parts) : parts_(parts), own_(!parts.in_transaction()) {
  if (own_) Query(parts, "BEGIN").run();
}

ReadScope::~ReadScope() {
  if (own_) sqlite3_exec(parts_.database->getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

// --- the archive ---

Archive::Archive(const std::filesystem::path& file, Access access)
    : parts_(std::make_unique<Parts>(file, access)) {}

Archive::~Archive() = default;

void Archive::begin_batch() try {
  if (parts_->in_batch) throw ArchiveError("a batch is open already in " + parts_->file.string());
  if (!parts_->writable)
    throw ArchiveError("cannot write " + parts_->file.string() + ": it was opened for reading");
  if (parts_->snapshots > 0) {
    throw ArchiveError("cannot write " + parts_->file.string() + " inside a snapshot of it");
  }
  Query(*parts_, "BEGIN IMMEDIATE").run();
  parts_->in_batch = true;
} catch (const SQLite::Exception& error) {
  parts_->fail("begin to write", error);
}

void Archive::commit_batch() try {
  if (!parts_->in_batch) throw ArchiveError("no batch is open in " + parts_->file.string());
  if (!parts_->in_transaction()) {
    abandon_batch();
    throw ArchiveError("cannot write " + parts_->file.string() + ": its batch was given up after an error");
  }
  Query(*parts_, "COMMIT").run();
  parts_->in_batch = false;
} catch (const SQLite::Exception& error) {
  abandon_batch();
  parts_->fail("write", error);
}

void Archive::abandon_batch() noexcept {
  if (!parts_->in_batch) return;
  parts_->roll_back();
  parts_->in_batch = false;
}

void Archive::scrub() try {
  if (parts_->in_batch || parts_->snapshots > 0)
    throw ArchiveError("cannot scrub " + parts_->file.string() + " while a batch or snapshot is open");
  const auto checkpoint = [this] {
    Query step(*parts_, "PRAGMA wal_checkpoint(TRUNCATE)");
    if (step.next() && step.number(0) == 0) return;
    throw ArchiveError("another program reads an older state of " + parts_->file.string() +
                       ", so that the file may still hold what was erased: stop it and run the purge again");
  };
  auto* handle = parts_->database->getHandle();
  checkpoint();
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 1);  // VACUUM attaches the file that it writes
  try {
    parts_->database->exec("VACUUM");
  } catch (...) {
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    throw;
  }
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  checkpoint();
} catch (const SQLite::Exception& error) {
  parts_->fail("scrub", error);
}

Archive::Snapshot::Snapshot(const Archive& archive) : archive_(archive) {
  auto& parts = *archive.parts_;
  try {
    if (parts.in_batch)
      throw ArchiveError("a snapshot of " + parts.file.string() + " cannot begin in a batch");
    if (parts.snapshots == 0) {
      Query(parts, "BEGIN").run();
      // The state is chosen by the first read, not by BEGIN.
      Query(parts, "SELECT max(revision) FROM changes").next();
    }
    ++parts.snapshots;
  } catch (const SQLite::Exception& error) {
    parts.roll_back();
    parts.fail("read", error);
  }
}

Archive::Snapshot::~Snapshot() {
  auto& parts = *archive_.parts_;
  if (--parts.snapshots == 0) parts.roll_back();
}

}  // namespace corpus
