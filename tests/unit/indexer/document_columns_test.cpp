// Columns that a writer leaves for readers say what the value slots say, or nothing.
#include "indexer/document_columns.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "indexer/commit_file.h"
#include "indexer/index_check.h"
#include "indexer/index_reader.h"
#include "tests/support/made_up_archive.h"
#include "tests/unit/indexer/test_index.h"

using indexer::DocumentColumns;

namespace {

std::filesystem::path file_of(const tests::TestIndex& house) {
  return house.index.current().value() / "columns";
}

auto mapped(const tests::TestIndex& house) {
  return DocumentColumns::mapped(house.index.current().value(), house.database());
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void put_bytes(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::remove(path);  // it may be mapped
  std::ofstream(path, std::ios::binary) << bytes;
}

// Looks at everything, as a search may.
std::int64_t sum_of(const DocumentColumns& columns) {
  std::int64_t sum = 0;
  for (const auto word : columns.existing()) sum += static_cast<std::int64_t>(word % 7);
  for (auto document = columns.first(); document < columns.end(); ++document) {
    sum += columns.lengths()[document - columns.first()];
    sum += columns.is_shown(document) + columns.month(document) % 7 + columns.first_day(document) % 7;
    sum += columns.id(document)[0] + static_cast<int>(columns.precision(document));
    if (columns.translation(document) != 0) sum += columns.is_shown(columns.translation(document));
    for (std::size_t field = 0; field < DocumentColumns::kFields; ++field) {
      for (const auto value : columns.values(field, document))
        sum += static_cast<std::int64_t>(columns.tables()[field].value(value).size());
    }
  }
  return sum;
}

}  // namespace

TEST_CASE("a rebuilt index brings its columns along") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  const auto columns = mapped(house);
  REQUIRE(columns != nullptr);
  const auto read = DocumentColumns::of_main(house.database());
  CHECK(*columns == *read);
  CHECK(columns->tables()[2].size() > 0);
  CHECK(sum_of(*columns) == sum_of(*read));
}

TEST_CASE("columns say which documents exist, and how long each of them is") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  house.archive->withdraw(tests::made_up_document(7).id, "a mistake", {});
  house.rebuild();
  const auto database = house.database();
  const auto columns = mapped(house);
  REQUIRE(columns != nullptr);
  CHECK(columns->lengths().size() == columns->end());
  CHECK(columns->existing().size() * DocumentColumns::kBitsInWord == columns->end());
  Xapian::doccount documents = 0, withdrawn = 0;
  for (Xapian::docid document = 0; document < columns->end(); ++document) {
    const auto word = columns->existing()[document / DocumentColumns::kBitsInWord];
    const bool exists = (word >> document % DocumentColumns::kBitsInWord & 1) != 0;
    const auto length = columns->lengths()[document];
    CHECK(length == (exists ? database.get_doclength(document) : 0));
    documents += exists ? 1 : 0;
    withdrawn += exists && length == 0 ? 1 : 0;
  }
  CHECK(documents == database.get_doccount());
  CHECK(withdrawn == 1);
}

TEST_CASE("columns of a commit before are nobody's; a large index gets new ones") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  tests::put_made_up(*house.archive, 90, 100);
  auto options = tests::TestIndex::small();
  options.main_is_larger = 1000;
  house.update(options);
  CHECK(mapped(house) == nullptr);
  tests::put_made_up(*house.archive, 100, 110);
  options.main_is_larger = 0;
  options.most_in_delta = 0;
  house.update(options);
  const auto columns = mapped(house);
  REQUIRE(columns != nullptr);
  CHECK(*columns == *DocumentColumns::of_main(house.database()));
}

TEST_CASE("an update that changes nothing leaves the columns alone, unless they are of no use") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  auto options = tests::TestIndex::small();
  options.main_is_larger = 0;
  options.most_in_delta = 0;
  const std::filesystem::file_time_type long_ago{};
  std::filesystem::last_write_time(file_of(house), long_ago);
  house.update(options);
  CHECK(std::filesystem::last_write_time(file_of(house)) == long_ago);
  put_bytes(file_of(house), bytes_of(file_of(house)).substr(0, 1000));
  CHECK(mapped(house) == nullptr);
  house.update(options);
  CHECK(mapped(house) != nullptr);
}

TEST_CASE("columns that are cut off or changed are never read beyond their end") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 40);
  house.rebuild();
  const auto whole = bytes_of(file_of(house));
  REQUIRE(whole.size() > 1000);
  std::mt19937 random(2014);
  int refused = 0;
  for (int trial = 0; trial < 400; ++trial) {
    auto bytes = whole;
    if (trial % 4 == 0) bytes.resize(random() % bytes.size());
    // The head and the tables of values are small: where a change does most.
    const auto range = trial % 2 == 0 ? std::min<std::size_t>(bytes.size(), 200) : bytes.size();
    for (auto changes = random() % 3; changes > 0 && range > 0; --changes)
      bytes[random() % range] = static_cast<char>(random());
    put_bytes(file_of(house), bytes);
    const auto columns = mapped(house);
    if (columns == nullptr) {
      ++refused;
    } else {
      sum_of(*columns);
    }
  }
  CHECK(refused > 100);
}

TEST_CASE("columns that leave a document out are nobody's") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  const auto columns = mapped(house);
  const auto existing = columns->existing();
  const std::string words(reinterpret_cast<const char*>(existing.data()), 2 * sizeof existing[0]);
  auto bytes = bytes_of(file_of(house));
  const auto at = bytes.find(words);
  REQUIRE(at != std::string::npos);
  bytes[at + 1] = static_cast<char>(bytes[at + 1] ^ 1);
  put_bytes(file_of(house), bytes);
  CHECK(mapped(house) == nullptr);
}

TEST_CASE("a file that is not finished leaves nothing behind") {
  const tests::TemporaryDirectory folder;
  {
    const std::vector<std::uint64_t> numbers{1, 2, 3};
    indexer::CommitFileWriter file(folder / "", "columns");
    file.put(std::span(numbers));
    CHECK_FALSE(std::filesystem::is_empty(folder / ""));
  }
  CHECK(std::filesystem::is_empty(folder / ""));
}

TEST_CASE("verify tells columns that are not those of the documents") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 40);
  house.rebuild();
  CHECK(indexer::check_all(*house.archive, house.index, {}).index_damage.empty());
  auto bytes = bytes_of(file_of(house));
  SUBCASE("by an id") {
    const auto id = bytes.find(tests::made_up_document(3).id);
    REQUIRE(id != std::string::npos);
    bytes[id] = bytes[id] == 'a' ? 'b' : 'a';
  }
  SUBCASE("by a length") {
    const auto columns = DocumentColumns::of_main(house.database());
    const auto lengths = columns->lengths();
    const auto length = bytes.find({reinterpret_cast<const char*>(&lengths[5]), 5 * sizeof(lengths[5])});
    REQUIRE(length != std::string::npos);
    ++bytes[length];
  }
  put_bytes(file_of(house), bytes);
  const auto damage = indexer::check_all(*house.archive, house.index, {}).index_damage;
  REQUIRE(damage.size() == 1);
  CHECK(damage.front().find("columns") != std::string::npos);
}
