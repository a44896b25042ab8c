// Tests that an index knows of every word where it stands, however it came about, and says where it does not.
#include "indexer/position_check.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "indexer/index_schema.h"
#include "indexer/position_block.h"
#include "tests/support/index_digest.h"
#include "tests/support/made_up_archive.h"
#include "tests/unit/indexer/test_index.h"

namespace {

std::vector<std::string> damage_of(const Xapian::Database& database) {
  std::vector<std::string> damage;
  indexer::check_positions(database, [&damage](const std::string& what) { damage.push_back(what); });
  return damage;
}

Xapian::WritableDatabase opened(const tests::TestIndex& house) {
  return Xapian::WritableDatabase(house.index.current().value().string(), Xapian::DB_OPEN);
}

std::string first_key(const Xapian::Database& database) {
  return *database.metadata_keys_begin(indexer::kPositionKeyPrefix);
}

}  // namespace

TEST_CASE("an index that is updated knows the places that a rebuilt one knows") {
  tests::TestIndex house;
  for (std::uint32_t step = 0; step < 5; ++step) {
    tests::put_made_up(*house.archive, 10 * step, 10 * step + 60, step);
    house.archive->withdraw(tests::made_up_document(11 * step).id, "gone",
                            {"s", "f", "2026-11-21T08:50:25Z", std::to_string(step), ""});
    house.update();
    CHECK(damage_of(house.database()).empty());
  }
  const auto updated = tests::index_digest(house.index.current().value());
  house.rebuild();
  CHECK(damage_of(house.database()).empty());
  CHECK(tests::index_digest(house.index.current().value()) == updated);
}

TEST_CASE("of documents that are withdrawn no word and no place is left") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 30);
  house.update();
  CHECK_FALSE(first_key(house.database()).empty());
  for (std::uint32_t number = 0; number < 30; ++number) {
    house.archive->withdraw(tests::made_up_document(number).id, "gone",
                            {"s", "f", "2026-11-21T08:50:25Z", std::to_string(number), ""});
  }
  house.update();
  const auto database = house.database();
  CHECK(database.metadata_keys_begin(indexer::kPositionKeyPrefix) ==
        database.metadata_keys_end(indexer::kPositionKeyPrefix));
}

TEST_CASE("many segments make one index whose places are those of its documents") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 700);
  auto options = tests::TestIndex::small();
  options.segment_documents = 4;  // 175 segments: more than are merged at a time
  options.threads = 3;
  house.rebuild(options);
  CHECK(damage_of(house.database()).empty());
  const auto of_many = tests::index_digest(house.index.current().value());
  options.segment_documents = 1000;
  house.rebuild(options);
  CHECK(tests::index_digest(house.index.current().value()) == of_many);
}

TEST_CASE("what is not known, or not true, of the places of words is told") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 30);
  house.update();
  auto database = opened(house);
  const auto key = first_key(database);
  const auto damage_with = [&](const std::string& value) {
    const auto before = database.get_metadata(key);
    database.set_metadata(key, value);
    auto damage = damage_of(database);
    database.set_metadata(key, before);
    return damage;
  };
  CHECK(damage_with("").size() == 1);
  CHECK(damage_with("bytes").size() == 2);
  const indexer::PositionChange stranger[] = {{9000, {1}}};
  CHECK(damage_with(indexer::changed_positions(database.get_metadata(key), stranger)).size() == 2);
  database.set_metadata("p:-", "x");
  CHECK(damage_of(database).size() == 1);
  database.set_metadata("p:-", "");
  CHECK(damage_of(database).empty());
}
