// What a source no longer publishes or holds: whose word counts, and when nobody knows what is missing.
#include <doctest/doctest.h>

#include "corpus/importer.h"
#include "tests/support/records.h"
#include "tests/unit/corpus/test_import.h"

using corpus::ImportOptions;
using corpus::ImportReport;
using corpus::Problem;
using corpus::Skipped;
using corpus::SourceItem;
using tests::Import;
using tests::ListedSource;
using tests::record;

TEST_CASE("a document that its site no longer publishes is withdrawn") {
  Import import;
  import.run({record("a", "One"), record("b", "Two"), record("c", "Three")});
  const auto report = import.run({Skipped{"x:1", "draft", "a"}, Skipped{"x:2", "revision", "b"},
                                  Skipped{"x:3", "private", "unknown"}, Skipped{"x:4", "trash", "c"}});
  CHECK(report.withdrawn == 2);
  CHECK(import.stored("a").withdrawn->reason == "no longer published");
  CHECK_FALSE(import.stored("b").withdrawn.has_value());
  CHECK(import.stored("c").withdrawn.has_value());
  CHECK(import.run({Skipped{"x:1", "draft", "a"}}).withdrawn == 0);
  CHECK(import.run({record("a", "One")}).changed == 1);
  CHECK_FALSE(import.stored("a").withdrawn.has_value());
}

TEST_CASE(
    "a complete source withdraws what it no longer holds, but not more than a fifth without being told "
    "twice") {
  Import import;
  std::vector<SourceItem> ten;
  for (int i = 0; i < 10; ++i) ten.emplace_back(record(std::to_string(i), "Title " + std::to_string(i)));
  import.run(ten);
  ImportOptions other;
  other.source_name = "other.xml";
  import.run({record("other", "Of another source")}, other);

  ImportOptions complete;
  complete.complete = true;
  const std::vector<SourceItem> eight(ten.begin(), ten.begin() + 8);
  CHECK(import.run(eight, complete).withdrawn == 2);
  CHECK(import.stored("9").withdrawn->reason == "gone from its source");
  CHECK_FALSE(import.stored("other").withdrawn.has_value());

  const std::vector<SourceItem> six(ten.begin(), ten.begin() + 6);
  CHECK_THROWS_WITH_AS(import.run(six, complete), doctest::Contains("--complete --force"),
                       corpus::WithdrawalRefused);
  CHECK_FALSE(import.stored("7").withdrawn.has_value());
  complete.force = true;
  CHECK(import.run(six, complete).withdrawn == 2);
  CHECK(import.stored("7").withdrawn.has_value());
}

TEST_CASE("what left one complete source stays while another publishes it, and goes with the last") {
  Import import;
  ImportOptions one;
  one.source_name = "one.xml";
  one.complete = one.force = true;
  auto two = one;
  two.source_name = "two.xml";
  import.run({record("a", "A"), record("b", "B")}, one);
  import.run({record("a", "A")}, two);
  for (int i = 0; i < 2; ++i) {
    CHECK(import.run({record("b", "B")}, one).withdrawn == 0);
    CHECK(import.run({record("a", "A")}, two).unchanged == 1);
    CHECK_FALSE(import.stored("a").withdrawn.has_value());
    CHECK(import.archive.revision() == 2);
  }
  CHECK(import.run({}, two).withdrawn == 1);
  CHECK(import.stored("a").withdrawn->reason == "gone from its source");
  CHECK(import.run({record("a", "A"), record("b", "B")}, one).changed == 1);
  CHECK_FALSE(import.stored("a").withdrawn.has_value());
}

TEST_CASE("sources that disagree whether a document is published do not move it back and forth") {
  Import import;
  ImportOptions one;
  one.source_name = "p1.json";
  ImportOptions two;
  two.source_name = "p2.json";
  const std::vector<SourceItem> draft{Skipped{"x:1", "draft", "a"}};
  import.run({record("a", "A")}, one);
  CHECK(import.run(draft, two).withdrawn == 1);
  for (int i = 0; i < 2; ++i) {
    CHECK(import.run({record("a", "A")}, one).unchanged == 1);
    CHECK(import.run(draft, two).withdrawn == 0);
  }
  CHECK(import.stored("a").withdrawn.has_value());
  CHECK(import.archive.revision() == 2);

  CHECK(import.run({record("a", "A, corrected")}, one).changed == 1);  // that is news
  CHECK(import.run(draft, two).withdrawn == 0);
  CHECK_FALSE(import.stored("a").withdrawn.has_value());
  const auto revision = import.archive.revision();
  ImportOptions complete = two;
  complete.complete = true;
  CHECK(import.run(draft, complete).withdrawn == 0);
  CHECK(import.archive.revision() == revision);
}

