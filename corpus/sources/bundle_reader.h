// Zip and tar files, entry by entry.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

/// An entry of a bundle. Its name is for messages: it never becomes a path.
struct BundleEntry {
  std::uint64_t number = 0;  // from 1, folders and all
  std::string name;          // one line of UTF-8, at most 200 bytes
  bool is_file = false;      // no folder, link, device or pipe
  bool is_folder = false;
  bool is_encrypted = false;
};

/// Reads a bundle from its beginning to its end. Not copyable; one thread.
class BundleReader {
 public:
  /// Throws SourceError where the file cannot be opened, or is none.
  explicit BundleReader(const InputFile& file);
  ~BundleReader();
  BundleReader(const BundleReader&) = delete;
  BundleReader& operator=(const BundleReader&) = delete;

  /// The next entry, whatever was read of the one before; nothing at the end. Throws SourceError where the
  /// bundle is broken.
  std::optional<BundleEntry> next();

  /// More bytes of the entry, at most `size`, into `to`; 0 at its end. Throws SourceError where no more can
  /// be had (the entry is damaged, packed in a way that is not known), behind all that can, or where they are
  /// more than may be (see unpacking_danger()).
  std::size_t read(char* to, std::size_t size);

  Source::Progress progress() const;

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

/// Whether `head`, the first bytes of a file, begins a zip or a tar file.
bool is_zip(std::string_view head);
bool is_tar(std::string_view head);

}  // namespace corpus
