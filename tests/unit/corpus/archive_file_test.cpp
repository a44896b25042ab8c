// The archive's file: what is refused and in which words, damage, full disks, folders that may not be
// written.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <doctest/doctest.h>

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <fstream>
#include <memory>
#include <string>

#include "corpus/archive.h"
#include "corpus/archive_backup.h"
#include "tests/support/child_process.h"
#include "tests/support/file_text.h"
#include "tests/support/records.h"
#include "tests/support/temporary_directory.h"

using corpus::Archive;
using corpus::ArchiveError;
using tests::file_text;
using tests::from;
using tests::kRead;
using tests::kWrite;
using tests::record;
using tests::write_file;

namespace {

// Stores batches of ten documents until the disk has no room left; says what went wrong with what was stored.
std::string fill_the_disk(const std::filesystem::path& file) {
  Archive archive(file, kWrite);
  int batches = 0;
  std::string refusal;
  try {
    for (; batches < 10'000; ++batches) {
      archive.begin_batch();
      for (int i = 0; i < 10; ++i) {
        const auto key = std::to_string(batches) + "/" + std::to_string(i);
        archive.put(record(key, "Title", std::string(5000, 'x')), from("s"));
      }
      archive.commit_batch();
    }
    return "the disk was never full";
  } catch (const ArchiveError& error) {
    refusal = error.what();
  }
  archive.abandon_batch();
  if (batches == 0) return "not one batch found room: " + refusal;
  try {
    archive.put(record("large", "Title", std::string(1'000'000, 'x')), from("s"));
    return "a large document found room";
  } catch (const ArchiveError&) {
  }
  const Archive reader(file, kRead);
  if (reader.counts().documents != batches * 10)
    return "acknowledged documents are missing after: " + refusal;
  for (const auto& problem : reader.problems()) return problem;
  return "full: " + refusal;
}

}  // namespace

TEST_CASE("what is no archive is refused, each in words that help") {
  const tests::TemporaryDirectory directory;
  write_file(directory / "text", "This is no database, however long it may be. " + std::string(5000, 'x'));
  write_file(directory / "empty", "");
  SQLite::Database(directory / "other", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec("CREATE TABLE t(x)");
  std::filesystem::create_directory(directory / "folder");
  struct Row {
    const char* name;
    Archive::Access access;
    const char* says;
  };
  const Row rows[] = {
      {"missing", kRead, "there is no archive"},
      {"no-folder/archive.db", kWrite, "there is no folder"},
      {"folder", kWrite, "is a folder, not an archive"},
      {"text", kRead, "it is no SQLite database"},
      {"text", kWrite, "it is no SQLite database"},
      {"other", kRead, "no archive of this program"},
      {"other", kWrite, "no archive of this program"},
      {"empty", kRead, "nothing was imported yet"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const auto file = directory / row.name;
    CHECK_THROWS_WITH_AS(Archive(file, row.access), doctest::Contains(row.says), ArchiveError);
    CHECK_THROWS_WITH_AS(Archive(file, row.access), doctest::Contains(file.c_str()), ArchiveError);
  }
  CHECK(file_text(directory / "text").starts_with("This is no database"));
  CHECK_NOTHROW(
      Archive(directory / "empty", kWrite));  // a first run that was killed before it had made the tables
}

TEST_CASE("an archive that a newer program wrote is refused and left alone") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  { Archive(file, kWrite).put(record("a", "One"), from("s")); }
  SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
  const auto before = file_text(file);
  for (const auto access : {kRead, kWrite}) {
    CHECK_THROWS_WITH_AS(Archive(file, access), doctest::Contains("written by a newer program (format 99"),
                         ArchiveError);
  }
  CHECK(file_text(file) == before);
}

TEST_CASE("parents that an archive has from before they were refused are found, and go when stored again") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  auto one = record("one", "One");
  auto two = record("two", "Two");
  one.document.kind = two.document.kind = corpus::Kind::digest;
  {
    Archive archive(file, kWrite);
    archive.put(one, from("s"));
    archive.put(two, from("s"));
    CHECK(archive.misplaced().empty());
  }
  SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("UPDATE documents SET parent = 3 - number");
  Archive archive(file, kWrite);
  const std::vector<corpus::DocumentId> both{archive.find_by_key("one")->id, archive.find_by_key("two")->id};
  CHECK(archive.misplaced() == both);
  CHECK(archive.put(one, from("retag")).outcome == Archive::Outcome::changed);
  CHECK(archive.misplaced() == std::vector<corpus::DocumentId>{both[1]});
}

