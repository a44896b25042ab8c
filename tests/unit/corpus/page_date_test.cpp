// Dates as pages write them, for machines and for readers; and which of several is that of publication.
#include "corpus/pages/page_date.h"

#include <doctest/doctest.h>

#include "corpus/pages/page_metadata.h"

using namespace corpus;

TEST_CASE("dates in metadata are read in the forms that sites use") {
  struct Row {
    const char* written;
    const char* day;
    const char* gmt;
  };
  const Row rows[] = {
      {"2018-02-13", "2018-02-13", ""},
      {"2018-02", "2018-02", ""},
      {"2018-02-13T09:30:00", "2018-02-13", ""},
      {"2018-02-13T09:30:00Z", "2018-02-13", "2018-02-13T09:30:00Z"},
      {"2018-02-13T01:30:00+03:00", "2018-02-13", "2018-02-12T22:30:00Z"},
      {"2018-02-13T01:30+0300", "2018-02-13", "2018-02-12T22:30:00Z"},
      {"2017-12-31T20:00:00.123-07:00", "2017-12-31", "2018-01-01T03:00:00Z"},
      {"2018-02-13 09:30:00 +0000", "2018-02-13", ""},
      {"٢٠١٨-٠٢-١٣", "2018-02-13", ""},
      {"20180213", "2018-02-13", ""},
      {"2018/02/13", "2018-02-13", ""},
      {"2018/2/3 10:00", "2018-02-03", ""},
      {"13.02.2018", "2018-02-13", ""},
      {"13/02/2018 09:30", "2018-02-13", ""},
      {"02/13/2018", "2018-02-13", ""},
      {"03/02/2018", "2018", ""},  // the third of February, or the second of March
      {"02/02/2018", "2018-02-02", ""},
      {"Tue, 13 Feb 2018 09:30:00 GMT", "2018-02-13", ""},
      {"February 13, 2018 9:30 am", "2018-02-13", ""},
      {"13 شباط/فبراير 2018", "2018-02-13", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.written);
    const auto date = written_date(row.written);
    REQUIRE(date.has_value());
    CHECK(to_string(*date) == row.day);
    CHECK(date->gmt == row.gmt);
    CHECK(date->words == row.written);
  }
  for (const char* none : {"", "today", "0000-00-00", "0001-01-01T00:00:00", "1970-01-01T00:00:00Z",
                           "2018-13-45", "31/02/2018", "1/2", "12345678901234567890", "99/99/9999"}) {
    CAPTURE(none);
    CHECK(!written_date(none));
  }
}

TEST_CASE("a date is found in a line that says more") {
  struct Row {
    const char* line;
    const char* day;
    const char* words;
  };
  const Row rows[] = {
      {"Published on 13 February 2018 at 9:30", "2018-02-13", "on 13 February 2018"},
      {"By Sara Holm | 3 October 2019 | 6 min read", "2019-10-03", "3 October 2019"},
      {"الأربعاء 20 مايو 2020 - 10:45 ص", "2020-05-20", "الأربعاء 20 مايو 2020"},
      {"نشر بتاريخ: 20 تشرين الثاني/نوفمبر 2016", "2016-11-20", "20 تشرين الثاني/نوفمبر 2016"},
      {"Updated 14.05.2018", "2018-05-14", "14.05.2018"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    const auto date = date_within_line(row.line);
    REQUIRE(date.has_value());
    CHECK(to_string(*date) == row.day);
    CHECK(date->words == row.words);
    CHECK(date->evidence == DateEvidence::visible_text);
  }
  CHECK(!date_within_line("Members since the beginning: 81"));
  CHECK(
      !date_within_line("It was in May that the road was opened, and nobody who was there that day will "
                        "forget 2018 and what it "
                        "brought to all who live here"));
}

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
