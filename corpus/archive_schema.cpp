#include "corpus/archive_schema.h"

#include <SQLiteCpp/Statement.h>
#include <sodium/randombytes.h>
#include <sqlite3.h>

#include <array>
#include <system_error>

#include "corpus/archive_ledger.h"

namespace corpus {
namespace {

constexpr int kBusyTimeoutMs = 5000;

// The tables of format 1. docs/archive_format.md says what each column holds; keep the two together. No
// foreign key is deferred: for one that is, SQLite reads the whole referring table at each insertion into the
// other.
constexpr char kTables[] = R"sql(
CREATE TABLE archive(
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sources(
  number INTEGER PRIMARY KEY,
  name   TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE imports(
  number           INTEGER PRIMARY KEY,
  source           INTEGER NOT NULL REFERENCES sources,
  format           TEXT NOT NULL,
  imported_at      TEXT NOT NULL,
  importer_version TEXT NOT NULL,
  UNIQUE(source, format, imported_at, importer_version)
) STRICT;

CREATE TABLE documents(
  number           INTEGER PRIMARY KEY,
  id               TEXT NOT NULL UNIQUE,
  revision         INTEGER NOT NULL UNIQUE,
  version          INTEGER REFERENCES versions,
  parent           INTEGER REFERENCES documents,
  translation      INTEGER REFERENCES documents,
  withdrawn_reason TEXT,
  withdrawn_time   TEXT,
  CHECK((withdrawn_reason IS NULL) = (withdrawn_time IS NULL))
) STRICT;
CREATE INDEX documents_parent ON documents(parent) WHERE parent IS NOT NULL;

CREATE TABLE names(
  name     TEXT PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  place    INTEGER NOT NULL,
  UNIQUE(document, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE occurrences(
  document INTEGER NOT NULL REFERENCES documents,
  place    INTEGER NOT NULL,
  source   TEXT NOT NULL,
  anchor   TEXT NOT NULL,
  PRIMARY KEY(document, place),
  UNIQUE(document, source, anchor)
) STRICT, WITHOUT ROWID;

CREATE TABLE links(
  document INTEGER NOT NULL REFERENCES documents,
  type     TEXT NOT NULL CHECK(type IN ('parent', 'translation')),
  target   TEXT NOT NULL,
  PRIMARY KEY(document, type)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_target ON links(target);

CREATE TABLE versions(
  number         INTEGER PRIMARY KEY,
  document       INTEGER NOT NULL REFERENCES documents,
  revision       INTEGER NOT NULL REFERENCES changes,
  import         INTEGER NOT NULL REFERENCES imports,
  raw_sha256     TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  identity       TEXT NOT NULL,
  kind           TEXT NOT NULL,
  language       TEXT NOT NULL,
  title          TEXT NOT NULL,
  url            TEXT NOT NULL,
  date           TEXT NOT NULL,
  date_precision TEXT NOT NULL,
  date_evidence  TEXT NOT NULL,
  date_words     TEXT NOT NULL,
  date_gmt       TEXT NOT NULL,
  hashtags       TEXT NOT NULL,
  tags           TEXT NOT NULL,
  summary        TEXT NOT NULL,
  body           TEXT NOT NULL
) STRICT;
CREATE INDEX versions_document ON versions(document);
CREATE INDEX versions_identity ON versions(identity);

CREATE TABLE statements(
  document INTEGER NOT NULL REFERENCES documents,
  source   INTEGER NOT NULL REFERENCES sources,
  place    TEXT NOT NULL,
  sha256   TEXT NOT NULL,
  PRIMARY KEY(document, source, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX statements_source ON statements(source);

CREATE TABLE changes(
  revision INTEGER PRIMARY KEY AUTOINCREMENT,
  document INTEGER NOT NULL REFERENCES documents,
  what     TEXT NOT NULL,
  import   INTEGER NOT NULL REFERENCES imports
) STRICT;
CREATE INDEX changes_document ON changes(document);

CREATE TABLE boilerplate(
  number     INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  text       TEXT NOT NULL,
  sha256     TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  import     INTEGER NOT NULL REFERENCES imports,
  UNIQUE(name, sha256)
) STRICT;

CREATE TABLE boilerplate_occurrences(
  number      INTEGER PRIMARY KEY,
  boilerplate INTEGER NOT NULL REFERENCES boilerplate,
  source      TEXT NOT NULL,
  anchor      TEXT NOT NULL,
  UNIQUE(boilerplate, source, anchor)
) STRICT;

CREATE TABLE captures(
  number INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  file   TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size   INTEGER NOT NULL,
  import INTEGER NOT NULL REFERENCES imports,
  bytes  BLOB NOT NULL,
  UNIQUE(source, sha256)
) STRICT;

CREATE TABLE capture_parts(
  capture     INTEGER NOT NULL REFERENCES captures,
  place       INTEGER NOT NULL,
  begin       INTEGER NOT NULL,
  end         INTEGER NOT NULL,
  key         TEXT NOT NULL,
  boilerplate TEXT NOT NULL,
  PRIMARY KEY(capture, place)
) STRICT, WITHOUT ROWID;
)sql";

// What format 2 added.
constexpr char kLedgerTable[] = R"sql(
CREATE TABLE ledger(
  number      INTEGER PRIMARY KEY,
  members     INTEGER NOT NULL,
  evidence    TEXT NOT NULL,
  words       TEXT NOT NULL,
  document    INTEGER REFERENCES documents,
  boilerplate INTEGER REFERENCES boilerplate,
  CHECK((document IS NULL) <> (boilerplate IS NULL))
) STRICT;
CREATE INDEX ledger_document ON ledger(document);
CREATE INDEX ledger_boilerplate ON ledger(boilerplate);
)sql";

void add_ledger(SQLite::Database& database) {
  database.exec(kLedgerTable);
  note_all_counts(database);
}

// What format 3 changed: standing text and pages have revisions too. A table whose NOT NULL goes is made
// anew.
constexpr char kChangesOfAll[] = R"sql(
CREATE TABLE changes_of_all(
  revision    INTEGER PRIMARY KEY AUTOINCREMENT,
  document    INTEGER REFERENCES documents,
  boilerplate INTEGER REFERENCES boilerplate,
  capture     INTEGER REFERENCES captures,
  what        TEXT NOT NULL,
  import      INTEGER NOT NULL REFERENCES imports,
  CHECK((document IS NULL) + (boilerplate IS NULL) + (capture IS NULL) = 2)
) STRICT;
INSERT INTO changes_of_all(revision, document, what, import)
  SELECT revision, document, what, import FROM changes ORDER BY revision;
DROP TABLE changes;
ALTER TABLE changes_of_all RENAME TO changes;
CREATE INDEX changes_document ON changes(document) WHERE document IS NOT NULL;
CREATE INDEX changes_boilerplate ON changes(boilerplate) WHERE boilerplate IS NOT NULL;
CREATE INDEX changes_capture ON changes(capture) WHERE capture IS NOT NULL;

INSERT INTO changes(boilerplate, what, import) SELECT number, 'added', import FROM boilerplate ORDER BY number;
INSERT INTO changes(capture, what, import) SELECT number, 'added', import FROM captures ORDER BY number;
ALTER TABLE boilerplate ADD COLUMN revision INTEGER REFERENCES changes;
ALTER TABLE captures ADD COLUMN revision INTEGER REFERENCES changes;
UPDATE boilerplate SET revision = (SELECT max(c.revision) FROM changes c WHERE c.boilerplate = boilerplate.number);
UPDATE captures SET revision = (SELECT max(c.revision) FROM changes c WHERE c.capture = captures.number);
)sql";

void add_revisions(SQLite::Database& database) { database.exec(kChangesOfAll); }

// The step from format N to N + 1 stands at place N - 1.
using Migration = void (*)(SQLite::Database&);
constexpr std::array<Migration, kArchiveFormat - 1> kMigrations{add_ledger, add_revisions};

int pragma_number(SQLite::Database& database, const char* name) {
  return database.execAndGet(std::string("PRAGMA ") + name).getInt();
}

void set_header(SQLite::Database& database) {
  database.exec("PRAGMA application_id = " + std::to_string(kArchiveApplicationId));
  database.exec("PRAGMA user_version = " + std::to_string(kArchiveFormat));
}

// An archive's file may come from anywhere: nothing in it may run, and no statement may grow without end.
void harden(SQLite::Database& database) {
  sqlite3* handle = database.getHandle();
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 256 << 20);
  sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
  sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 64);
  sqlite3_limit(handle, SQLITE_LIMIT_VARIABLE_NUMBER, 64);
  sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 8);
  database.exec("PRAGMA foreign_keys = ON");
  database.exec("PRAGMA cell_size_check = ON");
}

void prepare_for_writing(SQLite::Database& database) {
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA journal_size_limit = 67108864");
  database.exec("PRAGMA cache_size = -32768");
}

bool is_empty(SQLite::Database& database) {
  return database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
}

std::string random_name() {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<unsigned char, 16> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::string name;
  for (const unsigned char byte : bytes) (name += kDigits[byte >> 4U]) += kDigits[byte & 15U];
  return name;
}

void take_steps(SQLite::Database& database, int format) {
  for (int step = format; step < kArchiveFormat; ++step)
    kMigrations[static_cast<std::size_t>(step - 1)](database);
}

void make_tables(SQLite::Database& database) {
  database.exec("BEGIN IMMEDIATE");
  if (is_empty(database)) {  // nobody else made them meanwhile
    database.exec(kTables);
    take_steps(database, 1);  // a new archive and one brought up to date have the same tables
    SQLite::Statement name(database, "INSERT INTO archive VALUES('archive_id', ?)");
    name.bind(1, random_name());
    name.exec();
    set_header(database);
  }
  database.exec("COMMIT");
}

void migrate(SQLite::Database& database, const std::filesystem::path& file, int format) {
  back_up(database, file, format);
  database.exec("PRAGMA foreign_keys = OFF");  // a table that others refer to may be made anew
  database.exec("BEGIN IMMEDIATE");
  take_steps(database, format);
  SQLite::Statement broken(database, "PRAGMA foreign_key_check");
  if (broken.executeStep()) {
    throw ArchiveError("cannot bring " + file.string() + " up to date: a row of its table " +
                       broken.getColumn(0).getString() + " leads nowhere; put a backup in its place");
  }
  set_header(database);
  database.exec("COMMIT");
  database.exec("PRAGMA foreign_keys = ON");
}

// The format of an archive; 0 for an empty file. Throws ArchiveError for every other file.
int checked_format(SQLite::Database& database, const std::filesystem::path& file) {
  const int application = pragma_number(database, "application_id");
  const int format = pragma_number(database, "user_version");
  if (application == 0 && format == 0 && is_empty(database)) return 0;
  if (application != kArchiveApplicationId || format < 1) {
    throw ArchiveError(file.string() +
                       " is an SQLite database, but no archive of this program; name another --data folder");
  }
  if (format > kArchiveFormat) {
    throw ArchiveError(file.string() + " was written by a newer program (format " + std::to_string(format) +
                       "; this one knows formats up to " + std::to_string(kArchiveFormat) +
                       "): use that program, or a newer one");
  }
  return format;
}

void make_ready(SQLite::Database& database, const std::filesystem::path& file, Archive::Access access) {
  harden(database);
  const int format = checked_format(database, file);
  if (access == Archive::Access::read_only) {
    if (format == 0)
      throw ArchiveError(file.string() + " is empty: nothing was imported yet (indexer import)");
    if (format < kArchiveFormat) {
      throw ArchiveError(
          file.string() + " is of the older format " + std::to_string(format) +
          ": run `indexer import` or `indexer update` once, which brings it up to date after copying it");
    }
    return;
  }
  prepare_for_writing(database);
  if (format == 0) {
    make_tables(database);
  } else if (format < kArchiveFormat) {
    migrate(database, file, format);
  }
}

// SQLite says "unable to open database file" for all of these.
void check_place(const std::filesystem::path& file, Archive::Access access) {
  std::error_code ignored;
  const auto status = std::filesystem::status(file, ignored);
  if (std::filesystem::is_directory(status))
    throw ArchiveError(file.string() + " is a folder, not an archive");
  if (std::filesystem::exists(status)) return;
  if (access == Archive::Access::read_only) {
    throw ArchiveError("there is no archive " + file.string() + ": import something first (indexer import)");
  }
  const auto folder = std::filesystem::absolute(file).parent_path();
  if (!std::filesystem::is_directory(folder, ignored)) {
    throw ArchiveError("cannot make the archive " + file.string() + ": there is no folder " +
                       folder.string());
  }
}

std::string meaning_of(const SQLite::Exception& error) {
  switch (error.getErrorCode() & 0xFF) {  // the rest says more closely what is the same to us
    case SQLITE_FULL: return "the disk is full; what was committed before is safe";
    case SQLITE_NOTADB: return "it is no SQLite database";
    case SQLITE_CORRUPT:
      return std::string("it is damaged (") + error.what() + "); put a backup in its place";
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "another program holds it";
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return "it may not be written (check the permissions of the file and its folder: readers too write, if "
             "only the "
             "-shm file beside it)";
    default: return error.what();
  }
}

}  // namespace

void throw_archive_error(const std::filesystem::path& file, std::string_view doing,
                         const SQLite::Exception& error) {
  throw ArchiveError("cannot " + std::string(doing) + " " + file.string() + ": " + meaning_of(error));
}

std::unique_ptr<SQLite::Database> open_archive_database(const std::filesystem::path& file,
                                                        Archive::Access access) try {
  check_place(file, access);
  const bool writable = access == Archive::Access::read_write;
  const int flags = writable ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY;
  auto database =
      std::make_unique<SQLite::Database>(file.string(), flags | SQLite::OPEN_NOMUTEX, kBusyTimeoutMs);
  make_ready(*database, file, access);
  return database;
} catch (const SQLite::Exception& error) {
  throw_archive_error(file, "open", error);
} catch (const std::filesystem::filesystem_error& error) {
  throw ArchiveError("cannot open " + file.string() + ": " + error.code().message());
}

}  // namespace corpus