TEST_CASE("the check finds twins that the archive's links do not follow") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  {
    Archive archive(file, kWrite);
    for (const char* key : {"a", "b", "c"}) archive.put(record(key, key), from("s"));
    const corpus::FoundTwin twin{"a", "b", {0.5, 1, {"same day"}}};
    archive.put_found_twin(twin, from("pair"));
  }
  const std::pair<const char*, const char*> damages[] = {
      {"DELETE FROM twins", "shows a twin that was not found"},
      {"UPDATE documents SET translation_found = 0, translation = NULL", "do not show each other"},
      {"UPDATE documents SET translation_found = 0 WHERE number = 1", "do not show each other"},
      {"UPDATE twins SET reasons = '[\"same'", "reasons for its found twin that cannot be read"},
      {"UPDATE twins SET english = 3", "shows a twin that was not found"},
      {"INSERT INTO twins VALUES(2, 3, 0.5, 1, '[]', 1)", "the twin of two documents"}};
  for (const auto& [damage, said] : damages) {
    CAPTURE(damage);
    std::filesystem::copy_file(file, directory / "damaged.db",
                               std::filesystem::copy_options::overwrite_existing);
    { SQLite::Database((directory / "damaged.db").string(), SQLite::OPEN_READWRITE).exec(damage); }
    std::string problems;
    for (const auto& problem : Archive(directory / "damaged.db", kWrite).problems())
      problems += problem + '\n';
    CHECK_MESSAGE(problems.find(said) != std::string::npos, problems);
  }
}

TEST_CASE("an archive is written with the care that its promises need") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  const Archive archive(file, kWrite);
  SQLite::Database database(file.string());
  CHECK(database.execAndGet("PRAGMA journal_mode").getString() == "wal");
  CHECK(database.execAndGet("PRAGMA application_id").getInt() == 0x53494A4C);
  CHECK(database.execAndGet("PRAGMA user_version").getInt() == 6);
  SQLite::Statement tables(
      database,
      "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
      "AND name NOT LIKE 'sqlite_%'");
  int count = 0;
  while (tables.executeStep()) {
    CAPTURE(tables.getColumn(0).getString());
    CHECK(tables.getColumn(1).getInt() == 1);
    ++count;
  }
  CHECK(count == 23);
}

TEST_CASE("damage is found by the check and said by reading") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  {
    Archive archive(file, kWrite);
    for (int i = 0; i < 50; ++i)
      archive.put(record(std::to_string(i), "Title", std::string(3000, 'x')), from("s"));
  }
  {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    database.exec("UPDATE documents SET revision = 1000 WHERE number = 3");
  }
  const auto problems = Archive(file, kRead).problems();
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].find("does not stand at its latest change") != std::string::npos);

  std::fstream bytes(file, std::ios::binary | std::ios::in | std::ios::out);
  bytes.seekp(3 * 4096);
  bytes << std::string(40 * 4096, '\x5a');
  bytes.close();
  const auto read_all = [&] {
    const Archive archive(file, kRead);
    (void)archive.changed_since(0, 1000);
  };
  CHECK_THROWS_WITH_AS(read_all(), doctest::Contains("damaged"), ArchiveError);
}

TEST_CASE("where a file may grow no more, all that was acknowledged is there") {
  const tests::TemporaryDirectory directory;
  const auto said = tests::in_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{2 << 20, 2 << 20};
    setrlimit(RLIMIT_FSIZE, &limit);
    return fill_the_disk(directory / "archive.db");
  });
  CHECK(said.starts_with("full: cannot "));
  CAPTURE(said);
  Archive archive(directory / "archive.db", kWrite);  // the limit is gone: it goes on
  CHECK(archive.put(record("next", "Next"), from("s")).outcome == Archive::Outcome::added);
}

