// Tests of update and rebuild: an index that cannot be written, is damaged, or is another's.
#include "indexer/index_update.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif
#include <doctest/doctest.h>
#include <sys/resource.h>
#include <xapian.h>

#include <csignal>
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

namespace {

/// While it lives no file can grow beyond `bytes`: the disk is as good as full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit tight{bytes, old_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &tight);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, old_handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit old_{};
  void (*old_handler_)(int);
};

/// What is lost while one lives is not ours: a build that looks for leaks passes over it.
class LeaksOfOthers {
#if defined(__SANITIZE_ADDRESS__)
 public:
  LeaksOfOthers() { __lsan_disable(); }
  ~LeaksOfOthers() { __lsan_enable(); }
  LeaksOfOthers(const LeaksOfOthers&) = delete;
  LeaksOfOthers& operator=(const LeaksOfOthers&) = delete;
#else
 public:
  LeaksOfOthers() {}  // not defaulted: one that is never asked is no unused variable
#endif
};

}  // namespace

TEST_CASE("an index of another archive is refused with the command that mends it") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 10);
  house.update();
  house.archive.reset();
  fs::remove(house.directory / "archive.db");
  house.open();
  tests::put_made_up(*house.archive, 0, 10);
  CHECK_THROWS_WITH_AS(house.update(), doctest::Contains("indexer rebuild --data"), IndexError);
  CHECK(house.rebuild().rebuilt);
  CHECK_NOTHROW(house.update());
}

TEST_CASE("an index of another format or analysis is refused by update and mended by rebuild") {
  for (const char* key : {indexer::kFormatKey, indexer::kAnalysisKey}) {
    CAPTURE(key);
    tests::TestIndex house;
    tests::put_made_up(*house.archive, 0, 10);
    house.update();
    {
      Xapian::WritableDatabase database(house.index.current().value().string(), Xapian::DB_OPEN);
      database.set_metadata(key, "999");
      database.commit();
    }
    CHECK_THROWS_WITH_AS(house.update(), doctest::Contains("indexer rebuild --data"), IndexError);
    CHECK(house.rebuild().rebuilt);
    CHECK_FALSE(house.update().rebuilt);
  }
}

TEST_CASE("a damaged index is built anew by the next update") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 50);
  house.update();
  fs::resize_file(house.index.current().value() / "iamglass", 10);
  const auto report = house.update();
  CHECK(report.rebuilt);
  CHECK(report.why_rebuilt.find("cannot be opened") != std::string::npos);
  CHECK(house.database().get_doccount() == 50);
}

TEST_CASE("a generation that lost files is never written on: the next update builds another one") {
  const std::vector<std::string> everything = {"iamglass",       "postlist.glass", "docdata.glass",
                                               "termlist.glass", "sound",          "readers.lock"};
  const std::vector<std::string> database(everything.begin(), everything.begin() + 4);
  const std::vector<std::vector<std::string>> losses = {
      {"iamglass"}, {"postlist.glass"}, {"docdata.glass"}, {"termlist.glass"}, database, everything};
  for (const auto& lost : losses) {
    CAPTURE(lost.front());
    CAPTURE(lost.size());
    tests::TestIndex house;
    tests::put_made_up(*house.archive, 0, 50);
    house.update();
    const auto damaged = house.index.current().value();
    for (const auto& file : lost) REQUIRE(fs::remove(damaged / file));
    const IndexDirectory::ReaderHold reader(damaged);  // so that it is still there to be looked at
    const auto report = house.update();
    CHECK(report.rebuilt);
    CHECK_FALSE(report.why_rebuilt.empty());
    CHECK(house.index.current().value().filename() == "000002");
    CHECK(house.database().get_doccount() == 50);
    CHECK_MESSAGE(!fs::exists(damaged / lost.front()), "nothing was made inside the damaged one");
    CHECK_FALSE(house.update().rebuilt);
  }
}

