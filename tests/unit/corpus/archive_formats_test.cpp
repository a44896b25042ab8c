// Archives of older formats: copied, brought up to date step by step, put back; and what stops that.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <doctest/doctest.h>

#include <filesystem>
#include <set>

#include "corpus/archive.h"
#include "corpus/archive_backup.h"
#include "corpus/archive_schema.h"
#include "tests/support/file_text.h"
#include "tests/support/places.h"
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

// An archive of format 1 with one document that names 81 members and standing text that names 80.
void make_format_1(const std::filesystem::path& file) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec("PRAGMA journal_mode = WAL");
  database.exec(file_text(std::filesystem::path(tests::data_folder()) / "archive/format_1.sql"));
  database.exec("PRAGMA application_id = 0x53494A4C");
  database.exec("PRAGMA user_version = 1");
  database.exec(R"sql(
    BEGIN;
    INSERT INTO archive VALUES('archive_id', '00112233445566778899aabbccddeeff');
    INSERT INTO sources VALUES(1, 'old.txt');
    INSERT INTO imports VALUES(1, 1, 'capture', '2026-01-01T00:00:00Z', '0.0.9');
    INSERT INTO documents VALUES(1, 'hifkyredfzkv', 1, NULL, NULL, NULL, NULL, NULL);
    INSERT INTO names VALUES('the key', 1, 0);
    INSERT INTO occurrences VALUES(1, 0, 'https://example.org/', 'bytes=0-9');
    INSERT INTO changes VALUES(1, 1, 'added', 1);
    INSERT INTO versions VALUES(1, 1, 1, 1, '',
      'e9be12e268a5e8cfc5a200ab33c5750e87e4d2e5da7d8ac1f3c4eb30f044f2b5', 'y', 'statement', 'en', 'Meeting', '', '2018-02-13', 'day',
      'metadata', '', '', '[]', '[]', '', 'The Global Coalition’s 81 members met in Kuwait.');
    UPDATE documents SET version = 1;
    INSERT INTO statements VALUES(1, 1, '', 'e9be12e268a5e8cfc5a200ab33c5750e87e4d2e5da7d8ac1f3c4eb30f044f2b5');
    INSERT INTO boilerplate VALUES(1, 'what-is-the-coalition', 'The Coalition’s 80 members are committed.',
      '931b76b8b1a29ab034d2df9486cd1700057828ac432553c9bf1d16cf0f9ecbcc',
      '2026-01-01T00:00:00Z', 1);
    INSERT INTO boilerplate_occurrences VALUES(1, 1, 'https://example.org/', 'bytes=10-50');
    INSERT INTO captures VALUES(1, 'https://example.org/', 'old.txt',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 0, 1, x'');
    COMMIT;
  )sql");
}

void drop_further_dates(SQLite::Database& database) {
  database.exec("ALTER TABLE versions DROP COLUMN modified");
  database.exec("ALTER TABLE versions DROP COLUMN events");
}

// What formats 5 and 6 added goes again.
void take_away_format_5(SQLite::Database& database) {
  drop_further_dates(database);
  for (const char* table : {"sightings", "run_findings", "runs", "decisions", "purged_hashes", "purges"}) {
    database.exec(std::string("DROP TABLE ") + table);
  }
  for (const char* column : {"raw", "media_type", "fetched_from", "fetched_at"}) {
    database.exec(std::string("ALTER TABLE versions DROP COLUMN ") + column);
  }
  database.exec("DROP TABLE raw_records");
  database.exec("ALTER TABLE sources DROP COLUMN last_read");
  database.exec("ALTER TABLE captures DROP COLUMN kept_sha256");
  database.exec("PRAGMA user_version = 4");
}

// The tables of a database with their columns, and the indexes.
std::string tables_of(const std::filesystem::path& file) {
  const SQLite::Database database(file.string());
  SQLite::Statement rows(
      database,
      "SELECT group_concat(line, char(10)) FROM (SELECT t.name || '.' || c.name || ' ' || "
      "c.type || ' ' || c.\"notnull\" || ' ' || ifnull(c.dflt_value, '') || ' ' || c.pk AS "
      "line FROM pragma_table_list t JOIN pragma_table_info(t.name) c ORDER BY t.name, "
      "c.name)");
  rows.executeStep();
  return rows.getColumn(0).getString();
}

}  // namespace

