// Copies of an archive: before its format changes, as a backup, and back again.
#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "corpus/archive_backup.h"
#include "corpus/archive_schema.h"
#include "corpus/descriptor.h"

namespace corpus {
namespace {

constexpr int kBusyTime = 5'000;  // ms

// A file's bytes on the disk, or its folder's names.
void sync_to_disk(const std::filesystem::path& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
  const std::error_code error(errno, std::generic_category());
  if (descriptor >= 0) close(descriptor);
  if (!synced) throw ArchiveError("cannot write " + path.string() + " to the disk: " + error.message());
}

// By SQLite itself, so that what still lies in the WAL comes too, and under its name only when it is whole.
void copy_database(SQLite::Database& database, const std::filesystem::path& from,
                   const std::filesystem::path& copy) {
  auto unfinished = copy;
  unfinished += ".part";
  std::filesystem::remove(unfinished);
  {
    SQLite::Database target(unfinished.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup backup(target, database);
    if (backup.executeStep(-1) != SQLITE_DONE) {  // busy or locked, which is not thrown
      throw ArchiveError("cannot copy " + from.string() + " to " + unfinished.string() +
                         ": another program holds it; try again");
    }
  }
  sync_to_disk(unfinished);
  std::filesystem::rename(unfinished, copy);
  sync_to_disk(std::filesystem::absolute(copy).parent_path());
}

// What a WAL holds of the archive that goes must never be read into the one that comes.
void remove_wal(const std::filesystem::path& file) {
  for (const char* end : {"-wal", "-shm"}) {
    auto beside = file;
    beside += end;
    std::filesystem::remove(beside);
  }
  sync_to_disk(std::filesystem::absolute(file).parent_path());
}

}  // namespace

void back_up(SQLite::Database& database, const std::filesystem::path& file, int format) {
  auto copy = file;
  copy += ".v" + std::to_string(format) + ".backup";
  copy_database(database, file, copy);
}

void back_up_archive(const std::filesystem::path& file, const std::filesystem::path& copy) try {
  if (std::filesystem::exists(copy)) {
    throw ArchiveError(copy.string() + " is there already: name another file, or remove it");
  }
  SQLite::Database database(file.string(), SQLite::OPEN_READONLY, kBusyTime);
  copy_database(database, file, copy);
} catch (const SQLite::Exception& error) {
  throw_archive_error(file, "copy", error);
} catch (const std::filesystem::filesystem_error& error) {
  throw ArchiveError(error.what());
}

namespace {

// Of what is no archive at all, require_sound() says what it is.
bool is_of_older_format(SQLite::Database& database) try {
  const int format = database.execAndGet("PRAGMA user_version").getInt();
  return database.execAndGet("PRAGMA application_id").getInt() == kArchiveApplicationId && format >= 1 &&
         format < kArchiveFormat;
} catch (const SQLite::Exception&) {
  return false;
}

void require_sound(const std::filesystem::path& file, const std::filesystem::path& copy) {
  const Archive archive(file, Archive::Access::read_only);
  if (const auto damage = archive.damage()) {
    throw ArchiveError("the backup " + copy.string() + " is damaged (" + *damage + "): nothing was put back");
  }
}

// What is copied before a format changes is of the format before.
void bring_up_to_date(const std::filesystem::path& coming, const std::filesystem::path& copy) {
  { const Archive archive(coming, Archive::Access::read_write); }
  require_sound(coming, copy);
  remove_wal(coming);
  const auto beside = coming.filename().string() + ".v";  // made on the way; `copy` is the same
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::absolute(coming).parent_path())) {
    if (entry.path().filename().string().starts_with(beside)) std::filesystem::remove(entry.path());
  }
}

}  // namespace

void restore_archive(const std::filesystem::path& copy, const std::filesystem::path& file) try {
  SQLite::Database database(copy.string(), SQLite::OPEN_READONLY, kBusyTime);
  const bool is_older = is_of_older_format(database);
  if (!is_older) require_sound(copy, copy);
  auto coming = file;
  coming += ".restored";
  copy_database(database, copy, coming);
  if (is_older) bring_up_to_date(coming, copy);
  if (std::filesystem::exists(file)) {
    auto before = file;
    before += ".before-restore";
    std::filesystem::remove(before);
    // Opened and closed, so that its WAL is in it; one that cannot be opened is kept as it is.
    try {
      SQLite::Database old(file.string(), SQLite::OPEN_READWRITE, kBusyTime);
      old.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const SQLite::Exception&) {  // NOLINT(bugprone-empty-catch): it is damaged, that is why it goes
    }
    std::filesystem::create_hard_link(file, before);
  }
  remove_wal(file);
  std::filesystem::rename(coming, file);
  sync_to_disk(std::filesystem::absolute(file).parent_path());
} catch (const SQLite::Exception& error) {
  throw_archive_error(file, "put back", error);
} catch (const std::filesystem::filesystem_error& error) {
  throw ArchiveError(error.what());
}

}  // namespace corpus
