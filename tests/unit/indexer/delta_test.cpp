// Tests of the delta: what few changes of a large index are written into, and where they go from there.
#include <doctest/doctest.h>
#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "indexer/delta_writer.h"
#include "indexer/index_check.h"
#include "indexer/index_reader.h"
#include "indexer/index_schema.h"
#include "indexer/index_update.h"
#include "tests/support/made_up_archive.h"
#include "tests/unit/indexer/test_index.h"

namespace fs = std::filesystem;
using indexer::Field;
using indexer::index_term;
using indexer::IndexReader;

namespace {

/// Fifty documents in the main database.
struct LargeIndex : tests::TestIndex {
  LargeIndex() {
    tests::put_made_up(*archive, 0, 50);
    update();
  }

  // An index of any size is a large one here.
  static indexer::UpdateOptions beside(std::size_t most_in_delta = 100) {
    auto options = small();
    options.main_is_larger = 0;
    options.most_in_delta = most_in_delta;
    return options;
  }

  IndexReader reader() const { return IndexReader(index.current().value()); }
  fs::path delta() const { return indexer::delta_folder(index.current().value(), database().get_revision()); }
  std::vector<std::string> deltas() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(index.current().value())) {
      if (indexer::is_delta_name(entry.path().filename().string()))
        names.push_back(entry.path().filename().string());
    }
    return names;
  }
  std::string damage() const {
    const auto report = indexer::check_all(*archive, index, {});
    CHECK(report.index_revision == archive->revision());
    return report.index_damage.empty() ? "" : report.index_damage.front();
  }
};

std::string id_of(std::uint32_t number) { return tests::made_up_document(number).id; }

std::vector<Xapian::docid> numbers_of(const IndexReader& reader, std::uint32_t document) {
  return reader.documents_with(index_term(Field::id, id_of(document)));
}

std::string title_of(const IndexReader& reader, std::uint32_t document) {
  const auto number = numbers_of(reader, document).at(0);
  return reader.holding(number).get_document(number).get_value(indexer::kTitleSlot);
}

void withdraw(corpus::Archive& archive, std::uint32_t document) {
  archive.withdraw(id_of(document), "gone from its source", {"s", "f", "2026-11-21T08:50:25Z", "v", ""});
}

}  // namespace

TEST_CASE("few changes leave the main database alone, and readers see them") {
  LargeIndex house;
  const auto before = house.database().get_revision();
  tests::put_made_up(*house.archive, 48, 52, 1);
  const auto report = house.update(LargeIndex::beside());
  CHECK_FALSE(report.rebuilt);
  CHECK(report.documents == 4);
  CHECK(report.revision == house.archive->revision());
  CHECK(house.database().get_revision() == before);

  const auto reader = house.reader();
  REQUIRE(reader.delta() != nullptr);
  CHECK(reader.delta()->get_doccount() == 4);
  CHECK(reader.replaced().size() == 2);
  CHECK(reader.documents() == 52);
  CHECK(reader.frequency(index_term(Field::shown, "")) == 52);
  CHECK(reader.metadata(indexer::kRevisionKey) == std::to_string(report.revision));
  CHECK(reader.metadata(indexer::kVocabularyKey) == "vocabulary");
  for (const std::uint32_t document : {0U, 47U, 48U, 49U, 50U, 51U}) {
    CAPTURE(document);
    REQUIRE(numbers_of(reader, document).size() == 1);
    CHECK((numbers_of(reader, document).front() >= reader.first_in_delta()) == (document >= 48));
  }
  CHECK(title_of(reader, 49) == tests::made_up_document(49, 1).title);
  CHECK(house.damage().empty());
}

TEST_CASE("terms of both databases are one row, without those of replaced documents alone") {
  LargeIndex house;
  tests::put_made_up(*house.archive, 49, 51, 1);
  house.update(LargeIndex::beside());
  const auto reader = house.reader();
  house.rebuild();
  const auto rebuilt = house.database();
  std::vector<std::string> terms, expected;
  reader.for_each_term("", [&](const std::string& term, Xapian::doccount documents) {
    terms.push_back(term + ' ' + std::to_string(documents));
    CHECK(documents == reader.frequency(term));
  });
  for (auto term = rebuilt.allterms_begin(); term != rebuilt.allterms_end(); ++term)
    expected.push_back(*term + ' ' + std::to_string(term.get_termfreq()));
  CHECK(terms == expected);
  CHECK(reader.average_length() == rebuilt.get_avlength());
}

