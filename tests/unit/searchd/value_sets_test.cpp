// Counting by sets gives what looking at each document gives.
#include "searchd/search/value_sets.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

using searchd::PlaceBits;
using searchd::ValueSets;

namespace {

struct Field {
  std::vector<std::uint32_t> begins{0}, ordinals;
};

// The lower a value's number, the more documents have it; some have none.
Field random_field(std::mt19937& random, std::size_t places, std::uint32_t values) {
  Field field;
  for (std::size_t place = 0; place < places; ++place) {
    for (std::uint32_t value = 0; value < values; ++value) {
      if (random() % (2 * (value + 1)) == 0 && random() % 3 == 0) field.ordinals.push_back(value);
    }
    field.begins.push_back(static_cast<std::uint32_t>(field.ordinals.size()));
  }
  return field;
}

}  // namespace

TEST_CASE("counts by sets are those of looking at each document") {
  std::mt19937 random(2014);
  for (const std::size_t places : {0U, 1U, 63U, 64U, 65U, 3000U}) {
    constexpr std::uint32_t kValues = 200;  // the last of them rare among 3,000
    const auto field = random_field(random, places, kValues);
    const ValueSets sets(field.begins, field.ordinals, kValues);
    for (const unsigned share : {1U, 2U, 40U, 5000U}) {
      CAPTURE(places);
      CAPTURE(share);
      PlaceBits documents(places);
      std::vector<std::int64_t> expected(kValues, 0);
      std::int64_t without = 0;
      for (std::size_t place = 0; place < places; ++place) {
        if (random() % share != 0) continue;
        documents.set(place);
        if (field.begins[place] == field.begins[place + 1]) ++without;
        for (auto at = field.begins[place]; at < field.begins[place + 1]; ++at)
          ++expected[field.ordinals[at]];
      }
      std::vector<std::int64_t> counts(kValues, 0);
      sets.count(documents, counts);
      CHECK(counts == expected);
      CHECK(sets.count_without(documents) == without);
    }
  }
}

TEST_CASE("no field has no values") {
  const ValueSets sets;
  CHECK(sets.count_without(PlaceBits(0)) == 0);
}
