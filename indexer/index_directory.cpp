#include "indexer/index_directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>
#include <vector>

#include "analyzers/analyzer.h"
#include "corpus/descriptor.h"
#include "indexer/index_schema.h"

namespace indexer {
namespace {

namespace fs = std::filesystem;
using corpus::Descriptor;

constexpr char kCurrentLink[] = "current";
constexpr char kReadersLock[] = "readers.lock";
constexpr char kStatusFile[] = "status.json";
constexpr char kRemovedSuffix[] = ".removed";
constexpr char kUnfinishedSuffix[] = ".new";  // of what is renamed when it is whole
constexpr std::size_t kNumberWidth = 6;

[[noreturn]] void fail(const std::string& what, const fs::path& path, int error) {
  throw IndexError("cannot " + what + " " + path.string() + ": " + std::generic_category().message(error));
}

/// The number of a generation's folder; nothing for a name that is none.
std::optional<std::uint64_t> generation_number(const std::string& name) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (name.size() < kNumberWidth || error != std::errc() || end != name.data() + name.size())
    return std::nullopt;
  return number;
}

std::string generation_name(std::uint64_t number) {
  auto name = std::to_string(number);
  if (name.size() < kNumberWidth) name.insert(0, kNumberWidth - name.size(), '0');
  return name;
}

std::vector<fs::path> entries_of(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> entries;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    entries.push_back(at->path());
  }
  if (error && error != std::errc::no_such_file_or_directory) fail("read", folder, error.value());
  std::sort(entries.begin(), entries.end());
  return entries;
}

void make_folders(const fs::path& folder) {
  std::error_code error;
  if (fs::is_directory(folder, error)) return;
  fs::create_directories(folder, error);
  if (error) fail("create", folder, error.value());
  if (folder.has_parent_path()) sync_path(folder.parent_path());
}