TEST_CASE("a generation whose folder is gone is built anew, under another number, and told") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 50);
  house.update();
  fs::remove_all(house.index.current().value());
  CHECK(house.index.lost_generation() == house.index.path() / "000001");
  const auto report = house.update();
  CHECK(report.rebuilt);
  CHECK(report.why_rebuilt.find("000001") != std::string::npos);
  CHECK(house.index.current().value().filename() == "000002");
  CHECK_FALSE(house.index.lost_generation().has_value());
  CHECK(house.database().get_doccount() == 50);
}

TEST_CASE("a served generation is opened, never made: without its files the writer refuses with the remedy") {
  tests::TemporaryDirectory directory;
  corpus::WriterLock lock(directory / "", "test");
  IndexDirectory index(directory / "index");
  const auto generation = index.make_generation();
  using indexer::IndexWriter;
  CHECK_THROWS_WITH_AS(IndexWriter(generation, IndexWriter::Durability::each_commit, lock),
                       doctest::Contains("indexer rebuild --data"), indexer::IndexDamaged);
  CHECK_FALSE(fs::exists(generation / "iamglass"));
}

TEST_CASE("too little free disk stops the writing before it begins, and says what to do") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 10);
  house.update();
  tests::put_made_up(*house.archive, 10, 20);
  auto options = tests::TestIndex::small();
  options.min_free_percent = 100;
  for (const bool rebuild : {false, true}) {
    CHECK_THROWS_WITH_AS(rebuild ? house.rebuild(options) : house.update(options),
                         doctest::Contains("--min-free-percent"), IndexError);
    CHECK(house.index.current().value().filename() == "000001");
    CHECK(house.database().get_doccount() == 10);
    CHECK_MESSAGE(!fs::exists(house.index.path() / "000002"), "no half generation is left");
  }
  CHECK_MESSAGE(indexer::is_sound(house.index.current().value()),
                "nothing was written, so nothing can be broken");
  CHECK(house.update().documents == 10);
}

TEST_CASE("after a failed write the index is not written again: it serves until a new one is built") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 100);
  house.update();
  const auto served = house.index.current().value();
  const auto before = tests::index_digest(served);
  tests::put_made_up(*house.archive, 100, 400);
  {
    const FullDisk full(100'000);
    const LeaksOfOthers xapian;  // 1.4.22 loses a buffer of its own when a commit cannot be written
    CHECK_THROWS_AS(house.update(), IndexError);
  }
  CHECK(house.index.current() == served);
  CHECK_FALSE(indexer::is_sound(served));
  CHECK_MESSAGE(tests::index_digest(served).size() >= before.size(), "readers still have what was committed");

  const auto report = house.update();
  CHECK(report.rebuilt);
  CHECK(report.why_rebuilt.find("failed write") != std::string::npos);
  CHECK(house.database().get_doccount() == 400);
  CHECK(indexer::is_sound(house.index.current().value()));
}

TEST_CASE("a writer that failed writes no more") {
  tests::TemporaryDirectory directory;
  corpus::WriterLock lock(directory / "", "test");
  IndexDirectory index(directory / "index");
  indexer::IndexWriter writer(index.make_generation(), indexer::IndexWriter::Durability::at_swap, lock);
  indexer::IndexedDocument nameless;
  nameless.document.add_term(std::string(300, 'x'));  // longer than Xapian takes
  CHECK_THROWS_AS(writer.replace("abcdefghijkl", nameless), indexer::IndexDamaged);
  CHECK_THROWS_AS(writer.replace("abcdefghijkl", {}), indexer::IndexDamaged);
  CHECK_THROWS_AS(writer.commit({}), indexer::IndexDamaged);
}

TEST_CASE("two writers of one generation: the second is refused") {
  tests::TemporaryDirectory directory;
  corpus::WriterLock lock(directory / "", "test");
  IndexDirectory index(directory / "index");
  const auto generation = index.make_generation();
  indexer::IndexWriter first(generation, indexer::IndexWriter::Durability::at_swap, lock);
  first.commit({1, "change", "archive", "vocabulary", "[]", "2026-11-21T08:50:25Z"});
  CHECK_THROWS_WITH_AS(indexer::IndexWriter(generation, indexer::IndexWriter::Durability::each_commit, lock),
                       doctest::Contains("another program"), IndexError);
}
