// The best of a stretch of an array, held against looking at all of it.
#include "searchd/search/best_in_range.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

using searchd::BestInRange;

namespace {

std::vector<std::size_t> best_by_looking(const std::vector<std::uint32_t>& ranks, std::size_t first,
                                         std::size_t last, std::size_t most) {
  std::vector<std::size_t> items(last - first);
  std::iota(items.begin(), items.end(), first);
  std::stable_sort(items.begin(), items.end(),
                   [&ranks](std::size_t a, std::size_t b) { return ranks[a] < ranks[b]; });
  items.resize(std::min(items.size(), most));
  return items;
}

void check_stretches(const std::vector<std::uint32_t>& ranks, std::mt19937& random) {
  const auto rank = [&ranks](std::size_t at) { return ranks[at]; };
  const BestInRange tree(ranks.size(), rank);
  for (int stretch = 0; stretch < 50; ++stretch) {
    const auto a = random() % (ranks.size() + 1), b = random() % (ranks.size() + 1);
    const auto first = stretch == 0 ? 0 : std::min(a, b);
    const auto last = stretch == 0 ? ranks.size() : std::max(a, b);
    for (const std::size_t most :
         {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{112}, ranks.size() + 1}) {
      CAPTURE(ranks.size());
      CAPTURE(first);
      CAPTURE(last);
      CAPTURE(most);
      REQUIRE(tree.best(first, last, most, rank) == best_by_looking(ranks, first, last, most));
    }
  }
}

}  // namespace

TEST_CASE("the best of any stretch are those that looking at all of it gives, in their order") {
  std::mt19937 random(7);
  for (const std::size_t size : {1, 2, 15, 16, 17, 31, 32, 33, 48, 100, 257, 1000, 4099}) {
    for (const std::uint32_t ranks :
         {1U, 5U, 100U, 0x7FFFFFFFU}) {  // of one rank, of few, of nearly as many as items
      std::vector<std::uint32_t> items(size);
      for (auto& item : items) item = static_cast<std::uint32_t>(random()) % ranks;
      check_stretches(items, random);
    }
  }
}

TEST_CASE("nothing has no best") {
  const auto rank = [](std::size_t) { return 0U; };
  CHECK(BestInRange().best(0, 0, 5, rank).empty());
  CHECK(BestInRange(0, rank).best(0, 0, 5, rank).empty());
  CHECK(BestInRange(40, rank).best(20, 20, 5, rank).empty());
}