TEST_CASE("on a full disk all that was acknowledged is there, and the message names the cause") {
  const tests::TemporaryDirectory directory;
  const auto said = tests::in_child([&]() -> std::string {
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
      return "not allowed";
    std::filesystem::create_directory(directory / "small");
    if (mount("tmpfs", (directory / "small").c_str(), "tmpfs", 0, "size=4m") != 0) return "not allowed";
    return fill_the_disk(directory / "small/archive.db");
  });
  if (said == "not allowed") {
    MESSAGE("skipped: this user may not mount a small disk");
    return;
  }
  CHECK(said.find("full: ") == 0);
  CHECK(said.find("the disk is full") != std::string::npos);
}

TEST_CASE("a folder that may not be written says so") {
  const tests::TemporaryDirectory directory;
  const auto folder = directory / "data";
  std::filesystem::create_directory(folder);
  { Archive(folder / "archive.db", kWrite).put(record("a", "One"), from("s")); }
  chmod(directory.path().c_str(), 0755);
  chmod((folder / "archive.db").c_str(), 0444);
  chmod(folder.c_str(), 0555);
  const auto opened_for = [&](Archive::Access access) {
    return tests::in_child([&] {
      if (geteuid() == 0 && setuid(65534) != 0) return std::string("not allowed");
      const Archive archive(folder / "archive.db", access);
      return std::to_string(archive.revision());
    });
  };
  const auto reading = opened_for(kRead);
  const auto writing = opened_for(kWrite);
  chmod(folder.c_str(), 0755);
  CAPTURE(reading);
  CAPTURE(writing);
  CHECK(reading.find("check the permissions of the file and its folder") != std::string::npos);
  CHECK(writing.find("check the permissions of the file and its folder") != std::string::npos);
}

TEST_CASE("a copy is not put back while somebody reads, for what the WAL holds would be lost") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  const auto copy = directory / "copy.db";
  auto archive = std::make_unique<Archive>(file, Archive::Access::read_write);
  archive->put(record("a", "One"), from("s"));
  corpus::back_up_archive(file, copy);
  {
    const Archive reader(file, Archive::Access::read_only);
    const Archive::Snapshot snapshot(reader);
    archive->put(record("b", "Two"), from("s"));
    archive.reset();
    CHECK_THROWS_WITH_AS(corpus::restore_archive(copy, file), doctest::Contains("another program reads"),
                         corpus::ArchiveError);
    CHECK(Archive(file, Archive::Access::read_only).find_by_key("b").has_value());
    CHECK_FALSE(std::filesystem::exists(directory / "archive.db.restored"));
  }
  corpus::restore_archive(copy, file);
  CHECK_FALSE(Archive(file, Archive::Access::read_only).find_by_key("b").has_value());
  CHECK(Archive(directory / "archive.db.before-restore", Archive::Access::read_only)
            .find_by_key("b")
            .has_value());
}

TEST_CASE("of an archive that cannot be opened the WAL is kept beside it, too") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  const auto copy = directory / "copy.db";
  { Archive(copy, Archive::Access::read_write).put(record("a", "One"), from("s")); }
  std::ofstream(file) << std::string(8192, 'x');
  std::ofstream(directory / "archive.db-wal") << "what was written last";
  corpus::restore_archive(copy, file);
  CHECK(Archive(file, Archive::Access::read_only).find_by_key("a").has_value());
  CHECK(std::filesystem::file_size(directory / "archive.db.before-restore") == 8192);
  CHECK(std::filesystem::exists(directory / "archive.db.before-restore-wal"));
}

TEST_CASE("a page whose parts lie beyond its end is damage that a purge names") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  Archive archive(file, Archive::Access::read_write);
  const auto id = archive.put(record("https://example.org/a", "One"), from("s")).id;
  archive.put_capture({"https://example.org/p", "p.txt", "One\n", {{0, 4, "https://example.org/a", ""}}},
                      from("s"));
  {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    database.exec("UPDATE capture_parts SET end = 1000000000");
  }
  CHECK_THROWS_WITH_AS(archive.purge(id, "order", from("purge")), doctest::Contains("damaged at the page"),
                       corpus::ArchiveError);
}
