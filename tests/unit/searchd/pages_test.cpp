// The pages: what they show, in both languages.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "searchd/views/pages.h"
#include "tests/support/contains.h"
#include "tests/support/html.h"
#include "tests/support/sample_results.h"
#include "tests/support/small_vocabulary.h"

using searchd::PageLanguage;
using tests::contains;
using tests::elements_named;
using tests::elements_of;

TEST_CASE("a page of results shows what was found, in the page's language") {
  searchd::Pages pages("https://example.org");
  const auto html = pages.results(PageLanguage::english, tests::sample_request(), tests::sample_results(),
                                  tests::small_vocabulary(), {});
  const auto elements = elements_of(html);
  CHECK(elements.front().attribute("lang") == "en");
  CHECK(elements.front().attribute("dir") == "ltr");
  CHECK(contains(html, "128 documents about"));
  CHECK(contains(html, "<link rel=\"canonical\" href=\"https://example.org/search?"));

  std::vector<std::string> languages;
  for (const auto& element : elements) {
    if (element.has_class("card"))
      languages.push_back(element.attribute("lang") + " " + element.attribute("dir"));
  }
  CHECK(languages == std::vector<std::string>{"en ltr", "ar rtl", "en ltr", "mul auto"});

  std::vector<std::string> marked;
  for (const auto& mark : elements_named(elements, "mark")) marked.push_back(mark.text);
  CHECK(marked == std::vector<std::string>{"stabilisation", "stabilisation", "Mosul", "الاستقرار", "الموصل",
                                           "Mosul", "الموصل", "Mosul"});
  CHECK(contains(html, "month not known · date read in the text"));
  CHECK(contains(html, "Undated"));
}

TEST_CASE("a hit says in the reader's words why it stands there, where that was asked for") {
  searchd::Pages pages("https://example.org");
  auto results = tests::sample_results();
  CHECK_FALSE(contains(
      pages.results(PageLanguage::english, tests::sample_request(), results, tests::small_vocabulary(), {}),
      "class=\"explained\""));
  results.hits.front().score = 1007.25;
  results.hits.front().explanation =
      searchd::Explanation{{{"Mosul<b>", "stem", {{"stem:mosul<i>", 3, 41}}, 7.25},
                            {"Mosul<b>", "name:place/mosul", {{"place:mosul", 0, 57}}, 0},
                            {"Mosul<b>", "a kind to come", {}, 0},
                            {"", "as typed", {}, 1000}},
                           1};
  const auto english =
      pages.results(PageLanguage::english, tests::sample_request(), results, tests::small_vocabulary(), {});
  for (const auto* text :
       {"Why this stands here", "(1,007.25)", "<bdi>Mosul&lt;b&gt;</bdi>: is there in some form:",
        "is named:", "is there:", "All words as you typed them", "1,000.00"}) {
    CHECK_MESSAGE(contains(english, text), text);
  }
  CHECK_FALSE(contains(english, "mosul<i>"));
  CHECK(contains(
      pages.results(PageLanguage::arabic, tests::sample_request(), results, tests::small_vocabulary(), {}),
      "لماذا ترد هذه الوثيقة هنا"));
}

TEST_CASE("the Arabic page is Arabic, from right to left, with its own plural forms") {
  searchd::Pages pages("");
  const auto html = pages.results(PageLanguage::arabic, tests::sample_request(), tests::sample_results(),
                                  tests::small_vocabulary(), {});
  CHECK(elements_of(html).front().attribute("lang") == "ar");
  CHECK(elements_of(html).front().attribute("dir") == "rtl");
  CHECK(contains(html, "128 وثيقة"));
  CHECK(contains(html, "إيطاليا"));
  CHECK(contains(html, "13 شباط/فبراير 2018"));
  CHECK_FALSE(contains(html, "Statement"));
}

