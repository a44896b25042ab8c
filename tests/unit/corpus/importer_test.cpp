// From a source into the archive: what becomes of every record, and what the report says of it.
#include "corpus/importer.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/records.h"
#include "tests/unit/corpus/test_import.h"

using analyzers::EntryType;
using corpus::Archive;
using corpus::ImportOptions;
using corpus::ImportReport;
using corpus::Problem;
using corpus::Skipped;
using corpus::SourceItem;
using tests::Import;
using tests::ListedSource;
using tests::record;

TEST_CASE("a source that makes up reasons without end fills no report") {
  Import import;
  std::vector<SourceItem> items;
  for (int i = 0; i < 300; ++i) items.push_back(Skipped{"x", "unknown type t" + std::to_string(i), ""});
  items.push_back(Skipped{"x", "unknown type t0", ""});
  auto report = import.run(items);
  CHECK(report.skipped == 301);
  CHECK(report.skipped_why.size() == 101);
  CHECK(report.skipped_why.at("unknown type t0") == 2);
  CHECK(report.skipped_why.at("other reasons") == 200);
  ImportReport more;
  more.skipped_why = {{"draft", 3}, {"unknown type t1", 1}};
  report += more;
  CHECK(report.skipped_why.size() == 101);
  CHECK(report.skipped_why.at("unknown type t1") == 2);
  CHECK(report.skipped_why.at("other reasons") == 203);
}

TEST_CASE("every record is counted once, as stored, unchanged, skipped or a problem") {
  Import import;
  import.run({record("c", "Three")});
  const std::vector<SourceItem> items{record("a", "One"),
                                      record("b", "Two"),
                                      record("a", "One"),
                                      record("c", "Three, changed"),
                                      Skipped{"x:1", "revision", ""},
                                      Skipped{"x:2", "comment", ""},
                                      Skipped{"x:3", "comment", ""},
                                      Problem{"x:4", "is broken"},
                                      record("no text", "", ""),
                                      corpus::Boilerplate{"load-more", "Load More", "s", "a"},
                                      corpus::Capture{"s", "page.txt", "bytes", {{0, 5, "", ""}}},
                                      corpus::Capture{"s", "gap.txt", "bytes", {{1, 5, "", ""}}}};
  const auto report = import.run(items);
  CHECK(report.read == 10);
  CHECK(report.added == 2);
  CHECK(report.changed == 1);
  CHECK(report.unchanged == 1);
  CHECK(report.skipped == 3);
  CHECK(report.skipped_why == std::map<std::string, std::int64_t>{{"comment", 2}, {"revision", 1}});
  CHECK(report.problem_count == 3);
  REQUIRE(report.problems.size() == 3);
  CHECK(report.problems[0].where == "x:4");
  CHECK(report.problems[1].what.find("neither title nor text") != std::string::npos);
  CHECK(report.problems[2].where == "gap.txt");
  CHECK(report.boilerplate == 1);
  CHECK(report.captures == 1);
  CHECK(import.archive.revision() == 6);

  const auto version = import.archive.history(import.stored("a").id).back();
  CHECK(version.provenance.source == "file.xml");
  CHECK(version.provenance.format == "listed");
  CHECK(version.provenance.imported_at.size() == 20);
  CHECK_FALSE(version.provenance.importer_version.empty());
}

TEST_CASE("importing the same again changes nothing") {
  Import import;
  const std::vector<SourceItem> items{record("a", "Iraq and Syria"), record("b", "Two"),
                                      corpus::Boilerplate{"load-more", "Load More", "s", "a"},
                                      corpus::Capture{"s", "page.txt", "bytes", {{0, 5, "", ""}}}};
  import.run(items);
  const auto revision = import.archive.revision();
  const auto again = import.run(items);
  CHECK(again.unchanged == 2);
  CHECK(again.stored() == 0);
  CHECK(again.boilerplate == 0);
  CHECK(again.captures == 0);
  CHECK(import.archive.revision() == revision);
}

