// Feeds in XML: whole files of each form, broken ones, and what is no feed.
#include "corpus/sources/feed.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "corpus/sources/feed_reader.h"
#include "tests/support/places.h"
#include "tests/unit/corpus/made_up_feeds.h"
#include "tests/unit/corpus/source_listing.h"
#include "tests/unit/corpus/test_import.h"

using namespace corpus;
using analyzers::Language;
using tests::list;
namespace fs = std::filesystem;

namespace {

fs::path fixture(const char* name) { return fs::path(tests::data_folder()) / "feeds" / name; }

}  // namespace

TEST_CASE("RSS 2.0 in Arabic: each item is a document") {
  const auto listing = list(fixture("rss2_ar.xml"));
  CHECK(listing.line() == "-empty=1 news=1 podcast=1 statement=1");
  const auto& bridge = listing.titled("افتتاح الجسر الجديد");
  CHECK(bridge.document.key == "https://valley.example/ar/2018/02/bridge/");
  CHECK(bridge.document.url == bridge.document.key);
  CHECK(bridge.document.aliases == std::vector<std::string>{"wp:valley.example/ar/?p=17"});
  CHECK(bridge.document.body ==
        "افتتح الوزير الجسر صباح اليوم بحضور أهل المدينة.\nوقال إن العمل دام سنتين. #الجسر\n");
  CHECK(bridge.document.summary == "");
  CHECK(bridge.document.language == Language::arabic);
  CHECK(to_string(bridge.document.published) == "2018-02-13");
  CHECK(bridge.document.published.gmt == "2018-02-13T20:30:00Z");
  CHECK(bridge.document.published.words == "Tue, 13 Feb 2018 23:30:00 +0300");
  CHECK(bridge.document.published.evidence == DateEvidence::metadata);
  CHECK(bridge.document.hashtags == std::vector<std::string>{"الجسر"});
  CHECK(bridge.where == fixture("rss2_ar.xml").string() + ":11");
  CHECK(tests::text_of(listing).find("محرر") == std::string::npos);

  const auto& water = listing.titled("حديث عن الماء & الزراعة");
  CHECK(water.document.url == "https://valley.example/ar/water");
  CHECK(water.document.aliases == std::vector<std::string>{"feed:https://valley.example/ar/#water-2"});
  CHECK(to_string(water.document.published) == "2018-02-14");
  CHECK(water.document.published.gmt == "2018-02-14T05:00:00Z");
  CHECK(water.document.body == "حلقة عن الماء والزراعة في الوادي.\n");

  const auto& note = listing.titled("");
  CHECK_MESSAGE(note.document.key == "feed:https://valley.example/ar/#note-3",
                "what leads to the front of the site names no entry");
  CHECK(note.document.body == "ملاحظة قصيرة بلا عنوان لها.\n");
  CHECK(note.document.published.precision == DatePrecision::unknown);
}

TEST_CASE("Atom: texts by their types, addresses by their base, the other language's version") {
  const auto listing = list(fixture("atom_en.xml"));
  CHECK(listing.line() == "news=2 statement=1");
  const auto& bridge = listing.titled("The new bridge opens");
  CHECK(bridge.document.url == "https://valley.example/en/bridge");
  CHECK(bridge.document.aliases == std::vector<std::string>{"tag:valley.example,2018:17"});
  CHECK(bridge.translation_key == "https://valley.example/ar/2018/02/bridge/");
  CHECK(bridge.document.summary == "The minister opened it in the morning.");
  CHECK(bridge.document.body ==
        "The minister opened the bridge\nthis morning.\nWork took two years & a day.\n");
  CHECK(to_string(bridge.document.published) == "2018-02-13");
  CHECK(bridge.document.language == Language::english);
  CHECK(tests::text_of(listing).find("editor") == std::string::npos);

  const auto& arabic = listing.titled("عنوان بالعربية <كما هو>");
  CHECK(arabic.document.key == "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a");
  CHECK(arabic.document.language == Language::arabic);
  CHECK(arabic.document.body == "سطر أول\nسطر ثان\n");
  CHECK(to_string(arabic.document.published) == "2018-02");

  const auto& picture = listing.titled("Only a picture");
  CHECK(picture.document.body == "");
  CHECK(picture.document.aliases == std::vector<std::string>{"wp:valley.example/en/?p=99"});
}

TEST_CASE("RSS 1.0: items stand beside their channel") {
  const auto listing = list(fixture("rdf.xml"));
  CHECK(listing.line() == "news=1 podcast=1");
  const auto& port = listing.titled("The port opens");
  CHECK(port.document.url == "https://valley.example/en/port");
  CHECK(port.document.body == "It opened today.\n");
  CHECK(to_string(port.document.published) == "2004-05-06");
  CHECK(port.document.published.gmt == "2004-05-05T22:08:00Z");
  CHECK(port.document.language == Language::english);
  const auto& road = listing.titled("The road is closed");
  CHECK_MESSAGE(road.document.url == "https://valley.example/en/road", "it is named by its attribute alone");
  CHECK(to_string(road.document.published) == "2004");
}

