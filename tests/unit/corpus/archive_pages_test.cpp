// Pages that were taken apart, standing text, and the ledger of members.
#include <doctest/doctest.h>

#include "corpus/archive.h"
#include "tests/support/records.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_archive.h"

using corpus::Archive;
using corpus::Boilerplate;
using corpus::Capture;
using corpus::LedgerEvidence;
using tests::from;
using tests::record;
using tests::TestArchive;

namespace {

const Capture kPage{"sha256:1",
                    "page.txt",
                    "News\n\nLoad More\n",
                    {{0, 5, "news", ""}, {5, 6, "", ""}, {6, 16, "", "load-more"}}};

}  // namespace

TEST_CASE("a page is kept with its parts and given back byte by byte") {
  TestArchive test;
  CHECK(test.archive.put_capture(kPage, from("s")));
  CHECK_FALSE(test.archive.put_capture(kPage, from("s")));
  auto large = kPage;
  large.source = "sha256:2";
  large.bytes = std::string(1'000'000, 'x') + std::string(1, '\0') + "\xff";
  large.parts = {{0, 1'000'002, "", ""}};
  CHECK(test.archive.put_capture(large, from("s")));
  Capture empty;
  empty.source = "sha256:3";
  CHECK(test.archive.put_capture(empty, from("s")));
  CHECK(test.archive.captures() == std::vector<Capture>{kPage, large, empty});
  CHECK(test.archive.counts().captures == 3);
  CHECK(test.archive.problems().empty());
}

TEST_CASE("a page taken apart otherwise keeps the newer parts") {
  TestArchive test;
  test.archive.put_capture(kPage, from("s"));
  auto again = kPage;
  again.parts = {{0, 16, "news", ""}};
  CHECK_FALSE(test.archive.put_capture(again, from("s")));
  CHECK(test.archive.captures() == std::vector<Capture>{again});
}

TEST_CASE("parts that do not lie end to end are refused") {
  struct Row {
    const char* why;
    std::vector<Capture::Part> parts;
  };
  const Row rows[] = {
      {"a gap", {{0, 5, "", ""}, {6, 16, "", ""}}},
      {"an overlap", {{0, 6, "", ""}, {5, 16, "", ""}}},
      {"the beginning is missing", {{1, 16, "", ""}}},
      {"the end is missing", {{0, 15, "", ""}}},
      {"beyond the end", {{0, 17, "", ""}}},
      {"nothing", {}},
      {"an empty part", {{0, 5, "", ""}, {5, 5, "", ""}, {5, 16, "", ""}}},
      {"a part that ends before it begins", {{0, 16, "", ""}, {16, 3, "", ""}}},
      {"out of order", {{6, 16, "", ""}, {0, 6, "", ""}}},
      {"document and standing text at once", {{0, 16, "news", "load-more"}}},
  };
  TestArchive test;
  for (const auto& row : rows) {
    CAPTURE(row.why);
    auto page = kPage;
    page.parts = row.parts;
    CHECK_THROWS_AS(test.archive.put_capture(page, from("s")), corpus::RecordRefused);
  }
  CHECK(test.archive.captures().empty());
}

TEST_CASE("standing text is kept version by version, with every place where it was met") {
  TestArchive test;
  auto& archive = test.archive;
  const Boilerplate first{"what-is-the-coalition", "80 members", "sha256:1", "bytes=0-9"};
  CHECK(archive.put_boilerplate(first, from("s")));
  CHECK_FALSE(archive.put_boilerplate(first, from("s")));
  CHECK(archive.put_boilerplate({first.name, first.text, "sha256:2", "bytes=0-9"}, from("s")));
  CHECK(archive.put_boilerplate({first.name, "81 members", "sha256:3", "bytes=0-9"}, from("s")));
  CHECK_THROWS_AS(archive.put_boilerplate({"", "text", "s", ""}, from("s")), corpus::RecordRefused);
  const auto versions = archive.boilerplate();
  REQUIRE(versions.size() == 2);
  CHECK(versions[0].text == "80 members");
  CHECK(versions[0].first_seen == "2026-11-21T09:00:00Z");
  CHECK(versions[0].occurrences ==
        std::vector<corpus::Occurrence>{{"sha256:1", "bytes=0-9"}, {"sha256:2", "bytes=0-9"}});
  CHECK(versions[1].text == "81 members");
  CHECK(archive.revision() == 3);  // each change has one, and what was known already is none
  CHECK(versions[0].revision == 2);
  CHECK(versions[1].revision == 3);
}

