#include "corpus/live/pull_memory.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <set>
#include <system_error>

namespace corpus {
namespace {

constexpr int kFormat = 1;
constexpr int kBusyTimeoutMs = 10'000;

constexpr char kTables[] = R"(
CREATE TABLE sites(
  site     TEXT PRIMARY KEY,
  archive  TEXT NOT NULL,      -- name of the archive, and how far it had come
  revision INTEGER NOT NULL,
  change   TEXT NOT NULL,
  compared INTEGER NOT NULL    -- seconds since 1970
) STRICT;
CREATE TABLE items(
  site     TEXT NOT NULL,
  type     TEXT NOT NULL,
  id       INTEGER NOT NULL,
  modified TEXT NOT NULL,
  key      TEXT NOT NULL,
  PRIMARY KEY(site, type, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE answers(
  site          TEXT NOT NULL,
  address       TEXT NOT NULL,
  etag          TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  next          TEXT NOT NULL,
  total         INTEGER,
  pages         INTEGER,
  body          BLOB NOT NULL,
  PRIMARY KEY(site, address)
) STRICT;
)";

void prepare(SQLite::Database& database) {
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  const int format = database.execAndGet("PRAGMA user_version").getInt();
  if (format != kFormat) {
    for (const char* table : {"sites", "items", "answers"})
      database.exec(std::string("DROP TABLE IF EXISTS ") + table);
    database.exec(kTables);
    database.exec("PRAGMA user_version = " + std::to_string(kFormat));
  }
  transaction.commit();
}

std::unique_ptr<SQLite::Database> open(const std::filesystem::path& file) {
  auto database = std::make_unique<SQLite::Database>(
      file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyTimeoutMs);
  prepare(*database);
  if (database->execAndGet("PRAGMA quick_check(1)").getString() != "ok") {
    throw SQLite::Exception("it is damaged", SQLITE_CORRUPT);
  }
  return database;
}

bool is_damage(const SQLite::Exception& error) {
  return error.getErrorCode() == SQLITE_CORRUPT || error.getErrorCode() == SQLITE_NOTADB;
}

void remove_files(const std::filesystem::path& file) {
  for (const char* ending : {"", "-wal", "-shm"}) {
    std::error_code ignored;
    std::filesystem::remove(file.string() + ending, ignored);
  }
}

void bind_number(SQLite::Statement& statement, int place, const std::optional<std::int64_t>& number) {
  if (number) {
    statement.bind(place, *number);
  } else {
    statement.bind(place);
  }
}

std::optional<std::int64_t> number_in(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(column.getInt64());
}

}  // namespace

struct PullMemory::Parts {
  std::filesystem::path file;
  std::string site;
  std::unique_ptr<SQLite::Database> database;
  mutable std::set<std::string> used;  // addresses of answers

  [[noreturn]] void fail(const SQLite::Exception& error) const {
    throw PullMemoryError(file.string() + " cannot be used: " + error.what() +
                          "; it may be removed, then everything is read once more");
  }

  // The site's row says how far the archive had come when it was last written into.
  void note(const Archive& archive) const {
    SQLite::Statement row(
        *database,
        "INSERT INTO sites(site, archive, revision, change, compared) VALUES(?, ?, ?, ?, 0) "
        "ON CONFLICT(site) DO UPDATE SET archive = excluded.archive, "
        "revision = excluded.revision, change = excluded.change");
    const auto revision = archive.revision();
    row.bind(1, site);
    row.bind(2, archive.archive_id());
    row.bind(3, revision);
    row.bind(4, archive.change_name(revision));
    row.exec();
  }

