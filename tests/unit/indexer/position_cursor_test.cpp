// Tests of going through packed positions: a cursor stands where the unpacked positions say, wherever it
// goes.
#include "indexer/position_cursor.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "indexer/position_block.h"

using indexer::PositionCursor;
using indexer::Positions;

namespace {

std::string packed(const Positions& positions) {
  std::string bytes;
  indexer::append_positions(bytes, positions);
  return bytes;
}

Positions some_positions(std::mt19937& random) {
  std::set<Xapian::termpos> places;
  const unsigned reach = random() % 8 == 0 ? 1U << 31U : 1500;
  for (auto count = random() % 120; count > 0; --count)
    places.insert(static_cast<Xapian::termpos>(random() % reach));
  return {places.begin(), places.end()};
}

}  // namespace

TEST_CASE("a cursor goes through all positions") {
  std::mt19937 random(20261122);
  for (int round = 0; round < 500; ++round) {
    const auto positions = some_positions(random);
    const auto bytes = packed(positions);
    Positions gone_through;
    for (PositionCursor cursor(bytes); !cursor.at_end(); cursor.next())
      gone_through.push_back(cursor.position());
    CHECK(gone_through == positions);
  }
}

TEST_CASE("a cursor passes to the first position that is not too early, and never goes back") {
  std::mt19937 random(20261123);
  for (int round = 0; round < 2000; ++round) {
    const auto positions = some_positions(random);
    const auto bytes = packed(positions);
    PositionCursor cursor(bytes);
    auto expected = positions.begin();
    Xapian::termpos least = 0;
    while (!cursor.at_end()) {
      least =
          random() % 4 == 0 ? cursor.position() + 1 : least + static_cast<Xapian::termpos>(random() % 200);
      cursor.pass(least);
      expected = std::lower_bound(expected, positions.end(), least);
      REQUIRE(cursor.at_end() == (expected == positions.end()));
      if (!cursor.at_end()) REQUIRE(cursor.position() == *expected);
    }
  }
}

TEST_CASE("a cursor without positions is at its end") {
  PositionCursor cursor("");
  CHECK(cursor.at_end());
  cursor.pass(5);
  CHECK(cursor.at_end());
}

TEST_CASE("a cursor refuses what no positions are") {
  const std::string cut = "\x85";  // more of the number should follow
  CHECK_THROWS_AS(PositionCursor{cut}, Xapian::DatabaseCorruptError);
  const std::string too_far = packed({0xFFFFFFFF}) + "\x01";
  PositionCursor cursor(too_far);
  CHECK(cursor.position() == 0xFFFFFFFF);
  CHECK_THROWS_AS(cursor.next(), Xapian::DatabaseCorruptError);
}