TEST_CASE("a document that changes again, is withdrawn and shown again stays one document") {
  LargeIndex house;
  for (const std::uint32_t edition : {1U, 2U, 3U}) {
    tests::put_made_up(*house.archive, 49, 51, edition);
    house.update(LargeIndex::beside());
    CHECK(house.reader().documents() == 51);
    CHECK(title_of(house.reader(), 50) == tests::made_up_document(50, edition).title);
    CHECK(house.damage().empty());
  }
  withdraw(*house.archive, 3);
  withdraw(*house.archive, 50);
  house.update(LargeIndex::beside());
  CHECK(house.reader().documents() == 51);
  CHECK(house.reader().frequency(index_term(Field::shown, "")) == 49);
  CHECK(house.damage().empty());

  tests::put_made_up(*house.archive, 3, 4, 4);
  house.update(LargeIndex::beside());
  CHECK(house.reader().frequency(index_term(Field::shown, "")) == 50);
  CHECK(title_of(house.reader(), 3) == tests::made_up_document(3, 4).title);
  CHECK(house.damage().empty());
}

TEST_CASE("an update without a change writes nothing") {
  LargeIndex house;
  tests::put_made_up(*house.archive, 50, 51);
  house.update(LargeIndex::beside());
  const auto before = house.reader().stamp();
  CHECK(house.update(LargeIndex::beside()).documents == 0);
  CHECK(house.reader().stamp() == before);
}

TEST_CASE("a delta that is full is written into the main database and goes") {
  LargeIndex house;
  tests::put_made_up(*house.archive, 50, 53);
  house.update(LargeIndex::beside(5));
  CHECK(house.deltas().size() == 1);
  tests::put_made_up(*house.archive, 53, 56);
  int commits = 0;
  auto options = LargeIndex::beside(5);
  options.on_commit = [&](const indexer::UpdateProgress&) {
    // What was added is there before the main database is written, which may take a while.
    if (++commits == 1) CHECK(house.reader().documents() == 56);
  };
  const auto report = house.update(options);
  CHECK(report.documents == 3);
  CHECK(commits == 1);
  CHECK(house.database().get_doccount() == 56);
  CHECK(house.deltas().empty());
  CHECK(house.damage().empty());
}

TEST_CASE("a full delta is in the main database with its next commit, however many batches it fills") {
  LargeIndex house;
  tests::put_made_up(*house.archive, 50, 95);  // a batch has 20
  house.update(LargeIndex::beside(50));
  const auto before = house.database().get_revision();
  tests::put_made_up(*house.archive, 95, 105);
  house.update(LargeIndex::beside(50));
  CHECK(house.database().get_revision() == before + 1);
  CHECK(house.database().get_doccount() == 105);
  CHECK(house.damage().empty());
}

TEST_CASE("no commit of the main database takes from readers what a delta showed") {
  LargeIndex house;
  tests::put_made_up(*house.archive, 50, 95);
  house.update(LargeIndex::beside(50));
  const auto seen = house.archive->revision();
  tests::put_made_up(*house.archive, 95, 300);
  auto options = LargeIndex::beside(50);
  int commits = 0;
  options.on_commit = [&](const indexer::UpdateProgress& progress) {
    ++commits;
    CHECK(progress.reached >= seen);
    CHECK(house.reader().documents() >= 95);
  };
  house.update(options);
  CHECK(commits > 5);
  CHECK(house.damage().empty());
}

TEST_CASE("an archive that was put back to where the main database stands has no delta any more") {
  LargeIndex house;
  house.archive.reset();
  std::filesystem::copy_file(house.directory / "archive.db", house.directory / "copy.db");
  house.open();
  tests::put_made_up(*house.archive, 50, 52);
  withdraw(*house.archive, 3);
  house.update(LargeIndex::beside());
  CHECK(house.reader().documents() == 52);
  house.archive.reset();
  std::filesystem::rename(house.directory / "copy.db", house.directory / "archive.db");
  house.open();
  house.update(LargeIndex::beside());
  CHECK(house.reader().documents() == 50);
  CHECK(house.reader().frequency(index_term(Field::shown, "")) == 50);
  CHECK(house.deltas().empty());
  CHECK(house.damage().empty());
}

TEST_CASE("a delta that cannot be read is not taken for none") {
  LargeIndex house;
  withdraw(*house.archive, 3);
  house.update(LargeIndex::beside());
  SUBCASE("a table is gone") {
    fs::remove(house.delta() / "postlist.glass");
    CHECK_THROWS(house.reader());
  }
  SUBCASE("a table that Xapian takes for empty is gone") {
    fs::remove(house.delta() / "docdata.glass");
    CHECK_THROWS_AS(house.reader(), indexer::IndexDamaged);
  }
  SUBCASE("it replaces what there is not") {
    {
      Xapian::WritableDatabase delta(house.delta().string(), Xapian::DB_OPEN);
      delta.set_metadata(std::string(indexer::kReplacedKeyPrefix) + "51", "1");
    }
    CHECK_THROWS_AS(house.reader(), Xapian::DatabaseCorruptError);
  }
  // Nothing new has come, and it is mended all the same.
  const auto report = house.update(LargeIndex::beside());
  CHECK_FALSE(report.rebuilt);
  CHECK_FALSE(report.why_given_up.empty());
  CHECK(house.deltas().empty());
  CHECK(house.damage().empty());
}

