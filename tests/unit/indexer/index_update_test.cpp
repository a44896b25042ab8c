// Tests of update and rebuild: the index follows the archive, whatever happens on the way.
#include "indexer/index_update.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index_schema.h"
#include "indexer/index_writer.h"
#include "tests/support/index_digest.h"
#include "tests/support/made_up_archive.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/indexer/test_index.h"

namespace fs = std::filesystem;
using corpus::Archive;
using indexer::IndexDirectory;
using indexer::IndexError;
using indexer::UpdateOptions;

TEST_CASE("the first update makes a generation that says all of itself") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 50);
  const auto report = house.update();
  CHECK(report.rebuilt);
  CHECK(report.why_rebuilt.empty());
  CHECK(report.documents == 50);
  CHECK(report.revision == house.archive->revision());
  CHECK(house.index.current().value().filename() == "000001");
  CHECK(house.database().get_doccount() == 50);
  CHECK(house.metadata(indexer::kArchiveKey) == house.archive->archive_id());
  CHECK(house.metadata(indexer::kRevisionKey) == std::to_string(report.revision));
  CHECK(house.metadata(indexer::kVocabularyKey) == "vocabulary");
  CHECK(house.metadata(indexer::kLedgerKey) == "[]");
  CHECK_NOTHROW(indexer::check_generation(house.index.current().value()));
  CHECK(house.index.status().value().head_revision == report.revision);
  CHECK(house.index.status().value().index_revision == report.revision);
}

TEST_CASE("an empty archive has an empty index") {
  tests::TestIndex house;
  CHECK(house.update().documents == 0);
  CHECK(house.database().get_doccount() == 0);
  CHECK(house.metadata(indexer::kRevisionKey) == "0");
}

TEST_CASE("an update writes what changed, where it is, and nothing where nothing changed") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 50);
  house.update();
  const auto before = house.database().get_revision();
  CHECK(house.update().documents == 0);
  CHECK_MESSAGE(house.database().get_revision() == before, "readers need not open anew");

  tests::put_made_up(*house.archive, 48, 60, 1);
  const auto report = house.update();
  CHECK_FALSE(report.rebuilt);
  CHECK(report.documents == 12);
  CHECK(house.index.current().value().filename() == "000001");
  CHECK(house.database().get_doccount() == 60);
}

TEST_CASE("a document withdrawn becomes a tombstone, and a document again when it is shown again") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 3);
  house.update();
  const auto id = tests::made_up_document(1).id;
  house.archive->withdraw(id, "gone from its source", {"s", "f", "2026-11-21T08:50:25Z", "v", ""});
  house.update();
  CHECK(house.database().get_doccount() == 3);
  CHECK(house.database().get_termfreq(indexer::index_term(indexer::Field::shown, "")) == 2);

  tests::put_made_up(*house.archive, 1, 2, 1);
  house.update();
  CHECK(house.database().get_termfreq(indexer::index_term(indexer::Field::shown, "")) == 3);
}

TEST_CASE("a stopped update goes on where its last commit stood") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 5);
  house.update();
  tests::put_made_up(*house.archive, 5, 105);
  auto options = tests::TestIndex::small();
  options.stop = [] { return true; };
  const auto first = house.update(options);
  CHECK(first.stopped);
  CHECK(first.documents == 20);
  CHECK(house.metadata(indexer::kRevisionKey) == std::to_string(first.revision));
  CHECK(house.index.status().value().index_revision == first.revision);
  CHECK(house.index.status().value().head_revision == house.archive->revision());

  const auto rest = house.update();
  CHECK_FALSE(rest.stopped);
  CHECK_FALSE(rest.rebuilt);
  CHECK(rest.documents == 80);
  CHECK(house.database().get_doccount() == 105);
}

TEST_CASE("segments of a rebuild end by number and by size, and each is told") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 100);
  const auto commits_with = [&](auto change) {
    auto options = tests::TestIndex::small();
    options.segment_documents = 1000;
    options.batch_time = std::chrono::hours{1};  // no batch ends because the machine is slow
    change(options);
    int commits = 0;
    corpus::Revision last = 0;
    options.on_commit = [&](const indexer::UpdateProgress& progress) {
      ++commits;
      CHECK(progress.reached > last);
      last = progress.reached;
      CHECK(progress.end == house.archive->revision());
    };
    CHECK(house.rebuild(options).documents == 100);
    CHECK(last == house.archive->revision());
    return commits;
  };
  CHECK(commits_with([](UpdateOptions&) {}) == 1);
  CHECK(commits_with([](UpdateOptions& options) { options.segment_documents = 25; }) >= 4);
  CHECK(commits_with([](UpdateOptions& options) { options.batch_bytes = 1; }) >= 4);
}

