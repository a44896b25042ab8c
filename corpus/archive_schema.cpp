#include "corpus/archive_schema.h"

#include <SQLiteCpp/Statement.h>
#include <sodium/randombytes.h>
#include <sqlite3.h>

#include <array>
#include <system_error>

#include "corpus/archive_ledger.h"
#include "corpus/archive_tables.h"

namespace corpus {
namespace {

constexpr int kBusyTimeoutMs = 5000;

void add_ledger(SQLite::Database& database) {
  database.exec(kLedgerTable);
  note_all_counts(database);
}

void add_revisions(SQLite::Database& database) { database.exec(kChangesOfAll); }

void add_twins(SQLite::Database& database) { database.exec(kTwinsTable); }

void add_records(SQLite::Database& database) { database.exec(kRecordTables); }

void add_dates(SQLite::Database& database) { database.exec(kFurtherDates); }

// The step from format N to N + 1 stands at place N - 1.
using Migration = void (*)(SQLite::Database&);
constexpr std::array<Migration, kArchiveFormat - 1> kMigrations{add_ledger, add_revisions, add_twins,
                                                                add_records, add_dates};

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
    case SQLITE_IOERR:
      if (error.getExtendedErrorCode() == SQLITE_IOERR_SHMSIZE ||
          error.getExtendedErrorCode() == SQLITE_IOERR_WRITE)
        return "the disk is full: also who only reads needs room for 32 KB beside it (the -shm file)";
      return std::string("the disk fails (") + error.what() + "); look at the system's log";
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
