// One writer at a time: who holds the data directory, since when, and what it is doing.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace corpus {

/// Another program writes here; the text says which, since when and what it is doing.
class WriterBusy : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What the writer is doing. Kept in the lock file, so that another command, or one that comes after a crash,
/// can tell.
enum class WriterPhase { idle, reading, archive_write, index_write, commit, fsync, swap, cleaning };

/// "idle", "reading", "archive write", "index write", "commit", "fsync", "swap", "cleaning".
const char* writer_phase_name(WriterPhase phase);

/// Holds the data directory for writing while it lives (flock on DIR/writer.lock: free at once when the
/// process dies).
class WriterLock {
 public:
  /// Waits up to `wait` for another writer to finish (nothing: not at all). Throws WriterBusy, or
  /// std::runtime_error where the file cannot be made.
  WriterLock(const std::filesystem::path& data_directory, const std::string& command,
             std::chrono::milliseconds wait = {});
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

  /// Says what is being done now. Costs one store to mapped memory; safe to call often, from one thread.
  void set_phase(WriterPhase phase) noexcept;

  /// Who holds (or, `running` false, last held) the directory; nothing where nobody ever did.
  struct Holder {
    int pid = 0;
    std::string command, since;  // UTC, ISO 8601
    WriterPhase phase = WriterPhase::idle;
    bool running = false;
  };
  static std::optional<Holder> holder(const std::filesystem::path& data_directory);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace corpus
