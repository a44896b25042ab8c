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
constexpr const char* kCutOff =
    "is not complete: the file ends within it, cut off, or its Content-Length is wrong";

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && !text.empty();
  return whole ? std::optional(number) : std::nullopt;
}

/// "1.0" of "WARC/1.0\r\n"; empty where `text` begins with no such line.
std::string_view version_in(std::string_view text) {
  constexpr std::size_t kLongest = 16;
  if (!text.starts_with(kVersion)) return {};
  text = text.substr(kVersion.size(), kLongest);
  auto version = text.substr(0, text.find('\n'));
  if (version.size() == text.size()) return {};
  if (version.ends_with('\r')) version.remove_suffix(1);
  const auto point = version.find('.');
  if (point == std::string_view::npos) return {};
  const bool numbers = number_in(version.substr(0, point)) && number_in(version.substr(point + 1));
  return numbers ? version : std::string_view();
}

/// Whether `text` begins with the name of a field and its colon.
bool begins_field(std::string_view text) {
  const auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
  return end != std::string_view::npos && end > 0 && text[end] == ':';
}

}  // namespace

bool is_warc(std::string_view head) {
  const auto first = head.find_first_not_of("\r\n");
  return first != std::string_view::npos && head.substr(first).starts_with(kVersion);
}

WarcReader::WarcReader(const InputFile& file, bool is_gzip) : file_(file), is_gzip_(is_gzip) { open(); }

void WarcReader::open() {
  stream_ = file_.open();
  if (!stream_->good()) throw SourceError(file_.name + " cannot be opened; may it be read?");
  if (!is_gzip_) return;
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
    if (got == 0) return check(), false;
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

/// Moves to where the next record begins, on a line of its own or not; false where there is none.
bool WarcReader::find_record() {
  bool at_line = at_ > 0 && buffer_[at_ - 1] == '\n';
  for (;;) {
    if (const auto found = buffer_.find(kVersion, at_); found != std::string::npos) {
      if (found > at_) at_line = buffer_[found - 1] == '\n';
      at_ = found;
      if (begins_record(at_line)) return true;
      ++at_;
      at_line = false;
      continue;
    }
    // The last bytes may be the beginning of what is looked for, and the one before them may end a line.
    const auto kept = std::max(at_, buffer_.size() - std::min(buffer_.size(), kVersion.size() - 1));
    if (kept > at_) at_line = buffer_[kept - 1] == '\n';
    at_ = kept;
    if (!fill(buffer_.size() - at_ + 1)) return false;
  }
}

/// Whether the words in the buffer begin a record: within other bytes a line with the version and a field
/// have to follow.
bool WarcReader::begins_record(bool at_line) {
  constexpr std::size_t kEnough = 256;  // for the version and the longest name of a field
  (void)fill(kEnough);
  const auto text = std::string_view(buffer_).substr(at_, kEnough);
  if (at_line && (text.starts_with(GzipStream::kLossMark) || text.starts_with(GzipStream::kForeignMark)))
    return true;
  if (version_in(text).empty()) return false;
  return begins_field(text.substr(text.find('\n') + 1));
}

/// Moves to an earlier place of the file, unpacked.
void WarcReader::go_back(std::uint64_t position) {
  const auto begin = read_ - buffer_.size();
  if (position >= begin) {
    at_ = static_cast<std::size_t>(position - begin);
    return;
  }
  open();
  stream_->ignore(static_cast<std::streamsize>(position));
  check();
  buffer_.clear();
  at_ = 0;
  read_ = position;
}

/// The file ends within the block that begins at `begin`. It may be that its length is wrong: the next record
/// is looked for from there. Where the file ends is known from now on: it is read again but once.
void WarcReader::cut_off(std::uint64_t begin) {
  problem_ = kCutOff;
  lost_ = true;
  end_ = read_;
  go_back(begin);
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
    return broken_head("is none: its first line is not WARC/1.0 or its like");
  }
  return read_head();
}

WarcHead WarcReader::broken_head(std::string problem) const {
  WarcHead head;
  head.number = number_;
  head.problem = std::move(problem);
  return head;
}

/// What stands where gzip data were to; nothing where a record begins.
std::optional<WarcHead> WarcReader::read_mark() {
  constexpr std::size_t kLongestMark = 64;
  (void)fill(kLongestMark);
  const auto text = std::string_view(buffer_).substr(at_, kLongestMark);
  if (text.starts_with(GzipStream::kLossMark)) {
    at_ += GzipStream::kLossMark.size();
    return broken_head("is lost: its gzip data are damaged");
  }
  const auto end = text.find(GzipStream::kMarkEnd);
  if (!text.starts_with(GzipStream::kForeignMark) || end == std::string_view::npos) return std::nullopt;
  at_ += end + GzipStream::kMarkEnd.size();
  return broken_head("is none: from byte " +
                     std::string(text.substr(0, end).substr(GzipStream::kForeignMark.size())) +
                     " of the file on bytes lie that are no gzip data; if more is missing than was expected, "
                     "take the file from its source again");
}

WarcHead WarcReader::read_head() {
  if (auto mark = read_mark()) return *std::move(mark);
  WarcHead head;
  head.number = number_;
  for (std::size_t size = 1024; head.fields.empty(); size *= 2) {
    const bool more = fill(size);
    const auto text = std::string_view(buffer_).substr(at_, kLargestHead);
    const auto end = end_of_head(text);
    if (end != std::string_view::npos) {
      head.version = version_in(text);
      head.fields = header_fields(text.substr(0, end).substr(text.find('\n')));
      at_ += end;
      break;
    }
    if (text.size() < kLargestHead && !more) return at_ = buffer_.size(), broken_head(kCutOff);
    if (text.size() == kLargestHead) {
      lost_ = true;
      at_ += kVersion.size();
      return broken_head("has a head of more than 64 KB");
    }
  }
  const auto length = number_in(field_of(head.fields, "content-length"));
  if (!length) {
    lost_ = true;
    at_ -= 1;  // the next record may begin at once
    return broken_head("does not tell its length");
  }
  if (end_ > 0 && *length > end_ - position()) {
    lost_ = true;
    return broken_head(kCutOff);
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
  const auto begin = position();
  for (auto size = left_; size > 0;) {
    if (!fill(1)) return cut_off(begin), false;
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
    cut_off(position());
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
