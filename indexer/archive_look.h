// Whether the archive's file has to be looked through before it is written again.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace indexer {

/// Remembers in DIR/archive.looked when the archive's pages were found to fit together, and how the file was
/// left by who wrote it then. The look reads all of the file, so it is not repeated as long as nothing can
/// have happened to it: the last writer came to its end, the file is the one that it left, the computer was
/// not started anew since, and the look is not older than a day. One at a time in a folder; outlives the
/// archive that it speaks of.
class ArchiveLook {
 public:
  using Clock = std::chrono::system_clock;

  explicit ArchiveLook(std::filesystem::path data, Clock::time_point now = Clock::now());
  /// Notes how the file was left, unless it was not known to be sound, or an exception ended who wrote it.
  ~ArchiveLook();
  ArchiveLook(const ArchiveLook&) = delete;
  ArchiveLook& operator=(const ArchiveLook&) = delete;

  /// Whether the file is known to be sound.
  bool is_sound() const { return sound_; }
  /// It was looked through now.
  void found_sound();
  void found_damaged() { sound_ = false; }

 private:
  std::filesystem::path data_;
  Clock::time_point now_;
  std::chrono::seconds looked_at_{0};  // since 1970
  int exceptions_;                     // under way when this was made
  bool sound_ = false;
};

}  // namespace indexer