TEST_CASE("the ledger tells every stated count of members, with its evidence") {
  TestArchive test;
  auto& archive = test.archive;
  archive.put_boilerplate(
      {"what-is-the-coalition", "The Coalition’s 82 members are committed to tackling Daesh.", "sha256:1",
       "bytes=0-9"},
      from("s"));
  archive.put_boilerplate(
      {"what-is-the-coalition", "The Coalition’s 82 members are committed to tackling Daesh.", "sha256:2",
       "bytes=0-9"},
      from("s"));
  archive.put_boilerplate(
      {"what-is-the-coalition", "The Coalition’s 81 members are committed to tackling Daesh.", "sha256:3",
       "bytes=0-9"},
      from("s"));
  auto welcome = record("welcome", "Welcome to the Global Coalition against Daesh.",
                        "Find out who our 80 partners are.\n");
  welcome.document.kind = corpus::Kind::page;
  welcome.document.occurrences = {{"sha256:1", "bytes=10-19"}};
  archive.put(welcome, from("s"));
  auto statement =
      record("statement", "Global Coalition to meet in Kuwait",
             "The Foreign Ministers of the Global Coalition’s 75 partners will meet in Kuwait.\n");
  statement.document.url = "https://example.org/kuwait";
  statement.document.published = *corpus::parse_date("2018-02-13");
  const auto id = archive.put(statement, from("s")).id;
  const auto gone = archive.put(record("gone", "The Global Coalition’s 79 members met."), from("s")).id;
  archive.withdraw(gone, "gone", from("s"));

  const auto ledger = archive.ledger();
  REQUIRE(ledger.size() == 5);
  struct Row {
    int members;
    LedgerEvidence evidence;
    const char* source;
  };
  const Row rows[] = {{75, LedgerEvidence::statement, "https://example.org/kuwait"},
                      {80, LedgerEvidence::welcome, "sha256:1"},
                      {81, LedgerEvidence::boilerplate, "sha256:3"},
                      {82, LedgerEvidence::boilerplate, "sha256:1"},
                      {82, LedgerEvidence::boilerplate, "sha256:2"}};
  for (std::size_t i = 0; i < ledger.size(); ++i) {
    CAPTURE(i);
    CHECK(ledger[i].members == rows[i].members);
    CHECK(ledger[i].evidence == rows[i].evidence);
    CHECK(ledger[i].source == rows[i].source);
    CHECK(ledger[i].words.find(std::to_string(rows[i].members)) != std::string::npos);
    CHECK(ledger[i].document.empty() == (rows[i].evidence == LedgerEvidence::boilerplate));
  }
  CHECK(ledger[0].document == id);
  CHECK(ledger[0].date == statement.document.published);
  CHECK_MESSAGE(to_string(ledger[2].date) == "2018-02-13/2026-11-21",
                "after 75 were counted, before it was seen");
  CHECK(ledger[2].date.words == "75: 2018-02-13; seen: 2026-11-21");

  statement.document.body =
      "The Foreign Ministers of the Global Coalition’s 74 partners will meet in Kuwait.\n";
  archive.put(statement, from("s"));
  CHECK(archive.ledger()[0].members == 74);
  CHECK(archive.ledger().size() == 5);
}

TEST_CASE("one growing number orders the changes of documents, standing text and pages") {
  TestArchive test;
  auto& archive = test.archive;
  const auto id = archive.put(record("a", "One"), from("s")).id;
  archive.put_boilerplate({"about", "The Coalition’s 80 members are committed.", "page 1", "x"}, from("s"));
  const corpus::Capture page{"page 1", "page.txt", "bytes", {{0, 5, "a", ""}}};
  archive.put_capture(page, from("s"));
  archive.put_capture(page, from("s"));
  archive.put(record("a", "Two"), from("s"));
  archive.put_boilerplate({"about", "The Coalition’s 80 members are committed.", "page 2", "x"}, from("s"));
  auto other_parts = page;
  other_parts.parts = {{0, 3, "a", ""}, {3, 5, "", ""}};
  archive.put_capture(other_parts, from("s"));

  using Subject = Archive::Event::Subject;
  const std::vector<Archive::Event> expected{{1, Subject::document, id, "added"},
                                             {2, Subject::standing_text, "about", "added"},
                                             {3, Subject::page, "page 1", "added"},
                                             {4, Subject::document, id, "version"},
                                             {5, Subject::standing_text, "about", "occurrence"},
                                             {6, Subject::page, "page 1", "parts"}};
  CHECK(archive.events_since(0, 100) == expected);
  CHECK(archive.events_since(2, 2) ==
        std::vector<Archive::Event>(expected.begin() + 2, expected.begin() + 4));
  CHECK(archive.revision() == 6);
  for (corpus::Revision revision = 1; revision <= 6; ++revision) {
    CHECK_FALSE(archive.change_name(revision).empty());
  }
  const auto ledger = archive.ledger();
  REQUIRE(ledger.size() == 2);
  CHECK(ledger[0].revision == 5);  // an entry stands at the latest change of the text it stands in
  CHECK(archive.changed_since(4, 10).empty());
}
