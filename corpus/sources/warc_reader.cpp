#include "corpus/sources/warc_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace corpus {
namespace {

constexpr std::size_t kPiece = 64U << 10;
constexpr std::string_view kVersion = "WARC/";
constexpr const char* kNotFollowed =
    "is not followed by another: its Content-Length is wrong, or its bytes are damaged";
constexpr const char* kCutOff = "is not complete: the file ends within it";

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && !text.empty();
  return whole ? std::optional(number) : std::nullopt;
}

}  // namespace

bool is_warc(std::string_view head) {
  const auto first = head.find_first_not_of("\r\n");
  return first != std::string_view::npos && head.substr(first).starts_with(kVersion);
}

WarcReader::WarcReader(const InputFile& file, bool is_gzip) : file_(file), stream_(file.open()) {
  if (!stream_->good()) throw SourceError(file_.name + " cannot be opened; may it be read?");
  if (!is_gzip) return;
  auto unpacked = std::make_unique<GzipStream>(std::move(stream_), GzipStream::Damage::marked);
  packed_ = unpacked->report();
  stream_ = std::move(unpacked);
}

Source::Progress WarcReader::progress() const { return {packed_ ? packed_->packed_read : read_, file_.size}; }

/// Whether `size` bytes wait in the buffer, or can be had.
bool WarcReader::fill(std::size_t size) {
  while (buffer_.size() - at_ < size) {
    if (at_ > 0) buffer_.erase(0, std::exchange(at_, 0));
    const std::size_t before = buffer_.size();
    const std::size_t wanted = std::max(kPiece, size - before);
    buffer_.resize(before + wanted);
    stream_->read(buffer_.data() + before, static_cast<std::streamsize>(wanted));
    const auto got = static_cast<std::size_t>(stream_->gcount());
    buffer_.resize(before + got);
    read_ += got;
    check();
    if (got == 0) return false;
  }
  return true;
}

void WarcReader::check() {
  if (!stream_->bad()) return;
  const bool told = packed_ && !packed_->fault.empty();
  throw SourceError(file_.name + (told ? ": it " + packed_->fault : " cannot be read to its end"));
}

/// Passes over the empty lines between two records; false at the end of the file.
bool WarcReader::pass_blank() {
  while (fill(1)) {
    const char c = buffer_[at_];
    if (c != '\r' && c != '\n') return true;
    ++at_;
  }
  return false;
}

bool WarcReader::at_record() {
  return fill(kVersion.size()) && std::string_view(buffer_).substr(at_).starts_with(kVersion);
}

/// Whether what follows a block shows that it ended there: two line breaks, another record, the end of the
/// file. Moves to where the next record is to begin.
bool WarcReader::at_end_of_record() {
  const bool broken_off = fill(4) && std::string_view(buffer_).substr(at_).starts_with("\r\n\r\n");
  if (!pass_blank() || at_record()) return true;
  (void)fill(GzipStream::kDamageMark.size());
  return broken_off && !std::string_view(buffer_).substr(at_).starts_with(GzipStream::kDamageMark);
}

/// Moves to the next line that begins a record; false where there is none.
bool WarcReader::find_record() {
  constexpr std::string_view kLine = "\nWARC/";
  for (;;) {
    if (const auto found = buffer_.find(kLine, at_); found != std::string::npos) {
      at_ = found + 1;
      return true;
    }
    at_ = std::max(at_, buffer_.size() - std::min(buffer_.size(), kLine.size() - 1));
    if (!fill(buffer_.size() - at_ + 1)) return false;
  }
}

std::optional<WarcHead> WarcReader::next() {
  (void)skip();
  problem_.clear();
  if (std::exchange(lost_, false) && !find_record()) return std::nullopt;
  if (!pass_blank()) return std::nullopt;
  if (++number_ > kMostRecords)
    throw SourceError(file_.name + " holds more than " + std::to_string(kMostRecords) + " records");
  if (!at_record()) {
    lost_ = true;
    return WarcHead{number_, {}, 0, "is none: its first line is not WARC/1.0 or its like"};
  }
  return read_head();
}

WarcHead WarcReader::read_head() {
  if (std::string_view(buffer_).substr(at_).starts_with(GzipStream::kLossMark)) {
    at_ += GzipStream::kLossMark.size();
    return {number_, {}, 0, "is lost: its gzip data are damaged"};
  }
  WarcHead head{number_, {}, 0, {}};
  for (std::size_t size = 1024; head.fields.empty(); size *= 2) {
    const bool more = fill(size);
    const auto text = std::string_view(buffer_).substr(at_, kLargestHead);
    const auto end = end_of_head(text);
    if (end != std::string_view::npos) {
      head.fields = header_fields(text.substr(0, end).substr(text.find('\n')));
      at_ += end;
      break;
    }
    if (text.size() < kLargestHead && !more) return at_ = buffer_.size(), WarcHead{number_, {}, 0, kCutOff};
    if (text.size() == kLargestHead) {
      lost_ = true;
      at_ += kVersion.size();
      return {number_, {}, 0, "has a head of more than 64 KB"};
    }
  }
  const auto length = number_in(field_of(head.fields, "content-length"));
  if (!length) {
    lost_ = true;
    at_ -= 1;  // the next record may begin at once
    return {number_, {}, 0, "does not tell its length"};
  }
  head.length = left_ = *length;
  in_record_ = true;
  return head;
}

std::string_view WarcReader::front() {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, kLargestHead));
  (void)fill(size);
  return std::string_view(buffer_).substr(at_, size);
}

bool WarcReader::skip() {
  if (!std::exchange(in_record_, false)) return true;
  for (auto size = left_; size > 0;) {
    if (!fill(1)) return problem_ = kCutOff, false;
    const auto step = std::min<std::uint64_t>(size, buffer_.size() - at_);
    at_ += static_cast<std::size_t>(step);
    size -= step;
  }
  if (at_end_of_record()) return true;
  problem_ = kNotFollowed;
  lost_ = true;
  return false;
}

std::optional<std::string> WarcReader::block() {
  in_record_ = false;
  const auto size = static_cast<std::size_t>(left_);
  if (!fill(size)) {
    at_ = buffer_.size();
    problem_ = kCutOff;
    return std::nullopt;
  }
  std::string block = buffer_.substr(at_, size);
  at_ += size;
  if (at_end_of_record()) return block;
  // It may be longer than it is, and hold the beginning of the next: that is looked for from its own.
  problem_ = kNotFollowed;
  lost_ = true;
  buffer_.replace(0, at_, block);
  at_ = 0;
  return std::nullopt;
}

}  // namespace corpus
