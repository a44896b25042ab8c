// Tests of decoded postings: what was added is there, block by block, whatever the counts and the gaps.
#include "searchd/matching/postings.h"

#include <doctest/doctest.h>

#include <map>
#include <random>

using searchd::BlockPostings;
using searchd::Postings;

namespace {

using Model = std::map<Xapian::docid, Xapian::termcount>;

// Stretches without a document, full ones, and counts on both sides of what fits a byte.
Model some_postings(std::mt19937& random) {
  constexpr Xapian::termcount kCounts[] = {0, 1, 1, 2, 7, 254, 255, 256, 100'000, 0xFFFFFFFF};
  const unsigned widest = random() % 2 == 0 ? 3 : 5000;
  Model model;
  Xapian::docid document = 0;
  for (auto count = random() % 3000; count > 0; --count) {
    document += 1 + static_cast<Xapian::docid>(random() % widest);
    model[document] = kCounts[random() % std::size(kCounts)];
  }
  return model;
}

Postings postings_of(const Model& model) {
  Postings postings;
  for (const auto& [document, count] : model) postings.add(document, count);
  return postings;
}

void add_block(Model& read, const BlockPostings& here, std::size_t block) {
  for (std::size_t at = 0; at < here.size(); ++at) {
    const auto document = static_cast<Xapian::docid>(block * indexer::kBlockSize + here.offsets()[at]);
    CHECK(read.emplace_hint(read.end(), document, here.count(at))->second == here.count(at));
  }
}

}  // namespace

TEST_CASE("postings hold what was added, block by block") {
  std::mt19937 random(20261122);
  for (int round = 0; round < 60; ++round) {
    const auto model = some_postings(random);
    const auto postings = postings_of(model);
    CHECK(postings.size() == model.size());
    const auto blocks = model.empty() ? 1 : model.rbegin()->first / indexer::kBlockSize + 2;
    Model read;
    std::size_t stretch = 0;
    for (std::size_t block = 0; block < blocks; ++block)
      add_block(read, postings.in_block(block, stretch), block);
    CHECK(read == model);
  }
}

TEST_CASE("a block can be asked for without those before it") {
  Postings postings;
  postings.add(5, 1);
  postings.add(3 * indexer::kBlockSize, 300);
  std::size_t stretch = 0;
  CHECK(postings.in_block(2, stretch).empty());
  const auto third = postings.in_block(3, stretch);
  REQUIRE(third.size() == 1);
  CHECK(third.offsets().front() == 0);
  CHECK(third.count(0) == 300);
  CHECK(postings.in_block(4, stretch).empty());
}

TEST_CASE("whether a document has the term is told of every document") {
  std::mt19937 random(20261123);
  const auto model = some_postings(random);
  const auto postings = postings_of(model);
  for (Xapian::docid document = 0; document < 3 * indexer::kBlockSize; ++document) {
    CAPTURE(document);
    REQUIRE(postings.has(document) == model.contains(document));
  }
}

TEST_CASE("postings of few documents take three bytes each and little besides") {
  Postings postings;
  postings.reserve(1000);
  for (Xapian::docid document = 1; document <= 1000; ++document) postings.add(document, 3);
  CHECK(postings.bytes() >= 3000);
  CHECK(postings.bytes() < 3000 + 64);
  CHECK(Postings::bytes_of(1000) == 3000);
  postings.clear();
  CHECK(postings.size() == 0);
  CHECK_FALSE(postings.has(1));
}
