// A set of documents by their numbers.
#include "corpus/document_set.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <set>
#include <stdexcept>
#include <vector>

namespace {

std::vector<corpus::DocumentNumber> walked(const corpus::DocumentSet& set) {
  std::vector<corpus::DocumentNumber> numbers;
  for (auto number = set.next_after(0); number; number = set.next_after(*number)) numbers.push_back(*number);
  return numbers;
}

TEST_CASE("an empty set of documents holds none") {
  const corpus::DocumentSet set;
  CHECK(set.size() == 0);
  CHECK_FALSE(set.contains(1));
  CHECK_FALSE(set.next_after(0));
}

TEST_CASE("documents are walked in the order of their numbers, each once") {
  corpus::DocumentSet set;
  for (const corpus::DocumentNumber number : {1, 63, 64, 65, 128, 4096, 64, 1}) set.insert(number);
  CHECK(walked(set) == std::vector<corpus::DocumentNumber>{1, 63, 64, 65, 128, 4096});
  CHECK(set.size() == 6);
  CHECK(set.next_after(64) == 65);
  CHECK_FALSE(set.next_after(4096));
  CHECK_FALSE(set.contains(127));
  CHECK_FALSE(set.contains(1'000'000));
}

TEST_CASE("what is no number of a document takes no memory") {
  corpus::DocumentSet set;
  for (const corpus::DocumentNumber number :
       {INT64_MIN, INT64_C(-1), INT64_C(0), INT64_C(1) << 40, INT64_MAX}) {
    CAPTURE(number);
    CHECK_THROWS_AS(set.insert(number), std::length_error);
    CHECK_FALSE(set.contains(number));
  }
  CHECK(set.size() == 0);
}

TEST_CASE("a set of documents is what std::set is") {
  std::mt19937 random(2018);
  corpus::DocumentSet set;
  std::set<corpus::DocumentNumber> wanted;
  for (int i = 0; i < 2000; ++i) {
    const auto number = static_cast<corpus::DocumentNumber>(1 + random() % 5000);
    set.insert(number);
    wanted.insert(number);
  }
  CHECK(walked(set) == std::vector<corpus::DocumentNumber>(wanted.begin(), wanted.end()));
  CHECK(set.size() == wanted.size());
}

}  // namespace
