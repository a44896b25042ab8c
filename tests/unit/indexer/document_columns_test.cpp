// Columns that a writer leaves for readers say what the value slots say, or nothing.
#include "indexer/document_columns.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "indexer/commit_file.h"
#include "indexer/index_check.h"
#include "indexer/index_reader.h"
#include "tests/unit/indexer/left_for_readers.h"

using indexer::DocumentColumns;

namespace {

std::filesystem::path file_of(const tests::TestIndex& house) {
  return house.index.current().value() / "columns";
}

auto mapped(const tests::TestIndex& house) {
  return DocumentColumns::mapped(house.index.current().value(), house.database());
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
  tests::check_that_a_large_index_gets_new_ones(
      mapped, [](const DocumentColumns& columns, const tests::TestIndex& house) {
        return columns == *DocumentColumns::of_main(house.database());
      });
}

TEST_CASE("an update that changes nothing leaves the columns alone, unless they are of no use") {
  tests::check_that_it_is_left_alone(file_of, mapped, 1000);
}

TEST_CASE("columns that are cut off or changed are never read beyond their end") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 40);
  house.rebuild();
  const auto is_refused = [&house] {
    const auto columns = mapped(house);
    if (columns != nullptr) sum_of(*columns);
    return columns == nullptr;
  };
  // The head and the tables of values are small.
  CHECK(tests::refused_when_damaged(file_of(house), 400, 200, is_refused) > 100);
}

TEST_CASE("columns that leave a document out are nobody's") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  const auto columns = mapped(house);
  const auto existing = columns->existing();
  const std::string words(reinterpret_cast<const char*>(existing.data()), 2 * sizeof existing[0]);
  auto bytes = tests::file_text(file_of(house));
  const auto at = bytes.find(words);
  REQUIRE(at != std::string::npos);
  bytes[at + 1] = static_cast<char>(bytes[at + 1] ^ 1);
  tests::replace_file(file_of(house), bytes);
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
  auto bytes = tests::file_text(file_of(house));
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
  tests::replace_file(file_of(house), bytes);
  const auto damage = indexer::check_all(*house.archive, house.index, {}).index_damage;
  REQUIRE(damage.size() == 1);
  CHECK(damage.front().find("columns") != std::string::npos);
}
