// Tests of postings: what was added is there, block by block, whatever the counts and the gaps.
#include "indexer/postings.h"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <random>
#include <span>
#include <vector>

using indexer::BlockPostings;
using indexer::Postings;
using indexer::PostingsBuffer;

namespace {

using Model = std::map<Xapian::docid, Xapian::termcount>;

// Stretches without a document, full ones, and counts on both sides of what fits a byte.
Model some_postings(std::mt19937& random) {
  constexpr Xapian::termcount kCounts[] = {0, 1, 1, 2, 7, 254, 255, 256, 100'000, 0xFFFFFFFF};
  Model model;
  Xapian::docid document = 0;
  unsigned widest = 3;
  for (auto count = random() % 20'000; count > 0; --count) {
    if (random() % 2000 == 0) widest = random() % 2 == 0 ? 3 : 5000;
    document += 1 + static_cast<Xapian::docid>(random() % widest);
    model[document] = kCounts[random() % std::size(kCounts)];
  }
  return model;
}

PostingsBuffer postings_of(const Model& model) {
  PostingsBuffer postings;
  for (const auto& [document, count] : model) postings.add(document, count);
  return postings;
}

void add_block(Model& read, const BlockPostings& here, std::size_t block) {
  std::size_t in_block = 0;
  here.for_each([&](indexer::BlockOffset offset, Xapian::termcount count) {
    const auto document = static_cast<Xapian::docid>(block * indexer::kBlockSize + offset);
    read.emplace_hint(read.end(), document, count);
    ++in_block;
  });
  CHECK(here.size() == in_block);
}

}  // namespace

TEST_CASE("postings hold what was added, block by block") {
  std::mt19937 random(20261122);
  for (int round = 0; round < 60; ++round) {
    const auto model = some_postings(random);
    auto buffer = postings_of(model);
    const auto postings = buffer.postings();
    CHECK(postings.size() == model.size());
    CHECK(postings.is_whole(model.empty() ? 1 : model.rbegin()->first + 1));
    const auto blocks = model.empty() ? 1 : model.rbegin()->first / indexer::kBlockSize + 2;
    Model read;
    std::size_t stretch = 0;
    for (std::size_t block = 0; block < blocks; ++block)
      add_block(read, postings.in_block(block, stretch), block);
    CHECK(read == model);
  }
}

TEST_CASE("a block can be asked for without those before it") {
  PostingsBuffer buffer;
  buffer.add(5, 1);
  buffer.add(3 * indexer::kBlockSize, 300);
  const auto postings = buffer.postings();
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
  auto buffer = postings_of(model);
  const auto postings = buffer.postings();
  for (Xapian::docid document = 0; document < 3 * indexer::kBlockSize; ++document) {
    CAPTURE(document);
    REQUIRE(postings.has(document) == model.contains(document));
  }
}

TEST_CASE("of a dense block those among chosen documents are gone through, with their own counts") {
  std::mt19937 random(20261124);
  for (const unsigned chance : {1U, 2U, 7U}) {
    CAPTURE(chance);
    PostingsBuffer buffer;
    std::array<std::uint64_t, BlockPostings::kWords> chosen{};
    Model expected;
    for (Xapian::docid document = 0; document < indexer::kBlockSize; ++document) {
      const bool is_there = random() % chance == 0, is_chosen = random() % 3 == 0;
      const auto count = static_cast<Xapian::termcount>(random() % 300);
      if (is_there) buffer.add(document, count);
      if (is_chosen) chosen[document / 64] |= std::uint64_t{1} << (document % 64);
      if (is_there && is_chosen) expected[document] = count;
    }
    std::size_t stretch = 0;
    const auto here = buffer.postings().in_block(0, stretch);
    REQUIRE(here.is_dense());
    Model found;
    here.for_each_of(chosen,
                     [&](indexer::BlockOffset offset, Xapian::termcount count) { found[offset] = count; });
    CHECK(found == expected);
  }
}

TEST_CASE("postings of few documents take three bytes each and little besides, of many less than two") {
  PostingsBuffer few, many;
  for (Xapian::docid document = 1; document <= 1000; ++document) few.add(document, 3);
  few.shrink_to_fit();
  CHECK(few.bytes() >= 3000);
  CHECK(few.bytes() < 3000 + 64);
  for (Xapian::docid document = 0; document < indexer::kBlockSize; document += 3) many.add(document, 3);
  many.shrink_to_fit();
  CHECK(many.bytes() < 2 * indexer::kBlockSize / 3);
  few.clear();
  CHECK(few.postings().size() == 0);
  CHECK_FALSE(few.postings().has(1));
}

TEST_CASE("postings that are not whole are told from those that are") {
  PostingsBuffer buffer;
  for (Xapian::docid document = 1; document < 2 * indexer::kBlockSize; document += 5) buffer.add(document, 1);
  buffer.add(2 * indexer::kBlockSize, 300);
  const auto whole = buffer.postings();
  const auto end = 2 * indexer::kBlockSize + 1;
  const auto with = [&](std::size_t size, const std::vector<Postings::Stretch>& stretches,
                        std::span<const unsigned char> data) {
    return Postings(size, stretches, whole.many(), data).is_whole(end);
  };
  const std::vector<Postings::Stretch> stretches(whole.stretches().begin(), whole.stretches().end());
  CHECK(with(whole.size(), stretches, whole.data()));
  CHECK_FALSE(with(whole.size() + 1, stretches, whole.data().first(whole.data().size() - 8)));
  CHECK_FALSE(with(whole.size(), stretches, whole.data().first(whole.data().size() - 8)));
  CHECK_FALSE(with(0, stretches, whole.data()));
  CHECK_FALSE(with(whole.size(), {}, whole.data()));
  for (const auto change : {0, 1, 2, 3}) {
    CAPTURE(change);
    auto changed = stretches;
    if (change == 0) changed[1].block = changed[0].block;
    if (change == 1) changed[1].begin = changed[0].begin;
    if (change == 2) changed[1].data += 8;
    if (change == 3) changed.back().block = end / indexer::kBlockSize + 1;
    CHECK_FALSE(with(whole.size(), changed, whole.data()));
  }
}

TEST_CASE("postings whose data are damaged are told from those that are whole") {
  PostingsBuffer buffer;
  for (Xapian::docid document = 1; document < indexer::kBlockSize; document += 5) buffer.add(document, 1);
  for (Xapian::docid document = 0; document < 200; ++document)
    buffer.add(indexer::kBlockSize + 3 * document, 1);
  const auto whole = buffer.postings();
  REQUIRE(whole.stretches().size() == 2);
  const std::vector<unsigned char> data(whole.data().begin(), whole.data().end());
  const auto is_whole_with = [&](std::size_t at, unsigned char change) {
    auto changed = data;
    changed[at] ^= change;
    return Postings(whole.size(), whole.stretches(), whole.many(), changed).is_whole(2 * indexer::kBlockSize);
  };
  const std::size_t ranks = indexer::kBlockSize / 8, counts = ranks + 2 * BlockPostings::kWords;
  const std::size_t offsets = whole.stretches()[1].data;
  CHECK(is_whole_with(counts + 1, 0));
  CHECK_FALSE(is_whole_with(7, 1));             // a document more or less
  CHECK_FALSE(is_whole_with(ranks - 1, 0x80));  // at the end too, which no rank follows
  CHECK_FALSE(is_whole_with(ranks, 1));
  CHECK_FALSE(is_whole_with(counts - 1, 0x40));
  CHECK_FALSE(is_whole_with(offsets, 0xFF));        // out of order
  CHECK_FALSE(is_whole_with(offsets + 399, 0xC0));  // the last one: beyond the block
  CHECK(is_whole_with(offsets + 400 + 10, 0x0F));   // counts may be any
}

TEST_CASE("a block is dense from a sixteenth of its documents on") {
  for (const std::size_t size : {BlockPostings::kDense - 1, BlockPostings::kDense}) {
    CAPTURE(size);
    PostingsBuffer buffer;
    for (Xapian::docid document = 0; document < size; ++document)
      buffer.add(7 + 3 * document, 1 + document % 300);
    const auto postings = buffer.postings();
    std::size_t stretch = 0;
    const auto here = postings.in_block(0, stretch);
    CHECK(here.is_dense() == (size == BlockPostings::kDense));
    CHECK(postings.is_whole(indexer::kBlockSize));
    Xapian::docid document = 0;
    here.for_each([&](indexer::BlockOffset offset, Xapian::termcount count) {
      CHECK(offset == 7 + 3 * document);
      CHECK(count == 1 + document % 300);
      ++document;
    });
    CHECK(document == size);
  }
}
