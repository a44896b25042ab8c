// An HTML page as a document: what of it is read from where, and what becomes of pages that are none.
#include "corpus/sources/html_page.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "corpus/pages/page_metadata.h"
#include "tests/unit/corpus/test_import.h"

using namespace corpus;
namespace fs = std::filesystem;

namespace {

const std::string kText =
    "<p>On Tuesday the ministers of eleven countries met in the capital and spoke of the road.</p>";

Record record_of(const std::string& html, const PageOrigin& origin = {"page.html", {}, {}}) {
  auto item = read_html_page(html, origin);
  REQUIRE(std::holds_alternative<Record>(item));
  return std::get<Record>(std::move(item));
}

std::string page(const std::string& head, const std::string& body = kText) {
  return "<!DOCTYPE html><html><head>" + head + "</head><body>" + body + "</body></html>";
}

}  // namespace

TEST_CASE("the title is the headline, without the site's name") {
  struct Row {
    const char* why;
    std::string html;
    const char* title;
  };
  const Row rows[] = {
      {"alone", page("<title>Ministers meet</title>"), "Ministers meet"},
      {"with the site's name", page("<title>Ministers meet in the capital | The Paper</title>"),
       "Ministers meet in the capital"},
      {"with the site's name, as it is known",
       page(
           "<title>Who votes - Ministers meet - Paper</title><meta property='og:site_name' content='Paper'>"),
       "Who votes - Ministers meet"},
      {"with the site's name in front",
       page("<title>Paper - Ministers meet today</title><meta property='og:site_name' content='Paper'>"),
       "Ministers meet today"},
      {"a dash of its own", page("<title>Ministers meet - and others</title>"),
       "Ministers meet - and others"},
      {"as readers see it",
       page("<title>Ministers meet in the capital: the Paper, news, sport</title>",
            "<h1>Ministers meet in the capital</h1>" + kText),
       "Ministers meet in the capital"},
      {"Open Graph, and a heading that is the site's",
       page("<title>x</title><meta property='og:title' content='Ministers meet'>",
            "<h1>The Paper</h1>" + kText),
       "Ministers meet"},
      {"JSON-LD",
       page(
           R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ministers &amp; others meet"}</script><title>The Paper</title>)"),
       "Ministers & others meet"},
      {"entities written twice", page("<meta property='og:title' content='Ministers&amp;#039; meeting'>"),
       "Ministers' meeting"},
      {"none but a heading", page("", "<h1>Ministers meet</h1>" + kText), "Ministers meet"},
      {"none", page(""), ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(record_of(row.html).document.title == row.title);
  }
}

TEST_CASE("the address is the one that the page gives itself, made whole, or where it was found") {
  const std::string hash = sha256_hex(page(""));
  struct Row {
    const char* why;
    std::string html, found_at, key;
  };
  const Row rows[] = {
      {"unknown", page(""), "", "sha256:" + hash},
      {"where it was found", page(""), "https://A.example/x?utm_source=y", "https://a.example/x"},
      {"canonical", page("<link rel=canonical href='https://a.example/news/1?utm_medium=z#top'>"),
       "https://a.example/x", "https://a.example/news/1"},
      {"canonical, relative", page("<link rel=canonical href='/news/1'>"), "https://a.example/x",
       "https://a.example/news/1"},
      {"canonical, relative to <base>",
       page("<base href='https://b.example/d/'><link rel=canonical href='1'>"), "", "https://b.example/d/1"},
      {"Open Graph", page("<meta property='og:url' content='https://a.example/news/1'>"), "",
       "https://a.example/news/1"},
      {"a canonical address that is the front of the site",
       page("<link rel=canonical href='https://a.example/'>"), "https://a.example/news/1",
       "https://a.example/news/1"},
      {"a script as an address", page("<link rel=canonical href='javascript:alert(1)'>"), "", ""},
      {"saved by a browser", "<!-- saved from url=(0024)https://a.example/news/1 -->" + page(""), "",
       "https://a.example/news/1"},
      {"saved by SingleFile",
       "<!DOCTYPE html><!--\n Page saved with SingleFile \n url: https://a.example/news/1 \n-->" + page(""),
       "", "https://a.example/news/1"},
      {"saved by HTTrack", "<html><!-- Mirrored from a.example/news/1 by HTTrack -->" + page(""), "",
       "http://a.example/news/1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto record = record_of(row.html, {"page.html", row.found_at, {}});
    if (!row.key.empty()) CHECK(record.document.key == row.key);
    CHECK(record.document.url == (record.document.key.starts_with("sha256:") ? "" : record.document.key));
    CHECK(record.document.occurrences == std::vector<Occurrence>{{record.document.key, ""}});
  }
}

TEST_CASE("the language is the one stated, unless the letters say otherwise") {
  const std::string arabic =
      "<p>اجتمع وزراء إحدى عشرة دولة يوم الثلاثاء في العاصمة وتحدثوا عن الطريق الجديد.</p>";
  struct Row {
    const char* html;
    const std::string& text;
    const char* language;
  };
  const Row rows[] = {
      {"<html>", kText, "en"},
      {"<html>", arabic, "ar"},
      {"<html lang=ar>", arabic, "ar"},
      {"<html lang=en>", arabic, "ar"},
      {"<html lang=ar dir=rtl>", kText, "en"},
      {"<html lang=fr>", kText, "other"},
      {"<html lang=fa>", arabic, "other"},
      {"<html xml:lang=ar-IQ>", arabic, "ar"},
      {"<html><meta property=og:locale content=ar_AR>", arabic, "ar"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.html);
    CHECK(analyzers::language_code(record_of(row.html + row.text).document.language) == row.language);
  }
}

TEST_CASE("the version in the other language is stated by hreflang") {
  const std::string links =
      "<link rel=canonical href='https://a.example/en/1'><link rel=alternate hreflang=en "
      "href='https://a.example/en/1'>"
      "<link rel=alternate hreflang=x-default href='https://a.example/d/1'>";
  CHECK(record_of(page(links + "<link rel=alternate hreflang=ar-IQ href='/ar/1'>")).translation_key ==
        "https://a.example/ar/1");
  CHECK(record_of(page(links, "<a hreflang=ar href='https://a.example/ar/news/1'>العربية</a>" + kText))
            .translation_key == "https://a.example/ar/news/1");
  CHECK(record_of(page(links, "<a hreflang=ar href='https://a.example/ar/'>العربية</a>" + kText))
            .translation_key == "");
  CHECK(record_of(page(links + "<link rel=alternate hreflang=fr href='/fr/1'>")).translation_key == "");
  CHECK(record_of(page(links)).translation_key == "");
}

TEST_CASE("authors, direction, site and description are read") {
  const auto tree = page_tree(
      R"(<html dir=RTL lang=ar><head><meta name=description content="What was said."><meta property="og:site_name" content="The Paper">
      <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Organization","name":"The Paper"},
      {"@type":["Article","NewsArticle"],"headline":"T","author":[{"@type":"Person","name":"Ann Roe"},{"name":"Omar"},"Ann Roe","https://a.example/ann"]}]}</script></head>)");
  const auto metadata = page_metadata(tree, "");
  CHECK(metadata.authors == std::vector<std::string>{"Ann Roe", "Omar"});
  CHECK(metadata.direction == "rtl");
  CHECK(metadata.language == "ar");
  CHECK(metadata.site == "The Paper");
  CHECK(metadata.description == "What was said.");
  CHECK(metadata.is_article());
  CHECK(page_metadata(page_tree("<meta name=author content='Sara Holm'>"), "").authors ==
        std::vector<std::string>{"Sara Holm"});
  CHECK(page_metadata(page_tree("<a rel='nofollow author' href=x>Sara  Holm</a>"), "").authors ==
        std::vector<std::string>{"Sara Holm"});
}

