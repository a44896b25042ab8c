#include "corpus/text_comparison.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>

namespace corpus {
namespace {

// Some 0.1 s, measured on texts that have nothing in common but frequent words.
constexpr std::int64_t kMostSteps = 20'000'000;
// Pieces that go or come in one block: what differs more is not a way that a reader would follow.
constexpr std::int64_t kMostEdits = 1'000;
constexpr std::int64_t kNowhere = -1;

struct Block {
  PieceRange earlier, later;
};

/// Furthest points of the search on the diagonals -size to size.
class Diagonals {
 public:
  explicit Diagonals(std::int64_t size)
      : size_(size), reached_(static_cast<std::size_t>(2 * size + 1), kNowhere) {}
  std::int64_t& operator[](std::int64_t diagonal) {
    return reached_[static_cast<std::size_t>(diagonal + size_)];
  }

 private:
  std::int64_t size_;
  std::vector<std::int64_t> reached_;
};

class Comparison {
 public:
  Comparison(const TextPieces& earlier, const TextPieces& later) : earlier_(earlier), later_(later) {
    changed_.gone.assign(earlier.size(), false);
    changed_.came.assign(later.size(), false);
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    const auto number_all = [&numbers](const TextPieces& pieces, std::vector<std::uint32_t>& all) {
      all.reserve(pieces.size());
      for (std::uint32_t at = 0; at < pieces.size(); ++at) {
        const auto next = static_cast<std::uint32_t>(numbers.size());
        all.push_back(numbers.emplace(pieces.text_of(at), next).first->second);
      }
    };
    number_all(earlier, a_);
    number_all(later, b_);
    seen_.resize(numbers.size());
  }

  Changed compare() {
    blocks_.push_back({{0, earlier_.size()}, {0, later_.size()}});
    while (!blocks_.empty()) {
      auto block = blocks_.back();
      blocks_.pop_back();
      trim(block);
      if (block.earlier.empty() || block.later.empty() || !spend(block.earlier.size() + block.later.size())) {
        replace(block);
      } else if (!split_at_words(block) && !split_in_the_middle(block)) {
        replace(block);
      }
    }
    return std::move(changed_);
  }

 private:
  struct Seen {
    std::uint32_t earlier = 0, later = 0;  // how often
    std::uint32_t place = 0;               // in the later text
  };

  bool spend(std::int64_t steps) { return (steps_ += steps) <= kMostSteps; }

  void trim(Block& block) const {
    auto& [earlier, later] = block;
    while (!earlier.empty() && !later.empty() && a_[earlier.begin] == b_[later.begin])
      ++earlier.begin, ++later.begin;
    while (!earlier.empty() && !later.empty() && a_[earlier.end - 1] == b_[later.end - 1])
      --earlier.end, --later.end;
  }

  void replace(const Block& block) {
    for (auto at = block.earlier.begin; at < block.earlier.end; ++at) changed_.gone[at] = true;
    for (auto at = block.later.begin; at < block.later.end; ++at) changed_.came[at] = true;
  }

  // --- words that both have once ---

  using Pair = std::pair<std::uint32_t, std::uint32_t>;  // places in the earlier and the later text

  bool split_at_words(const Block& block) {
    const auto pairs = longest_ascent(words_in_both(block));
    if (pairs.empty()) return false;
    auto begin = Pair{block.earlier.begin, block.later.begin};
    for (const auto& [i, j] : pairs) {
      blocks_.push_back({{begin.first, i}, {begin.second, j}});
      begin = {i + 1, j + 1};
    }
    blocks_.push_back({{begin.first, block.earlier.end}, {begin.second, block.later.end}});
    return true;
  }

  // In the order of the earlier text.
  std::vector<Pair> words_in_both(const Block& block) {
    for (auto at = block.earlier.begin; at < block.earlier.end; ++at) seen_[a_[at]] = {};
    for (auto at = block.later.begin; at < block.later.end; ++at) seen_[b_[at]] = {};
    for (auto at = block.earlier.begin; at < block.earlier.end; ++at) ++seen_[a_[at]].earlier;
    for (auto at = block.later.begin; at < block.later.end; ++at) {
      ++seen_[b_[at]].later;
      seen_[b_[at]].place = at;
    }
    std::vector<Pair> pairs;
    for (auto at = block.earlier.begin; at < block.earlier.end; ++at) {
      const auto& seen = seen_[a_[at]];
      if (seen.earlier == 1 && seen.later == 1 && earlier_[at].is_word) pairs.emplace_back(at, seen.place);
    }
    return pairs;
  }

