// Where a term stands, document by document.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/index_reader.h"
#include "indexer/position_block.h"
#include "searchd/matching/decoded_index.h"

namespace searchd {

/// Fast where documents are asked for in ascending order. Used by one thread, that of the reader.
class TermPositions {
 public:
  /// Keeps references to `reader` and `decoded`, which are of one state.
  TermPositions(const indexer::IndexReader& reader, const DecodedIndex& decoded, std::string term)
      : reader_(reader), decoded_(decoded), term_(std::move(term)) {}
  TermPositions(const TermPositions&) = delete;
  TermPositions& operator=(const TermPositions&) = delete;

  /// Ascending, until the next call; none where the document has not the term. Lets Xapian::Error through.
  const indexer::Positions& in(Xapian::docid document) {
    if (document / indexer::kBlockSize != block_) enter(document);
    places_.read(indexer::block_offset(document), positions_);
    return positions_;
  }
  /// The same as indexer::PositionCursor goes through them; until a document of another block is asked for.
  std::string_view packed_in(Xapian::docid document) {
    if (document / indexer::kBlockSize != block_) enter(document);
    return places_.find(indexer::block_offset(document));
  }

 private:
  void enter(Xapian::docid document) {
    block_ = document / indexer::kBlockSize;
    bytes_ = decoded_.positions(reader_, term_, document);
    places_ = indexer::PositionBlock(*bytes_);
  }

  const indexer::IndexReader& reader_;
  const DecodedIndex& decoded_;
  const std::string term_;
  Xapian::docid block_ = static_cast<Xapian::docid>(-1);  // that bytes_ are of
  std::shared_ptr<const std::string> bytes_;
  indexer::PositionBlock places_{{}};
  indexer::Positions positions_;
};

}  // namespace searchd
