// Files of arrays that the writer of a main database leaves beside it for readers, who map them: each is of
// one commit of that database.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

namespace indexer {

/// Their names in the folder of a generation.
inline constexpr char kColumnsFile[] = "columns", kWordsFile[] = "words", kPostingsFile[] = "postings",
                      kPairsFile[] = "pairs";

/// Which layout a file has, and of which commit it is. Each file begins with one. Numbers are those of the
/// machine that wrote it.
struct CommitMark {
  using Layout = std::array<char, 8>;

  Layout layout{};
  std::array<char, 40> database{};  // its uuid
  std::uint64_t commit = 0;         // of it

  CommitMark() = default;
  /// Of what `of` shows.
  CommitMark(const Layout& layout, const Xapian::Database& of);
  bool operator==(const CommitMark&) const = default;
};

/// Every part of a file begins at such a multiple of bytes.
inline constexpr std::size_t kPartAlignment = 8;
constexpr std::size_t aligned_part(std::size_t bytes) {
  return (bytes + kPartAlignment - 1) / kPartAlignment * kPartAlignment;
}

/// Takes the parts of a file one after the other.
class CommitFileParts {
 public:
  /// `bytes` begin at such a multiple, as those of a MappedFile do.
  explicit CommitFileParts(std::string_view bytes) : bytes_(bytes) {}

  /// Empty, and is_cut_off() from then on, where the file ends before.
  template <typename Item>
  std::span<const Item> take(std::size_t items) {
    if (is_cut_off_ || items > bytes_.size() / sizeof(Item)) {
      is_cut_off_ = true;
      return {};
    }
    const std::span<const Item> part(reinterpret_cast<const Item*>(bytes_.data()), items);
    bytes_.remove_prefix(std::min(bytes_.size(), aligned_part(items * sizeof(Item))));
    return part;
  }
  bool is_cut_off() const { return is_cut_off_; }
  bool at_end() const { return bytes_.empty(); }
  /// What was not taken.
  std::string_view rest() const { return bytes_; }

 private:
  std::string_view bytes_;
  bool is_cut_off_ = false;
};

/// Writes a file of parts, which takes the place of the one before when it is whole.
class CommitFileWriter {
 public:
  CommitFileWriter(const std::filesystem::path& folder, const std::string& name);
  /// Without finish() nothing is left of it.
  ~CommitFileWriter();
  CommitFileWriter(const CommitFileWriter&) = delete;
  CommitFileWriter& operator=(const CommitFileWriter&) = delete;

  /// How long it is in the file.
  template <typename Item>
  std::size_t put(std::span<const Item> items) {
    write(items.data(), items.size_bytes());
    return aligned_part(items.size_bytes());
  }
  /// Over what was put first, which is as long: numbers that are known at the end.
  template <typename Item>
  void put_first(std::span<const Item> items) {
    out_.seekp(0);
    write(items.data(), items.size_bytes());
  }
  /// Whether anything could not be written, so that finish() will throw.
  bool has_failed() const { return !out_; }
  /// Replaces by rename and forces it to the disk. Throws IndexError where anything could not be written.
  void finish();

 private:
  void write(const void* bytes, std::size_t size);

  const std::filesystem::path path_, unfinished_;
  std::ofstream out_;
  int error_ = 0;  // of the system, of the first write that failed; 0 where that is not known
};

}  // namespace indexer