  // The most of them that stand in the same order in both texts.
  static std::vector<Pair> longest_ascent(const std::vector<Pair>& pairs) {
    constexpr std::size_t kNone = SIZE_MAX;
    std::vector<std::size_t> tops, before(pairs.size(), kNone);
    for (std::size_t at = 0; at < pairs.size(); ++at) {
      const auto pile = std::partition_point(
          tops.begin(), tops.end(), [&](std::size_t top) { return pairs[top].second < pairs[at].second; });
      if (pile != tops.begin()) before[at] = *(pile - 1);
      if (pile == tops.end()) {
        tops.push_back(at);
      } else {
        *pile = at;
      }
    }
    std::vector<Pair> ascent;
    for (auto at = tops.empty() ? kNone : tops.back(); at != kNone; at = before[at])
      ascent.push_back(pairs[at]);
    std::reverse(ascent.begin(), ascent.end());
    return ascent;
  }

  // --- the shortest way ---

  bool split_in_the_middle(const Block& block) {
    const auto middle = middle_of(block);
    if (!middle) return false;
    const auto i = block.earlier.begin + middle->first;
    const auto j = block.later.begin + middle->second;
    const bool is_corner = (i == block.earlier.begin && j == block.later.begin) ||
                           (i == block.earlier.end && j == block.later.end);
    if (is_corner) return false;
    blocks_.push_back({{block.earlier.begin, i}, {block.later.begin, j}});
    blocks_.push_back({{i, block.earlier.end}, {j, block.later.end}});
    return true;
  }

  /// One step of a search from a corner of the block: the furthest point on `diagonal` (x - y) with one edit
  /// more, as its x; kNowhere where there is none.
  template <typename AreEqual>
  std::int64_t step(Diagonals& reached, std::int64_t diagonal, std::int64_t width, std::int64_t height,
                    AreEqual are_equal) {
    const auto from_left = reached[diagonal - 1];
    const auto from_above = reached[diagonal + 1];
    std::int64_t x = kNowhere;
    if (from_left != kNowhere && from_left < width) x = from_left + 1;
    if (from_above != kNowhere && from_above - diagonal <= height) x = std::max(x, from_above);
    if (x == kNowhere) return x;
    const auto begin = x;
    while (x < width && x - diagonal < height && are_equal(x, x - diagonal)) ++x;
    steps_ += x - begin + 1;
    return x;
  }

  // A point on a shortest way from the block's one corner to the other, where searches from both corners
  // meet. Nothing where the way is long or no steps are left.
  std::optional<Pair> middle_of(const Block& block) {
    const std::int64_t width = block.earlier.size(), height = block.later.size(), turn = width - height;
    const auto most = std::min((width + height + 1) / 2, kMostEdits);
    const auto* a = a_.data() + block.earlier.begin;
    const auto* b = b_.data() + block.later.begin;
    const auto ahead = [a, b](std::int64_t x, std::int64_t y) { return a[x] == b[y]; };
    const auto back = [a, b, width, height](std::int64_t x, std::int64_t y) {
      return a[width - 1 - x] == b[height - 1 - y];
    };
    Diagonals forward(most + 1), backward(most + 1);
    forward[1] = backward[1] = 0;  // so that the first step stands in the corner
    const auto point = [](std::int64_t x, std::int64_t y) {
      return Pair{static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y)};
    };
    for (std::int64_t edits = 0; edits <= most && spend(0); ++edits) {
      for (auto at = -edits; at <= edits; at += 2) {
        const auto x = forward[at] = step(forward, at, width, height, ahead);
        const auto other = turn - at;
        if (turn % 2 == 0 || x == kNowhere || std::abs(other) > edits - 1) continue;
        if (backward[other] != kNowhere && x + backward[other] >= width) return point(x, x - at);
      }
      for (auto at = -edits; at <= edits; at += 2) {
        const auto x = backward[at] = step(backward, at, width, height, back);
        const auto other = turn - at;
        if (turn % 2 != 0 || x == kNowhere || std::abs(other) > edits) continue;
        if (forward[other] != kNowhere && x + forward[other] >= width)
          return point(width - x, height - (x - at));
      }
    }
    return std::nullopt;
  }

  const TextPieces& earlier_;
  const TextPieces& later_;
  std::vector<std::uint32_t> a_, b_;  // the pieces as numbers: equal ones have the same
  std::vector<Seen> seen_;            // of each number, in the block at hand
  std::vector<Block> blocks_;         // still to be compared
  Changed changed_;
  std::int64_t steps_ = 0;
};

}  // namespace

Changed compare_pieces(const TextPieces& earlier, const TextPieces& later) {
  return Comparison(earlier, later).compare();
}

}  // namespace corpus
