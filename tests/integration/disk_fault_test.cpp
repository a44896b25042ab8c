// The disk fills up, or is read-only, while the indexer writes: nothing acknowledged is lost, the message
// says what to do, and the next run goes on. FULL_DISKS and READ_ONLY_DISKS come from CMakeLists.txt;
// SIJILL_DISK_SEED repeats a run's choices.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <sstream>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "corpus/archive.h"
#include "corpus/writer_lock.h"
#include "indexer/index_check.h"
#include "indexer/index_directory.h"
#include "tests/support/index_digest.h"
#include "tests/support/made_up_archive.h"
#include "tests/support/places.h"
#include "tests/support/programs.h"
#include "tests/support/small_disk.h"
#include "tests/support/temporary_directory.h"

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t kMegabyte = 1'000'000;
constexpr std::uint32_t kBefore = 400;  // documents that are there when the disk fails

unsigned chosen_seed() {
  const char* given = std::getenv("SIJILL_DISK_SEED");
  return given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
}

/// What the program said it had made durable.
struct Acknowledged {
  corpus::Revision archive = 0;
  std::uint32_t records = 0;
};

/// An archive with its index on a disk of its own, and an export that is to be imported beside them.
class Desk {
 public:
  Desk(std::uint64_t bytes, std::uint32_t documents)
      : documents_(documents),
        disk_(made(directory_ / "disk"), bytes),
        index_(data() / "index"),
        file_((directory_ / "more.jsonl").string()) {
    const auto before = (directory_ / "before.jsonl").string();
    tests::write_made_up(before, 0, kBefore);
    tests::write_made_up(file_, kBefore, kBefore + documents);
    const auto result = tests::run_program(command({"import", before, "--quiet"}));
    REQUIRE_MESSAGE(result.exit_code == 0, result.err);
  }

  tests::SmallDisk& disk() { return disk_; }
  fs::path data() const { return disk_.folder() / "data"; }
  const std::string& file() const { return file_; }

  std::vector<std::string> command(const std::vector<std::string>& words) const {
    std::vector<std::string> all = {tests::indexer_program(), "--data", data().string(), "--min-free-percent",
                                    "0"};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }

  std::vector<std::string> import() const { return command({"import", file_, "--report-commits"}); }

  /// Runs the import; `at_commit` is called after each batch that it says is stored.
  template <typename AtCommit>
  int import_until_it_ends(Acknowledged& said, AtCommit at_commit) {
    tests::RunningProgram program(import());
    while (const auto line = program.wait_for_line("", 60s)) {
      std::istringstream words(*line);
      std::string what;
      words >> what;
      if (what != "archive") continue;
      words >> said.archive >> said.records;
      at_commit(said.records);
    }
    return program.wait_for_end(60s).value();
  }

  /// Waits until a batch of the index is being written, and fills the disk then.
  void fill_in_index(std::uint64_t left, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const auto now = corpus::WriterLock::holder(data());
      if (now && now->running && now->phase == corpus::WriterPhase::index_write)
        return disk_.leave_free(left);
      std::this_thread::sleep_for(200us);
    }
  }

  /// The archive is sound and has all that was there before, all that was acknowledged, in order, and no half
  /// document.
  void check_archive(const Acknowledged& said) {
    const corpus::Archive archive(data() / "archive.db", corpus::Archive::Access::read_only);
    for (const auto& problem : archive.problems()) FAIL_CHECK(problem);
    CHECK(archive.revision() >= said.archive);
    std::uint32_t stored = 0;
    for (std::uint32_t number = 0; number < kBefore + documents_; ++number) {
      const auto wanted = tests::made_up_document(number);
      const auto found = archive.find(wanted.id);
      if (!found) break;
      CHECK(found->body == wanted.body);
      ++stored;
    }
    CHECK(stored >= kBefore + said.records);
    CHECK(archive.counts().documents == stored);
  }

  /// The disk is as it should be again: the same command goes on, and all is well.
  void check_going_on() {
    const auto again = tests::run_program(import());
    CHECK_MESSAGE(again.exit_code == 0, again.err);
    check_archive({0, documents_});
    const corpus::Archive archive(data() / "archive.db", corpus::Archive::Access::read_only);
    const auto report = indexer::check_all(archive, index_, {});
    for (const auto& damage : report.archive_damage) FAIL_CHECK(damage);
    for (const auto& damage : report.index_damage) FAIL_CHECK(damage);
    CHECK(report.documents == kBefore + documents_);
    CHECK(report.index_revision == archive.revision());
    CHECK(tests::index_digest(index_.current().value()).size() == kBefore + documents_);
    CHECK(tests::run_program(command({"check"})).exit_code == 0);
  }

 private:
  static fs::path made(const fs::path& folder) {
    fs::create_directories(folder);
    return folder;
  }

  tests::TemporaryDirectory directory_;
  std::uint32_t documents_;
  tests::SmallDisk disk_;
  indexer::IndexDirectory index_;
  std::string file_;
};

// A disk without any room at all cannot even be read from, because readers share a small file: that is said,
// and a little room mends it.
void check_while_full(Desk& desk, const Acknowledged& said) {
  try {
    desk.check_archive(said);
  } catch (const corpus::ArchiveError& error) {
    CAPTURE(error.what());
    CHECK(desk.disk().free_bytes() < 64'000);
    CHECK(std::string(error.what()).find("the disk is full") != std::string::npos);
    desk.disk().make_room();
    desk.check_archive(said);
  }
}

bool may_mount() {
  static const bool kMay = tests::may_mount_disks();
  if (!kMay) MESSAGE("no disk can be mounted here (neither root nor a namespace of users): not tested");
  return kMay;
}

}  // namespace