TEST_CASE("text is cleaned on its way in") {
  struct Row {
    const char* why;
    const char* given_title;
    const char* given_body;
    const char* title;
    const char* body;
  };
  const Row rows[] = {
      {"a title is one line", " A\n title \t of three\r\nlines ", "x", "A title of three lines", "x"},
      {"control characters go", "A\x01\x1f title", "a\x02 b\x7f\n\tc", "A title", "a b\n\tc"},
      {"marks of direction that reach beyond go from titles", "\u202E abc\u202C \u2067x\u2069",
       "\u202E stays", "abc x", "\u202E stays"},
      {"line ends are one kind", "t", "a\r\nb\rc\n\r\nd", "t", "a\nb\nc\n\nd"},
      {"bytes that are no UTF-8", "t\xff",
       "b\xff"
       "b",
       "t\uFFFD", "b\uFFFDb"},
      {"what is clean stays", "عنوان “two”", "فقرة.\nSecond\tparagraph 🇮🇶\n", "عنوان “two”",
       "فقرة.\nSecond\tparagraph 🇮🇶\n"},
  };
  Import import;
  for (const auto& row : rows) {
    CAPTURE(row.why);
    import.run({record(row.why, row.given_title, row.given_body)});
    CHECK(import.stored(row.why).title == row.title);
    CHECK(import.stored(row.why).body == row.body);
  }
}

TEST_CASE("a document longer than 1 MB is a problem, and one of 1 MB is not") {
  Import import;
  const auto report = import.run({record("long", "T", std::string(1 << 20, 'x')),
                                  record("right", "T", std::string((1 << 20) - 1, 'x'))});
  CHECK(report.added == 1);
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems[0].what.find("more than 1 MB") != std::string::npos);
}