TEST_CASE("a batch of an update ends by time too, and each commit is told") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 1);
  house.update();
  tests::put_made_up(*house.archive, 1, 101);
  auto options = tests::TestIndex::small();
  options.batch_documents = 1000;
  options.batch_time = {};
  int commits = 0;
  options.on_commit = [&](const indexer::UpdateProgress&) { ++commits; };
  house.update(options);
  CHECK(commits >= 2);
  CHECK(house.database().get_doccount() == 101);
}

TEST_CASE("a rebuilt index holds what an updated one holds, whatever its segments") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 3);
  house.update();
  tests::put_made_up(*house.archive, 3, 203);
  house.update();
  const auto updated = tests::index_digest(*house.index.current());
  for (const std::size_t size : {1000, 40, 1}) {
    CAPTURE(size);
    auto options = tests::TestIndex::small();
    options.segment_documents = size;
    options.threads = 3;
    CHECK(house.rebuild(options).documents == 203);
    CHECK(tests::index_digest(*house.index.current()) == updated);
    CHECK_FALSE(std::filesystem::exists(*house.index.current() / "segments"));
  }
}

TEST_CASE(
    "an index that was updated many times is the one that a rebuild makes, with any number of threads") {
  tests::TestIndex house;
  for (std::uint32_t step = 0; step < 6; ++step) {
    tests::put_made_up(*house.archive, step * 10, step * 10 + 25, step);
    house.archive->withdraw(tests::made_up_document(step * 7).id, "gone",
                            {"s", "f", "2026-11-21T08:50:25Z", "v", ""});
    house.update();
  }
  const auto updated = tests::index_digest(house.index.current().value());
  CHECK(updated.size() == 75);
  for (const int threads : {1, 4}) {
    auto options = tests::TestIndex::small();
    options.threads = threads;
    CHECK(house.rebuild(options).documents == 75);
    CHECK(tests::index_digest(house.index.current().value()) == updated);
  }
}

TEST_CASE("a rebuild takes the place of the index and the old generation goes") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 10);
  house.update();
  {
    const IndexDirectory::ReaderHold reader(house.index.current().value());
    CHECK(house.rebuild().removed_generations == 0);
  }
  CHECK(house.rebuild().removed_generations == 1);
  CHECK(house.index.current().value().filename() == "000003");
  CHECK_FALSE(fs::exists(house.index.path() / "000001"));
}

TEST_CASE("a rebuild that is stopped leaves the old index and nothing else") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 50);
  house.update();
  auto options = tests::TestIndex::small();
  options.stop = [] { return true; };
  CHECK(house.rebuild(options).stopped);
  CHECK(house.index.current().value().filename() == "000001");
  CHECK_FALSE(fs::exists(house.index.path() / "000002"));
}

TEST_CASE("what a killed rebuild left behind is cleaned by the next run") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 10);
  house.update();
  const auto abandoned = house.index.make_generation();
  std::ofstream(abandoned / "postlist.glass") << "half";
  CHECK(house.update().removed_generations == 1);
  CHECK_FALSE(fs::exists(abandoned));
}

TEST_CASE("a new vocabulary enters the index without a document's changing") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 3);
  CHECK_FALSE(house.update().new_vocabulary);
  auto options = tests::TestIndex::small();
  options.vocabulary = "another";
  const auto report = house.update(options);
  CHECK(report.new_vocabulary);
  CHECK(report.documents == 0);
  CHECK(house.metadata(indexer::kVocabularyKey) == "another");
  CHECK_FALSE(house.update(options).new_vocabulary);
}

TEST_CASE("an index that is ahead of its archive is built anew: an older archive was put back") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 10);
  house.archive.reset();
  fs::copy_file(house.directory / "archive.db", house.directory / "backup.db");
  house.open();
  tests::put_made_up(*house.archive, 10, 20);
  house.update();
  house.archive.reset();
  fs::copy_file(house.directory / "backup.db", house.directory / "archive.db",
                fs::copy_options::overwrite_existing);
  house.open();
  const auto report = house.update();
  CHECK(report.rebuilt);
  CHECK(report.why_rebuilt.find("older archive") != std::string::npos);
  CHECK(house.database().get_doccount() == 10);
}
