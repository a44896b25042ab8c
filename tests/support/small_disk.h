// A disk of its own, as small as a test wants it: a file system in memory that can be filled and made
// read-only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace tests {

/// Lets this process and those it starts mount file systems that nobody else sees: a namespace of its own, as
/// root or where the system lets users do that. Call it before there are threads. False where it may not.
bool may_mount_disks();

/// A file system of `bytes` on `folder`, which must be there and empty. Its owner is this process alone; it
/// is gone with the object. Throws std::system_error.
class SmallDisk {
 public:
  SmallDisk(std::filesystem::path folder, std::uint64_t bytes);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  std::uint64_t free_bytes() const;

  /// Writes a file that leaves `bytes` free, or as near to it as pages allow.
  void leave_free(std::uint64_t bytes);
  /// Removes what leave_free() wrote.
  void make_room();

  /// Throws std::system_error, EBUSY where a file is open for writing.
  void make_read_only(bool read_only);

 private:
  std::filesystem::path ballast() const { return folder_ / "ballast"; }

  std::filesystem::path folder_;
  std::uint64_t bytes_;
};

}  // namespace tests