TEST_CASE("a document of more than 100,000 words is a problem, and one of as many is not") {
  const auto words = [](int count) {
    std::string text;
    while (count-- > 0) text += "ab ";
    return text;
  };
  Import import;
  const auto report = import.run({record("long", "T", words(100'000)), record("right", "T", words(99'999)),
                                  record("dense", "T", words(100'001))});
  CHECK(report.added == 1);
  REQUIRE(report.problems.size() == 2);
  CHECK(report.problems[0].what.find("has 100001 words, more than 100,000; split it") != std::string::npos);
  CHECK(report.problems[1].what.find("has 100002 words") != std::string::npos);
}

TEST_CASE("a date to come is told and kept") {
  struct Row {
    const char* why;
    const char* date;
    const char* says;
  };
  const Row rows[] = {
      {"a day", "9999-12-31", "its date 9999-12-31 is yet to come: kept as stated"},
      {"a month", "9998-02", "its date 9998-02 is yet to come: kept as stated"},
      {"a year", "9998", "its date 9998 is yet to come: kept as stated"},
      {"a day gone", "2014-09-10", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    Import import;
    auto dated = record("a", "Mosul");
    dated.document.published = *corpus::parse_date(row.date);
    const auto report = import.run({dated});
    CHECK(report.remark_count == (*row.says == '\0' ? 0 : 1));
    if (*row.says != '\0') CHECK(report.remarks.at(0).what == row.says);
    CHECK(corpus::to_string(import.stored("a").published) == row.date);
  }
}

TEST_CASE("this year is not to come, and neither is tomorrow, which some place has already") {
  using namespace std::chrono;
  Import import;
  const auto today = floor<days>(system_clock::now());
  auto dated = record("a", "Mosul");
  dated.document.published.precision = corpus::DatePrecision::day;
  dated.document.published.first_day = today + days{1};
  auto year = record("b", "Mosul");
  year.document.published.precision = corpus::DatePrecision::year;
  year.document.published.first_day = year_month_day{today}.year() / January / 1;
  CHECK(import.run({dated, year}).remark_count == 0);
}

TEST_CASE("the dates that a text speaks of are found on its way in, counted from its own") {
  Import import;
  auto news = record("a", "On Sunday", "It began on 10 July 2017.\n");
  news.document.published = *corpus::parse_date("2019-10-28");
  auto exported = record("b", "On Sunday", "It began on 10 July 2017.\n");
  exported.events_given = true;
  exported.document.events = {*corpus::event_date_of(*corpus::parse_date("2014"))};
  exported.document.events[0].where = {analyzers::TextField::title, 0, 2};
  auto broken = exported;
  broken.document.key = "c";
  broken.document.events[0].where = {analyzers::TextField::title, 5, 99};
  const auto report = import.run({news, exported, broken});
  const auto found = import.stored("a").events;
  REQUIRE(found.size() == 2);
  CHECK(to_string(found[0]) == "2019-10-27");
  CHECK(found[0].where == analyzers::Span{analyzers::TextField::title, 3, 9});
  CHECK(to_string(found[1]) == "2017-07-10");
  CHECK_MESSAGE(import.stored("b").events == exported.document.events, "an export's are kept");
  CHECK(import.stored("c").events.empty());
  REQUIRE(report.remarks.size() == 1);
  CHECK(report.remarks[0].what == "the text is shorter than spans of date \"2014\": left out");
}

TEST_CASE("what was read before a source broke is stored") {
  Import import;
  ListedSource source({record("a", "One"), record("b", "Two")}, "the file ends in the middle");
  CHECK_THROWS_AS(import.run(source), corpus::SourceError);
  CHECK(import.archive.revision() == 2);
  CHECK_NOTHROW(import.archive.put(record("c", "Three"), tests::from("s")));
}

TEST_CASE("batches are committed one by one, and the caller is told after each") {
  Import import;
  std::vector<SourceItem> items;
  for (int i = 0; i < 25; ++i) items.emplace_back(record(std::to_string(i), "Title"));
  ImportOptions options;
  options.batch = 10;
  std::vector<std::int64_t> committed;
  options.on_batch = [&](const corpus::Source::Progress& progress, const ImportReport& report) {
    const Archive reader(import.directory / "archive.db", Archive::Access::read_only);
    CHECK(reader.revision() == report.stored());
    CHECK(progress.size == 25);
    committed.push_back(report.stored());
  };
  import.run(items, options);
  CHECK(committed == std::vector<std::int64_t>{10, 20, 25});

  // A caller that throws ends the import between two batches.
  struct Stopped {};
  options.on_batch = [](const corpus::Source::Progress&, const ImportReport&) { throw Stopped(); };
  for (auto& item : items) std::get<corpus::Record>(item).document.title = "Changed";
  CHECK_THROWS_AS(import.run(items, options), Stopped);
  CHECK(import.archive.revision() == 35);
  CHECK_NOTHROW(import.archive.put(record("c", "Three"), tests::from("s")));
}

TEST_CASE("a parent that is no digest is told, whichever comes first") {
  auto item = record("item", "An item");
  item.document.kind = corpus::Kind::digest_item;
  item.parent_key = "other";
  auto other = record("other", "News");
  for (const bool item_first : {true, false}) {
    CAPTURE(item_first);
    Import import;
    const auto report = item_first ? import.run({item, other}) : import.run({other, item});
    CHECK(report.added == 2);
    REQUIRE(report.remark_count == 1);
    CHECK(report.remarks[0].what ==
          (item_first ? "1 document names it as digest, but it is none (news): no link is made"
                      : "names \"other\" as its digest, but that is none (news): the link is not made"));
    CHECK(import.stored("item").parent.empty());
  }
}

TEST_CASE("reports add up, and keep the first thousand problems") {
  ImportReport all;
  ImportReport one;
  one.read = 600;
  one.problem_count = 600;
  one.problems.assign(600, {"x", "y"});
  one.remark_count = 600;
  one.remarks.assign(600, {"x", "y"});
  one.skipped_why = {{"draft", 2}};
  all += one;
  all += one;
  CHECK(all.read == 1200);
  CHECK(all.problem_count == 1200);
  CHECK(all.problems.size() == 1000);
  CHECK(all.remark_count == 1200);
  CHECK(all.remarks.size() == 1000);
  CHECK(all.skipped_why == std::map<std::string, std::int64_t>{{"draft", 4}});
}

TEST_CASE("whatever goes wrong with one record's text, the records around it are stored") {
  Import import;
  auto huge = record("huge", "Title", std::string((std::size_t{1} << 20) + 1, 'x'));
  auto odd = record("odd", "Title \xFF\xC3", "\xF0\x28\x8C\x28 text");
  auto nameless = record("outlet", "Title");
  nameless.document.tags = {{EntryType::outlet, std::string("\xFF\x00", 2), "source", {}}};
  const auto report = import.run({record("before", "Before"), huge, odd, nameless, record("after", "After")});
  CHECK(report.added == 4);
  CHECK(report.remark_count == 1);  // a name that is no text
  REQUIRE(report.problem_count == 1);
  CHECK(report.problems[0].what.find("more than 1 MB") != std::string::npos);
  CHECK(import.stored("before").title == "Before");
  CHECK(import.stored("after").title == "After");
}
