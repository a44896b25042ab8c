// Which documents have each value of a field: what counts a large result without looking at each of its
// documents.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "searchd/matching/block_bits.h"

namespace searchd {

/// A set of documents, a bit for each place from 0 on.
class PlaceBits {
 public:
  explicit PlaceBits(std::size_t places)
      : places_(places), words_((places + kBitsInWord - 1) / kBitsInWord, 0) {}

  std::size_t places() const { return places_; }
  /// New places have nothing set.
  void resize(std::size_t places) {
    places_ = places;
    words_.resize((places + kBitsInWord - 1) / kBitsInWord);
  }

  std::int64_t count() const { return count_common(words_.data(), words_.data(), words_.size()); }
  void set(std::size_t place) { words_[place / kBitsInWord] |= std::uint64_t{1} << place % kBitsInWord; }
  bool test(std::size_t place) const {
    return (words_[place / kBitsInWord] >> place % kBitsInWord & 1U) != 0;
  }
  void reset(std::size_t place) { words_[place / kBitsInWord] &= ~(std::uint64_t{1} << place % kBitsInWord); }
  std::span<const std::uint64_t> words() const { return words_; }
  /// In place of those of the block that begins at `first`; all of `block` are below places().
  void put(std::size_t first, const BlockBits& block) {
    const auto begin = first / kBitsInWord;
    std::copy_n(block.words().begin(), std::min(kBlockWords, words_.size() - begin),
                words_.begin() + static_cast<std::ptrdiff_t>(begin));
  }
  /// `other` has no places that are not here.
  PlaceBits& operator|=(const PlaceBits& other) {
    for (std::size_t at = 0; at < other.words_.size(); ++at) words_[at] |= other.words_[at];
    return *this;
  }
  /// Calls `action` with each place from `first`, at which a block begins, up to but not `end`, ascending.
  template <typename Action>
  void for_each(std::size_t first, std::size_t end, Action action) const {
    for (auto at = first / kBitsInWord; at < words_.size() && at * kBitsInWord < end; ++at) {
      for (auto word = words_[at]; word != 0; word &= word - 1) {
        const auto place = at * kBitsInWord + static_cast<std::size_t>(std::countr_zero(word));
        if (place < end) action(place);
      }
    }
  }

 private:
  std::size_t places_;
  std::vector<std::uint64_t> words_;
};

/// Const once made: safe from any thread. Frequent values are bits for all documents, rare ones lists of
/// documents: at a million documents a tenth of what bits for all would take and be read in.
class ValueSets {
 public:
  ValueSets() = default;
  /// The document at place p has the values ordinals[begins[p]] up to but not ordinals[begins[p + 1]], each
  /// once; all are below `values`.
  ValueSets(std::span<const std::uint32_t> begins, std::span<const std::uint32_t> ordinals,
            std::size_t values);

  /// Adds to counts[v] how many of `documents` have the value v, for all values of these sets. Takes the time
  /// of reading all sets, however few the documents are.
  void count(const PlaceBits& documents, std::span<std::int64_t> counts) const;

  /// Those that have any of the values v with wanted[v] != 0, and where `missing` says so those that have
  /// none. A value that has no number here is in no document.
  PlaceBits documents_with(std::span<const std::uint8_t> wanted, bool missing) const;

  /// How many of `documents` have no value.
  std::int64_t count_without(const PlaceBits& documents) const;

 private:
  struct FrequentValue {
    std::uint32_t value;
    PlaceBits documents;
  };
  std::vector<FrequentValue> frequent_;
  std::vector<std::uint32_t> rare_values_;  // that have places in rare_places_
  std::vector<std::uint32_t> rare_begins_;  // of the i-th: rare_places_[rare_begins_[i]] up to that of i + 1
  std::vector<std::uint32_t> rare_places_;
  PlaceBits without_{0};
};

}  // namespace searchd
