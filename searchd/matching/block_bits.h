// A set of documents of one block: as many document numbers as fit the processor's cache with all that is
// computed of them. The index keeps where words stand by the same blocks.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "indexer/position_block.h"
#include "indexer/postings.h"
#include "searchd/matching/bit_count.h"

namespace searchd {

inline constexpr std::size_t kBlockDocuments = indexer::kBlockSize;
inline constexpr std::size_t kBitsInWord = indexer::BlockPostings::kBitsInWord;
inline constexpr std::size_t kBlockWords = indexer::BlockPostings::kWords;

/// One number for each document of a block.
template <typename Number>
using Column = std::array<Number, kBlockDocuments>;

/// Documents by their offset in the block.
class BlockBits {
 public:
  void clear() { words_.fill(0); }
  void fill() { words_.fill(~std::uint64_t{0}); }
  void set(std::size_t offset) { words_[offset / kBitsInWord] |= bit(offset); }
  void reset(std::size_t offset) { words_[offset / kBitsInWord] &= ~bit(offset); }
  bool has(std::size_t offset) const { return (words_[offset / kBitsInWord] & bit(offset)) != 0; }
  bool any() const {
    return std::any_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word != 0; });
  }
  std::size_t count() const {
    return static_cast<std::size_t>(count_common(words_.data(), words_.data(), kBlockWords));
  }
  /// Whether all of these are in `other`.
  bool is_within(const BlockBits& other) const {
    for (std::size_t at = 0; at < kBlockWords; ++at) {
      if ((words_[at] & ~other.words_[at]) != 0) return false;
    }
    return true;
  }
  BlockBits& operator&=(const BlockBits& other) {
    for (std::size_t at = 0; at < kBlockWords; ++at) words_[at] &= other.words_[at];
    return *this;
  }
  BlockBits& operator|=(const BlockBits& other) {
    for (std::size_t at = 0; at < kBlockWords; ++at) words_[at] |= other.words_[at];
    return *this;
  }
  /// Without those of `other`.
  void leave_out(const BlockBits& other) {
    for (std::size_t at = 0; at < kBlockWords; ++at) words_[at] &= ~other.words_[at];
  }
  /// As those above, of words of bits.
  void add(std::span<const std::uint64_t, kBlockWords> bits) {
    for (std::size_t at = 0; at < kBlockWords; ++at) words_[at] |= bits[at];
  }
  void keep(std::span<const std::uint64_t, kBlockWords> bits) {
    for (std::size_t at = 0; at < kBlockWords; ++at) words_[at] &= bits[at];
  }
  std::span<const std::uint64_t, kBlockWords> words() const { return words_; }
  /// `bits` of a whole index; those beyond its end are none. The block begins at word `first` of it.
  void keep(std::span<const std::uint64_t> bits, std::size_t first) {
    const auto there = bits.size() > first ? std::min(kBlockWords, bits.size() - first) : 0;
    for (std::size_t at = 0; at < there; ++at) words_[at] &= bits[first + at];
    std::fill(words_.begin() + there, words_.end(), 0);
  }
  /// Without `bits` of a whole index, of which the block begins at word `first`.
  void leave_out_of(std::span<const std::uint64_t> bits, std::size_t first) {
    for (std::size_t at = 0; at < kBlockWords && first + at < bits.size(); ++at)
      words_[at] &= ~bits[first + at];
  }
  /// Calls `action` with each offset, ascending.
  template <typename Action>
  void for_each(Action action) const {
    for (std::size_t at = 0; at < kBlockWords; ++at) {
      for (auto word = words_[at]; word != 0; word &= word - 1) {
        action(at * kBitsInWord + static_cast<std::size_t>(std::countr_zero(word)));
      }
    }
  }

 private:
  static std::uint64_t bit(std::size_t offset) { return std::uint64_t{1} << (offset % kBitsInWord); }

  std::array<std::uint64_t, kBlockWords> words_;
};

}  // namespace searchd
