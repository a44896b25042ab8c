// Where a term stands, document by document.
#pragma once

#include <xapian.h>

#include <string>

#include "indexer/position_block.h"

namespace searchd {

/// Fast where documents are asked for in ascending order. Used with the handle it was made with, by one
/// thread.
class TermPositions {
 public:
  /// Keeps a reference to `database`.
  TermPositions(const Xapian::Database& database, std::string term)
      : database_(database), term_(std::move(term)) {}
  TermPositions(const TermPositions&) = delete;
  TermPositions& operator=(const TermPositions&) = delete;

  /// Ascending, until the next call; none where the document has not the term. Lets Xapian::Error through.
  const indexer::Positions& in(Xapian::docid document) {
    if (document / indexer::kBlockSize != block_) enter(document);
    reader_.read(indexer::block_offset(document), positions_);
    return positions_;
  }

 private:
  void enter(Xapian::docid document) {
    block_ = document / indexer::kBlockSize;
    bytes_ = database_.get_metadata(indexer::position_key(term_, document));
    reader_ = indexer::PositionBlock(bytes_);
  }

  const Xapian::Database& database_;
  const std::string term_;
  Xapian::docid block_ = static_cast<Xapian::docid>(-1);  // that bytes_ are of
  std::string bytes_;
  indexer::PositionBlock reader_{bytes_};
  indexer::Positions positions_;
};

}  // namespace searchd
