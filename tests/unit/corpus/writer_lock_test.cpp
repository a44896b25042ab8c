// One writer at a time, and what another command is told of it.
#include "corpus/writer_lock.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <functional>

#include "tests/support/temporary_directory.h"

using corpus::WriterLock;
using corpus::WriterPhase;
using namespace std::chrono_literals;

namespace {

// Another process that does `work` and tells when it holds the lock; it then lives until it is killed or let
// go.
class Other {
 public:
  explicit Other(const std::function<void(const std::function<void()>& holding)>& work) {
    std::array<int, 2> tells{};
    std::array<int, 2> hears{};
    REQUIRE(pipe(tells.data()) == 0);
    REQUIRE(pipe(hears.data()) == 0);
    process_ = fork();
    REQUIRE(process_ >= 0);
    if (process_ == 0) {
      close(hears[1]);
      work([&] {
        (void)!write(tells[1], "x", 1);
        char ignored = 0;
        (void)!read(hears[0], &ignored, 1);  // until the parent lets go or dies
      });
      _exit(0);
    }
    close(tells[1]);
    close(hears[0]);
    let_go_ = hears[1];
    char held = 0;
    REQUIRE(read(tells[0], &held, 1) == 1);
    close(tells[0]);
  }
  ~Other() {
    end();
    if (process_ > 0) waitpid(process_, nullptr, 0);
  }
  Other(const Other&) = delete;
  Other& operator=(const Other&) = delete;

  pid_t id() const { return process_; }
  void end() {
    if (let_go_ >= 0) close(let_go_);
    let_go_ = -1;
  }
  void kill_it() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = -1;
  }

 private:
  pid_t process_ = -1;
  int let_go_ = -1;
};

}  // namespace

TEST_CASE("a second writer is told who the first is, since when, and what it is doing") {
  const tests::TemporaryDirectory directory;
  const auto data = directory / "data";
  const Other other([&](const auto& holding) {
    WriterLock lock(data, "indexer import");
    lock.set_phase(WriterPhase::index_write);
    holding();
  });
  try {
    const WriterLock second(data, "indexer update");
    FAIL("two writers at once");
  } catch (const corpus::WriterBusy& busy) {
    const std::string text = busy.what();
    CAPTURE(text);
    CHECK(text.find("the archive in " + data.string() + " is being written by `indexer import` (process " +
                    std::to_string(other.id()) + ", since 20") == 0);
    CHECK(text.find(", now: index write); wait for it with --wait SECONDS") != std::string::npos);
  }
  const auto holder = WriterLock::holder(data);
  REQUIRE(holder.has_value());
  CHECK(holder->running);
  CHECK(holder->pid == other.id());
  CHECK(holder->command == "indexer import");
  CHECK(holder->phase == WriterPhase::index_write);
}

TEST_CASE("the lock of a killed writer is free at once, and its last phase can still be read") {
  const tests::TemporaryDirectory directory;
  const auto data = directory / "data";
  Other other([&](const auto& holding) {
    WriterLock lock(data, "indexer rebuild");
    lock.set_phase(WriterPhase::swap);
    holding();
  });
  const pid_t id = other.id();
  other.kill_it();
  const auto holder = WriterLock::holder(data);
  REQUIRE(holder.has_value());
  CHECK_FALSE(holder->running);
  CHECK(holder->pid == id);
  CHECK(holder->command == "indexer rebuild");
  CHECK(holder->phase == WriterPhase::swap);
  const WriterLock next(data, "indexer update");
  CHECK(WriterLock::holder(data)->command == "indexer update");
}

TEST_CASE("a writer waits as long as it is told, and goes on as soon as the other has ended") {
  const tests::TemporaryDirectory directory;
  const auto data = directory / "data";
  Other other([&](const auto& holding) {
    const WriterLock lock(data, "indexer import");
    holding();
  });
  CHECK_THROWS_AS(WriterLock(data, "indexer update", 60ms), corpus::WriterBusy);
  other.end();
  const WriterLock lock(data, "indexer update", 60s);
  CHECK(WriterLock::holder(data)->command == "indexer update");
}

TEST_CASE("a writer that ended leaves word that nothing was under way") {
  const tests::TemporaryDirectory directory;
  const auto data = directory / "data";
  CHECK_FALSE(WriterLock::holder(data).has_value());
  {
    WriterLock lock(data, "indexer import");
    lock.set_phase(WriterPhase::commit);
    CHECK(WriterLock::holder(data)->phase == WriterPhase::commit);
  }
  const auto holder = WriterLock::holder(data);
  REQUIRE(holder.has_value());
  CHECK_FALSE(holder->running);
  CHECK(holder->phase == WriterPhase::idle);
}

TEST_CASE("asking who writes never stands in a writer's way") {
  const tests::TemporaryDirectory directory;
  const auto data = directory / "data";
  { const WriterLock lock(data, "indexer import"); }
  const Other asking([&](const auto& holding) {
    const pid_t asks = fork();
    if (asks == 0) {
      for (;;) (void)WriterLock::holder(data);
    }
    holding();
    kill(asks, SIGKILL);
    waitpid(asks, nullptr, 0);
  });
  for (int i = 0; i < 300; ++i) CHECK_NOTHROW(WriterLock(data, "indexer update"));
}

TEST_CASE("every phase has a name") {
  const std::pair<WriterPhase, std::string> rows[] = {{WriterPhase::idle, "idle"},
                                                      {WriterPhase::reading, "reading"},
                                                      {WriterPhase::archive_write, "archive write"},
                                                      {WriterPhase::index_write, "index write"},
                                                      {WriterPhase::commit, "commit"},
                                                      {WriterPhase::fsync, "fsync"},
                                                      {WriterPhase::swap, "swap"},
                                                      {WriterPhase::cleaning, "cleaning"}};
  for (const auto& [phase, name] : rows) CHECK(corpus::writer_phase_name(phase) == name);
}

TEST_CASE("a folder that cannot be made, and a lock file that is none, are said") {
  const tests::TemporaryDirectory directory;
  CHECK_THROWS_WITH(WriterLock("/proc/nowhere", "indexer import"), doctest::Contains("/proc/nowhere"));
  std::filesystem::create_directories(directory / "data/writer.lock");
  CHECK_THROWS_WITH(WriterLock(directory / "data", "indexer import"), doctest::Contains("writer.lock"));
}

TEST_CASE("a lock file with anything in it does no harm") {
  const tests::TemporaryDirectory directory;
  std::filesystem::create_directories(directory / "data");
  for (const std::string& rubbish : {std::string(), std::string("x"), std::string(5000, '\xff')}) {
    FILE* file = std::fopen((directory / "data/writer.lock").c_str(), "wb");
    REQUIRE(file != nullptr);
    (void)std::fwrite(rubbish.data(), 1, rubbish.size(), file);
    (void)std::fclose(file);
    CHECK_FALSE(WriterLock::holder(directory / "data").has_value());
    const WriterLock lock(directory / "data", "indexer import");
    CHECK(WriterLock::holder(directory / "data")->running);
  }
}
