// WordPress exports: what enters, what stays out, and what becomes of broken ones.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "corpus/sources/wordpress_export.h"
#include "corpus/sources/wordpress_item.h"
#include "tests/support/places.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/corpus/source_listing.h"

using namespace corpus;
using tests::list;
namespace fs = std::filesystem;

namespace {

fs::path fixture(const char* name) { return fs::path(tests::data_folder()) / "wxr" / name; }

const char* const kHead =
    "<?xml version=\"1.0\"?>\n<rss xmlns:wp=\"http://wordpress.org/export/1.2/\" "
    "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\n";

std::string item(const std::string& title, const std::string& content = "text") {
  return "<item><title>" + title + "</title><link>https://example.org/" + title +
         "/</link><content:encoded><![CDATA[" + content +
         "]]></content:encoded><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>\n";
}

fs::path write(const tests::TemporaryDirectory& directory, const std::string& bytes) {
  std::ofstream(directory / "export.xml", std::ios::binary) << bytes;
  return directory / "export.xml";
}

std::string line_of(const SourceItem& source_item) {
  if (const auto* record = std::get_if<Record>(&source_item))
    return std::string(kind_name(record->document.kind)) + "=1";
  if (const auto* skipped = std::get_if<Skipped>(&source_item)) return "-" + skipped->why + "=1";
  return "!=1";
}

}  // namespace

TEST_CASE("only what was published enters; the rest is counted by its reason") {
  const auto listing = list(fixture("site.xml"));
  CHECK(listing.line() ==
        "-attachment=1 -auto-draft=1 -comment=2 -draft=1 -empty=1 -future=1 -menu item=1 -not published=1 "
        "-password=1 "
        "-pending=1 -private=1 -revision=1 -site part=2 -trash=1 -unknown type publication=1 news=6 page=1 "
        "podcast=1 statement=2");
  const auto text = tests::text_of(listing);
  for (const char* secret : {"secret", "Secret", "192.0.2.1", "open sesame"}) {
    CHECK_MESSAGE(text.find(secret) == std::string::npos, secret);
  }
}

TEST_CASE("the last change is the site's local day, its instant beside it; a zero date is none") {
  const tests::TemporaryDirectory directory;
  const auto dated = [](const char* title, const char* day, const char* gmt) {
    auto written = item(title);
    return written.insert(written.find("</item>"), std::string("<wp:post_modified>") + day +
                                                       "</wp:post_modified><wp:post_modified_gmt>" + gmt +
                                                       "</wp:post_modified_gmt>");
  };
  const auto listing = list(
      write(directory, kHead + dated("A", "2021-04-02 01:15:00", "2021-04-01 22:15:00") +
                           dated("B", "0000-00-00 00:00:00", "0000-00-00 00:00:00") + "</channel></rss>"));
  CHECK(to_string(listing.titled("A").document.modified) == "2021-04-02");
  CHECK(listing.titled("A").document.modified.gmt == "2021-04-01T22:15:00Z");
  CHECK(listing.titled("B").document.modified == PublicationDate{});
}