void write_text(const fs::path& file, const std::string& text, bool durably) {
  const Descriptor opened(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (opened.number() < 0) fail("write", file, errno);
  for (std::size_t written = 0; written < text.size();) {
    const auto count = ::write(opened.number(), text.data() + written, text.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("write", file, errno);
    written += static_cast<std::size_t>(count);
  }
  if (durably && ::fsync(opened.number()) != 0) fail("write", file, errno);
}

void rename_over(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) fail("replace", to, errno);
  sync_path(to.parent_path());
}

/// Takes `generation` out of the way unless a reader holds it.
bool remove_unheld(const fs::path& generation) {
  const auto lock = generation / kReadersLock;
  const Descriptor held(::open(lock.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0644));
  if (held.number() < 0) fail("open", lock, errno);
  if (::flock(held.number(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return false;
    fail("lock", lock, errno);
  }
  // Out of the readers' sight in one step: a removal that is killed never leaves half a generation under its
  // name.
  const fs::path gone = generation.string() + kRemovedSuffix;
  std::error_code error;
  fs::remove_all(gone, error);
  if (::rename(generation.c_str(), gone.c_str()) != 0) fail("remove", generation, errno);
  fs::remove_all(gone, error);
  if (error) fail("remove", gone, error.value());
  return true;
}

int metadata_number(const Xapian::Database& database, const char* key) {
  const auto text = database.get_metadata(key);
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// "run `indexer rebuild --data DIR`" for the generation in `folder`.
std::string remedy_for(const fs::path& folder) {
  const auto data = folder.parent_path().parent_path();
  return "run `indexer rebuild --data " + (data.empty() ? "." : data.string()) + "`";
}

void require_file(const fs::path& folder, const char* name) {
  std::error_code error;
  if (fs::exists(folder / name, error)) return;
  throw IndexDamaged("the index in " + folder.string() + " is damaged, its file " + name +
                     " is missing: " + remedy_for(folder));
}

}  // namespace

void sync_path(const fs::path& path) {
  const Descriptor opened(::open(path.empty() ? "." : path.c_str(), O_RDONLY | O_CLOEXEC));
  if (opened.number() < 0) fail("open", path, errno);
  if (::fsync(opened.number()) != 0) fail("write to disk", path, errno);
}

// Each is there as soon as it holds something: a document has data and terms.
void require_tables(const fs::path& folder, const Xapian::Database& database) {
  require_file(folder, "iamglass");
  require_file(folder, "postlist.glass");
  if (database.get_doccount() == 0) return;
  require_file(folder, "docdata.glass");
  require_file(folder, "termlist.glass");
}

void check_generation(const fs::path& folder) {
  require_file(folder, "iamglass");
  require_file(folder, "postlist.glass");
  const Xapian::Database database(folder.string());
  const auto format = metadata_number(database, kFormatKey);
  const auto analysis = metadata_number(database, kAnalysisKey);
  if (format != kIndexFormat || analysis != analyzers::kAnalysisVersion) {
    throw IndexError("the index in " + folder.string() + " is of format " + std::to_string(format) +
                     " and analysis " + std::to_string(analysis) + ", this program needs format " +
                     std::to_string(kIndexFormat) + " and analysis " +
                     std::to_string(analyzers::kAnalysisVersion) + ": " + remedy_for(folder));
  }
  const auto schema = database.get_metadata(kSchemaKey);
  if (!schema.empty() && !schema_from_name(schema)) {
    throw IndexError("the index in " + folder.string() + " is of the schema \"" + schema +
                     "\", which this program does not know: " + remedy_for(folder));
  }
  require_tables(folder, database);
}

IndexDirectory::IndexDirectory(fs::path index_folder) : path_(std::move(index_folder)) {
  if (!path_.has_filename()) path_ = path_.parent_path();  // "DIR/index/" is DIR/index
}

std::optional<fs::path> IndexDirectory::current() const {
  auto generation = named_by_link();
  std::error_code error;
  if (generation && fs::is_directory(*generation, error)) return generation;
  return std::nullopt;
}

std::optional<fs::path> IndexDirectory::lost_generation() const {
  auto generation = named_by_link();
  std::error_code error;
  if (generation && fs::is_directory(*generation, error)) return std::nullopt;
  return generation;
}

std::optional<fs::path> IndexDirectory::named_by_link() const {
  std::error_code error;
  const auto target = fs::read_symlink(path_ / kCurrentLink, error);
  if (error) return std::nullopt;
  return path_ / target.filename();
}

fs::path IndexDirectory::make_generation() {
  make_folders(path_);
  // The one that `current` names counts where it was lost: who read it must not take the new one for it.
  const auto lost = lost_generation();
  std::uint64_t highest = lost ? generation_number(lost->filename().string()).value_or(0) : 0;
  for (const auto& entry : entries_of(path_)) {
    // A removal that was cut short counts too: a number is never given twice while a trace of it is there.
    highest = std::max(highest, generation_number(entry.filename().stem().string()).value_or(0));
  }
  auto generation = path_ / generation_name(highest + 1);
  if (::mkdir(generation.c_str(), 0755) != 0) fail("create", generation, errno);
  write_text(generation / kReadersLock, "", true);
  sync_path(path_);
  return generation;
}

void IndexDirectory::bring_to_disk(const fs::path& generation) {
  for (const auto& file : entries_of(generation)) sync_path(file);
  sync_path(generation);
}

void IndexDirectory::swap_to(const fs::path& generation) {
  if (generation.parent_path() != path_ || !generation_number(generation.filename().string())) {
    throw IndexError(generation.string() + " is no generation of the index in " + path_.string());
  }
  const auto link = path_ / (std::string(kCurrentLink) + kUnfinishedSuffix);
  ::unlink(link.c_str());  // of a swap that was cut short
  if (::symlink(generation.filename().c_str(), link.c_str()) != 0) fail("create", link, errno);
  rename_over(link, path_ / kCurrentLink);
}

int IndexDirectory::remove_old_generations() {
  const auto kept = current();
  int removed = 0;
  std::error_code error;
  for (const auto& entry : entries_of(path_)) {
    const auto suffix = entry.extension();
    if (suffix == kRemovedSuffix || suffix == kUnfinishedSuffix) fs::remove_all(entry, error);
    const bool generation = generation_number(entry.filename().string()) && fs::is_directory(entry, error);
    if (generation && entry != kept && remove_unheld(entry)) ++removed;
  }
  return removed;
}

IndexDirectory::ReaderHold::ReaderHold(const fs::path& generation) {
  const auto lock = generation / kReadersLock;
  int opened = ::open(lock.c_str(), O_RDONLY | O_CLOEXEC);
  // A generation that was copied here by other means may come without it.
  if (opened < 0 && errno == ENOENT) opened = ::open(lock.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0644);
  Descriptor held(opened);
  if (held.number() < 0) fail("hold the index in", generation, errno);
  if (::flock(held.number(), LOCK_SH | LOCK_NB) != 0) fail("hold the index in", generation, errno);
  // It may have been removed between opening and locking: then the lock is on a file that nobody looks at.
  struct stat of_lock {};
  struct stat of_path {};
  if (::fstat(held.number(), &of_lock) != 0 || ::stat(lock.c_str(), &of_path) != 0 ||
      of_lock.st_ino != of_path.st_ino || of_lock.st_dev != of_path.st_dev) {
    fail("hold the index in", generation, ENOENT);
  }
  descriptor_ = held.release();
}

IndexDirectory::ReaderHold::~ReaderHold() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

IndexDirectory::ReaderHold::ReaderHold(ReaderHold&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

void IndexDirectory::write_status(const Status& status) {
  make_folders(path_);
  const nlohmann::ordered_json json = {{"head_revision", status.head_revision},
                                       {"index_revision", status.index_revision},
                                       {"time", status.time}};
  const auto fresh = path_ / (std::string(kStatusFile) + kUnfinishedSuffix);
  write_text(fresh, json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n", false);
  if (::rename(fresh.c_str(), (path_ / kStatusFile).c_str()) != 0)
    fail("replace", path_ / kStatusFile, errno);
}

std::optional<IndexDirectory::Status> IndexDirectory::status() const {
  std::ifstream file(path_ / kStatusFile, std::ios::binary);
  if (!file) return std::nullopt;
  constexpr std::size_t kLongest = 4096;  // ours has some 100 bytes; another's file is not read to its end
  std::string text(kLongest, '\0');
  file.read(text.data(), kLongest);
  text.resize(static_cast<std::size_t>(file.gcount()));
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  try {
    return Status{json.at("head_revision").get<corpus::Revision>(),
                  json.at("index_revision").get<corpus::Revision>(), json.at("time").get<std::string>()};
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

}  // namespace indexer
