// Feeds in XML: what of an entry is read from where, and what becomes of broken ones.
#include "corpus/sources/feed.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "corpus/sources/feed_reader.h"
#include "tests/support/places.h"
#include "tests/unit/corpus/source_listing.h"
#include "tests/unit/corpus/test_import.h"

using namespace corpus;
using analyzers::Language;
using tests::list;
namespace fs = std::filesystem;

namespace {

fs::path fixture(const char* name) { return fs::path(tests::data_folder()) / "feeds" / name; }

fs::path write(const tests::TemporaryDirectory& directory, const std::string& bytes) {
  std::ofstream(directory / "feed.xml", std::ios::binary) << bytes;
  return directory / "feed.xml";
}

std::string rss(const std::string& items) {
  return "<rss version=\"2.0\"><channel><link>https://a.example/</link>" + items + "</channel></rss>";
}
std::string atom(const std::string& entry) {
  return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>" + entry + "</entry></feed>";
}
std::string atom03(const std::string& entry) {
  return "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><entry>" + entry + "</entry></feed>";
}

Record only_record(const std::string& bytes) {
  const tests::TemporaryDirectory directory;
  auto listing = list(write(directory, bytes));
  REQUIRE(listing.records.size() == 1);
  return listing.records.front();
}

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

TEST_CASE("a title says what its type makes of it") {
  struct Row {
    const char* why;
    std::string bytes;
    const char* title;
  };
  const Row rows[] = {
      {"RSS: HTML, escaped", rss("<item><title>A &lt;b&gt;B&lt;/b&gt; &amp;amp; C</title></item>"),
       "A B & C"},
      {"RSS: a sign that is no markup", rss("<item><title>AT&amp;T, 1 &lt; 2</title></item>"), "AT&T, 1 < 2"},
      {"RSS: bare markup", rss("<item><title>A <b>B</b></title></item>"), "A B"},
      {"RSS: in a section", rss("<item><title><![CDATA[A & <i>B</i>]]></title></item>"), "A & B"},
      {"RSS: HTML's names of letters", rss("<item><title>caf&eacute;</title></item>"), "café"},
      {"RSS: a number that browsers mend",
       rss("<item><title>don&#146;t &amp;#147;x&amp;#148;</title></item>"), "don’t “x”"},
      {"RSS: of another module",
       rss("<item xmlns:m=\"http://search.yahoo.com/mrss/\"><m:title>no</m:title>"
           "<title>yes</title></item>"),
       "yes"},
      {"RSS: Dublin Core, undeclared", rss("<item><dc:title>A</dc:title></item>"), "A"},
      {"RSS: not the picture's", rss("<item><image><title>no</title></image><title>yes</title></item>"),
       "yes"},
      {"RSS: a prefix of its own",
       "<r:rss xmlns:r=\"http://backend.userland.com/rss2\"><r:channel><r:item><r:title>A</r:title></r:item>"
       "</r:channel></r:rss>",
       "A"},
      {"RSS: a namespace that nobody knows",
       "<rss xmlns=\"urn:x\"><channel><item><title>A</title></item>"
       "</channel></rss>",
       "A"},
      {"a comment before the declaration",
       "<!-- x --><?xml version=\"1.0\"?>" + rss("<item><title>A</title></item>"), "A"},
      {"control characters", rss("<item><title>A\x01 B&#0;&#xB;</title></item>"), "A B"},
      {"Atom: text", atom("<title>A &lt;b&gt;</title>"), "A <b>"},
      {"Atom: HTML", atom("<title type='html'>A &lt;b&gt;B&lt;/b&gt; &amp;lt;</title>"), "A B <"},
      {"Atom: XHTML",
       atom("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <b>B</b> "
            "&lt;c&gt;</div></title>"),
       "A B <c>"},
      {"Atom: HTML in an element", atom("<title type='html'><div>A &lt;b&gt;B&lt;/b&gt;</div></title>"),
       "A B"},
      {"Atom 0.3: text", atom03("<title>A &lt;b&gt;</title>"), "A <b>"},
      {"Atom 0.3: escaped", atom03("<title type='text/html' mode='escaped'>A &lt;b&gt;B&lt;/b&gt;</title>"),
       "A B"},
      {"Atom 0.3: base 64", atom03("<title mode='base64'> RXhhbXBsZSA8Yj5B\ndG9tPC9iPg== </title>"),
       "Example Atom"},
      {"Atom 0.3: XML", atom03("<title type='application/xhtml+xml'>A <b>B</b></title>"), "A B"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(only_record(row.bytes).document.title == row.title);
  }
}

TEST_CASE("an entry's address is its own page, made whole") {
  struct Row {
    const char* why;
    std::string bytes;
    const char* url;
  };
  const Row rows[] = {
      {"a link", rss("<item><title>A</title><link> https://a.example/1 </link></item>"),
       "https://a.example/1"},
      {"relative to the site", rss("<item><title>A</title><link>1?x=1&amp;y</link></item>"),
       "https://a.example/1?x=1&y"},
      {"relative to xml:base",
       "<rss xml:base='https://b.example/x/'><channel xml:base='y/'><item><title>A</title><link "
       "xml:base='z/'>1</link>"
       "</item></channel></rss>",
       "https://b.example/x/y/z/1"},
      {"a guid", rss("<item><title>A</title><guid>https://a.example/2</guid></item>"), "https://a.example/2"},
      {"a guid goes after the link",
       rss("<item><title>A</title><guid isPermaLink='true'>https://a.example/2</guid><link>/1</link></item>"),
       "https://a.example/1"},
      {"a guid that is none",
       rss("<item><title>A</title><guid isPermaLink='false'>https://a.example/2</guid></item>"), ""},
      {"not the counter of readers",
       rss("<item><title>A</title><link>https://count.example/9</link><f:origLink "
           "xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://a.example/1</f:origLink></item>"),
       "https://a.example/1"},
      {"Atom in RSS",
       rss("<item><title>A</title><a:link xmlns:a='http://www.w3.org/2005/Atom' href='/1'/></item>"),
       "https://a.example/1"},
      {"of several, the page",
       atom("<title>A</title><link type='application/json' href='https://a.example/j'/><link "
            "rel='self' href='https://a.example/s'/><link type='text/html' "
            "href='https://a.example/1'/>"),
       "https://a.example/1"},
      {"no page at all", atom("<title>A</title><link rel='license' href='https://a.example/l'/>"), ""},
      {"not the source's", atom("<title>A</title><source><link href='https://b.example/1'/></source>"), ""},
      {"no address", rss("<item><title>A</title><link>javascript:alert(1)</link></item>"), ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(only_record(row.bytes).document.url == row.url);
  }
}

TEST_CASE("the day is that of publication; where none is told, that of the last change") {
  struct Row {
    std::string fields;
    const char* date;
  };
  const Row rows[] = {
      {"<updated>2018-03-01T00:00:00Z</updated><published>2018-02-13T00:00:00Z</published>", "2018-02-13"},
      {"<updated>2018-03-01T00:00:00Z</updated>", "2018-03-01"},
      {"<published>soon</published><updated>2018-03-01T00:00:00Z</updated>", "2018-03-01"},
      {"<link href='https://a.example/2018/02/13/x'/>", "2018-02-13"},
      {"<published>soon</published>", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.fields);
    CHECK(to_string(only_record(atom("<title>A</title>" + row.fields)).document.published) == row.date);
  }
}

TEST_CASE("the day of the last change stands beside that of publication") {
  const auto both =
      only_record(atom("<title>A</title><updated>2018-03-01T23:30:00-02:00</updated>"
                       "<published>2018-02-13T00:00:00Z</published>"));
  CHECK(to_string(both.document.modified) == "2018-03-01");
  CHECK(both.document.modified.gmt == "2018-03-02T01:30:00Z");
  CHECK(to_string(only_record(atom("<title>A</title><published>2018-02-13</published>")).document.modified) ==
        "");
}

TEST_CASE("the language is the nearest that is stated, unless the letters say otherwise") {
  const std::string english = "<title>The ministers met in the capital</title>";
  struct Row {
    const char* why;
    std::string bytes;
    Language language;
  };
  const Row rows[] = {
      {"of the feed",
       "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><entry>" + english + "</entry></feed>",
       Language::other},
      {"of the entry",
       "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><entry xml:lang='en'>" + english +
           "</entry></feed>",
       Language::english},
      {"of the channel",
       "<rss><channel><language>de</language><item><title>Die Minister</title></item></channel></rss>",
       Language::other},
      {"against the letters",
       "<rss><channel><language>en-us</language><item><title>اجتمع الوزراء في العاصمة</title>"
       "</item></channel></rss>",
       Language::arabic},
      {"none stated", rss("<item><title>اجتمع الوزراء</title></item>"), Language::arabic},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(only_record(row.bytes).document.language == row.language);
  }
}

TEST_CASE("any character set is read") {
  struct Row {
    const char* why;
    std::string bytes;
  };
  const std::string utf8 = rss("<item><title>خبر</title></item>");
  std::string wide("\xFF\xFE", 2);
  for (const char c : rss("<item><title>")) (wide += c) += '\0';
  wide.resize(wide.size() - 2 * std::string("</channel></rss>").size());
  wide += std::string("\x2E\x06\x28\x06\x31\x06", 6);
  for (const char c : std::string("</title></item></channel></rss>")) (wide += c) += '\0';
  const Row rows[] = {
      {"UTF-8", utf8},
      {"UTF-8 with its mark", "\xEF\xBB\xBF" + utf8},
      {"windows-1256",
       "<?xml version=\"1.0\" encoding=\"windows-1256\"?>" + rss("<item><title>\xCE\xC8\xD1</title></item>")},
      {"UTF-16", wide},
      {"windows-1256, far behind the front",
       "<?xml version=\"1.0\" encoding=\"windows-1256\"?>" +
           rss("<!--" + std::string(100'000, ' ') + "--><item><title>\xCE\xC8\xD1</title></item>")},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(only_record(row.bytes).document.title == "خبر");
  }
}

TEST_CASE("the headers with which a feed was sent are heard") {
  const tests::TemporaryDirectory directory;
  FeedReader reader(
      write(directory,
            "<rss><channel><item><title>\xCE\xC8\xD1</title><link>b</link></item></channel></rss>"),
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
    const auto listing = list(write(directory, rss(row.item + "\n<item><title>B</title></item>\n")));
    CHECK(listing.line() == row.line);
  }
}

TEST_CASE("what is no feed is refused; a WordPress export is not read as one, in no character set") {
  const tests::TemporaryDirectory directory;
  CHECK_THROWS_WITH_AS(open_feed(write(directory, "<config/>")), doctest::Contains("its root is <config>"),
                       SourceError);
  CHECK_THROWS_WITH_AS(open_feed(write(directory, "no XML")), doctest::Contains("is no feed"), SourceError);
  std::string wide("\xFF\xFE", 2);
  for (const char c : std::string("<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel/></rss>"))
    (wide += c) += '\0';
  CHECK_THROWS_WITH_AS(open_source(write(directory, wide)), doctest::Contains("WordPress export"),
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
