// Tests of position blocks: what is written is read, whatever is changed in between.
#include "indexer/position_block.h"

#include <doctest/doctest.h>

#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/position_changes.h"

using indexer::BlockOffset;
using indexer::PositionBlock;
using indexer::PositionChange;
using indexer::Positions;

namespace {

using Model = std::map<BlockOffset, Positions>;

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  unsigned below(unsigned end) { return std::uniform_int_distribution<unsigned>(0, end - 1)(random_); }

  Positions positions() {
    std::set<Xapian::termpos> places;
    for (auto count = below(4) == 0 ? 1 + below(200) : 1; count > 0; --count)
      places.insert(below(8) == 0 ? below(1U << 31U) : below(600));
    return {places.begin(), places.end()};
  }

 private:
  std::mt19937 random_;
};

Model read_all(const std::string& bytes) {
  Model read;
  PositionBlock block(bytes);
  BlockOffset offset = 0;
  for (Positions positions; block.next(offset, positions);) read.emplace(offset, positions);
  return read;
}

std::string written(const Model& model) {
  const std::vector<PositionChange> changes(model.begin(), model.end());
  return indexer::changed_positions({}, changes);
}

}  // namespace

TEST_CASE("a block holds what was written, through any changes") {
  Dice dice(7);
  for (const unsigned documents : {1U, 5U, 64U, 65U, 3000U, 16384U}) {
    CAPTURE(documents);
    Model model;
    std::string bytes;
    for (int round = 0; round < 6; ++round) {
      Model changes;
      for (auto count = 1 + dice.below(documents); count > 0; --count) {
        const auto offset = static_cast<BlockOffset>(dice.below(documents));
        changes[offset] = dice.below(4) == 0 ? Positions() : dice.positions();
      }
      const std::vector<PositionChange> list(changes.begin(), changes.end());
      bytes = indexer::changed_positions(bytes, list);
      for (const auto& [offset, positions] : changes) {
        model.erase(offset);
        if (!positions.empty()) model[offset] = positions;
      }
      CHECK(read_all(bytes) == model);
      CHECK_MESSAGE(bytes == written(model), "however it came about");
    }
  }
}

TEST_CASE("any document of a block can be asked for, in any order") {
  Dice dice(8);
  Model model;
  for (int i = 0; i < 900; ++i) model[static_cast<BlockOffset>(dice.below(16384))] = dice.positions();
  const auto bytes = written(model);
  PositionBlock block(bytes);
  Positions positions;
  for (int asked = 0; asked < 20'000; ++asked) {
    const bool one_that_is_there = dice.below(2) == 0;
    auto offset = static_cast<BlockOffset>(dice.below(16384));
    if (one_that_is_there)
      offset = std::next(model.begin(), dice.below(static_cast<unsigned>(model.size())))->first;
    block.read(offset, positions);
    const auto known = model.find(offset);
    REQUIRE(positions == (known == model.end() ? Positions() : known->second));
  }
}

TEST_CASE("a block without documents is empty") {
  CHECK(indexer::changed_positions({}, {}).empty());
  const auto one = written({{3, {1, 2}}});
  const PositionChange gone[] = {{3, {}}};
  CHECK(indexer::changed_positions(one, gone).empty());
  Positions positions = {1};
  PositionBlock("").read(5, positions);
  CHECK(positions.empty());
}

TEST_CASE("blocks of several stretches of documents are joined, in whatever order they come") {
  const Model first = {{1, {5}}, {2, {6, 9}}}, second = {{3, {1}}, {900, {2}}}, third = {{16383, {7}}};
  Model all = first;
  all.insert(second.begin(), second.end());
  all.insert(third.begin(), third.end());
  const std::string blocks[] = {written(third), written(first), written(second)};
  CHECK(indexer::joined_positions(blocks) == written(all));
  const std::string twice[] = {written(first), written(first)};
  CHECK_THROWS_AS(indexer::joined_positions(twice), Xapian::DatabaseCorruptError);
}

TEST_CASE("keys of blocks stand in the order of the documents, and are never longer than Xapian takes") {
  std::string before;
  for (Xapian::docid document = 0; document < 40 * 64 * indexer::kBlockSize;
       document += indexer::kBlockSize) {
    const auto key = indexer::position_key("word", document);
    CHECK(key == indexer::position_key("word", document + indexer::kBlockSize - 1));
    CHECK(before < key);
    const auto parsed = indexer::parse_position_key(key);
    CHECK(parsed.term == "word");
    CHECK(parsed.first == document);
    before = key;
  }
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  const auto last = indexer::position_key(std::string(245, 'x'), static_cast<Xapian::docid>(-1));
  CHECK(last.size() <= 252);
  CHECK_NOTHROW(database.set_metadata(last, "x"));
  for (const char* other : {"", "p:", "p:--", "q:---word", "p:-!-word"})
    CHECK_THROWS_AS(indexer::parse_position_key(other), Xapian::DatabaseCorruptError);
}

TEST_CASE("changes of one document follow each other, the last one counts") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  indexer::PositionChanges changes;
  const auto known = [&database](const char* term, Xapian::docid document) {
    const auto bytes = database.get_metadata(indexer::position_key(term, document));
    Positions positions;
    PositionBlock(bytes).read(indexer::block_offset(document), positions);
    return positions;
  };
  changes.add(20'000, {{"city", {1, 2}}, {"fell", {3}}});
  changes.add(7, {{"city", {9}}});
  changes.write_to(database);
  CHECK(known("city", 20'000) == Positions{1, 2});
  CHECK(known("city", 7) == Positions{9});

  changes.remove(20'000, "city");
  changes.remove(20'000, "fell");
  changes.add(20'000, {{"city", {4}}});
  CHECK_MESSAGE(known("fell", 20'000) == Positions{3}, "nothing is written before it is asked for");
  changes.write_to(database);
  CHECK(known("city", 20'000) == Positions{4});
  CHECK(known("fell", 20'000).empty());
  CHECK(database.get_metadata(indexer::position_key("fell", 20'000)).empty());
  changes.write_to(database);
  CHECK_MESSAGE(known("city", 20'000) == Positions{4}, "what was written is forgotten, not undone");
}

TEST_CASE("damaged bytes are refused, or read as something") {
  Dice dice(9);
  Model model;
  for (int i = 0; i < 300; ++i) model[static_cast<BlockOffset>(dice.below(16384))] = dice.positions();
  const auto bytes = written(model);
  int refused = 0;
  for (int round = 0; round < 2000; ++round) {
    const auto size = static_cast<unsigned>(bytes.size());
    auto damaged = bytes.substr(0, dice.below(2) == 0 ? size : 1 + dice.below(size - 1));
    damaged[dice.below(static_cast<unsigned>(damaged.size()))] ^= static_cast<char>(1U << dice.below(8));
    try {
      read_all(damaged);
      Positions positions;
      PositionBlock block(damaged);
      for (int asked = 0; asked < 10; ++asked)
        block.read(static_cast<BlockOffset>(dice.below(16384)), positions);
    } catch (const Xapian::DatabaseCorruptError&) {
      ++refused;
    }
  }
  CHECK(refused > 0);
}
