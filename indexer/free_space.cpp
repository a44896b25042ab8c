#include "indexer/free_space.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

#include "indexer/index_directory.h"

namespace indexer {
namespace {

namespace fs = std::filesystem;

std::string in_megabytes(std::uint64_t bytes) {
  constexpr std::uint64_t kMegabyte = 1'000'000;
  return std::to_string((bytes + kMegabyte - 1) / kMegabyte) + " MB";
}

fs::space_info space_of(const fs::path& folder) {
  std::error_code error;
  const auto space = fs::space(folder, error);
  if (error) throw IndexError("cannot tell the free space of " + folder.string() + ": " + error.message());
  return space;
}

std::uint64_t share_of(std::uint64_t capacity, int percent) {
  constexpr int kWhole = 100;
  return capacity / kWhole * static_cast<std::uint64_t>(percent);
}

}  // namespace

std::uint64_t left_free(std::uint64_t capacity, std::optional<int> asked, int usual) {
  return asked ? share_of(capacity, *asked) : std::min(share_of(capacity, usual), kMostLeftFree);
}

std::uint64_t size_on_disk(const fs::path& folder) {
  constexpr std::uint64_t kBlock = 512;  // what st_blocks counts in
  std::uint64_t bytes = 0;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    struct stat file {};
    if (::stat(at->path().c_str(), &file) == 0) bytes += static_cast<std::uint64_t>(file.st_blocks) * kBlock;
  }
  return bytes;
}

void require_free_space(const fs::path& folder, std::optional<int> least_percent, std::uint64_t least_bytes) {
  const auto space = space_of(folder);
  const auto share = left_free(space.capacity, least_percent, kIndexFreePercent);
  const auto least = std::max(share, least_bytes);
  if (space.available >= least) return;
  throw IndexError("the disk that holds " + folder.string() + " has " + in_megabytes(space.available) +
                   " free; writing the index takes no chances below " + in_megabytes(least) +
                   " (the larger of " + in_megabytes(share) + " left free and " + in_megabytes(least_bytes) +
                   " for the index): make room, or lower --min-free-percent, and run the command again");
}

bool tells_of_full_disk(std::string_view error) {
  return std::ranges::any_of(std::array{ENOSPC, EDQUOT}, [error](int code) {
    return error.find(std::generic_category().message(code)) != std::string_view::npos;
  });
}

std::string full_disk_message(const fs::path& folder, std::uint64_t needed, std::string_view error) {
  std::error_code unknown;
  const auto space = fs::space(folder, unknown);
  auto message = "the disk that holds " + folder.string() + " became full while the index was written";
  if (!unknown || needed > 0) message += " (";
  if (!unknown) message += in_megabytes(space.available) + " free now";
  if (!unknown && needed > 0) message += ", ";
  if (needed > 0) message += "at least " + in_megabytes(needed) + " needed";
  if (!unknown || needed > 0) message += ")";
  return message + ": make room and run the command again [" + std::string(error) + "]";
}

void require_room_for_archive(const fs::path& folder, std::optional<int> least_percent) {
  const auto space = space_of(folder);
  const auto least = left_free(space.capacity, least_percent, kArchiveFreePercent);
  if (space.available >= least) return;
  throw std::runtime_error(
      "the disk that holds " + folder.string() + " has " + in_megabytes(space.available) +
      " free, less than the " + in_megabytes(least) +
      " that are left free: nothing more is stored in the archive. What was stored is kept; make "
      "room and run the command again, it goes on from there");
}

}  // namespace indexer