TEST_CASE("each filter has a chip that takes it alone away, and its box is ticked") {
  searchd::Pages pages("");
  const auto request = tests::sample_request();
  const auto html =
      pages.results(PageLanguage::english, request, tests::sample_results(), tests::small_vocabulary(), {});
  std::vector<std::string> removals;
  int ticked = 0;
  for (const auto& element : elements_of(html)) {
    if (element.attribute("aria-label").substr(0, 13) == "Remove filter")
      removals.push_back(element.attribute("href"));
    if (element.has("checked") && element.has("value")) ++ticked;
  }
  REQUIRE(removals.size() == 6);
  CHECK(removals[0] == "/search?from=2016&lang=ar&lang=en&lang=mixed&q=Mosul+stabilisation&to=2018");
  CHECK(removals[4] == "/search?lang=ar&lang=en&lang=mixed&partner=italy&q=Mosul+stabilisation&to=2018");
  CHECK(ticked == 4);
}

TEST_CASE("what was wrong in a field is named by the field, and a wrong date stays in its box") {
  searchd::Pages pages("");
  for (const auto& [language, field] :
       {std::pair{PageLanguage::english, std::string("From")}, {PageLanguage::arabic, std::string("من")}}) {
    const auto html = pages.results(language, searchd::search_for("mosul"), tests::sample_results(),
                                    tests::small_vocabulary(), {{"date_form", "from", "last \"week\"", ""}});
    CHECK(tests::faults_of_page(html) == "");
    const auto elements = elements_of(html);
    int boxes = 0;
    for (const auto& input : elements_named(elements, "input")) {
      if (input.attribute("name") != "from" && input.attribute("name") != "to") continue;
      ++boxes;
      const bool wrong = input.attribute("name") == "from";
      CHECK(input.attribute("value") == (wrong ? "last \"week\"" : ""));
      CHECK(input.has("aria-invalid") == wrong);
    }
    CHECK(boxes == 2);
    bool named = false;
    for (const auto& item : elements_named(elements, "li")) {
      named = named || (item.is_inside("section") && item.text.find(field) < 6 &&
                        item.text.find("last \"week\"") != std::string::npos);
    }
    CHECK(named);
  }
}

TEST_CASE("that documents are undated is told where a date is chosen, else only while one is written") {
  searchd::Pages pages("");
  const auto told = [&](const searchd::SearchRequest& request, const std::vector<searchd::PageNote>& notes) {
    const auto html = pages.results(PageLanguage::english, request, tests::sample_results(),
                                    tests::small_vocabulary(), notes);
    for (const auto& hint : elements_named(elements_of(html), "p")) {
      if (hint.text.find("undated and will not show") == std::string::npos) continue;
      return hint.has_class("while-writing") ? std::string("while writing") : std::string("always");
    }
    return std::string("never");
  };
  auto dated = searchd::search_for("mosul");
  dated.dates.to_text = "2018";
  CHECK(told(searchd::search_for("mosul"), {}) == "while writing");
  CHECK(told(dated, {}) == "always");
  CHECK(told(searchd::search_for("mosul"), {{"date_form", "to", "x", ""}}) == "always");
}

TEST_CASE("a question of which nothing can be searched is not said to be what the documents are about") {
  searchd::Pages pages("");
  auto results = tests::sample_results();
  results.interpretation = {};
  results.interpretation.ignored = {"😀", "؟"};
  const auto html = pages.results(PageLanguage::english, searchd::search_for("😀 ؟"), results,
                                  tests::small_vocabulary(), {});
  CHECK(html.find("Nothing of this could be searched") != std::string::npos);
  CHECK(html.find("about “") == std::string::npos);
  CHECK(html.find("in the archive</h2>") != std::string::npos);
}

