// Where a term stands in the documents of a block: one entry of the index's metadata for all of them. Xapian
// keeps a tree's entry for each term of each document, which is half of an index and slow to read for many
// documents (docs/decisions/0011-positions-by-block.md).
#pragma once

#include <xapian.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace indexer {

/// So many documents, by their numbers in the index, are a block.
inline constexpr Xapian::docid kBlockSize = 1 << 14;

/// Where a term stands in a document: ascending, each once.
using Positions = std::vector<Xapian::termpos>;

/// One after the other, each as the distance from the one before.
void append_positions(std::string& packed, const Positions& positions);

/// A document by its place in its block.
using BlockOffset = std::uint16_t;
inline BlockOffset block_offset(Xapian::docid document) {
  return static_cast<BlockOffset>(document % kBlockSize);
}

/// The metadata key of what is known of `term` in the block of `document`. Keys of one block stand together.
std::string position_key(std::string_view term, Xapian::docid document);
/// All position keys, and no others, begin with it.
inline constexpr char kPositionKeyPrefix[] = "p:";

struct PositionKey {
  std::string term;
  Xapian::docid first = 0;  // number of the block's first document
};
/// What position_key() was given. Throws Xapian::DatabaseCorruptError where `key` is none of its keys.
PositionKey parse_position_key(std::string_view key);

/// Reads what write_positions() gave. Throws Xapian::DatabaseCorruptError where the bytes are something else.
class PositionBlock {
 public:
  /// `bytes` must outlive it. Empty: no document.
  explicit PositionBlock(std::string_view bytes) : bytes_(bytes), rest_(bytes) {}

  /// The positions in the document at `offset`, packed, as PositionCursor goes through them; empty where it
  /// does not have the term. Fast when asked in ascending order.
  std::string_view find(BlockOffset offset);
  /// The same, put into `positions`.
  void read(BlockOffset offset, Positions& positions);
  /// The next document and its positions; false at the end. Not to be mixed with the others.
  bool next(BlockOffset& offset, Positions& positions);

 private:
  struct Entry {
    BlockOffset offset = 0;
    bool single = false;
    std::string_view positions;  // packed
  };
  bool enter_group();
  void leave_group();
  bool peek();

  std::string_view bytes_, rest_;  // all; what follows the group
  std::string_view group_;         // of it what follows the entry
  BlockOffset last_in_group_ = 0;
  bool in_group_ = false, has_entry_ = false;
  BlockOffset asked_ = 0;     // of find()
  std::uint32_t before_ = 0;  // offset of the entry before, in the group
  Entry entry_;
};

/// What one document changes in a block: none of the positions removes it.
using PositionChange = std::pair<BlockOffset, Positions>;

/// The block `bytes` with `changes` (ascending, each offset once); empty where no document is left. Throws as
/// PositionBlock does.
std::string changed_positions(std::string_view bytes, std::span<const PositionChange> changes);

/// One block of several, each of which has a stretch of documents of its own. Throws as PositionBlock does.
std::string joined_positions(std::span<const std::string> blocks);

}  // namespace indexer
