// Which of several dates of a page is that of its publication.
#include "corpus/pages/page_date.h"

#include <doctest/doctest.h>

#include "corpus/pages/page_metadata.h"

using namespace corpus;

TEST_CASE("of several dates the most trusted is taken, and none is made up") {
  struct Row {
    const char* why;
    const char* head;
    const char* body;
    const char* address;
    const char* day;
    DateEvidence evidence;
  };
  const Row rows[] = {
      {"nothing", "", "<p>Text.</p>", "https://a.example/x", "", DateEvidence::unknown},
      {"JSON-LD before all",
       R"(<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2018-02-13"}</script>
       <meta property="article:published_time" content="2018-02-14">)",
       "<h1>T</h1><p>15 February 2018</p>", "https://a.example/2018/02/16/x", "2018-02-13",
       DateEvidence::metadata},
      {"a meta tag", R"(<meta name="DC.date.issued" content="2018-02-14">)", "", "", "2018-02-14",
       DateEvidence::metadata},
      {"the site's own zone",
       R"(<script type="application/ld+json">{"@type":"Article","datePublished":"2018-02-13T22:30:00Z"}</script>
       <meta property="article:published_time" content="2018-02-14T01:30:00+03:00">)",
       "", "", "2018-02-14", DateEvidence::metadata},
      {"not the day of a change", R"(<meta property="article:modified_time" content="2019-01-01">)",
       "<h1>T</h1><time class=updated datetime=2019-01-01>x</time><time class=published "
       "datetime=2018-02-14>x</time>",
       "", "2018-02-14", DateEvidence::metadata},
      {"<time>", "", "<h1>T</h1><time datetime='2018-02-14T09:00'>14 Feb</time>", "", "2018-02-14",
       DateEvidence::metadata},
      {"<time> without a machine's date", "", "<h1>T</h1><time>14 شباط 2018</time>", "", "2018-02-14",
       DateEvidence::metadata},
      {"microdata", "", "<h1>T</h1><span itemprop=datePublished content=2018-02-14>yesterday</span>", "",
       "2018-02-14", DateEvidence::metadata},
      {"the address", "", "<h1>T</h1><p>Text.</p>", "https://a.example/2018/02/16/x", "2018-02-16",
       DateEvidence::address},
      {"a line near the headline", "", "<h1>T</h1><div>Published: 14 May 2018</div><p>Text.</p>", "",
       "2018-05-14", DateEvidence::visible_text},
      {"a day in the text rather than a month in the address", "", "<h1>T</h1><div>14 May 2018</div>",
       "https://a.example/2018/05/x", "2018-05-14", DateEvidence::visible_text},
      {"a zero date", R"(<meta name="date" content="0001-01-01T00:00:00">)", "", "", "",
       DateEvidence::unknown},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto tree =
        page_tree("<html><head>" + std::string(row.head) + "</head><body>" + row.body + "</body></html>");
    const auto published = page_metadata(tree, row.address).published;
    CHECK(to_string(published) == row.day);
    CHECK(published.evidence == row.evidence);
  }
}

TEST_CASE("the day of a change is told by what is marked as that, and by nothing else") {
  struct Row {
    const char* why;
    const char* head;
    const char* body;
    const char* day;
  };
  const Row rows[] = {
      {"nothing", "", "<h1>T</h1><p>Last updated 13 February 2018</p><time datetime=2018-02-14>14th</time>",
       ""},
      {"a field", R"(<meta property="article:modified_time" content="2018-03-01T09:00:00+03:00">)",
       "<p>x</p>", "2018-03-01"},
      {"JSON-LD before it",
       R"(<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2018-03-02"}</script>
       <meta property="og:updated_time" content="2018-03-01">)",
       "<p>x</p>", "2018-03-02"},
      {"a marked time", "", "<time class='updated' datetime='2018-03-01'>1 March</time>", "2018-03-01"},
      {"not one that is also the publication's", "",
       "<time class='entry-date published updated' datetime='2018-03-01'>1 March</time>", ""},
      {"microdata", "", "<meta itemprop=dateModified content=2018-03-01><p>x</p>", "2018-03-01"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto tree =
        page_tree("<html><head>" + std::string(row.head) + "</head><body>" + row.body + "</body></html>");
    CHECK(to_string(page_metadata(tree, "").modified) == row.day);
  }
}
