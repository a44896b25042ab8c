// Copies of an archive, and an archive from a copy.
#pragma once

#include <cstdint>
#include <filesystem>

#include "corpus/archive.h"

namespace corpus {

/// Copies the archive in `file` to `copy`, which must not be there: one state of the whole, also while
/// another program writes. It gets its name when it is whole and on the disk. Throws ArchiveError.
void back_up_archive(const std::filesystem::path& file, const std::filesystem::path& copy);

struct RestoreReport {
  std::int64_t erased_again = 0;  // documents that the copy had and the archive before it had erased
  bool erasures_unknown = false;  // the archive before it is damaged: what it had erased may be back
};

/// Puts a sound copy in the place of the archive in `file`; what was there stays beside it as
/// "<file>.before-restore" (of one that is damaged its WAL, too, as "<file>.before-restore-wal"). The caller
/// holds the WriterLock and has no archive open. Nothing has changed where it throws ArchiveError: also where
/// another program reads the archive, whose WAL then cannot be brought into it. An index that is ahead of the
/// archive is built anew by the next `indexer update`. What the archive before had erased is erased in the
/// copy, too, before it takes its place; see Archive::has_remains().
RestoreReport restore_archive(const std::filesystem::path& copy, const std::filesystem::path& file);

}  // namespace corpus
