#include "tests/support/small_disk.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace tests {
namespace {

void write_text(const char* file, const std::string& text) { std::ofstream(file) << text; }

// Becomes root of a namespace of users, where the system lets everybody.
bool become_root() {
  const auto user = ::getuid();
  const auto group = ::getgid();
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  write_text("/proc/self/setgroups", "deny");
  write_text("/proc/self/uid_map", "0 " + std::to_string(user) + " 1");
  write_text("/proc/self/gid_map", "0 " + std::to_string(group) + " 1");
  return true;
}

[[noreturn]] void fail(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

bool may_mount_disks() {
  const bool inside = ::getuid() == 0 ? ::unshare(CLONE_NEWNS) == 0 : become_root();
  // What is mounted from here on is not to be seen outside.
  return inside && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

SmallDisk::SmallDisk(std::filesystem::path folder, std::uint64_t bytes)
    : folder_(std::move(folder)), bytes_(bytes) {
  const auto size = "size=" + std::to_string(bytes_);
  if (::mount("none", folder_.c_str(), "tmpfs", 0, size.c_str()) != 0)
    fail("cannot mount a disk on " + folder_.string());
}

SmallDisk::~SmallDisk() { ::umount2(folder_.c_str(), MNT_DETACH); }

std::uint64_t SmallDisk::free_bytes() const { return std::filesystem::space(folder_).available; }

// Who writes at the same time may take the room between the question and the taking: then it is asked again.
void SmallDisk::leave_free(std::uint64_t bytes) {
  const int file = ::open(ballast().c_str(), O_WRONLY | O_CREAT, 0600);
  if (file < 0) fail("cannot fill the disk");
  int error = 0;
  for (int tries = 0; tries < 100; ++tries) {
    const auto free = free_bytes();
    error = 0;
    if (free <= bytes) break;
    error = ::posix_fallocate(file, ::lseek(file, 0, SEEK_END), static_cast<off_t>(free - bytes));
    if (error != ENOSPC) break;
  }
  ::close(file);
  if (error != 0 && error != ENOSPC)
    throw std::system_error(error, std::generic_category(), "cannot fill the disk");
}

void SmallDisk::make_room() { std::filesystem::remove(ballast()); }

void SmallDisk::make_read_only(bool read_only) {
  const auto size = "size=" + std::to_string(bytes_);
  unsigned long flags = MS_REMOUNT;
  if (read_only) flags |= MS_RDONLY;
  if (::mount("none", folder_.c_str(), nullptr, flags, size.c_str()) != 0)
    fail("cannot remount " + folder_.string());
}

}  // namespace tests
