// Copies of an archive: before its format changes, as a backup, and back again.
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Statement.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

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

/// A file on its way, which goes unless it is kept.
class Unfinished {
 public:
  explicit Unfinished(std::filesystem::path file) : file_(std::move(file)) {}
  ~Unfinished() {
    std::error_code ignored;
    if (!kept_) std::filesystem::remove(file_, ignored);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  const std::filesystem::path& file() const { return file_; }
  void keep() { kept_ = true; }
  void rename_to(const std::filesystem::path& name) {
    std::filesystem::rename(file_, name);
    kept_ = true;
  }

 private:
  std::filesystem::path file_;
  bool kept_ = false;
};

std::filesystem::path beside(const std::filesystem::path& file, const char* ending) {
  auto name = file;
  return name += ending;
}

// By SQLite itself, so that what still lies in the WAL comes too, and under its name only when it is whole.
void copy_database(SQLite::Database& database, const std::filesystem::path& from,
                   const std::filesystem::path& copy) {
  Unfinished unfinished(beside(copy, ".part"));
  std::filesystem::remove(unfinished.file());
  {
    SQLite::Database target(unfinished.file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup backup(target, database);
    if (backup.executeStep(-1) != SQLITE_DONE) {  // busy or locked, which is not thrown
      throw ArchiveError("cannot copy " + from.string() + " to " + unfinished.file().string() +
                         ": another program holds it; try again");
    }
  }
  sync_to_disk(unfinished.file());
  unfinished.rename_to(copy);
  sync_to_disk(std::filesystem::absolute(copy).parent_path());
}

// What a WAL holds of the archive that goes must never be read into the one that comes.
void remove_wal(const std::filesystem::path& file) {
  for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(beside(file, end));
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
  const auto older = coming.filename().string() + ".v";  // made on the way; `copy` is the same
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::absolute(coming).parent_path())) {
    if (entry.path().filename().string().starts_with(older)) std::filesystem::remove(entry.path());
  }
}

// Brings what lies in the WAL into the file; false for a file that is no sound archive. Throws ArchiveError
// where somebody reads it: SQLite then leaves in the WAL what they do not see.
bool has_all_in_it(const std::filesystem::path& file) try {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE, kBusyTime);
  SQLite::Statement checkpoint(database, "PRAGMA wal_checkpoint(TRUNCATE)");
  if (checkpoint.executeStep() && checkpoint.getColumn(0).getInt() == 0) return true;
  throw ArchiveError("another program reads " + file.string() + ": end it, then restore again");
} catch (const SQLite::Exception& error) {
  if (error.getErrorCode() == SQLITE_BUSY || error.getErrorCode() == SQLITE_LOCKED) throw;
  return false;
}

// The archive that goes, under another name. What is damaged is kept as it is, with its WAL.
void keep_what_goes(const std::filesystem::path& file) {
  const auto before = beside(file, ".before-restore");
  Unfinished wal(beside(before, "-wal"));  // first: SQLite removes one that it cannot read
  std::filesystem::remove(wal.file());
  if (std::filesystem::exists(beside(file, "-wal")))
    std::filesystem::create_hard_link(beside(file, "-wal"), wal.file());
  const bool is_whole = has_all_in_it(file);
  for (const char* end : {"", "-shm"}) std::filesystem::remove(beside(before, end));
  std::filesystem::create_hard_link(file, before);
  if (!is_whole) wal.keep();
}

// What `file` erased; nothing where it cannot be read.
std::optional<std::vector<Purged>> erased_in(const std::filesystem::path& file) try {
  std::vector<Purged> erased;
  if (!std::filesystem::exists(file)) return erased;
  const Archive archive(file, Archive::Access::read_only);
  for (const auto& id : archive.erased()) erased.push_back(archive.purged(id).value());
  return erased;
} catch (const ArchiveError&) {
  return std::nullopt;
}

std::int64_t erase_again(const std::filesystem::path& coming, const std::vector<Purged>& erased) {
  if (erased.empty()) return 0;
  std::int64_t count = 0;
  {
    Archive archive(coming, Archive::Access::read_write);
    for (const auto& purged : erased) count += archive.put_purged(purged) ? 1 : 0;
  }
  if (!has_all_in_it(coming)) throw ArchiveError("cannot erase in " + coming.string());
  remove_wal(coming);
  return count;
}

}  // namespace

RestoreReport restore_archive(const std::filesystem::path& copy, const std::filesystem::path& file) try {
  SQLite::Database database(copy.string(), SQLite::OPEN_READONLY, kBusyTime);
  const bool is_older = is_of_older_format(database);
  if (!is_older) require_sound(copy, copy);
  Unfinished coming(beside(file, ".restored"));
  copy_database(database, copy, coming.file());
  if (is_older) bring_up_to_date(coming.file(), copy);
  const auto erased = erased_in(file);
  RestoreReport report{erased ? erase_again(coming.file(), *erased) : 0, !erased};
  if (std::filesystem::exists(file)) keep_what_goes(file);
  remove_wal(file);
  coming.rename_to(file);
  sync_to_disk(std::filesystem::absolute(file).parent_path());
  return report;
} catch (const SQLite::Exception& error) {
  throw_archive_error(file, "put back", error);
} catch (const std::filesystem::filesystem_error& error) {
  throw ArchiveError(error.what());
}

}  // namespace corpus
