#include "searchd/search/spelling_distance.h"

#include <algorithm>
#include <optional>

#include "analyzers/utf8.h"

namespace searchd {
namespace {

std::optional<std::size_t> near_index(char32_t letter) {
  constexpr char32_t kArabicBlock = 0x600;
  if (letter < 0x100) return letter;
  if (letter >= kArabicBlock && letter < kArabicBlock + 0x100) return letter - kArabicBlock + 0x100;
  return std::nullopt;
}

}  // namespace

SpellingDistance::SpellingDistance(std::string_view word) {
  analyzers::for_each_code_point(word, [this](char32_t letter) {
    if (length_ == kLongest) return;
    const auto place = std::uint64_t{1} << length_++;
    if (const auto index = near_index(letter)) {
      near_[*index] |= place;
      return;
    }
    const auto known = std::find_if(far_.begin(), far_.end(),
                                    [letter](const Places& places) { return places.letter == letter; });
    if (known == far_.end()) {
      far_.push_back({letter, place});
    } else {
      known->places |= place;
    }
  });
}

std::uint64_t SpellingDistance::places_of(char32_t letter) const {
  if (const auto index = near_index(letter)) return near_[*index];
  for (const auto& known : far_) {
    if (known.letter == letter) return known.places;
  }
  return 0;
}

// H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances" (2003): a column of
// the table of distances in a few words of bits, each bit saying by how much a cell differs from its
// neighbour.
std::size_t SpellingDistance::to(std::string_view other) const {
  if (length_ == 0) {
    std::size_t count = 0;
    analyzers::for_each_code_point(other, [&count](char32_t) { ++count; });
    return count;
  }
  std::uint64_t down_more = ~std::uint64_t{0};
  std::uint64_t down_less = 0;
  std::uint64_t diagonal_same = 0;
  std::uint64_t places_before = 0;
  std::size_t distance = length_;
  const auto last = std::uint64_t{1} << (length_ - 1);
  analyzers::for_each_code_point(other, [&](char32_t letter) {
    const auto places = places_of(letter);
    const auto swapped = ((~diagonal_same & places) << 1) & places_before;
    diagonal_same = (((places & down_more) + down_more) ^ down_more) | places | down_less | swapped;
    auto right_more = down_less | ~(diagonal_same | down_more);
    auto right_less = diagonal_same & down_more;
    distance += (right_more & last) != 0 ? 1U : 0U;
    distance -= (right_less & last) != 0 ? 1U : 0U;
    right_more = (right_more << 1) | 1U;
    right_less <<= 1;
    down_more = right_less | ~(diagonal_same | right_more);
    down_less = right_more & diagonal_same;
    places_before = places;
  });
  return distance;
}

}  // namespace searchd
