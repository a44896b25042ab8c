// The copy that is made of an archive before its format changes.
#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "corpus/archive_schema.h"
#include "corpus/descriptor.h"

namespace corpus {
namespace {

// A file's bytes on the disk, or its folder's names.
void sync_to_disk(const std::filesystem::path& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
  const std::error_code error(errno, std::generic_category());
  if (descriptor >= 0) close(descriptor);
  if (!synced) throw ArchiveError("cannot write " + path.string() + " to the disk: " + error.message());
}

}  // namespace

void back_up(SQLite::Database& database, const std::filesystem::path& file, int format) {
  auto copy = file;
  copy += ".v" + std::to_string(format) + ".backup";
  auto unfinished = copy;
  unfinished += ".part";
  std::filesystem::remove(unfinished);
  {
    SQLite::Database target(unfinished.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup backup(target, database);
    if (backup.executeStep(-1) != SQLITE_DONE) {  // busy or locked, which is not thrown
      throw ArchiveError("cannot copy " + file.string() + " to " + unfinished.string() +
                         " before bringing it up to date: another program holds it; try again");
    }
  }
  sync_to_disk(unfinished);
  std::filesystem::rename(unfinished, copy);
  sync_to_disk(std::filesystem::absolute(copy).parent_path());
}

}  // namespace corpus
