// The documents that are looked at together, one block after another, and what the index has of them.
#pragma once

#include <xapian.h>

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "indexer/postings.h"
#include "searchd/matching/block_bits.h"
#include "searchd/matching/execution_plan.h"
#include "searchd/matching/term_positions.h"

namespace searchd {

using indexer::BlockPostings;
/// A document by its place in its block.
using Offset = indexer::BlockOffset;

/// Of one run of one plan. Lets Xapian::Error through.
class Block {
 public:
  /// Keeps references.
  Block(const SearchedIndex& index, const ExecutionPlan& plan);

  /// Goes on to the block of documents [first, first + kBlockDocuments): the blocks come in their order,
  /// some may be left out.
  void enter(std::size_t first);

  /// In units of a set of bits of the whole index.
  std::size_t first_word() const { return first_ / kBitsInWord; }
  Offset offset_of(Xapian::docid document) const {
    assert(document >= first_ && document < first_ + kBlockDocuments);
    return static_cast<Offset>(document - first_);
  }
  Xapian::docid document_at(std::size_t offset) const { return static_cast<Xapian::docid>(first_ + offset); }

  /// What the term has in the block, ascending; documents that are replaced may be among it.
  const BlockPostings& postings(TermNumber term) const { return terms_[term].here; }
  /// What a clause of documents has in the block, ascending.
  std::span<const Xapian::docid> documents(PartNumber part) const { return documents_[part].here; }
  /// Leaves of `documents` those that may have all `pairs`, by what the index has of signatures.
  void keep_pairs(std::span<const indexer::PairSignatures::Pair> pairs, BlockBits& documents) const;
  /// Of a document of the block, as indexer::PositionCursor goes through them; as long as this stands at the
  /// block.
  std::string_view positions(TermNumber term, std::size_t offset);

 private:
  /// Documents, of which the block has a stretch.
  struct Documents {
    std::span<const Xapian::docid> rest;  // of the blocks to come
    std::span<const Xapian::docid> here;
  };
  struct Term {
    // Of the database that the block is of; null: read block by block.
    const indexer::Postings* all = nullptr;
    std::size_t stretch = 0;          // of them
    Xapian::PostingIterator at, end;  // where they are read block by block
    indexer::PostingsBuffer read;     // then: of the block
    BlockPostings here;
    std::unique_ptr<TermPositions> positions;
  };
  bool is_of_delta() const { return first_ >= index_.reader.first_in_delta(); }
  void decode(Term& term) const;

  const SearchedIndex& index_;
  const ExecutionPlan& plan_;
  std::size_t first_ = 0;
  std::vector<Term> terms_;
  std::vector<Documents> documents_;
};

/// Columns that are not in use: what is computed of a block needs a few, one inside the other.
template <typename Number>
class Scratch {
 public:
  class Loan {
   public:
    explicit Loan(Scratch& columns) : columns_(columns) {
      if (columns.idle_.empty()) columns.idle_.push_back(std::make_unique<Column<Number>>());
      column_ = std::move(columns.idle_.back());
      columns.idle_.pop_back();
    }
    ~Loan() { columns_.idle_.push_back(std::move(column_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;

    Column<Number>& operator*() { return *column_; }

   private:
    Scratch& columns_;
    std::unique_ptr<Column<Number>> column_;
  };

 private:
  std::vector<std::unique_ptr<Column<Number>>> idle_;
};

}  // namespace searchd