TEST_CASE("an archive of an older format is copied and brought up to date") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  make_format_1(file);
  CHECK_THROWS_WITH_AS(Archive(file, kRead), doctest::Contains("of the older format 1"), ArchiveError);
  write_file(directory / "archive.db.v1.backup.part", "left by a run that was killed");
  {
    Archive archive(file, kWrite);
    const auto document = archive.find("hifkyredfzkv");
    REQUIRE(document.has_value());
    CHECK(document->key == "the key");
    CHECK(document->title == "Meeting");
    CHECK(archive.archive_id() == "00112233445566778899aabbccddeeff");
    const auto ledger = archive.ledger();  // what the new format brought
    REQUIRE(ledger.size() == 2);
    CHECK(ledger[0].members == 80);
    CHECK(ledger[0].evidence == corpus::LedgerEvidence::boilerplate);
    CHECK(ledger[1].members == 81);
    CHECK(ledger[1].document == "hifkyredfzkv");
    CHECK(archive.problems() == std::vector<std::string>());
    using Subject = Archive::Event::Subject;
    CHECK(archive.events_since(0, 10) ==
          std::vector<Archive::Event>{{1, Subject::document, "hifkyredfzkv", "added"},
                                      {2, Subject::standing_text, "what-is-the-coalition", "added"},
                                      {3, Subject::page, "https://example.org/", "added"}});
    CHECK(ledger[0].revision == 2);
    CHECK(archive.put(record("new", "New"), from("s")).outcome == Archive::Outcome::added);
    CHECK(archive.revision() == 4);
  }
  CHECK_FALSE(std::filesystem::exists(directory / "archive.db.v1.backup.part"));
  SQLite::Database backup((directory / "archive.db.v1.backup").string());
  CHECK(backup.execAndGet("PRAGMA user_version").getInt() == 1);
  CHECK(backup.execAndGet("SELECT count(*) FROM documents").getInt() == 1);
  CHECK_FALSE(backup.tableExists("ledger"));
  CHECK_NOTHROW(Archive(file, kRead));
}

TEST_CASE("an archive of format 2 keeps its ledger and gets revisions for standing text and pages") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  make_format_1(file);
  {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    database.exec(file_text(std::filesystem::path(tests::data_folder()) / "archive/format_2.sql"));
    database.exec("INSERT INTO ledger VALUES(1, 80, 'boilerplate', 'words of their own', NULL, 1)");
    database.exec("PRAGMA user_version = 2");
  }
  const Archive archive(file, kWrite);
  CHECK(std::filesystem::exists(directory / "archive.db.v2.backup"));
  REQUIRE(archive.ledger().size() == 1);
  CHECK(archive.ledger()[0].words == "words of their own");
  CHECK(archive.ledger()[0].revision == 2);
  CHECK(archive.revision() == 3);
  CHECK(archive.problems() == std::vector<std::string>());
}

TEST_CASE("an archive of format 3 keeps its links, all of them stated, and can take found twins") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  std::string id;
  {
    Archive archive(file, kWrite);
    auto arabic = record("a", "A");
    arabic.translation_key = "e";
    id = archive.put(arabic, from("s")).id;
    archive.put(record("e", "E"), from("s"));
  }
  {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    take_away_format_5(database);
    database.exec("DROP TABLE twins");
    database.exec("ALTER TABLE documents DROP COLUMN translation_found");
    database.exec("PRAGMA user_version = 3");
  }
  CHECK_THROWS_WITH_AS(Archive(file, kRead), doctest::Contains("of the older format 3"), ArchiveError);
  Archive archive(file, kWrite);
  CHECK(std::filesystem::exists(directory / "archive.db.v3.backup"));
  CHECK(archive.revision() == 3);
  CHECK(archive.find(id)->translation == archive.find_by_key("e")->id);
  CHECK_FALSE(archive.find(id)->twin_evidence.has_value());
  CHECK(archive.found_twins().empty());
  CHECK(archive.problems() == std::vector<std::string>());
  const auto other = archive.put(record("o", "O"), from("s")).id;
  const auto third = archive.put(record("t", "T"), from("s")).id;
  CHECK(archive.put_found_twin({other, third, {0.5, 1, {}}}, from("pair")));
  CHECK(archive.find(other)->translation == third);
}

