// Damage of every kind is named: each is made in a real file, by hand.
#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "corpus/archive.h"
#include "tests/support/records.h"
#include "tests/support/temporary_directory.h"

using corpus::Archive;
using tests::from;
using tests::record;

namespace {

void make_archive(const std::filesystem::path& file) {
  Archive archive(file, Archive::Access::read_write);
  auto first = record("https://example.org/a", "Alpha");
  first.raw = "<item>Alpha</item>";
  first.raw_sha256 = corpus::sha256_hex(first.raw);
  archive.put(first, from("s"));
  archive.put(record("https://example.org/a", "Alpha, corrected"), from("s"));
  archive.put(record("https://example.org/b", "Beta"), from("s"));
  const auto gone = archive.put(record("https://example.org/c", "Gamma"), from("s")).id;
  archive.put_capture({"https://example.org/p", "p.txt", "Load more\n", {{0, 10, "", "load-more"}}},
                      from("p"));
  archive.put_boilerplate({"load-more", "Load more", "https://example.org/p", "bytes=0-9"}, from("p"));
  archive.decide({"https://example.org/b", "date", "2018", true, "Ed", "", ""}, from("decide"));
  archive.purge(gone, "order", from("purge"));
}

// Counts what SQLite does, in thousands of its steps, on every database that is opened while it lives.
class CountedSteps {
 public:
  CountedSteps() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(&watch)); }
  ~CountedSteps() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&watch)); }
  CountedSteps(const CountedSteps&) = delete;
  CountedSteps& operator=(const CountedSteps&) = delete;

  static long take() { return std::exchange(thousands, 0); }

 private:
  static int count(void*) {
    ++thousands;
    return 0;
  }
  static int watch(sqlite3* database, const char**, const sqlite3_api_routines*) {
    sqlite3_progress_handler(database, 1000, &count, nullptr);
    return SQLITE_OK;
  }
  inline static long thousands = 0;
};

long steps_to_verify(const std::filesystem::path& file, int documents) {
  {
    Archive archive(file, Archive::Access::read_write);
    archive.begin_batch();
    for (int at = 0; at < documents; ++at) {
      auto one = record("https://example.org/" + std::to_string(at), "Title " + std::to_string(at));
      one.raw = "<item>" + std::to_string(at) + "</item>";
      one.raw_sha256 = corpus::sha256_hex(one.raw);
      archive.put(one, from("s"));
    }
    archive.commit_batch();
  }
  const CountedSteps steps;
  const Archive archive(file, Archive::Access::read_only);
  CountedSteps::take();
  CHECK(archive.problems().empty());
  return CountedSteps::take();
}

}  // namespace

TEST_CASE("an archive of twice the size takes about twice the work to verify") {
  const tests::TemporaryDirectory directory;
  const auto small = steps_to_verify(directory / "small.db", 500);
  const auto large = steps_to_verify(directory / "large.db", 1000);
  CHECK(small > 0);
  CHECK(2 * large < 5 * small);
}

TEST_CASE("a sound archive has nothing wrong with it") {
  const tests::TemporaryDirectory directory;
  make_archive(directory / "archive.db");
  CHECK(Archive(directory / "archive.db", Archive::Access::read_only).problems().empty());
}

TEST_CASE("each damage is found and named") {
  struct Row {
    std::string damage, named;
  };
  const Row rows[] = {
      {"UPDATE versions SET body = 'forged' WHERE number = 1", "version 1 of document"},
      {"UPDATE versions SET title = 'Alpha' WHERE number = 2", "version 2 of document"},
      {"UPDATE versions SET tags = '[{' WHERE number = 2", "is damaged at document"},
      {"UPDATE versions SET kind = 'novel' WHERE number = 2", "is damaged at document"},
      {"UPDATE versions SET content_sha256 = 'x' WHERE number = 3", "is not what was stored"},
      {"UPDATE versions SET revision = 4 WHERE number = 1", "a change of something else"},
      {"UPDATE raw_records SET bytes = x'00'", "it cannot be unpacked"},
      {"UPDATE raw_records SET sha256 = 'x'", "is not what was read: its SHA-256 differs"},
      {"UPDATE versions SET raw = NULL", "belongs to no version"},
      {"UPDATE captures SET bytes = x'00'", "the page https://example.org/p cannot be unpacked"},
      {"UPDATE captures SET sha256 = 'x'", "the page https://example.org/p is not what was read"},
      {"UPDATE captures SET size = 9", "whose parts do not reach its end"},
      {"UPDATE boilerplate SET text = 'forged'", "the standing text load-more is not what was read"},
      {"UPDATE statements SET sha256 = 'x' WHERE document = 1", "is no hash"},
      {"UPDATE documents SET id = 'aaaaaaaaaaaa' WHERE number = 1", "does not have the id of its key"},
      {"DELETE FROM names WHERE document = 2", "has no key"},
      {"UPDATE documents SET revision = 999 WHERE number = 2", "does not stand at its latest change"},
      {"UPDATE documents SET version = 1 WHERE number = 2", "shows no version of its own"},
      {"DELETE FROM changes WHERE revision = 1", "the chain of revisions is broken"},
      {"DELETE FROM imports", "leads nowhere"},
      {"UPDATE decisions SET field = 'mood'", "has a decision that says nothing"},
      {"UPDATE versions SET title = 'Gamma' WHERE document = 3", "was erased, but not all of it"},
      {"INSERT INTO occurrences VALUES(3, 0, 'https://example.org/c', '')", "was erased, but not all of it"},
      {"UPDATE documents SET withdrawn_reason = NULL, withdrawn_time = NULL WHERE number = 3",
       "was erased, but is shown"},
      {"DELETE FROM purged_hashes", "cannot be known again"},
      {"UPDATE purged_hashes SET sha256 = 'x' || sha256", "is no hash"},
  };
  const tests::TemporaryDirectory directory;
  make_archive(directory / "sound.db");
  for (const auto& row : rows) {
    CAPTURE(row.damage);
    const auto file = directory / "archive.db";
    std::filesystem::copy_file(directory / "sound.db", file,
                               std::filesystem::copy_options::overwrite_existing);
    {
      SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
      database.exec("PRAGMA foreign_keys = OFF");
      database.exec(row.damage);
    }
    const auto problems = Archive(file, Archive::Access::read_only).problems();
    std::string all;
    for (const auto& problem : problems) all += problem + "\n";
    CAPTURE(all);
    CHECK(std::any_of(problems.begin(), problems.end(),
                      [&](const auto& problem) { return problem.find(row.named) != std::string::npos; }));
  }
}
