// Tests of IndexDirectory: generations, the swap under readers, status.json.
#include "indexer/index_directory.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xapian.h>

#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

#include "analyzers/analyzer.h"
#include "indexer/index_schema.h"
#include "tests/support/temporary_directory.h"

namespace fs = std::filesystem;
using indexer::IndexDirectory;
using indexer::IndexError;

namespace {

/// A generation with an empty Xapian database of the given versions in it.
fs::path make_database(IndexDirectory& index, int format, int analysis) {
  auto generation = index.make_generation();
  Xapian::WritableDatabase database(generation.string(), Xapian::DB_CREATE_OR_OPEN);
  database.set_metadata(indexer::kFormatKey, std::to_string(format));
  database.set_metadata(indexer::kAnalysisKey, std::to_string(analysis));
  database.commit();
  return generation;
}

/// Another process that holds `generation` until it is told to leave.
class HoldingProcess {
 public:
  explicit HoldingProcess(const fs::path& generation) {
    if (pipe(held_) != 0 || pipe(leave_) != 0) throw std::runtime_error("no pipes");
    child_ = fork();
    if (child_ < 0) throw std::runtime_error("no second process");
    if (child_ == 0) hold(generation);
    char said = 0;
    if (read(held_[0], &said, 1) != 1) throw std::runtime_error("the second process said nothing");
    REQUIRE(said == 'h');
  }
  ~HoldingProcess() {
    leave();
    for (const int end : {held_[0], held_[1], leave_[0], leave_[1]}) close(end);
  }
  HoldingProcess(const HoldingProcess&) = delete;
  HoldingProcess& operator=(const HoldingProcess&) = delete;

  void leave() {
    if (child_ <= 0) return;
    CHECK(write(leave_[1], "x", 1) == 1);
    CHECK(waitpid(child_, nullptr, 0) == child_);
    child_ = 0;
  }

 private:
  [[noreturn]] void hold(const fs::path& generation) {
    char ordered = 0;
    try {
      const IndexDirectory::ReaderHold hold(generation);
      if (write(held_[1], "h", 1) == 1 && read(leave_[0], &ordered, 1) == 1) _exit(0);
    } catch (const std::exception&) {
      if (write(held_[1], "e", 1) != 1) _exit(2);
    }
    _exit(1);
  }

  int held_[2] = {-1, -1}, leave_[2] = {-1, -1};
  pid_t child_ = 0;
};

}  // namespace

TEST_CASE("an index folder that is not there has no generation") {
  const tests::TemporaryDirectory directory;
  const IndexDirectory index(directory / "index");
  CHECK_FALSE(index.current().has_value());
  CHECK_FALSE(index.status().has_value());
}

TEST_CASE("a generation serves only after the swap, and the next one takes its place") {
  const tests::TemporaryDirectory directory;
  IndexDirectory index(directory / "index/");
  CHECK_MESSAGE(index.path() == directory / "index", "a trailing slash changes nothing");
  const auto first = index.make_generation();
  CHECK(first.filename() == "000001");
  CHECK_FALSE(index.current().has_value());
  index.swap_to(first);
  CHECK(index.current() == first);

  const auto second = index.make_generation();
  CHECK(second.filename() == "000002");
  CHECK(index.current() == first);
  index.swap_to(second);
  CHECK(index.current() == second);
  CHECK(index.remove_old_generations() == 1);
  CHECK_FALSE(fs::exists(first));
  CHECK(index.make_generation().filename() == "000003");
}

TEST_CASE("a swap that was cut short is made good by the next") {
  const tests::TemporaryDirectory directory;
  IndexDirectory index(directory / "index");
  const auto first = index.make_generation();
  fs::create_symlink("000009", directory / "index/current.new");
  index.swap_to(first);
  CHECK(index.current() == first);
}

TEST_CASE("what a killed rebuild or removal left behind goes with the next cleaning") {
  const tests::TemporaryDirectory directory;
  IndexDirectory index(directory / "index");
  const auto first = index.make_generation();
  index.swap_to(first);
  const auto abandoned = index.make_generation();
  fs::create_directories(directory / "index/000007.removed/part");
  fs::create_symlink("000001", directory / "index/current.new");
  std::ofstream(directory / "index/notes.txt") << "not ours";
  CHECK(index.remove_old_generations() == 1);
  CHECK_FALSE(fs::exists(abandoned));
  CHECK_FALSE(fs::exists(directory / "index/000007.removed"));
  CHECK_FALSE(fs::is_symlink(directory / "index/current.new"));
  CHECK_MESSAGE(fs::exists(directory / "index/notes.txt"), "only what is ours is removed");
  CHECK(index.current() == first);
}