TEST_CASE("only the types of the table enter; any other is counted by its name, cleaned and cut") {
  struct Row {
    std::string type;
    std::string line;
  };
  const Row rows[] = {
      {"press-release", "statement=1"},
      {"nf_sub", "-unknown type nf_sub=1"},
      {"guest-author", "-unknown type guest-author=1"},
      {"tribe_rsvp_attendees", "-unknown type tribe_rsvp_attendees=1"},
      {"bbp_reply", "-unknown type bbp_reply=1"},
      {"Odd Type\u001b[31m\xD8\xA8!", "-unknown type oddtype31m=1"},
      {std::string(60, 'x'), "-unknown type " + std::string(40, 'x') + "=1"},
      {"\xD8\xA8", "-unknown type=1"},
      {"_page", "-site part=1"},
      {"", "!=1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.type);
    WordPressItem typed;
    typed.type = row.type;
    typed.status = "publish";
    typed.title = "Title";
    CHECK(line_of(to_source_item(typed)) == row.line);
  }
}

TEST_CASE("an item becomes a document with its address, number, day and text") {
  const auto listing = list(fixture("site.xml"));
  const auto& record = listing.titled("Statement on the river port – & more");
  const auto& document = record.document;
  CHECK(document.kind == Kind::statement);
  CHECK(document.language == analyzers::Language::english);
  CHECK(document.key == "https://example.org/en/item-10/");
  CHECK(document.url == document.key);
  CHECK(document.aliases == std::vector<std::string>{"wp:example.org/en/?p=10"});
  CHECK(document.summary == "The port is open.");
  CHECK(document.body == "The Coalition’s 84 members welcome it. #RiverPort\n");
  CHECK(document.hashtags == std::vector<std::string>{"RiverPort"});
  CHECK(to_string(document.published) == "2021-03-14");
  CHECK(document.published.evidence == DateEvidence::metadata);
  CHECK(document.published.words == "2021-03-14 09:30:00");
  CHECK(document.published.gmt == "2021-03-14T07:30:00Z");
  CHECK(document.occurrences == std::vector<Occurrence>{{document.key, ""}});
  CHECK(record.where == fixture("site.xml").string() + ":18");
  CHECK(record.raw_sha256.size() == 64);
  CHECK_FALSE(record.joins_equal);

  CHECK_MESSAGE(
      listing.titled("Older editor").document.body == "First line\nsecond line\nNew paragraph [sic].\n",
      "its line breaks are lines");
  CHECK_MESSAGE(to_string(listing.titled("Near midnight").document.published) == "2021-03-15",
                "the site's own day");
  CHECK(to_string(listing.titled("Zero date").document.published) == "2020-05-07");
  CHECK(listing.titled("Zero date").document.published.evidence == DateEvidence::address);
  CHECK(listing.titled("No date at all").document.published.precision == DatePrecision::unknown);
}

TEST_CASE("the versions of an item in two languages are linked, as two plugins write it") {
  const auto listing = list(fixture("site.xml"));
  const auto& polylang = listing.titled("بيان بشأن ميناء النهر");
  CHECK(polylang.document.language == analyzers::Language::arabic);
  CHECK(polylang.document.kind == Kind::statement);
  CHECK(polylang.translation_key == "https://example.org/en/item-10/");
  CHECK(listing.titled("افتتاح القناة").translation_key == "https://example.org/en/item-32/");
}

TEST_CASE("what is no longer public names the document that it was") {
  for (const auto& skipped : list(fixture("site.xml")).skipped) {
    if (skipped.why == "draft") CHECK(skipped.key == "wp:example.org/en/?p=16");
    if (skipped.why == "password") CHECK(skipped.key == "wp:example.org/en/?p=18");
    if (skipped.why == "comment") CHECK(skipped.key.empty());
  }
}

TEST_CASE("a broken item is one problem with its line; all others are read") {
  const auto listing = list(fixture("broken_items.xml"));
  std::vector<std::string> titles;
  for (const auto& record : listing.records) titles.push_back(record.document.title);
  // "Good 4" lies in the section that was not closed before it.
  CHECK(titles == std::vector<std::string>{"Good 1", "Good 2", "Good 3", "Good 5", "Good 6", "Good 7"});
  std::vector<std::string> places;
  for (const auto& problem : listing.problems) places.push_back(problem.where);
  std::vector<std::string> expected;
  for (const int line : {34, 52, 70, 89, 105, 121})
    expected.push_back(fixture("broken_items.xml").string() + ":" + std::to_string(line));
  CHECK(places == expected);
  CHECK(listing.problems[0].what.find("nosuch") != std::string::npos);
  CHECK(listing.problems[1].what.find("not closed") != std::string::npos);
  CHECK(listing.problems[5].what.find("status") != std::string::npos);
}

TEST_CASE("an export that is cut off or broken between its items gives what it holds, and one problem") {
  struct Row {
    const char* file;
    const char* line;
    const char* says;
  };
  const Row rows[] = {
      {"truncated.xml", "!=1 news=2", "ends within it"},
      {"truncated_between.xml", "!=1 news=2", "ends before the export does"},
      {"broken_channel.xml", "!=1 news=2", "broken"},
      {"old_version.xml", "news=1", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.file);
    const auto listing = list(fixture(row.file));
    CHECK(listing.line() == row.line);
    if (*row.says != '\0') CHECK(listing.problems.at(0).what.find(row.says) != std::string::npos);
  }
}

TEST_CASE(
    "document types, and with them entities of one's own, are refused; nothing is fetched or expanded") {
  for (const char* file : {"entity_bomb.xml", "external_entity.xml"}) {
    CAPTURE(file);
    CHECK_THROWS_WITH_AS(open_source(fixture(file)), doctest::Contains("DOCTYPE"), SourceError);
  }
  const auto source = open_source(fixture("late_doctype.xml"));
  CHECK_THROWS_WITH_AS(list(*source), doctest::Contains("DOCTYPE"), SourceError);
}

TEST_CASE("XML that is no export is refused, and says what it is") {
  CHECK_THROWS_WITH_AS(open_wordpress_export(fixture("feed.xml")), doctest::Contains("RSS feed"),
                       SourceError);
  const tests::TemporaryDirectory directory;
  CHECK_THROWS_WITH_AS(open_source(write(directory, "<?xml version=\"1.0\"?><config/>")),
                       doctest::Contains("its root is <config>"), SourceError);
  CHECK_THROWS_WITH_AS(open_source(write(directory, "<?xml version=\"1.0\"?>")),
                       doctest::Contains("no WordPress export"), SourceError);
}

TEST_CASE("an item that is too large, too deep or never closed costs no more than itself") {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<x>";
  struct Row {
    const char* why;
    std::string bytes;
    const char* line;
  };
  const Row rows[] = {
      {"too large", item("large", std::string(5U << 20, 'x')), "!=1 news=2"},
      {"too large, many small parts", item("large", std::string(5U << 20, '<')), "!=1 news=2"},
      {"text too large, item not", item("large", std::string(2U << 20, 'x')), "!=1 news=2"},
      {"a section never closed", "<item><title><![CDATA[" + std::string(5U << 20, 'x') + "\n", "!=1 news=2"},
      {"too deep", "<item><title>" + deep + "</title></item>\n", "!=1 news=2"},
      {"many items",
       [] {
         std::string items;
         for (int i = 0; i < 5000; ++i) items += item("n" + std::to_string(i));
         return items;
       }(),
       "news=5002"},
      {"many line breaks", std::string(1U << 20, '\n'), "news=2"},
      {"a comment with an item", "<!-- " + item("no") + " -->\n", "news=2"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const tests::TemporaryDirectory directory;
    const auto listing =
        list(write(directory, kHead + item("first") + row.bytes + item("last") + "</channel></rss>"));
    CHECK(listing.line() == row.line);
    CHECK(listing.records.back().document.title == "last");
  }
}

TEST_CASE("the place of an item is its line, however the file is cut into chunks") {
  // Items of growing size move over every border between two chunks of the file.
  const tests::TemporaryDirectory directory;
  std::string bytes = kHead;
  std::vector<std::string> lines;
  for (int i = 0; i < 400; ++i) {
    lines.push_back((directory / "export.xml").string() + ":" +
                    std::to_string(1 + std::count(bytes.begin(), bytes.end(), '\n')));
    bytes +=
        item("t" + std::to_string(i), std::string(static_cast<std::size_t>(i) * 7, 'x') + "\n<b>y</b>\n");
    if (i % 50 == 0) bytes += "<!-- a comment\nof two lines -->\n";
  }
  const auto listing = list(write(directory, bytes + "</channel></rss>"));
  REQUIRE(listing.line() == "news=400");
  for (std::size_t i = 0; i < lines.size(); ++i) CHECK(listing.records[i].where == lines[i]);
}

TEST_CASE("progress ends where the file ends") {
  const auto source = open_source(fixture("site.xml"));
  CHECK(source->format() == "wordpress-export");
  list(*source);
  CHECK(source->progress().read == fs::file_size(fixture("site.xml")));
  CHECK(source->progress().size == source->progress().read);
}

// The counts were made by another program: for each file, items by wp:post_type, wp:status and
// wp:post_password, and comments, with Python's xml.etree (or, for files that are not well-formed, by reading
// them).
TEST_CASE("the exports kept for testing hold what another program counts in them") {
  const fs::path folder = fs::path(tests::shared_folder()) / "data/formats/wxr";
  if (!fs::exists(folder)) {
    MESSAGE("skipped: ", folder.string(), " is not there");
    return;
  }
  struct Row {
    const char* file;
    const char* line;
  };
  const Row rows[] = {
      {"wptest/wptest.xml",
       "-attachment=44 -comment=30 -draft=1 -future=1 -menu item=102 -password=1 news=34 page=15"},
      {"wptt-theme-test-data/64-block-test-data.xml", "-attachment=9 -comment=2 -site part=1 news=61 page=1"},
      {"wptt-theme-test-data/theme-preview.xml", "-comment=2 news=7"},
      {"wptt-theme-test-data/themeunittestdata.wordpress.xml",
       "-attachment=37 -comment=33 -draft=1 -future=1 -menu item=70 -password=1 news=55 page=21"},
      {"polylang/tests/phpunit/data/test-import.xml", "-menu item=4 news=4 page=2"},
      // One page carries neither type nor status: a problem.
      {"wordpress-importer/phpunit/data/a11y-unit-test-data.xml",
       "!=1 -attachment=39 -comment=29 -draft=1 -future=1 -menu item=50 -password=1 news=44 page=17"},
      {"wordpress-importer/phpunit/data/authors-multiline.xml", "news=1"},
      {"wordpress-importer/phpunit/data/backslashes.xml", "news=1"},
      {"wordpress-importer/phpunit/data/blank-lines.xml", "news=1"},
      {"wordpress-importer/phpunit/data/cdata-edge.xml", "news=1"},
      {"wordpress-importer/phpunit/data/chunked-meta.xml", "news=1"},
      {"wordpress-importer/phpunit/data/crazy-cdata-escaped.xml", "news=1"},
      {"wordpress-importer/phpunit/data/crazy-cdata.xml", "!=1"},       // line 18 is not well-formed
      {"wordpress-importer/phpunit/data/invalid-version-tag.xml", ""},  // authors and terms alone
      {"wordpress-importer/phpunit/data/large-authors.xml", ""},
      {"wordpress-importer/phpunit/data/malformed-simple.xml", "!=1"},
      {"wordpress-importer/phpunit/data/malformed.xml", "!=1"},
      {"wordpress-importer/phpunit/data/missing-tags.xml", "news=1"},
      {"wordpress-importer/phpunit/data/missing-version-tag.xml", ""},
      {"wordpress-importer/phpunit/data/multiple-cdata.xml", "news=1"},
      // In one item "wp" stands for another namespace: it has no status that we know.
      {"wordpress-importer/phpunit/data/namespace-edge-cases.xml", "!=1 news=5"},
      {"wordpress-importer/phpunit/data/post-content-blank-lines.xml", "news=1"},
      {"wordpress-importer/phpunit/data/slashes.xml", "-comment=1 news=1"},
      {"wordpress-importer/phpunit/data/small-export.xml", "-comment=1 -draft=1 -private=1 news=5 page=4"},
      {"wordpress-importer/phpunit/data/term-formats.xml", ""},
      {"wordpress-importer/phpunit/data/term-meta.xml", ""},
      {"wordpress-importer/phpunit/data/test-serialized-comment-meta.xml", "-comment=1 -draft=1"},
      {"wordpress-importer/phpunit/data/test-serialized-postmeta-no-cdata.xml", "-draft=1"},
      {"wordpress-importer/phpunit/data/test-serialized-postmeta-with-cdata.xml", "-draft=1"},
      {"wordpress-importer/phpunit/data/test-serialized-term-meta.xml", "-draft=1"},
      {"wordpress-importer/phpunit/data/test-utw-post-meta-import.xml", "-draft=1"},
      {"wordpress-importer/phpunit/data/theme-unit-test-data.xml",
       "-attachment=37 -comment=33 -draft=1 -future=1 -menu item=70 -password=1 news=55 page=21"},
      {"wordpress-importer/phpunit/data/valid-wxr-1.0.xml", "-comment=1 news=3 page=3"},
      {"wordpress-importer/phpunit/data/valid-wxr-1.1.xml", "-comment=1 news=1 page=1"},
      {"wordpress-importer/phpunit/data/wxr-flat-attachment-different-site.xml", "-attachment=1 news=1"},
      {"wordpress-importer/phpunit/data/wxr-flat-attachment-same-site.xml", "-attachment=1 news=1"},
      {"wordpress-importer/phpunit/data/wxr-simple.xml", "news=1"},
      {"wordpress-importer/phpunit/data/wxr-utf-8-challenges.xml", "news=1"},
      {"wordpress-importer/phpunit/data/wxr-with-sub-data.xml", "-comment=1 news=1"},
  };
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    files += entry.path().extension() == ".xml" ? 1U : 0U;
  CHECK_MESSAGE(files == std::size(rows) + 1, "every file has its row");
  for (const auto& row : rows) {
    CAPTURE(row.file);
    CHECK(list(folder / row.file).line() == row.line);
  }
  CHECK_THROWS_WITH_AS(open_source(folder / "polylang/tests/phpunit/data/wpml-config.xml"),
                       doctest::Contains("<wpml-config>"), SourceError);
}
