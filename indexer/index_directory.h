// Where the index lives: generations side by side, which is current, how to change it under running readers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "corpus/document.h"

namespace Xapian {  // NOLINT(readability-identifier-naming)
class Database;
}

namespace indexer {

/// The index cannot be used; the text names the directory and the command that mends it.
class IndexError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Writing a generation failed, or it was found damaged: it must not be written again, only replaced by a new
/// one.
class IndexDamaged : public IndexError {
 public:
  using IndexError::IndexError;
};

/// DIR/index/: one folder a generation ("000001"), `current` (a symbolic link, swapped by rename),
/// `status.json`. Cheap to copy.
class IndexDirectory {
 public:
  explicit IndexDirectory(std::filesystem::path index_folder);

  const std::filesystem::path& path() const { return path_; }

  /// The folder of the current generation, the link resolved; nothing where there is none yet.
  std::optional<std::filesystem::path> current() const;

  /// The folder that `current` names where it is not there: an index was lost, not never built.
  std::optional<std::filesystem::path> lost_generation() const;

  /// Makes the folder of a new generation beside the others and returns it. Throws IndexError.
  std::filesystem::path make_generation();

  /// Brings the files of `generation` and its folder to the disk (fsync), before it is swapped in. Throws
  /// IndexError.
  void bring_to_disk(const std::filesystem::path& generation);

  /// Makes `generation`, which bring_to_disk() has seen, current: link renamed, parent fsynced. Throws
  /// IndexError.
  void swap_to(const std::filesystem::path& generation);

  /// Removes generations that are neither current nor held by a reader, and what a killed swap or removal
  /// left. Returns how many generations went. The caller holds the writer lock.
  int remove_old_generations();

  /// Keeps a generation from being removed while it lives (shared flock on GENERATION/readers.lock).
  class ReaderHold {
   public:
    explicit ReaderHold(const std::filesystem::path& generation);  // throws IndexError
    ~ReaderHold();
    ReaderHold(ReaderHold&&) noexcept;
    ReaderHold& operator=(ReaderHold&&) = delete;

   private:
    int descriptor_ = -1;
  };

  /// What the archive's head was when the indexer last looked (status.json): lets a reader show how far
  /// behind it is.
  struct Status {
    corpus::Revision head_revision = 0;   // of the archive
    corpus::Revision index_revision = 0;  // of the current generation after that run
    std::string time;                     // UTC, ISO 8601
  };
  /// By rename. Not forced to the disk, which would cost as much as to add a document: whoever finds none
  /// after a crash of the system is told so by status(), and the next run writes one. Throws IndexError.
  void write_status(const Status& status);
  std::optional<Status> status() const;  // nothing where it is missing or not readable

 private:
  std::optional<std::filesystem::path> named_by_link() const;

  std::filesystem::path path_;
};

/// Opens the generation in `folder` and looks at its format, analysis version, schema and whether its files
/// are there (Xapian takes some tables for empty where their file is missing). Throws IndexError with the
/// remedy ("indexer rebuild --data DIR") where they are not this program's, IndexDamaged with the same remedy
/// where a file is missing, Xapian::Error where Xapian cannot open it. Here, so that writer and searcher
/// refuse the same things in the same words.
void check_generation(const std::filesystem::path& folder);

/// Throws IndexDamaged, with the remedy, where a file is missing that `database`, opened in `folder`, must
/// have: Xapian opens it all the same and finds nothing in it.
void require_tables(const std::filesystem::path& folder, const Xapian::Database& database);

/// fsync of a file's or folder's contents. Throws IndexError.
void sync_path(const std::filesystem::path& path);

}  // namespace indexer
