// The lock is the kernel's: it goes with the process that held it. The file's bytes only tell who that is or
// was.
#include "corpus/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>
#include <thread>
#include <utility>

#include "corpus/dates/date.h"
#include "corpus/descriptor.h"

namespace corpus {
namespace {

constexpr std::array<std::pair<WriterPhase, const char*>, 8> kPhaseNames{{
    {WriterPhase::idle, "idle"},
    {WriterPhase::reading, "reading"},
    {WriterPhase::archive_write, "archive write"},
    {WriterPhase::index_write, "index write"},
    {WriterPhase::commit, "commit"},
    {WriterPhase::fsync, "fsync"},
    {WriterPhase::swap, "swap"},
    {WriterPhase::cleaning, "cleaning"},
}};

constexpr std::uint32_t kWritten = 0x4B434F4C;   // "LOCK": the note below is whole
constexpr std::chrono::milliseconds kPause{25};  // between two tries

// The bytes of writer.lock, shared between processes through the page cache.
struct Note {
  std::uint32_t written;  // kWritten, set last; else the rest is being written
  std::uint32_t phase;
  std::int32_t pid;
  std::array<char, 32> since;     // ended by a zero
  std::array<char, 256> command;  // likewise
};

template <std::size_t Size>
void set_text(std::array<char, Size>& field, const std::string& text) {
  field.fill('\0');
  std::copy_n(text.begin(), std::min(text.size(), Size - 1), field.begin());
}

template <std::size_t Size>
std::string text_of(const std::array<char, Size>& field) {
  return {field.begin(), std::find(field.begin(), field.end(), '\0')};
}

std::filesystem::path file_in(const std::filesystem::path& directory) { return directory / "writer.lock"; }

[[noreturn]] void fail(const std::filesystem::path& file, int error) {
  throw std::runtime_error("cannot lock " + file.string() + ": " +
                           std::error_code(error, std::generic_category()).message());
}

Descriptor open_file(const std::filesystem::path& file) {
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  if (error)
    throw std::runtime_error("cannot make the folder " + file.parent_path().string() + ": " +
                             error.message());
  Descriptor descriptor(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644));
  if (!descriptor.is_open()) fail(file, errno);
  return descriptor;
}

// Whether the file that was opened still is the one of that name: somebody may have removed it meanwhile.
bool is_still(const Descriptor& descriptor, const std::filesystem::path& file) {
  struct stat opened {};
  struct stat named {};
  return fstat(descriptor.number(), &opened) == 0 && stat(file.c_str(), &named) == 0 &&
         opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

struct flock whole_file(short type) {
  struct flock range {};
  range.l_type = type;
  range.l_whence = SEEK_SET;
  return range;
}

// Takes the lock if it is free. The second lock, on the same description, is there to be asked about: testing
// flock would mean to take it, and a command that starts at that instant would be told of a writer that is
// none.
bool try_lock(const Descriptor& descriptor, const std::filesystem::path& file) {
  if (flock(descriptor.number(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK || errno == EINTR) return false;
    fail(file, errno);
  }
  auto range = whole_file(F_WRLCK);
  return fcntl(descriptor.number(), F_OFD_SETLK, &range) == 0;
}

bool is_locked(const Descriptor& descriptor) {
  auto range = whole_file(F_RDLCK);
  return fcntl(descriptor.number(), F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
}

std::string busy_text(const std::filesystem::path& directory) {
  std::string text = "the archive in " + directory.string() + " is being written by ";
  const auto holder = WriterLock::holder(directory);
  if (holder && holder->running && holder->pid != 0) {
    text += '`' + holder->command + "` (process " + std::to_string(holder->pid) + ", since " + holder->since +
            ", now: " + writer_phase_name(holder->phase) + ")";
  } else {
    text += "another program";
  }
  return text + "; wait for it with --wait SECONDS";
}

// Nothing where `deadline` passes first.
std::optional<Descriptor> lock_until(std::chrono::steady_clock::time_point deadline,
                                     const std::filesystem::path& file) {
  for (;;) {
    Descriptor descriptor = open_file(file);
    if (try_lock(descriptor, file)) {
      if (is_still(descriptor, file)) return descriptor;
      continue;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now >= deadline) return std::nullopt;
    std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(kPause, deadline - now));
  }
}

}  // namespace

const char* writer_phase_name(WriterPhase phase) {
  for (const auto& [value, name] : kPhaseNames) {
    if (value == phase) return name;
  }
  return "unknown";
}

struct WriterLock::Parts {
  explicit Parts(Descriptor held) : descriptor(std::move(held)) {}
  ~Parts() {
    if (note != nullptr) munmap(note, sizeof(Note));
  }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  Descriptor descriptor;
  Note* note = nullptr;
};

WriterLock::WriterLock(const std::filesystem::path& data_directory, const std::string& command,
                       std::chrono::milliseconds wait) {
  const auto file = file_in(data_directory);
  auto descriptor = lock_until(std::chrono::steady_clock::now() + wait, file);
  if (!descriptor) throw WriterBusy(busy_text(data_directory));
  parts_ = std::make_unique<Parts>(std::move(*descriptor));
  if (ftruncate(parts_->descriptor.number(), sizeof(Note)) != 0) fail(file, errno);
  // Written once, so that a full disk is met here and not as a signal when the mapped page is first touched.
  Note note{};
  if (pwrite(parts_->descriptor.number(), &note, sizeof(note), 0) != static_cast<ssize_t>(sizeof(note))) {
    fail(file, errno);
  }
  void* memory =
      mmap(nullptr, sizeof(Note), PROT_READ | PROT_WRITE, MAP_SHARED, parts_->descriptor.number(), 0);
  if (memory == MAP_FAILED) fail(file, errno);
  parts_->note = static_cast<Note*>(memory);
  parts_->note->pid = getpid();
  set_text(parts_->note->since, now_utc());
  set_text(parts_->note->command, command);
  set_phase(WriterPhase::idle);
  std::atomic_ref(parts_->note->written).store(kWritten, std::memory_order_release);
}

WriterLock::~WriterLock() { set_phase(WriterPhase::idle); }

void WriterLock::set_phase(WriterPhase phase) noexcept {
  std::atomic_ref(parts_->note->phase).store(static_cast<std::uint32_t>(phase), std::memory_order_release);
}

std::optional<WriterLock::Holder> WriterLock::holder(const std::filesystem::path& data_directory) {
  const Descriptor descriptor(open(file_in(data_directory).c_str(), O_RDONLY | O_CLOEXEC));
  if (!descriptor.is_open()) return std::nullopt;
  Holder holder;
  holder.running = is_locked(descriptor);
  Note note{};
  const bool is_whole =
      pread(descriptor.number(), &note, sizeof(note), 0) == static_cast<ssize_t>(sizeof(note)) &&
      note.written == kWritten;
  if (!is_whole) return holder.running ? std::optional(holder) : std::nullopt;
  holder.pid = note.pid;
  holder.since = text_of(note.since);
  holder.command = text_of(note.command);
  holder.phase = static_cast<WriterPhase>(std::min<std::uint32_t>(note.phase, kPhaseNames.size() - 1));
  return holder;
}

}  // namespace corpus