TEST_CASE("a disk that fills up costs nothing that was acknowledged, and with room the import goes on") {
  if (!may_mount()) return;
  const auto seed = chosen_seed();
  std::mt19937 random(seed);
  std::printf("seed %u, %d full disks\n", seed, FULL_DISKS);
  int failed = 0;
  for (int round = 0; round < FULL_DISKS; ++round) {
    // Small ones, and such of 40 MB and more: Xapian's lists of free blocks are only hurt there.
    const bool large = round % 2 == 1;
    const auto bytes = (large ? 96 + random() % 32 : 28 + random() % 8) * kMegabyte;
    Desk desk(bytes, large ? 5'000 : 1'000);
    // The disk is full before the first batch, after some batch, or while the index is written.
    const auto batches = random() % 5;
    const bool in_index = round % 3 == 2;
    const auto left = in_index ? random() % 200'000 : random() % 3'000'000;
    std::uint32_t seen = 0;
    Acknowledged said;
    if (batches == 0 && !in_index) desk.disk().leave_free(left);
    std::optional<std::jthread> filler;
    if (in_index) filler.emplace([&](const std::stop_token& stop) { desk.fill_in_index(left, stop); });
    const int code = desk.import_until_it_ends(said, [&](std::uint32_t) {
      if (++seen == batches && !in_index) desk.disk().leave_free(left);
    });
    filler.reset();
    CAPTURE(round);
    CAPTURE(bytes);
    CAPTURE(batches);
    CAPTURE(in_index);
    CAPTURE(left);
    CAPTURE(said.records);
    CHECK((code == 0 || code == 1));
    failed += code == 1 ? 1 : 0;
    check_while_full(desk, said);
    desk.disk().make_room();
    desk.check_going_on();
  }
  std::printf("%d of %d imports met the full disk\n", failed, FULL_DISKS);
  CHECK(failed * 2 >= FULL_DISKS);
}

TEST_CASE("a first index that finds no room is told with the folder and what to do, and is built with room") {
  if (!may_mount()) return;
  Desk desk(64 * kMegabyte, 1'000);
  REQUIRE(tests::run_program(desk.command({"import", desk.file(), "--no-update", "--quiet"})).exit_code == 0);
  int failed = 0;
  for (const std::uint64_t left : {100'000U, 300'000U, 1'000'000U, 2'000'000U, 4'000'000U, 6'000'000U}) {
    fs::remove_all(desk.data() / "index");
    desk.disk().leave_free(left);
    const auto result = tests::run_program(desk.command({"update"}));
    desk.disk().make_room();
    CAPTURE(left);
    CAPTURE(result.err);
    if (result.exit_code == 0) continue;
    ++failed;
    CHECK(result.exit_code == 1);
    CHECK(result.err.find("the disk that holds " + (desk.data() / "index").string()) != std::string::npos);
    CHECK(result.err.find("make room") != std::string::npos);
    CHECK(result.err.find("run the command again") != std::string::npos);
  }
  CHECK(failed >= 3);
  desk.check_going_on();
}

TEST_CASE("a rebuild that meets a full disk says so, and what was there before serves on") {
  if (!may_mount()) return;
  Desk desk(128 * kMegabyte, 5'000);
  REQUIRE(tests::run_program(desk.command({"import", desk.file(), "--quiet"})).exit_code == 0);
  const auto served = tests::index_digest(desk.data() / "index" / "current");
  desk.disk().leave_free(8 * kMegabyte);  // enough to begin with (5 in a hundred), not to end
  const auto result = tests::run_program(desk.command({"rebuild"}));
  CAPTURE(result.err);
  CHECK(result.exit_code == 1);
  CHECK(result.err.find("make room") != std::string::npos);
  CHECK(tests::index_digest(desk.data() / "index" / "current") == served);
  desk.disk().make_room();
  desk.check_going_on();
}

TEST_CASE("a read-only disk is named, nothing changes, and once it can be written the import goes on") {
  if (!may_mount()) return;
  const auto seed = chosen_seed();
  std::mt19937 random(seed);
  std::printf("seed %u, %d read-only disks\n", seed, READ_ONLY_DISKS);
  for (int round = 0; round < READ_ONLY_DISKS; ++round) {
    CAPTURE(round);
    Desk desk(48 * kMegabyte, 600);
    // All of it, or the index alone, which then fails when the archive has been written.
    const bool index_alone = round % 2 == 1;
    std::unique_ptr<tests::SmallDisk> index_disk;
    if (index_alone) {
      fs::rename(desk.data() / "index", desk.data() / "kept");
      fs::create_directory(desk.data() / "index");
      index_disk = std::make_unique<tests::SmallDisk>(desk.data() / "index", 40 * kMegabyte);
      fs::copy(desk.data() / "kept", desk.data() / "index",
               fs::copy_options::recursive | fs::copy_options::copy_symlinks);
      fs::remove_all(desk.data() / "kept");
    }
    auto& disk = index_alone ? *index_disk : desk.disk();
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 5));
    disk.make_read_only(true);
    const auto result = tests::run_program(desk.import());
    CHECK(result.exit_code == 1);
    CHECK_FALSE(result.err.empty());
    if (!index_alone) CHECK(result.out.find("archive ") == std::string::npos);
    disk.make_read_only(false);
    desk.check_archive({});
    desk.check_going_on();
  }
}
