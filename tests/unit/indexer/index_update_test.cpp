// Tests of update and rebuild: the index follows the archive, whatever happens on the way.
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

namespace fs = std::filesystem;
using corpus::Archive;
using indexer::IndexDirectory;
using indexer::IndexError;
using indexer::UpdateOptions;

namespace {

/// A data folder with an archive, its index and the lock.
struct House {
  House() : index(directory / "index"), lock(directory / "", "test") { open(); }

  void open() { archive.emplace(directory / "archive.db", Archive::Access::read_write); }
  indexer::UpdateReport update(const UpdateOptions& options = small()) {
    return update_index(*archive, index, lock, options);
  }
  indexer::UpdateReport rebuild(const UpdateOptions& options = small()) {
    return rebuild_index(*archive, index, lock, options);
  }
  Xapian::Database database() const { return Xapian::Database(index.current().value().string()); }
  std::string metadata(const char* key) const { return database().get_metadata(key); }

  /// Options that make many small batches, so that their borders are tested.
  static UpdateOptions small() {
    UpdateOptions options;
    options.vocabulary = "vocabulary";
    options.min_free_percent = 0;
    options.batch_documents = 20;
    return options;
  }

  tests::TemporaryDirectory directory;
  IndexDirectory index;
  corpus::WriterLock lock;
  std::optional<Archive> archive;
};

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

TEST_CASE("the first update makes a generation that says all of itself") {
  House house;
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
  House house;
  CHECK(house.update().documents == 0);
  CHECK(house.database().get_doccount() == 0);
  CHECK(house.metadata(indexer::kRevisionKey) == "0");
}

TEST_CASE("an update writes what changed, where it is, and nothing where nothing changed") {
  House house;
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
  House house;
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
  House house;
  tests::put_made_up(*house.archive, 0, 5);
  house.update();
  tests::put_made_up(*house.archive, 5, 105);
  auto options = House::small();
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

TEST_CASE("batches end by number, by size and by time, and each commit is told") {
  House house;
  tests::put_made_up(*house.archive, 0, 100);
  const auto commits_with = [&](auto change) {
    auto options = House::small();
    options.batch_documents = 1000;
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
  CHECK(commits_with([](UpdateOptions& options) { options.batch_documents = 25; }) >= 4);
  CHECK(commits_with([](UpdateOptions& options) { options.batch_bytes = 1; }) >= 4);
  CHECK(commits_with([](UpdateOptions& options) { options.batch_time = {}; }) >= 4);
}

TEST_CASE(
    "an index that was updated many times is the one that a rebuild makes, with any number of threads") {
  House house;
  for (std::uint32_t step = 0; step < 6; ++step) {
    tests::put_made_up(*house.archive, step * 10, step * 10 + 25, step);
    house.archive->withdraw(tests::made_up_document(step * 7).id, "gone",
                            {"s", "f", "2026-11-21T08:50:25Z", "v", ""});
    house.update();
  }
  const auto updated = tests::index_digest(house.index.current().value());
  CHECK(updated.size() == 75);
  for (const int threads : {1, 4}) {
    auto options = House::small();
    options.threads = threads;
    CHECK(house.rebuild(options).documents == 75);
    CHECK(tests::index_digest(house.index.current().value()) == updated);
  }
}

TEST_CASE("a rebuild takes the place of the index and the old generation goes") {
  House house;
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
  House house;
  tests::put_made_up(*house.archive, 0, 50);
  house.update();
  auto options = House::small();
  options.stop = [] { return true; };
  CHECK(house.rebuild(options).stopped);
  CHECK(house.index.current().value().filename() == "000001");
  CHECK_FALSE(fs::exists(house.index.path() / "000002"));
}

TEST_CASE("what a killed rebuild left behind is cleaned by the next run") {
  House house;
  tests::put_made_up(*house.archive, 0, 10);
  house.update();
  const auto abandoned = house.index.make_generation();
  std::ofstream(abandoned / "postlist.glass") << "half";
  CHECK(house.update().removed_generations == 1);
  CHECK_FALSE(fs::exists(abandoned));
}

TEST_CASE("a new vocabulary enters the index without a document's changing") {
  House house;
  tests::put_made_up(*house.archive, 0, 3);
  CHECK_FALSE(house.update().new_vocabulary);
  auto options = House::small();
  options.vocabulary = "another";
  const auto report = house.update(options);
  CHECK(report.new_vocabulary);
  CHECK(report.documents == 0);
  CHECK(house.metadata(indexer::kVocabularyKey) == "another");
  CHECK_FALSE(house.update(options).new_vocabulary);
}

TEST_CASE("an index that is ahead of its archive is built anew: an older archive was put back") {
  House house;
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

TEST_CASE("an index of another archive is refused with the command that mends it") {
  House house;
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
    House house;
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
  House house;
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
                                               "termlist.glass", "position.glass", "sound",
                                               "readers.lock"};
  const std::vector<std::string> database(everything.begin(), everything.begin() + 5);
  const std::vector<std::vector<std::string>> losses = {
      {"iamglass"},       {"postlist.glass"}, {"docdata.glass"}, {"termlist.glass"},
      {"position.glass"}, database,           everything};
  for (const auto& lost : losses) {
    CAPTURE(lost.front());
    CAPTURE(lost.size());
    House house;
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
  House house;
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
  House house;
  tests::put_made_up(*house.archive, 0, 10);
  house.update();
  tests::put_made_up(*house.archive, 10, 20);
  auto options = House::small();
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
  House house;
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
  Xapian::Document nameless;
  nameless.add_term(std::string(300, 'x'));  // longer than Xapian takes
  CHECK_THROWS_AS(writer.replace("abcdefghijkl", nameless), indexer::IndexDamaged);
  CHECK_THROWS_AS(writer.replace("abcdefghijkl", Xapian::Document()), indexer::IndexDamaged);
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
