#include "corpus/sources/input_file.h"

#include <fstream>
#include <streambuf>
#include <utility>

namespace corpus {
namespace {

/// Bytes that are shared, not copied.
class SharedBytes final : public std::streambuf {
 public:
  explicit SharedBytes(std::shared_ptr<const std::string> bytes) : bytes_(std::move(bytes)) {
    char* begin = const_cast<char*>(bytes_->data());  // nothing is put back: this buffer is read alone
    setg(begin, begin, begin + bytes_->size());
  }

 private:
  std::shared_ptr<const std::string> bytes_;
};

class SharedStream final : public std::istream {
 public:
  explicit SharedStream(std::shared_ptr<const std::string> bytes)
      : std::istream(nullptr), buffer_(std::move(bytes)) {
    rdbuf(&buffer_);
  }

 private:
  SharedBytes buffer_;
};

}  // namespace

InputFile::InputFile(const std::filesystem::path& path)
    : name(path.string()),
      base_name(path.filename().string()),
      open([path] { return std::make_unique<std::ifstream>(path, std::ios::binary); }) {
  std::error_code unknown;
  const auto bytes = std::filesystem::file_size(path, unknown);
  if (!unknown) size = bytes;
}

InputFile::InputFile(std::string its_name, std::string its_base_name,
                     std::shared_ptr<const std::string> bytes)
    : name(std::move(its_name)),
      base_name(std::move(its_base_name)),
      size(bytes->size()),
      open([bytes] { return std::make_unique<SharedStream>(bytes); }) {}

InputFile::InputFile(std::string its_name, std::string its_base_name,
                     std::function<std::unique_ptr<std::istream>()> its_open)
    : name(std::move(its_name)), base_name(std::move(its_base_name)), open(std::move(its_open)) {}

}  // namespace corpus
