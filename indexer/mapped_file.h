// A file as bytes in memory, which the system reads as they are looked at and shares between programs.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

namespace indexer {

/// The bytes stay as they are for its life also where the file is replaced by another one (by rename); nobody
/// may write into it or cut it off.
class MappedFile {
 public:
  /// Nothing where there is no such file, or it cannot be read.
  static std::optional<MappedFile> open(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }

  /// Its beginning lies at a page's.
  std::string_view bytes() const { return bytes_; }

 private:
  explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}

  std::string_view bytes_;
};

}  // namespace indexer
