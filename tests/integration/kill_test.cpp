// Kills the indexer with SIGKILL at random instants and looks whether anything it acknowledged is lost.
// KILLS, DOCUMENTS and LEAST_IN_EACH_PHASE come from CMakeLists.txt; SIJILL_KILL_SEED repeats a run's
// choices.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <sstream>
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
#include "tests/support/temporary_directory.h"

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using corpus::WriterPhase;

namespace {

constexpr WriterPhase kAimedAt[] = {WriterPhase::archive_write, WriterPhase::index_write, WriterPhase::commit,
                                    WriterPhase::fsync, WriterPhase::swap};

/// What the program said it had made durable, line by line.
struct Acknowledged {
  corpus::Revision archive = 0, index = 0;
  std::uint32_t records = 0;  // of the file being imported
};

/// One import: documents `first` to `last` - 1 in a new edition.
struct Import {
  std::uint32_t first = 0, last = 0, edition = 0;
};

class Harness {
 public:
  explicit Harness(unsigned seed) : random_(seed), index_(data() / "index") {}

  void fill() {
    const auto file = (directory_ / "all.jsonl").string();
    tests::write_made_up(file, 0, DOCUMENTS);
    const auto result = tests::run_program(command({"import", file, "--quiet"}));
    REQUIRE_MESSAGE(result.exit_code == 0, result.err);
    check("after the first import", {});
  }

  /// Starts a command that comes through `aim` and kills it there, or near. False where it ended before.
  bool kill_one(WriterPhase aim) {
    Import import;
    const auto words = command_for(aim, import);
    Acknowledged said;
    {
      tests::RunningProgram program(command(words));
      if (!wait_for(aim, program)) return false;
      program.send(SIGKILL);
      const auto code = program.wait_for_end(10s);
      if (code != 128 + SIGKILL) return false;
      said = read_lines(program);
    }
    const auto phase = corpus::WriterLock::holder(data()).value().phase;
    ++kills_in_[phase];
    const auto where = words.front() + " killed in phase " + corpus::writer_phase_name(phase);
    std::printf("%s\n", where.c_str());
    std::fflush(stdout);  // a long run shows how far it is
    check(where, said);
    check_import(where, import, said);
    go_on(where);
    return true;
  }

  void compare_with_rebuilt() {
    const auto updated = tests::index_digest(index_.current().value());
    CHECK(updated.size() == DOCUMENTS);
    const auto result = tests::run_program(command({"rebuild", "--quiet"}));
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    CHECK_MESSAGE(tests::index_digest(index_.current().value()) == updated,
                  "updated and rebuilt index differ");
  }

  WriterPhase least_hit() const {
    return *std::min_element(std::begin(kAimedAt), std::end(kAimedAt),
                             [this](auto one, auto other) { return kills_in(one) < kills_in(other); });
  }

  int kills_in(WriterPhase phase) const {
    const auto found = kills_in_.find(phase);
    return found == kills_in_.end() ? 0 : found->second;
  }

  void print_table() const {
    for (const auto& [phase, kills] : kills_in_)
      std::printf("  %-14s %3d kills\n", writer_phase_name(phase), kills);
  }

 private:
  fs::path data() const { return directory_ / "data"; }

  std::vector<std::string> command(const std::vector<std::string>& words) const {
    std::vector<std::string> all = {tests::indexer_program(),     "--data", data().string(),
                                    "--min-free-percent",         "0",      "--delta-documents",
                                    std::to_string(DOCUMENTS / 8)};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }

  std::uint32_t random(std::uint32_t below) { return static_cast<std::uint32_t>(random_() % below); }

  // The archive is written by imports alone, links are swapped by rebuilds alone; the rest happens in both.
  std::vector<std::string> command_for(WriterPhase aim, Import& import) {
    const bool rebuild = aim == WriterPhase::swap || (aim != WriterPhase::archive_write && random(3) == 0);
    batches_ = 3;
    if (rebuild) return {"rebuild", "--report-commits"};
    // Several batches of 500 for the main database, or fewer for its delta.
    constexpr std::uint32_t kMany = std::max(DOCUMENTS / 10, 600);
    const auto count = random(2) == 0 ? kMany : 1 + random(DOCUMENTS / 10);
    batches_ = count == kMany ? 3 : 1;
    import.first = random(DOCUMENTS - count);
    import.last = import.first + count;
    import.edition = ++edition_;
    const auto file = (directory_ / "edition.jsonl").string();
    tests::write_made_up(file, import.first, import.last, import.edition);
    return {"import", file, "--report-commits"};
  }

