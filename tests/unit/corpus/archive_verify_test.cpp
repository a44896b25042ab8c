// Damage of every kind is named: each is made in a real file, by hand.
#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

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

}  // namespace

TEST_CASE("a sound archive has nothing wrong with it") {
  const tests::TemporaryDirectory directory;
  make_archive(directory / "archive.db");
  CHECK(Archive(directory / "archive.db", Archive::Access::read_only).problems().empty());
}

TEST_CASE("a damaged raw record is named with the document that was read from it, whichever came first") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  std::vector<std::string> ids;
  {
    Archive archive(file, Archive::Access::read_write);
    for (const char* bytes : {"none", "one", "two", "one", "three"}) {
      const std::string name = std::to_string(ids.size());
      auto read = record("https://example.org/" + name, "Title " + name);
      if (std::string(bytes) != "none") read.raw = bytes;
      ids.push_back(archive.put(read, from("s")).id);
    }
  }
  {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    database.exec("UPDATE raw_records SET bytes = x'00' WHERE sha256 IN ('" + corpus::sha256_hex("two") +
                  "', '" + corpus::sha256_hex("three") + "')");
  }
  CHECK(Archive(file, Archive::Access::read_only).problems() ==
        std::vector<std::string>{
            "raw record 2 (of document " + ids[2] + ") is not what was read: it cannot be unpacked",
            "raw record 3 (of document " + ids[4] + ") is not what was read: it cannot be unpacked"});
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