TEST_CASE("JSON-LD that is broken, deep or strange is passed over") {
  std::string deep;
  for (int at = 0; at < 5000; ++at) deep += "[";
  for (const std::string& json :
       {std::string("{"), std::string("null"), std::string("[[[]]]"), deep, std::string("{\"@type\":7}"),
        std::string("\xFF\xFE"), std::string("{\"@type\":\"Article\",\"headline\":[],\"author\":[[[]]]}")}) {
    CHECK(record_of(
              page("<title>Ministers meet</title><script type='application/ld+json'>" + json + "</script>"))
              .document.title == "Ministers meet");
  }
  CHECK(record_of(page("<script type='application/ld+json'><!-- "
                       "{\"@type\":\"Article\",\"headline\":\"Line\nbreak\"} --></script>"))
            .document.title == "Line break");
}

TEST_CASE("a page's kind is told by what it says of itself") {
  struct Row {
    const char* head;
    Kind kind;
  };
  const Row rows[] = {
      {"<title>About the site</title>", Kind::page},
      {"<title>Ministers meet</title><meta property=og:type content=article>", Kind::news},
      {"<title>Ministers meet</title><meta name=date content=2018-02-13>", Kind::news},
      {"<title>Ministers meet</title><meta property=og:type content=article><meta property=article:section "
       "content='Press releases'>",
       Kind::statement},
      {"<title>ملخص</title><meta property=og:type content=article><meta property=article:section "
       "content='بيانات'>",
       Kind::statement},
  };
  for (const auto& row : rows) {
    CAPTURE(row.head);
    CHECK(record_of(page(row.head)).document.kind == row.kind);
  }
}