TEST_CASE(
    "an archive of format 4 knows when its documents were seen and can keep the records of those to come") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  {
    Archive archive(file, kWrite);
    auto first = from("a.xml");
    first.imported_at = "2026-11-20T08:00:00Z";
    archive.put(record("k", "First"), first);
    archive.put(record("k", "Second"), from("a.xml"));
  }
  const auto as_made = tables_of(file);
  {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    take_away_format_5(database);
  }
  Archive archive(file, kWrite);
  CHECK(tables_of(file) == as_made);
  CHECK(std::filesystem::exists(directory / "archive.db.v4.backup"));
  const auto id = archive.find_by_key("k")->id;
  const std::vector<corpus::Record::Memory::Sighting> seen{
      {"a.xml", "2026-11-20T08:00:00Z", "2026-11-21T09:00:00Z"}};
  CHECK(archive.sightings_of(id) == seen);
  CHECK_FALSE(archive.raw_of(archive.history(id)[0].number).has_value());
  auto later = record("k", "Third");
  later.raw = "raw";
  archive.put(later, from("a.xml"));
  CHECK(archive.raw_of(archive.history(id)[2].number) == "raw");
  CHECK(archive.problems() == std::vector<std::string>());
}

TEST_CASE(
    "an archive of format 5 keeps its versions as they were, and can take the dates it had no room for") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  auto one = record("a", "One");
  { Archive(file, kWrite).put(one, from("s")); }
  {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    drop_further_dates(database);
    database.exec("PRAGMA user_version = 5");
  }
  Archive archive(file, kWrite);
  CHECK(std::filesystem::exists(directory / "archive.db.v5.backup"));
  CHECK(archive.problems().empty());
  CHECK(archive.put(one, from("s")).outcome == Archive::Outcome::unchanged);
  one.document.modified = *corpus::parse_date("2019-03-23");
  one.document.events = {*corpus::event_date_of(*corpus::parse_date("2019-03"))};
  CHECK(archive.put(one, from("s")).outcome == Archive::Outcome::changed);
  const auto read = archive.find_by_key("a");
  CHECK(corpus::to_string(read->modified) == "2019-03-23");
  CHECK(read->events == one.document.events);
  CHECK(archive.history(read->id).front().document.modified == corpus::PublicationDate{});
}

TEST_CASE("an archive brought up to date has the tables of a new one") {
  const tests::TemporaryDirectory directory;
  make_format_1(directory / "old.db");
  { const Archive old(directory / "old.db", kWrite), fresh(directory / "new.db", kWrite); }
  const auto tables = [&](const char* name) {
    SQLite::Database database((directory / name).string());
    SQLite::Statement rows(database, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
    std::string all;
    while (rows.executeStep()) all += rows.getColumn(0).getString() + '\n';
    return all;
  };
  CHECK(tables("old.db") == tables("new.db"));
}

TEST_CASE("a backup that SQLite could not finish stops the step to a new format, and leaves no half copy") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  make_format_1(file);
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
  database.exec("BEGIN IMMEDIATE");
  database.exec(
      "UPDATE archive SET value = 'half'");  // what is being written cannot be copied: SQLITE_LOCKED
  CHECK_THROWS_WITH_AS(corpus::back_up(database, file, 1), doctest::Contains("another program holds it"),
                       ArchiveError);
  CHECK_FALSE(std::filesystem::exists(directory / "archive.db.v1.backup"));
  database.exec("ROLLBACK");
  CHECK_NOTHROW(corpus::back_up(database, file, 1));
  CHECK(std::filesystem::exists(directory / "archive.db.v1.backup"));
}

TEST_CASE("an older archive that cannot be brought up to date stays as it was") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  make_format_1(file);
  SQLite::Database(file.string(), SQLite::OPEN_READWRITE)
      .exec("CREATE TABLE ledger(x)");  // in the new table's way
  CHECK_THROWS_AS(Archive(file, kWrite), ArchiveError);
  SQLite::Database database(file.string());
  CHECK(database.execAndGet("PRAGMA user_version").getInt() == 1);
  CHECK(std::filesystem::exists(directory / "archive.db.v1.backup"));
}

TEST_CASE("a copy of an older format is put back and brought up to date") {
  const tests::TemporaryDirectory directory;
  const auto copy = directory / "archive.db.v1.backup";
  const auto file = directory / "archive.db";
  make_format_1(copy);
  corpus::restore_archive(copy, file);
  const corpus::Archive archive(file, corpus::Archive::Access::read_only);
  CHECK(archive.problems().empty());
  CHECK(archive.counts().documents > 0);
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory / ""))
    files.insert(entry.path().filename().string());
  CHECK(files.count("archive.db.restored") == 0);
  CHECK(files.count("archive.db.restored.v1.backup") == 0);
}
