// The archive keeps documents and every version of them.
#include "corpus/archive.h"

#include <doctest/doctest.h>

#include "tests/support/random_document.h"
#include "tests/support/records.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_archive.h"

using corpus::Archive;
using corpus::ArchiveError;
using tests::from;
using tests::item;
using tests::record;
using tests::TestArchive;
using Outcome = corpus::Archive::Outcome;

TEST_CASE("an archive gives back what was put into it, also after it was closed") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  auto stored = record("https://example.org/1", "Title", "Body\n");
  stored.document.aliases = {"guid-1"};
  stored.document.occurrences = {{"https://example.org/", "item=1"}};
  corpus::DocumentId id;
  {
    Archive archive(file, Archive::Access::read_write);
    const auto result = archive.put(stored, from("a.jsonl"));
    CHECK(result.outcome == Outcome::added);
    CHECK(result.id == corpus::document_id_of("https://example.org/1"));
    id = result.id;
  }
  const Archive reopened(file, Archive::Access::read_only);
  stored.document.id = id;
  CHECK(reopened.find(id) == stored.document);
  CHECK(reopened.find_by_key("guid-1") == stored.document);
  CHECK_FALSE(reopened.find("nothingthere").has_value());
  CHECK_FALSE(reopened.find_by_key("https://example.org/2").has_value());
}

TEST_CASE("whatever a document holds comes back as it was") {
  TestArchive test;
  constexpr unsigned kSeed = 2014;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  test.archive.begin_batch();
  for (int i = 0; i < 300; ++i) {
    corpus::Record put;
    put.document = tests::random_document(random);
    put.document.aliases.clear();  // random words collide
    put.document.parent.clear();   // and links to nowhere stay unmade
    put.document.translation.clear();
    const auto result = test.archive.put(put, from("random"));
    if (put.document.id.empty()) put.document.id = result.id;
    CHECK(test.archive.find(result.id) == put.document);
  }
  test.archive.commit_batch();
  CHECK(test.archive.problems().empty());
}

TEST_CASE("only a change makes a new revision, and storing the same twice leaves the file alone") {
  TestArchive test;
  auto& archive = test.archive;
  CHECK(archive.revision() == 0);
  CHECK(archive.put(record("a", "One"), from("s")).outcome == Outcome::added);
  CHECK(archive.put(record("b", "Two"), from("s")).outcome == Outcome::added);
  CHECK(archive.revision() == 2);
  const auto wal = test.file.string() + "-wal";
  const auto size = std::filesystem::file_size(wal);
  CHECK(archive.put(record("a", "One"), from("s")).outcome == Outcome::unchanged);
  CHECK(archive.revision() == 2);
  CHECK(std::filesystem::file_size(wal) == size);
  CHECK(archive.put(record("a", "One, corrected"), from("s")).outcome == Outcome::changed);
  CHECK(archive.revision() == 3);
}

TEST_CASE("every version is kept with where it came from") {
  TestArchive test;
  auto first = record("a", "One");
  first.raw_sha256 = "11";
  auto second = record("a", "One, corrected");
  second.raw_sha256 = "22";
  const auto id = test.archive.put(first, from("old.xml")).id;
  test.archive.put(record("b", "Another"), from("old.xml"));
  test.archive.put(second, from("new.xml"));

  const auto history = test.archive.history(id);
  REQUIRE(history.size() == 2);
  CHECK(history[0].revision == 1);
  CHECK(history[0].document.title == "One");
  CHECK(history[0].provenance ==
        corpus::Provenance{"old.xml", "json-lines", "2026-11-21T09:00:00Z", "test", "11"});
  CHECK(history[1].revision == 3);
  CHECK(history[1].document.title == "One, corrected");
  CHECK(history[1].provenance.source == "new.xml");
  CHECK(history[1].provenance.raw_sha256 == "22");
  CHECK(test.archive.find(id)->title == "One, corrected");
  CHECK(test.archive.history("nothingthere").empty());
}

TEST_CASE("a text that goes back to what it was is a version again") {
  TestArchive test;
  for (const char* title : {"One", "Two", "One"}) test.archive.put(record("a", title), from("s"));
  CHECK(test.archive.history(test.archive.find_by_key("a")->id).size() == 3);
}

TEST_CASE("reading two files again that differ on a document does not move it back and forth") {
  TestArchive test;
  test.archive.put(record("a", "One"), from("2018.xml"));
  test.archive.put(record("a", "Two"), from("2019.xml"));
  CHECK(test.archive.put(record("a", "One"), from("2018.xml")).outcome == Outcome::unchanged);
  CHECK(test.archive.put(record("a", "Two"), from("2019.xml")).outcome == Outcome::unchanged);
  CHECK(test.archive.find_by_key("a")->title == "Two");
  CHECK(test.archive.revision() == 2);
}

TEST_CASE("changed_since gives the newest versions in the order of their revisions, page by page") {
  TestArchive test;
  for (const char* key : {"a", "b", "c", "d"}) test.archive.put(record(key, key), from("s"));
  test.archive.put(record("b", "b again"), from("s"));
  std::vector<std::string> seen;
  corpus::Revision since = 0;
  for (;;) {
    const auto page = test.archive.changed_since(since, 2);
    if (page.empty()) break;
    for (const auto& change : page) {
      CHECK(change.revision > since);
      since = change.revision;
      seen.push_back(change.document.title);
    }
  }
  CHECK(seen == std::vector<std::string>{"a", "c", "d", "b again"});
  CHECK(since == test.archive.revision());
}

