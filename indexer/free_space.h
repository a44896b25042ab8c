// Room on the disk: what it needs before anything is written, and what says so where there is too little.
#pragma once

#include <cstdint>
#include <filesystem>

namespace indexer {

/// The bytes that the files of `folder` take on the disk; 0 where it is not there.
std::uint64_t size_on_disk(const std::filesystem::path& folder);

/// Throws IndexError, saying what is missing and what to do, unless the disk that holds `folder` has
/// `least_percent` of its size free, and `least_bytes`. A full disk can damage an index beyond use, so this
/// is asked before each batch.
void require_free_space(const std::filesystem::path& folder, int least_percent, std::uint64_t least_bytes);

/// The share of the disk that the archive leaves free, in percent. Less than the index leaves: a full disk
/// costs the archive no more than the batch under way.
inline constexpr int kArchiveFreePercent = 1;

/// Throws std::runtime_error, saying what to do, unless the disk that holds the data in `folder` has
/// `least_percent` of its size free. Asked before each batch.
void require_room_for_archive(const std::filesystem::path& folder, int least_percent);

}  // namespace indexer
