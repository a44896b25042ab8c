// A JSON file cut into the elements of its list without a parser: one in memory at a time, however long the
// list.
#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>

#include "corpus/sources/input_file.h"

namespace corpus {

/// An element as it stands in the file, or why there is none.
struct RawElement {
  std::string bytes;
  std::size_t number = 0;  // from 1
  std::string problem;     // then `bytes` is empty
};

/// Reads the elements of a list, or the one object that the file is; lists behind one another are one list.
class JsonSplitter {
 public:
  static constexpr std::size_t kLargestElement = 4U << 20;
  static constexpr std::size_t kDeepest = 32;

  explicit JsonSplitter(const InputFile& file);
  /// Of the list alone whose '[' is byte `list` of the file.
  JsonSplitter(const InputFile& file, std::uint64_t list);

  bool good() const { return good_; }
  std::uint64_t bytes_read() const { return bytes_read_; }

  /// The next element; nothing at the end.
  std::optional<RawElement> next();

 private:
  int get();
  RawElement element(int first);
  RawElement odd_text(int first);
  RawElement problem(const char* what);

  std::unique_ptr<std::istream> file_;
  std::string chunk_;
  std::size_t at_ = 0;
  bool good_ = true;
  bool in_list_ = false;
  bool one_list_ = false;  // nothing behind it is read
  bool ended_ = false;
  std::size_t number_ = 0;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace corpus