TEST_CASE("a broken entry costs itself alone, and nothing is expanded or fetched") {
  const auto listing = list(fixture("broken.xml"));
  CHECK(listing.line() == "!=4 news=3");
  CHECK(listing.titled("Fish & chips — for all &b; &c;").document.url == "https://valley.example/1");
  CHECK(to_string(listing.titled("Whole again").document.published) == "2018-02-13");
  CHECK(listing.titled("After the fault").where == fixture("broken.xml").string() + ":13");
  struct Row {
    const char* line;
    const char* says;
  };
  const Row rows[] = {{":9", "the entry is broken"},
                      {":10", "not closed before the next one begins"},
                      {":12", "the feed is broken here"},
                      {":14", "the file ends within it"}};
  for (std::size_t at = 0; at < std::size(rows); ++at) {
    CAPTURE(rows[at].says);
    CAPTURE(listing.problems.size());
    bool found = false;
    for (const auto& problem : listing.problems) {
      found = found || (problem.where == fixture("broken.xml").string() + rows[at].line &&
                        problem.what.find(rows[at].says) != std::string::npos);
    }
    CHECK(found);
  }
}

TEST_CASE("the headers with which a feed was sent are heard") {
  const tests::TemporaryDirectory directory;
  FeedReader reader(
      tests::write_feed(
          directory, "<rss><channel><item><title>\xCE\xC8\xD1</title><link>b</link></item></channel></rss>"),
      {"https://a.example/x/feed", "application/rss+xml; charset=windows-1256", "ar"});
  const auto read = reader.next();
  REQUIRE(read);
  const auto& entry = std::get<FeedEntry>(*read);
  CHECK(entry.title.value == "خبر");
  CHECK(entry.link == "https://a.example/x/b");
  CHECK(entry.language == "ar");
}

TEST_CASE("an entry that is too large, too deep or never closed costs no more than itself") {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<x>";
  struct Row {
    const char* why;
    std::string item;
    const char* line;
  };
  const Row rows[] = {
      {"too large", "<item><title>" + std::string(5U << 20, 'x') + "</title></item>", "!=1 news=1"},
      {"too much text", "<item><title>" + std::string(2U << 20, 'x') + "</title></item>", "!=1 news=1"},
      {"too deep", "<item><title>" + deep + "</title></item>", "!=1 news=1"},
      {"HTML too deep", "<item><description><![CDATA[" + deep + "]]></description></item>", "!=1 news=1"},
      {"never closed", "<item><title>x\n", "!=1 news=1"},
      {"a first tag that never ends", "<item " + std::string(5U << 20, 'x') + "\n", "!=1 news=1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const tests::TemporaryDirectory directory;
    const auto listing =
        list(tests::write_feed(directory, tests::rss(row.item + "\n<item><title>B</title></item>\n")));
    CHECK(listing.line() == row.line);
  }
}

TEST_CASE("what is no feed is refused; a WordPress export is not read as one, in no character set") {
  const tests::TemporaryDirectory directory;
  CHECK_THROWS_WITH_AS(open_feed(tests::write_feed(directory, "<config/>")),
                       doctest::Contains("its root is <config>"), SourceError);
  CHECK_THROWS_WITH_AS(open_feed(tests::write_feed(directory, "no XML")), doctest::Contains("is no feed"),
                       SourceError);
  std::string wide("\xFF\xFE", 2);
  for (const char c : std::string("<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel/></rss>"))
    (wide += c) += '\0';
  CHECK_THROWS_WITH_AS(open_source(tests::write_feed(directory, wide)), doctest::Contains("WordPress export"),
                       SourceError);
}

TEST_CASE("importing a feed again changes nothing; an export of the same site gives the same documents") {
  tests::Import import;
  const auto run = [&](const char* name) {
    const auto source = open_source(fixture(name));
    ImportOptions options;
    options.source_name = name;
    return import_all(*source, import.tagger, import.archive, import.lock, options);
  };
  const auto first = run("rss2_ar.xml");
  CHECK(first.read == 4);
  CHECK(first.added == 3);
  CHECK(first.skipped == 1);
  const auto again = run("rss2_ar.xml");
  CHECK(again.unchanged == 3);
  CHECK(again.read == again.stored() + again.unchanged + again.skipped + again.problem_count);
  const auto atom = run("atom_en.xml");
  CHECK(atom.added == 3);
  const auto broken = run("broken.xml");
  CHECK(broken.read == broken.stored() + broken.unchanged + broken.skipped + broken.problem_count);
  CHECK(import.archive.find_by_key("wp:valley.example/ar/?p=17")->title == "افتتاح الجسر الجديد");
  const auto english = import.archive.find_by_key("https://valley.example/en/bridge");
  const auto arabic = import.archive.find_by_key("https://valley.example/ar/2018/02/bridge/");
  CHECK(english->translation == arabic->id);
}