TEST_CASE("a withdrawn document keeps its versions and is shown again when it is met again") {
  TestArchive test;
  auto& archive = test.archive;
  const auto id = archive.put(record("a", "One"), from("s")).id;
  CHECK(archive.withdraw(id, "gone from its source", from("s")));
  CHECK_FALSE(archive.withdraw(id, "again", from("s")));
  CHECK_FALSE(archive.withdraw("nothingthere", "no", from("s")));
  const auto tombstone = archive.find(id);
  REQUIRE(tombstone->withdrawn.has_value());
  CHECK(*tombstone->withdrawn == corpus::Withdrawal{"gone from its source", "2026-11-21T09:00:00Z"});
  CHECK(archive.revision() == 2);
  REQUIRE(archive.changed_since(1, 10).size() == 1);
  CHECK(archive.changed_since(1, 10)[0].document.withdrawn.has_value());
  CHECK(archive.documents_of_source("s").size() == 0);
  CHECK(archive.counts().withdrawn == 1);

  CHECK(archive.put(record("a", "One"), from("s")).outcome == Outcome::changed);
  CHECK_FALSE(archive.find(id)->withdrawn.has_value());
  CHECK(archive.revision() == 3);
  CHECK(archive.history(id).size() == 1);
}

TEST_CASE("a batch is kept whole or not at all") {
  TestArchive test;
  auto& archive = test.archive;
  archive.put(record("a", "One"), from("s"));
  archive.begin_batch();
  archive.put(record("b", "Two"), from("s"));
  archive.put(record("a", "One, changed"), from("s"));
  {
    const Archive reader(test.file, Archive::Access::read_only);
    CHECK(reader.revision() == 1);
  }
  archive.abandon_batch();
  CHECK(archive.revision() == 1);
  CHECK_FALSE(archive.find_by_key("b").has_value());
  CHECK(archive.find_by_key("a")->title == "One");
  archive.begin_batch();
  archive.put(record("b", "Two"), from("s"));
  archive.commit_batch();
  const Archive reader(test.file, Archive::Access::read_only);
  CHECK(reader.revision() == 2);
}

TEST_CASE("a snapshot sees one state while a writer goes on") {
  TestArchive test;
  test.archive.put(record("a", "One"), from("s"));
  const Archive reader(test.file, Archive::Access::read_only);
  {
    const Archive::Snapshot snapshot(reader);
    test.archive.put(record("a", "One, changed"), from("s"));
    test.archive.put(record("b", "Two"), from("s"));
    CHECK(reader.revision() == 1);
    CHECK(reader.find_by_key("a")->title == "One");
    CHECK(reader.changed_since(1, 10).empty());
    const Archive::Snapshot inner(reader);
    CHECK(reader.revision() == 1);
  }
  CHECK(reader.revision() == 3);
  CHECK(reader.changed_since(1, 10).size() == 2);
}

TEST_CASE("what is no document is refused, and the batch goes on without it") {
  TestArchive test;
  test.archive.begin_batch();
  test.archive.put(record("a", "One"), from("s"));
  auto bad_id = record("b", "Two");
  bad_id.document.id = "NOT-AN-ID";
  for (const auto& broken : {record("", "No key"), record("k", "", ""), record("a\nb", "Two lines"),
                             record(std::string(2049, 'k'), "A long key"), bad_id}) {
    CHECK_THROWS_AS(test.archive.put(broken, from("s")), corpus::RecordRefused);
  }
  test.archive.commit_batch();
  CHECK(test.archive.revision() == 1);
}

TEST_CASE("an archive counts what it holds") {
  TestArchive test;
  auto arabic = record("ar", "خبر");
  arabic.document.language = analyzers::Language::arabic;
  arabic.document.published = *corpus::parse_date("2018-02");
  test.archive.put(arabic, from("s"));
  test.archive.put(record("en", "News"), from("s"));
  test.archive.put(record("en", "News, corrected"), from("s"));
  test.archive.withdraw(test.archive.put(record("gone", "Gone"), from("s")).id, "gone", from("s"));
  const auto counts = test.archive.counts();
  CHECK(counts.documents == 2);
  CHECK(counts.withdrawn == 1);
  CHECK(counts.versions == 4);
  CHECK(counts.by_kind == std::map<std::string, std::int64_t>{{"news", 2}});
  CHECK(counts.by_language == std::map<std::string, std::int64_t>{{"ar", 1}, {"en", 1}});
  CHECK(counts.by_date_precision == std::map<std::string, std::int64_t>{{"month", 1}, {"unknown", 1}});
}

TEST_CASE("each archive has a name of its own that stays") {
  TestArchive one;
  TestArchive two;
  CHECK(one.archive.archive_id().size() == 32);
  CHECK(one.archive.archive_id() != two.archive.archive_id());
  CHECK(Archive(one.file, Archive::Access::read_only).archive_id() == one.archive.archive_id());
}

TEST_CASE("documents_of_source names the shown documents that a source spoke of") {
  TestArchive test;
  const auto a = test.archive.put(record("a", "One"), from("one.xml")).number;
  const auto b = test.archive.put(record("b", "Two"), from("two.xml")).number;
  test.archive.put(record("a", "One"), from("two.xml"));
  CHECK(test.archive.number_of("a") == a);
  CHECK_FALSE(test.archive.number_of("c"));
  const auto one = test.archive.documents_of_source("one.xml");
  CHECK((one.size() == 1 && one.contains(a)));
  const auto two = test.archive.documents_of_source("two.xml");
  CHECK((two.size() == 2 && two.contains(a) && two.contains(b)));
  CHECK(test.archive.documents_of_source("three.xml").size() == 0);
}
