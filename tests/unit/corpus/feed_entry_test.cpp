// Feeds in XML: what of an entry is read from where.
#include <doctest/doctest.h>

#include <string>

#include "corpus/sources/feed.h"
#include "tests/unit/corpus/made_up_feeds.h"

using namespace corpus;
using analyzers::Language;
using tests::atom;
using tests::atom03;
using tests::only_record;
using tests::rss;

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
