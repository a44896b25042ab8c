// The documents of a term, and how often it stands in each, as readers go through them: block by block.
#pragma once

#include <xapian.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/position_block.h"

namespace indexer {

/// Those of one block. A view: whoever has the postings must outlive it.
class BlockPostings {
 public:
  /// How often the term stands in a document in which it stands kMany times or more.
  struct Many {
    std::uint32_t at;  // number of the posting, of all that the term has
    Xapian::termcount count;
  };
  static constexpr std::uint8_t kMany = 0xFF;

  static constexpr std::size_t kBitsInWord = 64;
  static constexpr std::size_t kWords = kBlockSize / kBitsInWord;
  /// So many documents of a block are told by a bit for each of the block's, with how many precede each word
  /// of bits: that takes little more than their offsets, and sets of documents are made of it word by word.
  static constexpr std::size_t kDense = kBlockSize / 16;

  BlockPostings() = default;
  /// The `size` postings from `first` on, of all of the term, as Postings keeps them at `data`.
  BlockPostings(const unsigned char* data, std::size_t size, std::size_t first, std::span<const Many> many);

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  bool is_dense() const { return size_ >= kDense; }
  /// The documents, ascending. Only where they are not dense.
  std::span<const BlockOffset> offsets() const { return {offsets_, size_}; }
  /// Bit o % 64 of word o / 64: the document at offset o. Only where they are dense.
  std::span<const std::uint64_t, kWords> bits() const {
    return std::span<const std::uint64_t, kWords>(bits_, kWords);
  }
  /// How many are before the documents of each word of bits(). Only where they are dense.
  std::span<const std::uint16_t, kWords> ranks() const {
    return std::span<const std::uint16_t, kWords>(offsets_, kWords);
  }
  bool has(BlockOffset offset) const;
  /// How often the term stands in the document of posting `at` (wdf), from 0 on in the order of documents.
  Xapian::termcount count(std::size_t at) const {
    const auto count = counts_[at];
    return count < kMany ? count : count_of_many(at);
  }

  /// Calls `action` with the offset of each document and how often the term stands in it.
  template <typename Action>
  void for_each(Action action) const;
  /// The same for those that are also in `chosen`, as bits(). Only where they are dense.
  template <typename Action>
  void for_each_of(std::span<const std::uint64_t, kWords> chosen, Action action) const;

  /// Where all is as it must be, so that nothing is read beyond its end.
  bool is_whole() const;

 private:
  Xapian::termcount count_of_many(std::size_t at) const;

  std::size_t size_ = 0, first_ = 0;
  const std::uint64_t* bits_ = nullptr;
  const std::uint16_t* offsets_ = nullptr;  // or the ranks
  const std::uint8_t* counts_ = nullptr;
  std::span<const Many> many_;  // ascending by number
};

/// Of one term, in a database. A view: whoever has its parts must outlive it.
class Postings {
 public:
  using Many = BlockPostings::Many;
  /// A block that has the term. Its data: dense (see BlockPostings) words of bits, then ranks; else offsets;
  /// then counts of one byte, kMany for those that stand apart.
  struct Stretch {
    std::uint32_t block;
    std::uint32_t begin;  // number of its first posting
    std::uint32_t data;   // byte at which its data begin, a multiple of kAlignment

    bool operator==(const Stretch&) const = default;
  };

  static constexpr std::size_t kAlignment = 8;

  Postings() = default;
  /// `data` begin at a multiple of kAlignment.
  Postings(std::size_t size, std::span<const Stretch> stretches, std::span<const Many> many,
           std::span<const unsigned char> data)
      : size_(size), stretches_(stretches), many_(many), data_(data) {}

  std::size_t size() const { return size_; }
  bool has(Xapian::docid document) const;
  /// Of block `number` (document / kBlockSize). `stretch`, at first 0, speeds up asking for blocks in
  /// ascending order: it belongs to whoever asks.
  BlockPostings in_block(std::size_t number, std::size_t& stretch) const;

  std::span<const Stretch> stretches() const { return stretches_; }
  std::span<const Many> many() const { return many_; }
  std::span<const unsigned char> data() const { return data_; }
  bool operator==(const Postings& other) const;
  /// Where all is as it must be, of documents below `end`, so that nothing is read beyond its end: looks at
  /// everything but counts.
  bool is_whole(Xapian::docid end) const;

  /// How long the data of so many postings of one block are.
  static std::size_t data_size(std::size_t postings);

 private:
  BlockPostings of(std::size_t stretch) const {
    const auto& [block, begin, data] = stretches_[stretch];
    return {data_.data() + data, end_of(stretch) - begin, begin, many_};
  }
  std::size_t end_of(std::size_t stretch) const {
    return stretch + 1 < stretches_.size() ? stretches_[stretch + 1].begin : size_;
  }

  std::size_t size_ = 0;
  std::span<const Stretch> stretches_;
  std::span<const Many> many_;
  std::span<const unsigned char> data_;
};

/// Has what Postings shows. Moved, it has it where it was.
class PostingsBuffer {
 public:
  /// Behind all that are here, in a later block than the last where postings() was asked. Ends the life of
  /// postings that were given.
  void add(Xapian::docid document, Xapian::termcount count);
  void clear();
  /// All that were added.
  Postings postings();

  /// What it takes in memory.
  std::size_t bytes() const;
  void shrink_to_fit();
  /// What `documents` of them take at least: a count each.
  static std::size_t least_bytes(std::size_t documents) { return documents; }

 private:
  void end_block();
  void put_dense(unsigned char* data) const;

  std::size_t size_ = 0;
  std::vector<Postings::Stretch> stretches_;
  std::vector<Postings::Many> many_;
  std::vector<unsigned char> data_;
  std::vector<BlockOffset> offsets_;  // of the last block, which is not in the data yet
  std::vector<std::uint8_t> counts_;
};

/// All that `database` has of `term`. Lets Xapian::Error through.
PostingsBuffer read_postings(const Xapian::Database& database, const std::string& term);

template <typename Action>
void BlockPostings::for_each(Action action) const {
  if (is_dense()) return for_each_of(bits(), action);
  for (std::size_t at = 0; at < size_; ++at) action(offsets_[at], count(at));
}

template <typename Action>
void BlockPostings::for_each_of(std::span<const std::uint64_t, kWords> chosen, Action action) const {
  for (std::size_t word = 0; word < kWords; ++word) {
    auto both = bits_[word] & chosen[word];
    const bool all = both == bits_[word];
    for (std::size_t at = offsets_[word]; both != 0; both &= both - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(both));
      const auto before = bits_[word] & ((std::uint64_t{1} << bit) - 1);
      const auto posting = all ? at++ : at + static_cast<std::size_t>(std::popcount(before));
      action(static_cast<BlockOffset>(word * kBitsInWord + bit), count(posting));
    }
  }
}

}  // namespace indexer
