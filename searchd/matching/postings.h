// The documents of a term, and how often it stands in each: three bytes for one, so that a cache holds many.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/position_block.h"

namespace searchd {

/// A document by its place in its block.
using Offset = indexer::BlockOffset;

class Postings;

/// Those of one block, ascending; as long as the postings they are of.
class BlockPostings {
 public:
  BlockPostings() = default;
  BlockPostings(const Postings& all, std::size_t begin, std::size_t end);

  bool empty() const { return offsets_.empty(); }
  std::size_t size() const { return offsets_.size(); }
  std::span<const Offset> offsets() const { return offsets_; }
  /// How often the term stands in the document at offsets()[at] (wdf).
  inline Xapian::termcount count(std::size_t at) const;

 private:
  const Postings* all_ = nullptr;
  std::size_t begin_ = 0;
  std::span<const Offset> offsets_;
  const std::uint8_t* counts_ = nullptr;
};

/// Of one term, in a database or a part of one. Once it is whole any thread may read it.
class Postings {
 public:
  /// Behind all that are here.
  void add(Xapian::docid document, Xapian::termcount count);
  void reserve(std::size_t documents);
  void clear();

  std::size_t size() const { return offsets_.size(); }
  bool has(Xapian::docid document) const;
  /// Of block `number` (document / indexer::kBlockSize). `stretch`, at first 0, speeds up asking for blocks
  /// in ascending order: it belongs to whoever asks.
  BlockPostings in_block(std::size_t number, std::size_t& stretch) const;

  std::size_t bytes() const;
  /// What `documents` of them take about, before they are read.
  static std::size_t bytes_of(std::size_t documents) { return documents * (sizeof(Offset) + 1); }

 private:
  friend class BlockPostings;
  /// A block that has the term: its postings begin here and end where the next one's begin.
  struct Stretch {
    std::uint32_t block, begin;
  };
  /// How often the term stands in a document in which it stands kMany times or more.
  struct Many {
    std::uint32_t at;
    Xapian::termcount count;
  };
  static constexpr std::uint8_t kMany = 0xFF;

  std::size_t end_of(std::size_t stretch) const {
    return stretch + 1 < stretches_.size() ? stretches_[stretch + 1].begin : offsets_.size();
  }
  Xapian::termcount count_of_many(std::size_t at) const;

  std::vector<Stretch> stretches_;
  std::vector<Offset> offsets_;
  std::vector<std::uint8_t> counts_;  // of each; kMany: in many_
  std::vector<Many> many_;            // ascending by place
};

inline Xapian::termcount BlockPostings::count(std::size_t at) const {
  const auto count = counts_[at];
  return count < Postings::kMany ? count : all_->count_of_many(begin_ + at);
}

/// All that `database` has of `term`: some `documents` of them, where that is known. Lets Xapian::Error
/// through.
Postings read_postings(const Xapian::Database& database, const std::string& term,
                       Xapian::doccount documents = 0);

}  // namespace searchd
