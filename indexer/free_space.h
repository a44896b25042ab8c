// Room on the disk: what it needs before anything is written, and what says so where there is too little.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace indexer {

/// The bytes that the files of `folder` take on the disk; 0 where it is not there.
std::uint64_t size_on_disk(const std::filesystem::path& folder);

/// The shares of the disk that are left free where nobody has said how much, in percent; of a large disk
/// never more than kMostLeftFree: a batch takes far less. The archive leaves less than the index: a full disk
/// costs it no more than the batch under way.
inline constexpr int kIndexFreePercent = 5;
inline constexpr int kArchiveFreePercent = 1;
inline constexpr std::uint64_t kMostLeftFree = 2'000'000'000;

/// The bytes to leave free of a disk of `capacity` bytes: `asked` percent of it; without, what is said above
/// of `usual` percent.
std::uint64_t left_free(std::uint64_t capacity, std::optional<int> asked, int usual);

/// Throws IndexError, saying what is missing and what to do, unless the disk that holds `folder` has
/// `least_bytes` free, and what left_free() says for `least_percent`. A full disk can damage an index beyond
/// use, so this is asked before each batch.
void require_free_space(const std::filesystem::path& folder, std::optional<int> least_percent,
                        std::uint64_t least_bytes);

/// Whether `error`, what an exception says, tells of a disk without room: in the system's words, which Xapian
/// passes on.
bool tells_of_full_disk(std::string_view error);

/// What that means to who runs the program, where it met `error` while it wrote an index below `folder`, and
/// what to do. `needed`: the bytes that are known to be needed; 0 where that is not known.
std::string full_disk_message(const std::filesystem::path& folder, std::uint64_t needed,
                              std::string_view error);

/// Throws std::runtime_error, saying what to do, unless the disk that holds the data in `folder` has free
/// what left_free() says for `least_percent`. Asked before each batch.
void require_room_for_archive(const std::filesystem::path& folder, std::optional<int> least_percent);

}  // namespace indexer