TEST_CASE("more changes than a delta takes are written into the main database") {
  LargeIndex house;
  tests::put_made_up(*house.archive, 50, 51);
  house.update(LargeIndex::beside(5));
  tests::put_made_up(*house.archive, 51, 80);
  CHECK(house.update(LargeIndex::beside(5)).documents == 30);
  CHECK(house.database().get_doccount() == 80);
  CHECK(house.deltas().empty());
  CHECK(house.damage().empty());
}

TEST_CASE("a small index has no delta") {
  LargeIndex house;
  tests::put_made_up(*house.archive, 50, 51);
  auto options = LargeIndex::beside(10);
  options.main_is_larger = 6;
  house.update(options);
  CHECK(house.deltas().empty());
  CHECK(house.database().get_doccount() == 51);
}

TEST_CASE("another vocabulary is written into the main database, with what the delta had") {
  LargeIndex house;
  tests::put_made_up(*house.archive, 50, 51);
  house.update(LargeIndex::beside());
  auto options = LargeIndex::beside();
  options.vocabulary = "another vocabulary";
  CHECK(house.update(options).new_vocabulary);
  CHECK(house.metadata(indexer::kVocabularyKey) == "another vocabulary");
  CHECK(house.database().get_doccount() == 51);
  CHECK(house.deltas().empty());
}

TEST_CASE("a delta that is damaged is given up, and nothing with it") {
  LargeIndex house;
  tests::put_made_up(*house.archive, 50, 52);
  house.update(LargeIndex::beside());
  SUBCASE("its table is cut off") { fs::resize_file(house.delta() / "postlist.glass", 100); }
  SUBCASE("a file of it is gone") { fs::remove(house.delta() / "docdata.glass"); }
  SUBCASE("a write to it failed") {
    fs::remove(house.delta() / "sound");
    CHECK(house.damage().find("a write to its delta failed") != std::string::npos);
  }
  tests::put_made_up(*house.archive, 52, 53);
  const auto report = house.update(LargeIndex::beside());
  CHECK_FALSE(report.rebuilt);
  CHECK(house.database().get_doccount() == 53);
  CHECK(house.deltas().empty());
  CHECK(house.damage().empty());
}

TEST_CASE("a delta that was never committed says nothing") {
  LargeIndex house;
  Xapian::WritableDatabase(house.delta().string(), Xapian::DB_CREATE);
  CHECK(house.reader().delta() == nullptr);
  CHECK(house.damage().empty());
  tests::put_made_up(*house.archive, 50, 51);
  CHECK(house.update(LargeIndex::beside()).why_given_up.empty());
  CHECK(house.deltas().size() == 1);
  CHECK(house.reader().documents() == 51);
  CHECK(house.damage().empty());
}

TEST_CASE("a reader goes on to what was committed, in the delta and in the main database") {
  LargeIndex house;
  auto reader = house.reader();
  CHECK_FALSE(reader.reopen());
  for (const std::uint32_t document : {50U, 51U}) {
    tests::put_made_up(*house.archive, document, document + 1);
    house.update(LargeIndex::beside());
    CHECK(reader.reopen());
    CHECK(reader.documents() == document + 1);
    CHECK_FALSE(reader.reopen());
  }
  tests::put_made_up(*house.archive, 0, 52, 1);
  house.update(LargeIndex::beside(1));
  CHECK(reader.reopen());
  CHECK(reader.delta() == nullptr);
  CHECK(reader.documents() == 52);
}

TEST_CASE("what is damaged in a delta is told") {
  LargeIndex house;
  tests::put_made_up(*house.archive, 50, 51);
  house.update(LargeIndex::beside());
  {
    Xapian::WritableDatabase delta(house.delta().string(), Xapian::DB_OPEN);
    delta.delete_document(delta.get_lastdocid());
  }
  const auto damage = indexer::check_all(*house.archive, house.index, {}).index_damage;
  const auto tells = [](const std::string& finding) {
    return finding.find("document " + id_of(50) + " is missing") != std::string::npos;
  };
  CHECK(std::any_of(damage.begin(), damage.end(), tells));
}
