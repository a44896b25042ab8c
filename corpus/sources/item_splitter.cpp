#include "corpus/sources/item_splitter.h"

#include <algorithm>
#include <utility>

namespace corpus {
namespace {

constexpr std::size_t kChunk = 64U << 10;
constexpr std::size_t kLongestTag = 40;  // "<", a prefix, ":" and the name of an item
constexpr std::string_view kSection = "<![CDATA[";
constexpr std::string_view kComment = "<!--";
constexpr std::string_view kType = "<!DOCTYPE";

std::size_t lines_in(std::string_view bytes) {
  return static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
}

}  // namespace

ItemSplitter::ItemSplitter(const InputFile& file, ItemForm form)
    : form_(std::move(form)), file_(file.open()) {
  good_ = file_->good();
  if (!form_.charset.empty()) decoder_.emplace(form_.charset);
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
  std::string chunk(kChunk, '\0');
  file_->read(chunk.data(), static_cast<std::streamsize>(kChunk));
  chunk.resize(static_cast<std::size_t>(file_->gcount()));
  bytes_read_ += chunk.size();
  good_ = !chunk.empty() || !file_->bad();  // what came before it broke is read first
  end_ = chunk.empty();
  buffer_ += decoder_ ? decoder_->decode(chunk, end_) : chunk;
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

/// The name of the item whose first tag begins at `at`, prefix and all; empty where none does.
std::string_view ItemSplitter::item_tag(std::size_t at) const {
  const auto text = std::string_view(buffer_).substr(at, kLongestTag);
  const auto end = text.find_first_of("> \t\r\n/", 1);
  if (!text.starts_with('<') || end == std::string_view::npos) return {};
  const auto name = text.substr(1, end - 1);
  const auto colon = form_.prefixed ? name.find(':') : std::string_view::npos;
  const auto local = colon == std::string_view::npos ? name : name.substr(colon + 1);
  const bool known = std::find(form_.names.begin(), form_.names.end(), local) != form_.names.end();
  return known ? name : std::string_view();
}

/// What begins at `at` may go on behind what has been read.
bool ItemSplitter::may_go_on(std::size_t at) const { return buffer_.size() - at <= kLongestTag && !end_; }

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
    if (next == buffer_.size() || may_go_on(next)) {
      at_ = next;
      return give(next);
    }
    if (!item_tag(next).empty()) {
      give(next);
      begin_item();
      return true;
    }
    if (!form_.may_declare_type && buffer_.compare(next, kType.size(), kType) == 0) {
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
  in_item_ = opening_ = true;
  item_line_ = line_;
  item_close_ = "</" + std::string(item_tag(0));
  at_ = item_close_.size() - 1;
  until_ = {};
}

/// Goes to the end of the item's first tag, which is all of it where it is "<item/>".
bool ItemSplitter::pass_opening_tag(std::string& rest) {
  const std::size_t end = buffer_.find_first_of("<>", at_);
  if (end == std::string::npos) {
    return buffer_.size() > kLargestItem && give_up_item("is larger than 4 MB, or not closed", rest);
  }
  opening_ = false;
  if (buffer_[end] == '>' && buffer_[end - 1] == '/') finish_item(end + 1, rest);
  return true;
}

bool ItemSplitter::process_item(std::string& rest) {
  if (opening_) return pass_opening_tag(rest);
  const bool passed = until_.empty() || pass_until_end();
  const std::size_t next = passed ? buffer_.find('<', at_) : std::string::npos;
  if (next == std::string::npos || may_go_on(next)) {
    if (passed) at_ = std::min(next, buffer_.size());
    return at_ > kLargestItem && give_up_item("is larger than 4 MB, or not closed", rest);
  }
  if (is_tag(next, item_close_)) {
    const std::size_t end = buffer_.find('>', next);
    if (end == std::string::npos) return at_ = next, false;
    finish_item(end + 1, rest);
  } else if (!item_tag(next).empty()) {
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
  report(problem, std::min(buffer_.size(), item_close_.size() - 1), rest);
  in_item_ = false;
  lost_ = true;
  return next_item_line(0) != std::string::npos;
}

/// Where the first tag of an item stands with nothing but white space before it on its line.
std::size_t ItemSplitter::next_item_line(std::size_t from) const {
  for (std::size_t at = buffer_.find('<', from); at != std::string::npos; at = buffer_.find('<', at + 1)) {
    if (item_tag(at).empty()) continue;
    std::size_t begin = at;
    while (begin > 0 && (buffer_[begin - 1] == ' ' || buffer_[begin - 1] == '\t')) --begin;
    if (begin > 0 && buffer_[begin - 1] == '\n') return at;
  }
  return std::string::npos;
}

}  // namespace corpus