  void forget_site() const {
    for (const char* table : {"sites", "items", "answers"}) {
      SQLite::Statement rows(*database, std::string("DELETE FROM ") + table + " WHERE site = ?");
      rows.bind(1, site);
      rows.exec();
    }
  }
};

PullMemory::PullMemory(const std::filesystem::path& file, const std::string& site)
    : parts_(std::make_unique<Parts>()) {
  parts_->file = file;
  parts_->site = site;
  try {
    parts_->database = open(file);
  } catch (const SQLite::Exception& error) {
    if (!is_damage(error)) parts_->fail(error);
    remove_files(file);
    try {
      parts_->database = open(file);
    } catch (const SQLite::Exception& again) {
      parts_->fail(again);
    }
  }
}

PullMemory::~PullMemory() = default;

bool PullMemory::follow(const Archive& archive) try {
  SQLite::Transaction transaction(*parts_->database, SQLite::TransactionBehavior::IMMEDIATE);
  SQLite::Statement row(*parts_->database, "SELECT archive, revision, change FROM sites WHERE site = ?");
  row.bind(1, parts_->site);
  bool same = true;
  if (row.executeStep()) {
    same = row.getColumn(0).getString() == archive.archive_id() &&
           row.getColumn(2).getString() == archive.change_name(row.getColumn(1).getInt64());
  }
  row.reset();
  if (!same) parts_->forget_site();
  transaction.commit();
  return !same;
} catch (const SQLite::Exception& error) {
  parts_->fail(error);
}

PullMemory::Items PullMemory::items(const std::string& type) const try {
  Items items;
  SQLite::Statement rows(*parts_->database,
                         "SELECT id, modified, key FROM items WHERE site = ? AND type = ?");
  rows.bind(1, parts_->site);
  rows.bind(2, type);
  while (rows.executeStep()) {
    items[static_cast<std::uint64_t>(rows.getColumn(0).getInt64())] = {rows.getColumn(1).getString(),
                                                                       rows.getColumn(2).getString()};
  }
  return items;
} catch (const SQLite::Exception& error) {
  parts_->fail(error);
}

std::map<std::string, std::int64_t> PullMemory::types() const try {
  std::map<std::string, std::int64_t> types;
  SQLite::Statement rows(*parts_->database, "SELECT type, count(*) FROM items WHERE site = ? GROUP BY type");
  rows.bind(1, parts_->site);
  while (rows.executeStep()) types[rows.getColumn(0).getString()] = rows.getColumn(1).getInt64();
  return types;
} catch (const SQLite::Exception& error) {
  parts_->fail(error);
}

void PullMemory::remember(const Archive& archive, const std::string& type, const Items& items) try {
  SQLite::Transaction transaction(*parts_->database, SQLite::TransactionBehavior::IMMEDIATE);
  SQLite::Statement row(*parts_->database,
                        "INSERT OR REPLACE INTO items(site, type, id, modified, key) VALUES(?, ?, ?, ?, ?)");
  for (const auto& [id, item] : items) {
    row.bind(1, parts_->site);
    row.bind(2, type);
    row.bind(3, static_cast<std::int64_t>(id));
    row.bind(4, item.modified);
    row.bind(5, item.key);
    row.exec();
    row.reset();
  }
  parts_->note(archive);
  transaction.commit();
} catch (const SQLite::Exception& error) {
  parts_->fail(error);
}

void PullMemory::forget(const Archive& archive, const std::string& type, std::uint64_t id) try {
  SQLite::Transaction transaction(*parts_->database, SQLite::TransactionBehavior::IMMEDIATE);
  SQLite::Statement row(*parts_->database, "DELETE FROM items WHERE site = ? AND type = ? AND id = ?");
  row.bind(1, parts_->site);
  row.bind(2, type);
  row.bind(3, static_cast<std::int64_t>(id));
  row.exec();
  parts_->note(archive);
  transaction.commit();
} catch (const SQLite::Exception& error) {
  parts_->fail(error);
}

std::int64_t PullMemory::compared() const try {
  SQLite::Statement row(*parts_->database, "SELECT compared FROM sites WHERE site = ?");
  row.bind(1, parts_->site);
  return row.executeStep() ? row.getColumn(0).getInt64() : 0;
} catch (const SQLite::Exception& error) {
  parts_->fail(error);
}

void PullMemory::set_compared(std::int64_t time) try {
  SQLite::Statement row(*parts_->database, "UPDATE sites SET compared = ? WHERE site = ?");
  row.bind(1, time);
  row.bind(2, parts_->site);
  row.exec();
} catch (const SQLite::Exception& error) {
  parts_->fail(error);
}

std::optional<WebAnswer> PullMemory::answer(const std::string& address) const try {
  parts_->used.insert(address);
  SQLite::Statement row(*parts_->database,
                        "SELECT etag, last_modified, next, total, pages, body FROM answers "
                        "WHERE site = ? AND address = ?");
  row.bind(1, parts_->site);
  row.bind(2, address);
  if (!row.executeStep()) return std::nullopt;
  WebAnswer answer;
  answer.address = address;
  answer.status = 200;
  answer.validators = {row.getColumn(0).getString(), row.getColumn(1).getString()};
  answer.next = row.getColumn(2).getString();
  answer.total = number_in(row.getColumn(3));
  answer.pages = number_in(row.getColumn(4));
  answer.body = row.getColumn(5).getString();
  return answer;
} catch (const SQLite::Exception& error) {
  parts_->fail(error);
}

void PullMemory::keep_answer(const std::string& address, const WebAnswer& answer) try {
  parts_->used.insert(address);
  SQLite::Statement row(*parts_->database,
                        "INSERT OR REPLACE INTO answers(site, address, etag, last_modified, next, total, "
                        "pages, body) VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
  row.bind(1, parts_->site);
  row.bind(2, address);
  row.bind(3, answer.validators.etag);
  row.bind(4, answer.validators.last_modified);
  row.bind(5, answer.next);
  bind_number(row, 6, answer.total);
  bind_number(row, 7, answer.pages);
  row.bind(8, static_cast<const void*>(answer.body.data()), static_cast<int>(answer.body.size()));
  row.exec();
} catch (const SQLite::Exception& error) {
  parts_->fail(error);
}

void PullMemory::drop_unused_answers() try {
  std::set<std::string> unused;
  SQLite::Statement rows(*parts_->database, "SELECT address FROM answers WHERE site = ?");
  rows.bind(1, parts_->site);
  while (rows.executeStep()) {
    auto address = rows.getColumn(0).getString();
    if (!parts_->used.contains(address)) unused.insert(std::move(address));
  }
  rows.reset();
  SQLite::Transaction transaction(*parts_->database, SQLite::TransactionBehavior::IMMEDIATE);
  SQLite::Statement row(*parts_->database, "DELETE FROM answers WHERE site = ? AND address = ?");
  for (const auto& address : unused) {
    row.bind(1, parts_->site);
    row.bind(2, address);
    row.exec();
    row.reset();
  }
  transaction.commit();
  parts_->used.clear();
} catch (const SQLite::Exception& error) {
  parts_->fail(error);
}

}  // namespace corpus
