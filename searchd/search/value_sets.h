// Which documents have each value of a field: what counts a large result without looking at each of its
// documents.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace searchd {

/// A set of documents, a bit for each place from 0 on.
class PlaceBits {
 public:
  explicit PlaceBits(std::size_t places) : words_((places + 63) / 64, 0) {}

  void set(std::size_t place) { words_[place / 64] |= std::uint64_t{1} << place % 64; }
  bool test(std::size_t place) const { return (words_[place / 64] >> place % 64 & 1U) != 0; }
  std::span<const std::uint64_t> words() const { return words_; }

 private:
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