TEST_CASE("a generation stays while a reader holds it and goes when the last has left") {
  const tests::TemporaryDirectory directory;
  IndexDirectory index(directory / "index");
  const auto old = index.make_generation();
  index.swap_to(old);
  auto one = std::make_unique<IndexDirectory::ReaderHold>(old);
  auto other = std::make_unique<IndexDirectory::ReaderHold>(old);
  index.swap_to(index.make_generation());
  CHECK(index.remove_old_generations() == 0);
  one.reset();
  CHECK(index.remove_old_generations() == 0);
  const IndexDirectory::ReaderHold moved(std::move(*other));
  other.reset();
  CHECK_MESSAGE(index.remove_old_generations() == 0, "a hold that was moved still holds");
  CHECK(fs::exists(old));
}

TEST_CASE("a generation held by another process stays until that process leaves") {
  const tests::TemporaryDirectory directory;
  IndexDirectory index(directory / "index");
  const auto old = index.make_generation();
  index.swap_to(old);
  HoldingProcess reader(old);
  index.swap_to(index.make_generation());
  CHECK(index.remove_old_generations() == 0);
  CHECK(fs::exists(old));
  reader.leave();
  CHECK(index.remove_old_generations() == 1);
  CHECK_FALSE(fs::exists(old));
}

TEST_CASE("a generation that was removed cannot be held") {
  const tests::TemporaryDirectory directory;
  IndexDirectory index(directory / "index");
  const auto old = index.make_generation();
  index.swap_to(index.make_generation());
  index.remove_old_generations();
  CHECK_THROWS_WITH_AS(IndexDirectory::ReaderHold{old}, doctest::Contains("000001"), IndexError);
}

TEST_CASE("only a generation of this index can be swapped in") {
  const tests::TemporaryDirectory directory;
  IndexDirectory index(directory / "index");
  fs::create_directories(directory / "elsewhere/000001");
  CHECK_THROWS_AS(index.swap_to(directory / "elsewhere/000001"), IndexError);
  CHECK_THROWS_AS(index.swap_to(directory / "index/current"), IndexError);
  CHECK_FALSE(index.current().has_value());
}

TEST_CASE("an index of another format or analysis is refused with the command that mends it") {
  const tests::TemporaryDirectory directory;
  IndexDirectory index(directory / "index");
  CHECK_NOTHROW(
      indexer::check_generation(make_database(index, indexer::kIndexFormat, analyzers::kAnalysisVersion)));
  const auto remedy = "indexer rebuild --data " + (directory / "index").parent_path().string();
  for (const auto& [format, analysis] :
       {std::pair{indexer::kIndexFormat + 1, analyzers::kAnalysisVersion},
        std::pair{indexer::kIndexFormat, analyzers::kAnalysisVersion + 1}, std::pair{0, 0}}) {
    const auto generation = make_database(index, format, analysis);
    CHECK_THROWS_WITH_AS(indexer::check_generation(generation), doctest::Contains(remedy.c_str()),
                         IndexError);
  }
  CHECK_THROWS_WITH_AS(indexer::check_generation(directory / "nowhere"), doctest::Contains("indexer rebuild"),
                       indexer::IndexDamaged);
}

TEST_CASE("the status is read back as it was written, and nothing else is taken for one") {
  const tests::TemporaryDirectory directory;
  IndexDirectory index(directory / "index");
  index.write_status({42, 40, "2026-11-21T08:50:25Z"});
  const auto status = index.status();
  REQUIRE(status.has_value());
  CHECK(status->head_revision == 42);
  CHECK(status->index_revision == 40);
  CHECK(status->time == "2026-11-21T08:50:25Z");

  for (const char* broken : {"", "{", "[]", "{\"head_revision\":1}",
                             "{\"head_revision\":\"x\",\"index_revision\":1}", "null", "\xff\xfe"}) {
    CAPTURE(broken);
    std::ofstream(directory / "index/status.json", std::ios::trunc) << broken;
    CHECK_FALSE(index.status().has_value());
  }
}
