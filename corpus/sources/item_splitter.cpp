#include "corpus/sources/item_splitter.h"

#include <algorithm>

namespace corpus {
namespace {

constexpr std::size_t kChunk = 64U << 10;
constexpr std::string_view kOpen = "<item";
constexpr std::string_view kClose = "</item";
constexpr std::string_view kSection = "<![CDATA[";
constexpr std::string_view kComment = "<!--";
constexpr std::string_view kType = "<!DOCTYPE";

std::size_t lines_in(std::string_view bytes) {
  return static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
}

}  // namespace

ItemSplitter::ItemSplitter(const std::filesystem::path& path) : file_(path, std::ios::binary) {
  good_ = static_cast<bool>(file_);
}

bool ItemSplitter::read(std::string& rest) {
  const std::size_t before = rest.size();
  while (rest.size() == before) {
    if (process(rest)) continue;
    if (declares_type_ || (end_ && !in_item_)) return rest.size() > before;
    if (end_) {
      // Where a comment or section was never closed it has swallowed the items after it.
      ends_within_item_ = !give_up_item("is not closed: the file ends within it", rest);
    } else {
      read_chunk();
    }
  }
  return true;
}

void ItemSplitter::read_chunk() {
  const std::size_t size = buffer_.size();
  buffer_.resize(size + kChunk);
  file_.read(buffer_.data() + size, static_cast<std::streamsize>(kChunk));
  const auto count = static_cast<std::size_t>(file_.gcount());
  buffer_.resize(size + count);
  bytes_read_ += count;
  good_ = !file_.bad();
  end_ = count == 0;
}

/// Whether it found something to do; if not, it needs more bytes.
bool ItemSplitter::process(std::string& rest) {
  if (lost_) {
    const std::size_t next = next_item_line(0);
    if (next == std::string::npos) {
      // The last line may be the beginning of the one that is looked for.
      const std::size_t keep = end_ ? 0 : std::min<std::size_t>(buffer_.size(), 256);
      rest += std::string(lines_in(std::string_view(buffer_).substr(0, buffer_.size() - keep)), '\n');
      const bool some = buffer_.size() > keep;
      drop(buffer_.size() - keep);
      at_ = 0;
      return some && !rest.empty();
    }
    lost_ = false;
    rest += std::string(lines_in(std::string_view(buffer_).substr(0, next)), '\n');
    drop(next);
    at_ = 0;
    begin_item();
    return true;
  }
  return in_item_ ? process_item(rest) : process_rest(rest);
}

void ItemSplitter::drop(std::size_t bytes) {
  line_ += lines_in(std::string_view(buffer_).substr(0, bytes));
  buffer_.erase(0, bytes);
}

bool ItemSplitter::is_tag(std::size_t at, std::string_view tag) const {
  if (buffer_.compare(at, tag.size(), tag) != 0 || at + tag.size() >= buffer_.size()) return false;
  const char next = buffer_[at + tag.size()];
  return next == '>' || next == ' ' || next == '\t' || next == '\r' || next == '\n' || next == '/';
}

/// Moves at_ behind the end of the comment or section it lies in; false where that has not been read yet.
bool ItemSplitter::pass_until_end() {
  const std::size_t end = buffer_.find(until_, at_);
  if (end == std::string::npos) {
    at_ = std::max(at_, buffer_.size() - std::min(buffer_.size(), until_.size() - 1));
    return false;
  }
  at_ = end + until_.size();
  until_ = {};
  return true;
}

bool ItemSplitter::process_rest(std::string& rest) {
  // Gives away what cannot begin an item.
  const auto give = [&](std::size_t bytes) {
    rest.append(buffer_, 0, bytes);
    drop(bytes);
    at_ -= std::min(at_, bytes);
    return bytes > 0;
  };
  for (;;) {
    if (!until_.empty() && !pass_until_end()) return give(end_ ? buffer_.size() : at_);
    const std::size_t next = std::min(buffer_.find('<', at_), buffer_.size());
    // Enough has to be there to tell what begins here.
    if (next == buffer_.size() || (buffer_.size() - next <= kSection.size() && !end_)) {
      at_ = next;
      return give(next);
    }
    if (is_tag(next, kOpen)) {
      give(next);
      begin_item();
      return true;
    }
    if (buffer_.compare(next, kType.size(), kType) == 0) {
      declares_type_ = true;
      return false;
    }
    enter(next);
  }
}

/// Goes behind the '<' at `next`, into the comment or section that begins there.
void ItemSplitter::enter(std::size_t next) {
  at_ = next + 1;
  if (buffer_.compare(next, kSection.size(), kSection) == 0) {
    until_ = "]]>";
    at_ = next + kSection.size();
  } else if (buffer_.compare(next, kComment.size(), kComment) == 0) {
    until_ = "-->";
    at_ = next + kComment.size();
  }
}

void ItemSplitter::begin_item() {
  in_item_ = true;
  item_line_ = line_;
  at_ = kOpen.size();
  until_ = {};
}

bool ItemSplitter::process_item(std::string& rest) {
  const bool passed = until_.empty() || pass_until_end();
  const std::size_t next = passed ? buffer_.find('<', at_) : std::string::npos;
  if (next == std::string::npos || (buffer_.size() - next <= kSection.size() && !end_)) {
    if (passed) at_ = std::min(next, buffer_.size());
    return at_ > kLargestItem && give_up_item("is larger than 4 MB, or not closed", rest);
  }
  if (is_tag(next, kClose)) {
    const std::size_t end = buffer_.find('>', next);
    if (end == std::string::npos) return at_ = next, false;
    finish_item(end + 1, rest);
  } else if (is_tag(next, kOpen)) {
    report("is not closed before the next one begins", next, rest);
    begin_item();
  } else {
    enter(next);
  }
  return true;
}

void ItemSplitter::finish_item(std::size_t end, std::string& rest) {
  RawItem item;
  item.line = item_line_;
  if (end > kLargestItem) {
    item.problem = "is larger than 4 MB";
  } else {
    item.bytes = buffer_.substr(0, end);
  }
  rest += "<item/>" + std::string(lines_in(std::string_view(buffer_).substr(0, end)), '\n');
  items.push_back(std::move(item));
  drop(end);
  at_ = 0;
  in_item_ = false;
}

/// Puts a problem in the place of the item, whose first `bytes` are dropped.
void ItemSplitter::report(const char* problem, std::size_t bytes, std::string& rest) {
  items.push_back({{}, item_line_, problem});
  rest += "<item/>" + std::string(lines_in(std::string_view(buffer_).substr(0, bytes)), '\n');
  drop(bytes);
  at_ = 0;
  until_ = {};
}

/// Reports the item and goes on at the next line that begins with one. False where there is none so far.
bool ItemSplitter::give_up_item(const char* problem, std::string& rest) {
  report(problem, std::min(buffer_.size(), kOpen.size()), rest);
  in_item_ = false;
  lost_ = true;
  return next_item_line(0) != std::string::npos;
}

/// Where "<item" stands with nothing but white space before it on its line.
std::size_t ItemSplitter::next_item_line(std::size_t from) const {
  for (std::size_t at = buffer_.find(kOpen, from); at != std::string::npos;
       at = buffer_.find(kOpen, at + 1)) {
    std::size_t begin = at;
    while (begin > 0 && (buffer_[begin - 1] == ' ' || buffer_[begin - 1] == '\t')) --begin;
    if (begin > 0 && buffer_[begin - 1] == '\n' && is_tag(at, kOpen)) return at;
  }
  return std::string::npos;
}

}  // namespace corpus
