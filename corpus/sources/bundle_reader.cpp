#include "corpus/sources/bundle_reader.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <vector>

#include "analyzers/text_ends.h"
#include "corpus/plain_text.h"
#include "corpus/sources/gzip_stream.h"

namespace corpus {
namespace {

constexpr std::size_t kPiece = 64U << 10;
constexpr std::size_t kLongestName = 200;  // bytes of a name in messages

struct FreeArchive {
  void operator()(archive* reader) const { (void)archive_read_free(reader); }
};

std::string printable(const archive_entry* entry) {
  // The functions that convert names are not const.
  auto* named = const_cast<archive_entry*>(entry);
  const char* name = archive_entry_pathname_utf8(named);
  if (name == nullptr) name = archive_entry_pathname(named);
  const auto line = plain_line(name == nullptr ? "" : name);
  return std::string(analyzers::cut_to(line, kLongestName));
}

}  // namespace

class BundleReader::Work {
 public:
  explicit Work(const InputFile& file)
      : name_(file.name),
        size_(file.size),
        stream_(file.open()),
        reader_(archive_read_new()),
        piece_(kPiece) {
    if (!reader_) throw std::bad_alloc();
    if (!stream_->good()) throw SourceError(name_ + " cannot be opened; may it be read?");
    auto* reader = reader_.get();
    (void)archive_read_support_format_zip(reader);
    (void)archive_read_support_format_tar(reader);
    (void)archive_read_set_callback_data(reader, this);
    (void)archive_read_set_read_callback(reader, give);
    // A stream that is being unpacked goes forward alone.
    stream_->seekg(0);
    if (stream_->good()) {
      (void)archive_read_set_seek_callback(reader, seek);
      look_for_directory();
    }
    stream_->clear();
    if (archive_read_open1(reader) != ARCHIVE_OK) refuse();
  }

  std::optional<BundleEntry> next() {
    const int result = archive_read_next_header(reader_.get(), &entry_);
    if (result == ARCHIVE_EOF) {
      // Without it nobody knows which files are missing: entries that were cut off whole leave no trace.
      if (!has_directory_) throw SourceError(name_ + ": it is truncated: the list at its end is missing");
      return std::nullopt;
    }
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) refuse();
    block_ = {};
    hole_ = entry_read_ = 0;
    fault_.clear();
    BundleEntry entry;
    entry.number = ++number_;
    entry.name = printable(entry_);
    const auto type = archive_entry_filetype(entry_);
    const bool links = archive_entry_hardlink(entry_) != nullptr || archive_entry_symlink(entry_) != nullptr;
    entry.is_folder = type == AE_IFDIR;
    entry.is_file = (type == AE_IFREG || type == 0) && !links;
    entry.is_encrypted = archive_entry_is_encrypted(entry_) != 0;
    return entry;
  }

  std::size_t read(char* to, std::size_t size) {
    while (block_.empty() && hole_ == 0) {
      if (!next_block()) return 0;
    }
    const auto got = take(to, size);
    unpacked_ += got;
    entry_read_ += got;
    // An entry may be named twice: what counts is the size of the file.
    const auto packed = size_ > 0 ? size_ : read_;
    if (auto danger = unpacking_danger(packed, unpacked_); !danger.empty())
      throw SourceError(name_ + ": it " + danger);
    return got;
  }

  Source::Progress progress() const { return {size_ > 0 ? std::min(read_, size_) : read_, size_}; }

 private:
  /// Of what waits: the zeros of a hole, which tar files need not hold, or bytes.
  std::size_t take(char* to, std::size_t size) {
    if (hole_ > 0) {
      const auto zeros = static_cast<std::size_t>(std::min<std::uint64_t>(size, hole_));
      std::fill_n(to, zeros, '\0');
      hole_ -= zeros;
      return zeros;
    }
    const auto bytes = std::min(size, block_.size());
    std::copy_n(block_.data(), bytes, to);
    block_.remove_prefix(bytes);
    return bytes;
  }

