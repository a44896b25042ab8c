// Where a term stands, document by document.
#pragma once

#include <xapian.h>

#include <string>

#include "indexer/index_reader.h"
#include "indexer/position_block.h"

namespace searchd {

/// Fast where documents are asked for in ascending order. Used with the reader it was made with, by one
/// thread.
class TermPositions {
 public:
  /// Keeps a reference to `reader`.
  TermPositions(const indexer::IndexReader& reader, std::string term)
      : reader_(reader), term_(std::move(term)) {}
  TermPositions(const TermPositions&) = delete;
  TermPositions& operator=(const TermPositions&) = delete;

  /// Ascending, until the next call; none where the document has not the term. Lets Xapian::Error through.
  const indexer::Positions& in(Xapian::docid document) {
    if (document / indexer::kBlockSize != block_) enter(document);
    places_.read(indexer::block_offset(document), positions_);
    return positions_;
  }

 private:
  void enter(Xapian::docid document) {
    block_ = document / indexer::kBlockSize;
    bytes_ = reader_.positions(term_, document);
    places_ = indexer::PositionBlock(bytes_);
  }

  const indexer::IndexReader& reader_;
  const std::string term_;
  Xapian::docid block_ = static_cast<Xapian::docid>(-1);  // that bytes_ are of
  std::string bytes_;
  indexer::PositionBlock places_{bytes_};
  indexer::Positions positions_;
};

}  // namespace searchd