TEST_CASE("what there is none of is not shown empty") {
  searchd::Pages pages("");
  auto results = tests::sample_results();
  for (auto& facet : results.facets) {
    facet.values.clear();
    facet.missing = 0;
  }
  const auto html =
      pages.results(PageLanguage::english, searchd::search_for("x"), results, tests::small_vocabulary(), {});
  CHECK(elements_named(elements_of(html), "fieldset").size() == 1);  // the dates
  auto view = tests::sample_document();
  view.document.occurrences.clear();
  CHECK_FALSE(
      contains(pages.document(PageLanguage::english, view, tests::small_vocabulary()), "Where it was seen"));
}

TEST_CASE("the form carries what it does not show, and leaves the default sort unsaid") {
  searchd::Pages pages("");
  auto request = tests::sample_request();
  request.per_page = 50;
  const auto elements = elements_of(
      pages.results(PageLanguage::english, request, tests::sample_results(), tests::small_vocabulary(), {}));
  request.match = searchd::Match::all;
  bool kept = false;
  for (const auto& input :
       elements_named(elements_of(pages.results(PageLanguage::english, request, tests::sample_results(),
                                                tests::small_vocabulary(), {})),
                      "input")) {
    kept = kept || (input.attribute("name") == "match" && input.attribute("value") == "all");
    CHECK(input.attribute("name") != "page");
  }
  CHECK(kept);
  for (const auto& option : elements_named(elements, "option")) {
    if (option.text == "50") CHECK(option.has("selected"));
    if (option.text == "20") CHECK(option.attribute("value").empty());
  }
  CHECK(elements_named(elements, "option").front().attribute("value").empty());
}

TEST_CASE("pages of results lead to each other, no deeper than can be paged") {
  searchd::Pages pages("");
  auto request = searchd::search_for("mosul");
  auto results = tests::sample_results();
  results.total = 1'000'000;
  request.page = 500;
  const auto html = pages.results(PageLanguage::english, request, results, tests::small_vocabulary(), {});
  CHECK(contains(html, "rel=\"prev\""));
  CHECK_FALSE(contains(html, "rel=\"next\""));
  CHECK(contains(html, "page=499"));
  CHECK_FALSE(contains(html, "page=501"));
}

TEST_CASE("a document's page says why it carries its tags, and how its date is known") {
  searchd::Pages pages("");
  const auto html =
      pages.document(PageLanguage::english, tests::sample_document(), tests::small_vocabulary());
  CHECK(contains(html, "“\u2068stabilisation\u2069”"));
  CHECK(contains(html, "in 2 places"));
  CHECK(contains(html, "Decided by an editor."));
  CHECK(contains(html, "The source itself says so."));
  CHECK(contains(html, "2018-02-13T09:30:00"));
  CHECK(contains(html,
                 "rel=\"noopener nofollow\" href=\"https://archive.example/2018/02/13/opening-remarks\""));
  CHECK(contains(html, "sha256:5f1d0c3b9a7e2f4d"));
}

TEST_CASE("a document's page says where its translation was found and not stated") {
  searchd::Pages pages("");
  auto view = tests::sample_document();
  CHECK_FALSE(
      contains(pages.document(PageLanguage::english, view, tests::small_vocabulary()), "found by its words"));
  view.document.twin_evidence = {0.31, 0.97, {"37 words and names"}};
  CHECK(
      contains(pages.document(PageLanguage::english, view, tests::small_vocabulary()), "found by its words"));
  CHECK(contains(pages.document(PageLanguage::arabic, view, tests::small_vocabulary()),
                 "استُدلّ عليها بكلماتها"));
  view.translation.reset();  // withdrawn, say
  CHECK_FALSE(
      contains(pages.document(PageLanguage::english, view, tests::small_vocabulary()), "found by its words"));
}

TEST_CASE("a tag that the vocabulary has lost leads to a search for its word, for no filter takes it") {
  searchd::Pages pages("");
  auto view = tests::sample_document();
  view.document.tags = {{analyzers::EntryType::partner, "lost", "source", {}},
                        {analyzers::EntryType::outlet, "gone", "source", {}},
                        {analyzers::EntryType::partner, "italy", "source", {}}};
  const auto page = pages.document(PageLanguage::english, view, tests::small_vocabulary());
  CHECK(contains(page, "/search?q=lost\""));
  CHECK(contains(page, "/search?q=gone\""));
  CHECK_FALSE(contains(page, "partner=lost"));
  CHECK_FALSE(contains(page, "outlet=gone"));
  CHECK(contains(page, "partner=italy"));
}