  // Waits until the program has come into the phase some random number of times, then a random moment.
  bool wait_for(WriterPhase aim, const tests::RunningProgram& program) {
    const auto before = corpus::WriterLock::holder(data()).value();
    int times = aim == WriterPhase::swap ? 1 : 1 + static_cast<int>(random(batches_));
    bool inside = false;
    const auto end = std::chrono::steady_clock::now() + 300s;
    while (std::chrono::steady_clock::now() < end) {
      std::this_thread::sleep_for(20us);  // the program needs the core more than we do
      const auto now = corpus::WriterLock::holder(data());
      if (!now || now->pid != program.id()) continue;
      if (!now->running) return false;
      const bool inside_now = now->phase == aim;
      if (inside_now && !inside && --times == 0) break;
      inside = inside_now;
    }
    // Most of these moments are shorter than the phase; some go past its end, into what follows.
    std::this_thread::sleep_for(std::chrono::microseconds(random(aim == WriterPhase::swap ? 200 : 3000)));
    return true;
  }

  static Acknowledged read_lines(tests::RunningProgram& program) {
    Acknowledged said;
    while (const auto line = program.wait_for_line("", 1s)) {
      std::istringstream words(*line);
      std::string what;
      corpus::Revision revision = 0;
      std::uint32_t count = 0;
      words >> what >> revision >> count;
      if (what == "archive") {
        said.archive = revision;
        said.records = count;
      }
      if (what == "index") said.index = revision;
    }
    return said;
  }

  // Archive and index are sound, the index equals the archive as far as it has come, nothing acknowledged is
  // missing.
  void check(const std::string& where, const Acknowledged& said) {
    CAPTURE(where);
    const corpus::Archive archive(data() / "archive.db", corpus::Archive::Access::read_only);
    const auto report = indexer::check_all(archive, index_, {});
    for (const auto& damage : report.archive_damage) FAIL_CHECK(damage);
    for (const auto& damage : report.index_damage) FAIL_CHECK(damage);
    CHECK(report.documents == DOCUMENTS);
    CHECK(report.archive_revision >= said.archive);
    CHECK(report.has_index);
    CHECK(report.index_revision >= seen_);
    if (where.starts_with("rebuild")) return;  // its lines tell of the generation that is being made
    CHECK(report.index_revision >= said.index);
    seen_ = std::max(seen_, report.index_revision);
  }

  // What was told to be stored is stored; what is stored was stored in order; nothing else has changed.
  void check_import(const std::string& where, const Import& import, const Acknowledged& said) {
    CAPTURE(where);
    const corpus::Archive archive(data() / "archive.db", corpus::Archive::Access::read_only);
    std::uint32_t stored = 0;
    bool ended = false;
    for (auto number = import.first; number < import.last; ++number) {
      const auto wanted = tests::made_up_document(number, import.edition);
      const auto found = archive.find(wanted.id);
      REQUIRE(found.has_value());
      const bool is_new = found->body == wanted.body;
      if (is_new && ended) FAIL_CHECK("document " << number << " is stored, one before it is not");
      if (is_new) ++stored;
      ended = !is_new;
    }
    CHECK(stored >= said.records);
  }

  // The next run goes on from there: in place, without a word of complaint.
  void go_on(const std::string& where) {
    CAPTURE(where);
    const auto generation = index_.current();
    const auto result = tests::run_program(command({"update"}));
    CHECK(result.exit_code == 0);
    CHECK_MESSAGE(result.err.empty(), result.err);
    CHECK_MESSAGE(index_.current() == generation, "it was built anew");
    const corpus::Archive archive(data() / "archive.db", corpus::Archive::Access::read_only);
    CHECK(index_.status().value().index_revision == archive.revision());
    CHECK_MESSAGE(entries_of_index() == 3, "a generation was left behind");
    check(where + ", then updated", {});
  }

  std::ptrdiff_t entries_of_index() const {
    return std::distance(fs::directory_iterator(index_.path()), fs::directory_iterator());
  }

  tests::TemporaryDirectory directory_;
  std::mt19937 random_;
  indexer::IndexDirectory index_;
  std::uint32_t edition_ = 0;
  std::uint32_t batches_ = 1;  // that the next command writes, at least
  std::map<WriterPhase, int> kills_in_;
  corpus::Revision seen_ = 0;  // by readers of the index: it never goes back
};

unsigned chosen_seed() {
  const char* given = std::getenv("SIJILL_KILL_SEED");
  return given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
}

}  // namespace

TEST_CASE("kill -9 at any instant loses nothing that was acknowledged, and the next run goes on") {
  const auto seed = chosen_seed();
  std::printf("seed %u, %d kills over %d documents\n", seed, KILLS, DOCUMENTS);
  Harness harness(seed);
  harness.fill();
  int kills = 0;
  // A kill may fall into the phase after the one that was aimed at: go on until every phase had its share.
  const auto done = [&] {
    return kills >= KILLS && harness.kills_in(harness.least_hit()) >= LEAST_IN_EACH_PHASE;
  };
  for (int tries = 0; !done() && tries < 3 * KILLS; ++tries) {
    if (harness.kill_one(harness.least_hit())) ++kills;
  }
  harness.print_table();
  CHECK(kills >= KILLS);
  for (const auto phase : kAimedAt) {
    CAPTURE(corpus::writer_phase_name(phase));
    CHECK(harness.kills_in(phase) >= LEAST_IN_EACH_PHASE);
  }
  harness.compare_with_rebuilt();
}
