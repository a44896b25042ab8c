#include "indexer/commit_file.h"

#include <cerrno>
#include <system_error>

#include "indexer/index_directory.h"

namespace indexer {
namespace {

constexpr char kNewSuffix[] = ".new";

}  // namespace

CommitMark::CommitMark(const Layout& its_layout, const Xapian::Database& of)
    : layout(its_layout), commit(of.get_revision()) {
  const auto uuid = of.get_uuid();
  std::copy_n(uuid.begin(), std::min(uuid.size(), database.size()), database.begin());
}

CommitFileWriter::CommitFileWriter(const std::filesystem::path& folder, const std::string& name)
    : path_(folder / name),
      unfinished_(folder / (name + kNewSuffix)),
      out_(unfinished_, std::ios::binary | std::ios::trunc) {
  if (!out_) error_ = errno;
}

CommitFileWriter::~CommitFileWriter() {
  std::error_code ignored;
  std::filesystem::remove(unfinished_, ignored);  // finish() has renamed it
}

void CommitFileWriter::write(const void* bytes, std::size_t size) {
  constexpr std::array<char, kPartAlignment> kNothing{};
  if (!out_) return;
  errno = 0;
  out_.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
  out_.write(kNothing.data(), static_cast<std::streamsize>(aligned_part(size) - size));
  if (!out_) error_ = errno;
}

void CommitFileWriter::finish() {
  if (out_) {
    errno = 0;
    out_.close();
    if (!out_) error_ = errno;
  }
  if (!out_) {
    const auto why = error_ != 0 ? ": " + std::generic_category().message(error_) : std::string();
    throw IndexError(unfinished_.string() + " cannot be written" + why);
  }
  sync_path(unfinished_);
  std::error_code error;
  std::filesystem::rename(unfinished_, path_, error);
  if (error) throw IndexError(path_.string() + " cannot be replaced: " + error.message());
  sync_path(path_.parent_path());
}

}  // namespace indexer