TEST_CASE("the stylesheet's address changes with it, and it knows only logical directions") {
  CHECK(searchd::stylesheet().address.substr(0, 12) == "/static/app.");
  const std::string css(searchd::stylesheet().bytes);
  for (const auto* physical :
       {"margin-left", "margin-right", "padding-left", "padding-right", "text-align: left",
        "text-align: right", "border-left", "border-right", " left:", " right:", "float:"}) {
    CAPTURE(physical);
    CHECK_FALSE(contains(css, physical));
  }
}

TEST_CASE("the script is small, keeps to this server, and every text it shows is in the page") {
  const std::string script(searchd::script().bytes);
  CHECK(script.size() < 15'000);
  CHECK(searchd::script().address.ends_with(".js"));
  for (const auto* never :
       {"http://", "https://", "innerHTML", "eval(", "document.write", "import ", "cookie"}) {
    CAPTURE(never);
    CHECK_FALSE(contains(script, never));
  }
  searchd::Pages pages("");
  for (const auto language : {PageLanguage::english, PageLanguage::arabic}) {
    const auto page = elements_of(pages.results(language, tests::sample_request(), tests::sample_results(),
                                                tests::small_vocabulary(), {}));
    const auto texts = std::find_if(page.begin(), page.end(),
                                    [](const auto& element) { return element.attribute("id") == "texts"; });
    REQUIRE(texts != page.end());
    for (const auto* name :
         {"data-completions", "data-within", "data-shown", "data-kind-partner", "data-kind-title"}) {
      CAPTURE(name);
      CHECK_FALSE(texts->attribute(name).empty());
    }
  }
}

TEST_CASE("the past month and year count back from the day of the page, which no leap year breaks") {
  searchd::Pages pages("");
  const auto links_of = [&pages](const std::string& today) {
    std::string links;
    for (const auto& element :
         elements_of(pages.results(PageLanguage::english, searchd::search_for("mosul"),
                                   tests::sample_results(), tests::small_vocabulary(), {}, today))) {
      if (element.name == "a" && (element.text == "Past 30 days" || element.text == "Past year"))
        links += element.attribute("href") + " ";
    }
    return links;
  };
  CHECK(links_of("2026-11-21") == "/search?from=2026-10-22&q=mosul /search?from=2025-11-21&q=mosul ");
  CHECK(links_of("2024-02-29") == "/search?from=2024-01-30&q=mosul /search?from=2023-02-28&q=mosul ");
  CHECK(links_of("").empty());
}

TEST_CASE(
    "the page of a document leads back to the whole search that found it, with its filters and its page") {
  searchd::Pages pages("https://example.org");
  auto request = searchd::search_for("mosul");
  request.filters.partners = {"italy"};
  request.dates.from_text = "2016";
  request.dates.from = 16801;
  request.page = 2;
  for (const auto language : {PageLanguage::english, PageLanguage::arabic}) {
    const auto page = pages.document(language, tests::sample_document(), tests::small_vocabulary(), request);
    CHECK(tests::faults_of_page(page) == "");
    std::string back, other;
    for (const auto& element : elements_of(page)) {
      if (element.name != "a") continue;
      if (element.is_inside("main") && back.empty()) back = element.attribute("href");
      if (element.has("hreflang")) other = element.attribute("href");
    }
    CHECK(back == searchd::search_address(language, request));
    CHECK(other.ends_with("?from=2016&page=2&partner=italy&q=mosul"));
  }
  auto filtered = searchd::search_for({});
  filtered.filters.topics = {"stabilisation"};
  const auto page =
      pages.document(PageLanguage::english, tests::sample_document(), tests::small_vocabulary(), filtered);
  CHECK(contains(page, "href=\"/search?topic=stabilisation\""));
}

TEST_CASE("reference managers and search engines find in the head of a document's page what they read") {
  searchd::Pages pages("https://example.org");
  auto view = tests::sample_document();
  view.document.title = "</script><script>alert(\"1\")</script> & more";
  const auto page = pages.document(PageLanguage::english, view, tests::small_vocabulary());
  CHECK(tests::faults_of_page(page) == "");
  std::map<std::string, std::string> tags;
  for (const auto& meta : elements_named(elements_of(page), "meta"))
    tags[meta.attribute("name")] = meta.attribute("content");
  CHECK(tags["citation_title"] == view.document.title);
  CHECK(tags["citation_publication_date"] == "2018/02/13");
  CHECK(tags["citation_language"] == "en");
  CHECK(tags["citation_public_url"] == "https://example.org/d/" + view.document.id);
  CHECK(tags["DC.source"] == view.document.url);
  CHECK(tags["DC.date"] == "2018-02-13");
  CHECK(contains(page, "\"headline\":\"\\u003C/script\\u003E\\u003Cscript\\u003Ealert(\\u00221\\u0022)"));
  CHECK(contains(page, "\"datePublished\":\"2018-02-13\""));
}

TEST_CASE("a document's page says how to cite it, in three styles") {
  searchd::Pages pages("https://example.org");
  for (const auto language : {PageLanguage::english, PageLanguage::arabic}) {
    const auto elements =
        elements_of(pages.document(language, tests::sample_document(), tests::small_vocabulary()));
    const auto cite = std::find_if(elements.begin(), elements.end(),
                                   [](const auto& element) { return element.attribute("id") == "cite"; });
    REQUIRE(cite != elements.end());
    for (const auto& element : elements) {  // a quotation mark on its own would not turn with the page
      if (element.name == "bdi" && element.is_inside("dd")) CHECK(element.text.size() > 4);
    }
    CHECK(contains(cite->text, "APA"));
    CHECK(contains(cite->text, "MLA"));
    CHECK(contains(cite->text, "Opening remarks at the ministerial meeting on stabilisation"));
    CHECK(contains(cite->text, "2018"));
  }
}

TEST_CASE("what a document's page could not read in its address is told") {
  searchd::Pages pages("");
  const auto page = pages.document(PageLanguage::english, tests::sample_document(), tests::small_vocabulary(),
                                   searchd::search_for({}), {{"unknown", "colour", "red", ""}});
  CHECK(tests::faults_of_page(page) == "");
  CHECK(contains(page, "colour"));
}

TEST_CASE("a page of results says how its search is used elsewhere: address, files, citation") {
  searchd::Pages pages("https://example.org");
  auto request = tests::sample_request();
  request.page = 2;
  const auto page = pages.results(PageLanguage::english, request, tests::sample_results(),
                                  tests::small_vocabulary(), {}, "2026-11-21");
  std::vector<std::string> links;
  std::string citation;
  for (const auto& element : elements_of(page)) {
    if (!element.is_inside("section")) continue;
    if (element.name == "a" && element.attribute("href").starts_with("/export."))
      links.push_back(element.text);
    if (element.name == "p" && contains(element.text, "seen on")) citation = element.text;
  }
  CHECK(links ==
        std::vector<std::string>{"Save all as CSV (128)", "CSV", "JSON Lines", "RIS", "BibTeX", "CSL-JSON"});
  CHECK(contains(citation, "128 documents about"));
  CHECK(contains(citation, "21 November 2026"));
  CHECK(contains(citation, "https://example.org/search?"));
  CHECK_FALSE(contains(citation, "page=2"));  // the search, not a page of it
  CHECK_FALSE(contains(pages.results(PageLanguage::english, request, {}, tests::small_vocabulary(), {}),
                       "Use this search"));
}