  /// Waits for more of the entry; false at its end. Bytes may come together with what is wrong: it is told
  /// once they are taken.
  bool next_block() {
    if (!fault_.empty()) throw SourceError(fault_);
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int result = archive_read_data_block(reader_.get(), &bytes, &size, &offset);
    const auto begin = static_cast<std::uint64_t>(std::max<la_int64_t>(offset, 0));
    if (result == ARCHIVE_OK || result == ARCHIVE_WARN || result == ARCHIVE_EOF) {
      hole_ = begin > entry_read_ ? begin - entry_read_ : 0;
      block_ = {static_cast<const char*>(bytes), bytes == nullptr ? 0 : size};
    }
    if (result == ARCHIVE_EOF) return hole_ > 0 || !block_.empty();
    if (result != ARCHIVE_OK) {
      fault_ = "cannot be unpacked beyond its byte " + std::to_string(entry_read_ + hole_ + block_.size()) +
               " (" + words() + "); take it from its source again";
    }
    return true;
  }

  /// A zip file ends in a list of its entries.
  void look_for_directory() {
    constexpr std::uint64_t kLongestEnd = 22 + 65535;  // with its comment
    std::string bytes(4, '\0');
    stream_->read(bytes.data(), 4);
    if (is_zip(bytes)) {
      bytes.resize(static_cast<std::size_t>(std::min(size_, kLongestEnd)));
      stream_->clear();
      stream_->seekg(-static_cast<std::streamoff>(bytes.size()), std::ios::end);
      stream_->read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      has_directory_ = bytes.find("PK\x05\x06") != std::string::npos;
    }
    stream_->clear();
    stream_->seekg(0);
  }

  std::string words() const {
    const char* words = archive_error_string(reader_.get());
    return plain_line(words == nullptr ? "no reason is told" : words);
  }

  [[noreturn]] void refuse() const {
    if (stream_->bad()) throw SourceError(name_ + " cannot be read to its end");
    throw SourceError(name_ + ": it is broken behind entry " + std::to_string(number_) + " (" + words() +
                      ")");
  }

  static la_ssize_t give(archive*, void* context, const void** bytes) {
    auto& self = *static_cast<Work*>(context);
    self.stream_->clear(self.stream_->rdstate() & std::ios::badbit);
    self.stream_->read(self.piece_.data(), static_cast<std::streamsize>(self.piece_.size()));
    *bytes = self.piece_.data();
    const auto got = self.stream_->gcount();
    self.read_ += static_cast<std::uint64_t>(got);
    return got == 0 && self.stream_->bad() ? -1 : static_cast<la_ssize_t>(got);
  }

  static la_int64_t seek(archive*, void* context, la_int64_t offset, int whence) {
    auto& self = *static_cast<Work*>(context);
    self.stream_->clear();
    const auto from = whence == SEEK_SET ? std::ios::beg : whence == SEEK_CUR ? std::ios::cur : std::ios::end;
    self.stream_->seekg(offset, from);
    const auto at = static_cast<la_int64_t>(self.stream_->tellg());
    return at < 0 ? ARCHIVE_FATAL : at;
  }

  std::string name_;
  std::uint64_t size_;
  std::unique_ptr<std::istream> stream_;
  std::unique_ptr<archive, FreeArchive> reader_;
  std::vector<char> piece_;
  archive_entry* entry_ = nullptr;  // the reader's
  std::uint64_t number_ = 0, read_ = 0, unpacked_ = 0;
  std::string_view block_;                   // the reader's: of the entry, not taken yet
  std::uint64_t hole_ = 0, entry_read_ = 0;  // zeros before it; how much of the entry was taken
  std::string fault_;                        // of the entry: told behind block_
  bool has_directory_ = true;                // or needs none
};

BundleReader::BundleReader(const InputFile& file) : work_(std::make_unique<Work>(file)) {}
BundleReader::~BundleReader() = default;
std::optional<BundleEntry> BundleReader::next() { return work_->next(); }
std::size_t BundleReader::read(char* to, std::size_t size) { return work_->read(to, size); }
Source::Progress BundleReader::progress() const { return work_->progress(); }

bool is_zip(std::string_view head) {
  return head.starts_with("PK\x03\x04") || head.starts_with(std::string_view("PK\x05\x06\0\0", 6));
}

bool is_tar(std::string_view head) {
  constexpr std::size_t kMagicAt = 257;  // POSIX and GNU; older ones have nothing by which they are told
  return head.size() >= kMagicAt + 5 && head.substr(kMagicAt).starts_with("ustar");
}

}  // namespace corpus