TEST_CASE("a summary says what the text does not") {
  CHECK(record_of(page("<meta name=description content='Eleven ministers, one road.'>")).document.summary ==
        "Eleven ministers, one road.");
  CHECK(record_of(page("<meta name=description content='On Tuesday the ministers of eleven...'>"))
            .document.summary == "");
}

TEST_CASE("pages that are no documents are skipped, and refused HTML is a problem") {
  const auto skipped = [](const std::string& html) {
    const auto item = read_html_page(html, {"a.html", {}, {}});
    REQUIRE(std::holds_alternative<Skipped>(item));
    return std::get<Skipped>(item).why;
  };
  CHECK(skipped("") == "empty");
  CHECK(skipped("<html><head><title>Nothing</title></head><body></body></html>") == "empty");
  CHECK(skipped("<html><head><meta http-equiv=refresh content='0; url=/en/'></head><body><p>Please go on to "
                "our new pages.</p>") == "redirect");
  std::string deep;
  for (int at = 0; at < 300; ++at) deep += "<div>";
  const auto item = read_html_page(deep + "x", {"a.html", {}, {}});
  REQUIRE(std::holds_alternative<Problem>(item));
  CHECK(std::get<Problem>(item).what == "its HTML is nested deeper than 250 elements");
}

TEST_CASE("a folder of pages is imported, every page is accounted for, and a second time changes nothing") {
  const tests::TemporaryDirectory directory;
  const auto put = [&](const char* name, const std::string& html) {
    std::ofstream(directory / name, std::ios::binary) << html;
  };
  put("1.html", page("<link rel=canonical href='https://a.example/en/1'><link rel=alternate hreflang=ar "
                     "href='https://a.example/ar/1'><title>Ministers meet</title>"));
  put("2.html", page("<link rel=canonical href='https://a.example/ar/1'><title>اجتماع الوزراء</title>",
                     "<p>اجتمع وزراء إحدى عشرة دولة يوم الثلاثاء في العاصمة وتحدثوا عن الطريق الجديد.</p>"));
  put("3.html", page("<title>Nothing</title>", ""));
  put("4.html", page(
                    "", std::string(300 * 5, ' ') + [] {
                      std::string deep;
                      for (int at = 0; at < 300; ++at) deep += "<div>";
                      return deep;
                    }()));
  tests::Import import;
  for (const bool first : {true, false}) {
    ImportOptions options;
    options.source_name = "pages";
    SourceImport pages(import.tagger, import.archive, import.lock, options);
    ImportReport report;
    for (const char* name : {"1.html", "2.html", "3.html", "4.html"}) {
      report += pages.read(*open_source(directory / name));
    }
    report += pages.finish();
    CHECK(report.read == 4);
    CHECK(report.added == (first ? 2 : 0));
    CHECK(report.unchanged == (first ? 0 : 2));
    CHECK(report.skipped_why == std::map<std::string, std::int64_t>{{"empty", 1}});
    CHECK(report.problem_count == 1);
    CHECK(report.read == report.stored() + report.unchanged + report.skipped + report.problem_count);
  }
  CHECK(import.stored("https://a.example/en/1").translation == document_id_of("https://a.example/ar/1"));
  CHECK(import.stored("https://a.example/ar/1").translation == document_id_of("https://a.example/en/1"));
}
