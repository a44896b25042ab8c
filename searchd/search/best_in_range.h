// The best of any stretch of a long array, without looking at all of it: a tree of minima over blocks.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

namespace searchd {

/// Knows for blocks of an array, and for pairs of them and so on, the least rank in them: half a byte for
/// each item. Const once made: safe from any thread.
class BestInRange {
 public:
  BestInRange() = default;

  /// `rank(i)` of each i below `items`; smaller is better; below 2^31.
  template <typename Rank>
  BestInRange(std::size_t items, const Rank& rank)
      : blocks_((items + kBlock - 1) / kBlock),
        least_(2 * blocks_, std::numeric_limits<std::uint32_t>::max()) {
    for (std::size_t at = 0; at < items; ++at) {
      auto& least = least_[blocks_ + at / kBlock];
      least = std::min(least, rank(at));
    }
    for (std::size_t node = blocks_; node-- > 1;)
      least_[node] = std::min(least_[2 * node], least_[2 * node + 1]);
  }

  /// The `most` items of [first, last) that have the smallest ranks, in their order; of equal ones the first
  /// of the array comes first. `rank` as it was when this was made.
  template <typename Rank>
  std::vector<std::size_t> best(std::size_t first, std::size_t last, std::size_t most,
                                const Rank& rank) const {
    Open open;
    const auto add_items = [&](std::size_t from, std::size_t to) {
      for (auto at = from; at < to; ++at) open.add(rank(at), true, at);
    };
    const auto first_block = (first + kBlock - 1) / kBlock, last_block = last / kBlock;
    if (first_block >= last_block) {
      add_items(first, last);
    } else {
      add_items(first, first_block * kBlock);
      add_items(last_block * kBlock, last);
      for (auto low = blocks_ + first_block, high = blocks_ + last_block; low < high; low /= 2, high /= 2) {
        if (low % 2 == 1) open.add(least_[low], false, low), ++low;
        if (high % 2 == 1) --high, open.add(least_[high], false, high);
      }
    }
    std::vector<std::size_t> found;
    while (found.size() < most && !open.empty()) {
      const auto [is_item, place] = open.take();
      if (is_item) {
        found.push_back(place);
      } else if (place >= blocks_) {
        add_items((place - blocks_) * kBlock, (place - blocks_ + 1) * kBlock);
      } else {
        for (const auto child : {2 * place, 2 * place + 1}) open.add(least_[child], false, child);
      }
    }
    return found;
  }

 private:
  static constexpr std::size_t kBlock = 16;

  /// Items and parts of the tree that may hold the next best, the best first; of equal ones parts come first,
  /// so that no item is taken before another of its rank that stands before it.
  class Open {
   public:
    void add(std::uint32_t rank, bool is_item, std::size_t place) {
      heap_.push_back(std::uint64_t{rank} << 33U | std::uint64_t{is_item} << 32U | place);
      std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
    }
    bool empty() const { return heap_.empty(); }
    std::pair<bool, std::size_t> take() {
      std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
      const auto best = heap_.back();
      heap_.pop_back();
      return {(best >> 32U & 1U) != 0, static_cast<std::size_t>(best & 0xFFFFFFFFU)};
    }

   private:
    std::vector<std::uint64_t> heap_;
  };

  std::size_t blocks_ = 0;
  std::vector<std::uint32_t>
      least_;  // of node i at i; its children are 2i and 2i + 1, the blocks the last half
};

}  // namespace searchd