TEST_CASE("the same holds for exports, which say with the text that it is withdrawn") {
  Import import;
  ImportOptions one;
  one.source_name = "p1.jsonl";
  ImportOptions two;
  two.source_name = "p2.jsonl";
  auto withdrawn = record("a", "A");
  withdrawn.document.withdrawn = corpus::Withdrawal{"no longer published", "2026-01-01T00:00:00Z"};
  import.run({record("a", "A")}, one);
  CHECK(import.run({withdrawn}, two).changed == 1);
  CHECK(import.run({record("a", "A")}, one).unchanged == 1);
  CHECK(import.run({withdrawn}, two).unchanged == 1);
  CHECK(import.stored("a").withdrawn.has_value());
}

TEST_CASE("a draft beside its published post says nothing, whichever comes first") {
  for (const bool draft_first : {true, false}) {
    CAPTURE(draft_first);
    Import import;
    std::vector<SourceItem> items{record("a", "A"), Skipped{"x:1", "draft", "a"}};
    if (draft_first) std::swap(items[0], items[1]);
    for (int i = 0; i < 3; ++i) CHECK(import.run(items).withdrawn == 0);
    CHECK_FALSE(import.stored("a").withdrawn.has_value());
    CHECK(import.archive.revision() == 1);
  }
}

TEST_CASE("a document that one file gives twice with different texts keeps the first; items join as before") {
  Import import;
  auto alias = record("a", "A");
  alias.document.aliases = {"b"};
  const std::vector<SourceItem> items{alias, record("a", "A, otherwise"), record("b", "B"), record("a", "A")};
  for (int i = 0; i < 2; ++i) {
    const auto report = import.run(items);
    REQUIRE(report.problems.size() == 2);
    CHECK(report.problems[0].what == "a is given twice in this file; the first is kept");
    CHECK(report.problems[1].what == "b is given twice in this file; the first is kept");
    CHECK(import.stored("a").title == "A");
    CHECK(import.archive.revision() == 1);
  }
  CHECK(import.run({record("a", "A, otherwise")}).changed == 1);  // in another run it is a correction

  const std::vector<SourceItem> page{tests::item("p", "1", "T", "x\n"), tests::item("p", "2", "T", "y\n")};
  CHECK(import.run(page).problem_count == 0);
}

TEST_CASE("where a record could not be read, nobody knows what is missing, and nothing is withdrawn") {
  Import import;
  std::vector<SourceItem> ten;
  for (int i = 0; i < 10; ++i) ten.emplace_back(record(std::to_string(i), "Title " + std::to_string(i)));
  import.run(ten);
  ten[9] = Problem{"x:10", "is broken"};
  ImportOptions complete;
  complete.complete = true;
  CHECK_THROWS_WITH_AS(import.run(ten, complete), doctest::Contains("could not be read"),
                       corpus::WithdrawalRefused);
  CHECK_FALSE(import.stored("9").withdrawn.has_value());
}

TEST_CASE("a source in several files, under new names each time, is one source") {
  Import import;
  ImportOptions options;
  options.source_name = "example.org";
  const auto read = [&](const std::vector<std::vector<SourceItem>>& files, bool complete,
                        bool force = false) {
    options.complete = complete;
    options.force = force;
    corpus::SourceImport reading(import.tagger, import.archive, import.lock, options);
    ImportReport all;
    for (const auto& file : files) {
      ListedSource source(file);
      all += reading.read(source);
    }
    all += reading.finish();
    return all;
  };
  std::vector<SourceItem> first;
  for (int i = 0; i < 8; ++i) first.emplace_back(record("key" + std::to_string(i), "Title"));
  read({first, {record("late", "Late")}}, false);
  // The same in other files, without one document: that one leaves, though each file alone holds less.
  const std::vector<SourceItem> begin(first.begin(), first.begin() + 4), end(first.begin() + 4, first.end());
  const auto report = read({begin, end}, true);
  CHECK(report.withdrawn == 1);
  CHECK(import.stored("late").withdrawn.has_value());
  CHECK_FALSE(import.stored("key0").withdrawn.has_value());

  // A file that could not be opened: nobody knows what it holds, and no word makes it known.
  options.complete = options.force = true;
  corpus::SourceImport reading(import.tagger, import.archive, import.lock, options);
  ListedSource source(begin);
  reading.read(source);
  reading.note_unread({"lost.jsonl", "cannot be opened"});
  CHECK(reading.finish().withdrawn == 0);
}

TEST_CASE("a document given twice is no reason to refuse a withdrawal: it is there") {
  Import import;
  std::vector<SourceItem> items;
  for (int i = 0; i < 10; ++i) items.emplace_back(record("key" + std::to_string(i), "Title"));
  import.run(items);
  items.pop_back();
  items.emplace_back(record("key0", "Said otherwise"));
  ImportOptions options;
  options.complete = true;
  const auto report = import.run(items, options);
  CHECK(report.problem_count == 1);
  CHECK(report.problems[0].what.find("given twice in this file") != std::string::npos);
  CHECK(report.withdrawn == 1);
  CHECK(import.stored("key9").withdrawn.has_value());

  items.pop_back();
  items.pop_back();
  items.emplace_back(Problem{"file.xml:9", "is broken"});
  CHECK_THROWS_WITH_AS(import.run(items, options),
                       doctest::Contains("but 1 of its records could not be read and may be one of them"),
                       corpus::WithdrawalRefused);
}
