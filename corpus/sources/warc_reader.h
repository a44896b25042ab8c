// A web archive (WARC, ISO 28500) cut into its records.
#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/sources/gzip_stream.h"
#include "corpus/sources/http_answer.h"
#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

/// The head of a record, or why there is none that could be read.
struct WarcHead {
  std::uint64_t number = 0;  // from 1
  HeaderFields fields;       // names in lower case
  std::string version;       // "1.1"
  std::uint64_t length = 0;  // of its block, as stated
  std::string problem;       // in words that follow "the record ": then all else is empty
};

/// Reads the records of a file, packed (each a gzip member, or otherwise) or not. What is broken is a problem
/// of one record; the reading goes on with the next that can be found. Not copyable; one thread.
class WarcReader {
 public:
  static constexpr std::size_t kLargestHead = 64U << 10;     // bytes
  static constexpr std::uint64_t kMostRecords = 10'000'000;  // of one file
  static constexpr std::size_t kLargestBlock = kLargestBody + kLargestHead;

  /// Throws SourceError where the file cannot be opened.
  WarcReader(const InputFile& file, bool is_gzip);

  /// The next record, behind all of the one before; nothing at the end. Throws SourceError.
  std::optional<WarcHead> next();

  /// The first bytes of the record's block, at most kLargestHead; to be asked for before block().
  std::string_view front();

  /// The block of the record; nothing where it is cut off, or its length is wrong (see problem()). To be
  /// asked for once, and only of blocks of at most kLargestBlock bytes.
  std::optional<std::string> block();
  /// Passes over the block instead; false where block() would give nothing.
  bool skip();
  const std::string& problem() const { return problem_; }

  /// In bytes of the file as it lies there.
  Source::Progress progress() const;

 private:
  bool fill(std::size_t size);
  bool pass_blank();
  bool at_record();
  bool at_end_of_record();
  bool find_record();
  bool begins_record(bool at_line);
  std::uint64_t position() const { return read_ - (buffer_.size() - at_); }
  void go_back(std::uint64_t position);
  void cut_off(std::uint64_t begin);
  WarcHead read_head();
  std::optional<WarcHead> read_mark();
  WarcHead broken_head(std::string problem) const;
  void open();
  void check();

  InputFile file_;
  bool is_gzip_;
  std::unique_ptr<std::istream> stream_;
  std::shared_ptr<const GzipStream::Report> packed_;  // of stream_, where it is packed
  std::string buffer_;
  std::size_t at_ = 0;      // in buffer_
  std::uint64_t read_ = 0;  // up to the end of buffer_
  std::uint64_t number_ = 0;
  std::uint64_t left_ = 0;  // of the block
  std::uint64_t end_ = 0;   // where the file ends, unpacked; 0: not known yet
  bool in_record_ = false;
  bool lost_ = false;  // the next record is to be looked for
  std::string problem_;
};

/// Whether `head`, the first bytes of a file, begins a web archive.
bool is_warc(std::string_view head);

}  // namespace corpus
