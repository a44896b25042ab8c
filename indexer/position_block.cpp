#include "indexer/position_block.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "analyzers/packed_number.h"

namespace indexer {
namespace {

using analyzers::append_number;

constexpr std::size_t kGroup = 64;  // documents that are passed over at once

// Three of these, which stand in the order of the numbers, name all the blocks that there can be.
constexpr std::string_view kDigits = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kBlockDigits = 3;

/// Stands before the documents of a group. In the machine's byte order.
struct GroupHead {
  std::uint32_t size = 0;  // bytes of the group, after this
  BlockOffset last = 0;    // its last document
};
constexpr std::size_t kHeadBytes = sizeof(GroupHead::size) + sizeof(GroupHead::last);

[[noreturn]] void damaged() {
  throw Xapian::DatabaseCorruptError("positions of a block of documents are damaged");
}

// Inline: a call for each number takes 1.7 times as long.
inline std::uint64_t number_from(std::string_view& bytes) {
  if (const auto number = analyzers::take_number(bytes)) return *number;
  damaged();
}

/// Writes documents in ascending order.
class BlockWriter {
 public:
  void add(BlockOffset offset, const Positions& positions) {
    if (positions.empty()) return;
    packed_.clear();
    append_positions(packed_, positions);
    const bool single = positions.size() == 1;
    append_number(group_, 2 * std::uint64_t{offset - before_} + (single ? 0 : 1));
    if (!single) append_number(group_, packed_.size());
    group_ += packed_;
    before_ = offset;
    if (++in_group_ == kGroup) end_group();
  }

  std::string take() {
    end_group();
    return std::move(bytes_);
  }

 private:
  void end_group() {
    if (in_group_ == 0) return;
    const auto size = static_cast<std::uint32_t>(group_.size());
    const auto last = static_cast<BlockOffset>(before_);
    char head[kHeadBytes];
    std::memcpy(head, &size, sizeof size);
    std::memcpy(head + sizeof size, &last, sizeof last);
    bytes_.append(head, sizeof head).append(group_);
    group_.clear();
    in_group_ = 0;
    before_ = 0;
  }

  std::string bytes_, group_, packed_;
  std::size_t in_group_ = 0;
  std::uint32_t before_ = 0;
};

void unpack(std::string_view packed, Positions& positions) {
  std::uint64_t position = 0;
  do {
    position += number_from(packed);
    if (position > std::numeric_limits<Xapian::termpos>::max()) damaged();
    positions.push_back(static_cast<Xapian::termpos>(position));
  } while (!packed.empty());
}

/// A block of which the next document can be seen before it is taken.
class Source {
 public:
  explicit Source(std::string_view bytes) : block_(bytes) { advance(); }
  void advance() { there_ = block_.next(offset, positions); }
  explicit operator bool() const { return there_; }

  BlockOffset offset = 0;
  Positions positions;

 private:
  PositionBlock block_;
  bool there_ = false;
};

}  // namespace

void append_positions(std::string& packed, const Positions& positions) {
  Xapian::termpos before = 0;
  for (const auto position : positions) {
    append_number(packed, position - before);
    before = position;
  }
}

std::string position_key(std::string_view term, Xapian::docid document) {
  const auto block = document / kBlockSize;
  std::string key = kPositionKeyPrefix;
  for (const auto shift : {12U, 6U, 0U}) key += kDigits[(block >> shift) & 63U];
  return key.append(term);
}

PositionKey parse_position_key(std::string_view key) {
  constexpr std::string_view kPrefix = kPositionKeyPrefix;
  if (!key.starts_with(kPrefix) || key.size() < kPrefix.size() + kBlockDigits) damaged();
  key.remove_prefix(kPrefix.size());
  Xapian::docid block = 0;
  for (const auto digit : key.substr(0, kBlockDigits)) {
    const auto value = kDigits.find(digit);
    if (value == std::string_view::npos) damaged();
    block = (block << 6U) | static_cast<Xapian::docid>(value);
  }
  return {std::string(key.substr(kBlockDigits)), block * kBlockSize};
}

bool PositionBlock::enter_group() {
  if (rest_.empty()) return false;
  if (rest_.size() < kHeadBytes) damaged();
  GroupHead head;
  std::memcpy(&head.size, rest_.data(), sizeof head.size);
  std::memcpy(&head.last, rest_.data() + sizeof head.size, sizeof head.last);
  rest_.remove_prefix(kHeadBytes);
  if (head.size > rest_.size() || head.size == 0 || head.last >= kBlockSize) damaged();
  group_ = rest_.substr(0, head.size);
  rest_.remove_prefix(head.size);
  last_in_group_ = head.last;
  before_ = 0;
  in_group_ = true;
  return true;
}

void PositionBlock::leave_group() { in_group_ = has_entry_ = false; }

// Shows in entry_ the next document of the group; false at its end.
bool PositionBlock::peek() {
  if (has_entry_) return true;
  if (group_.empty()) return false;
  const auto head = number_from(group_);
  const auto offset = before_ + head / 2;
  if (offset > last_in_group_) damaged();
  entry_.offset = static_cast<BlockOffset>(offset);
  entry_.single = head % 2 == 0;
  if (entry_.single) {
    auto rest = group_;
    number_from(rest);
    entry_.positions = group_.substr(0, group_.size() - rest.size());
  } else {
    const auto size = number_from(group_);
    if (size == 0 || size > group_.size()) damaged();
    entry_.positions = group_.substr(0, size);
  }
  group_.remove_prefix(entry_.positions.size());
  before_ = entry_.offset;
  has_entry_ = true;
  return true;
}

std::string_view PositionBlock::find(BlockOffset offset) {
  if (offset < asked_) {
    rest_ = bytes_;
    leave_group();
  }
  asked_ = offset;
  while (true) {
    if (!in_group_ && !enter_group()) return {};
    if (last_in_group_ < offset) {
      leave_group();
      continue;
    }
    while (peek() && entry_.offset < offset) has_entry_ = false;
    return has_entry_ && entry_.offset == offset ? entry_.positions : std::string_view();
  }
}

void PositionBlock::read(BlockOffset offset, Positions& positions) {
  positions.clear();
  if (const auto packed = find(offset); !packed.empty()) unpack(packed, positions);
}

bool PositionBlock::next(BlockOffset& offset, Positions& positions) {
  positions.clear();
  while (true) {
    if (!in_group_ && !enter_group()) return false;
    if (peek()) {
      offset = entry_.offset;
      unpack(entry_.positions, positions);
      has_entry_ = false;
      return true;
    }
    leave_group();
  }
}

std::string changed_positions(std::string_view bytes, std::span<const PositionChange> changes) {
  BlockWriter writer;
  Source old(bytes);
  for (const auto& [offset, positions] : changes) {
    for (; old && old.offset < offset; old.advance()) writer.add(old.offset, old.positions);
    if (old && old.offset == offset) old.advance();
    writer.add(offset, positions);
  }
  for (; old; old.advance()) writer.add(old.offset, old.positions);
  return writer.take();
}

std::string joined_positions(std::span<const std::string> blocks) {
  std::vector<Source> sources(blocks.begin(), blocks.end());
  std::sort(sources.begin(), sources.end(),
            [](const Source& a, const Source& b) { return a.offset < b.offset; });
  BlockWriter writer;
  int last = -1;
  for (auto& source : sources) {
    for (; source; source.advance()) {
      if (source.offset <= last) damaged();
      last = source.offset;
      writer.add(source.offset, source.positions);
    }
  }
  return writer.take();
}

}  // namespace indexer
