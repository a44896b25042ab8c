// A third language of the pages, from a file: every page is served in it and told of in the others.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "searchd/http/router.h"
#include "searchd/http/routes.h"
#include "searchd/views/added_language.h"
#include "searchd/views/feeds/sitemap.h"
#include "searchd/views/view_error.h"
#include "tests/support/asked_routes.h"
#include "tests/support/contains.h"
#include "tests/support/french.h"
#include "tests/support/html.h"
#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/xml.h"

using searchd::PageLanguage;
using searchd::Reply;
using tests::contains;
using tests::header_of;

namespace {

const std::string kBase = "https://archive.example";

PageLanguage french() {
  static const auto added = [] {
    const tests::TemporaryDirectory directory;
    const auto file = directory / "messages.fr.json";
    tests::write_messages(file, tests::french_texts());
    return searchd::add_language(file, searchd::begins_an_address);
  }();
  return added;
}

/// An archive of a statement and its translation, one more document and one withdrawn, with pages in three
/// languages.
struct Served : tests::ServedIndex {
  Served() {
    french();
    english = index->put_json(
        R"({"kind":"statement","key":"test:1","lang":"en","title":"Mosul","body":"Schools of Mosul in Italy.\n","published":{"date":"2018-02-13"},"translation":"test:2","tags":[{"type":"partner","id":"italy"}]})");
    arabic = index->put_json(
        R"({"kind":"statement","key":"test:2","lang":"ar","title":"الموصل","body":"مدارس الموصل.\n","published":{"date":"2018-02-13"}})");
    gone = index->put_json(R"({"kind":"news","key":"test:3","title":"Gone","body":"Mosul.\n"})");
    index->withdraw(gone);
    index->rebuild();
    open(kBase);
  }

  corpus::DocumentId english, arabic, gone;
};

const Served& served() {
  static const Served all;
  return all;
}

bool is_marked(const std::string& text) { return text.starts_with(tests::kFrenchMark); }

// What belongs to no language: programs read it.
bool has_no_language(const std::string& path) {
  for (const char* beginning : {"/static/", "/favicon.svg", "/api/", "/export."}) {
    if (path.starts_with(beginning)) return true;
  }
  return false;
}

void check_frame(const std::string& html) {
  CHECK(tests::faults_of_page(html) == "");
  const auto elements = tests::elements_of(html);
  const auto page = tests::elements_named(elements, "html").at(0);
  CHECK(page.attribute("lang") == "fr");
  CHECK(page.attribute("dir") == "ltr");
  for (const auto& link : elements) {
    if (link.name == "a" && link.is_inside("nav") && link.is_inside("header")) CHECK(is_marked(link.text));
    if (link.name == "button") CHECK(is_marked(link.text));
    const auto address = link.name == "form" ? link.attribute("action") : link.attribute("href");
    const auto path = address.starts_with(kBase) ? address.substr(kBase.size()) : address;
    if (!path.starts_with("/") || link.has("hreflang") || has_no_language(path)) continue;
    CAPTURE(address);
    CHECK((path == "/fr" || path.starts_with("/fr/") || path.starts_with("/fr?")));
  }
}

std::map<std::string, std::string> links_to_others(const std::string& html) {
  std::map<std::string, std::string> links;
  for (const auto& link : tests::elements_named(tests::elements_of(html), "a")) {
    if (link.has("hreflang")) links[link.attribute("hreflang")] = link.text + " " + link.attribute("href");
  }
  return links;
}

}  // namespace

TEST_CASE("every page is served in a language that came from a file, with links to its own kind alone") {
  const std::string document = "/d/" + served().english;
  for (const std::string& path :
       {std::string(), std::string("/search?q=Mosul"), std::string("/search?q=nowhere"),
        std::string("/search?q=Mosul&partner=italy&explain=1"), document, document + "?q=Mosul",
        document + "/history", "/d/" + served().arabic, std::string("/partners"), std::string("/topics"),
        std::string("/partners/italy"), std::string("/digests"), std::string("/help"), std::string("/about"),
        std::string("/facets/partner"), std::string("/problems/not-found")}) {
    CAPTURE(path);
    const auto reply = served().reply("/fr" + path);
    REQUIRE(reply.status == 200);
    CHECK(header_of(reply, "Content-Language") == "fr");
    check_frame(reply.body);
    const auto heading = tests::elements_named(tests::elements_of(reply.body), "title").at(0).text;
    CHECK(contains(heading, tests::kFrenchMark));
  }
  CHECK(served().reply("/fr/").status == 308);
  CHECK(header_of(served().reply("/fr/"), "Location") == "/fr");
}

TEST_CASE("its readers are given the English names of what has two, and the English version") {
  const auto entry = served().get("/fr/partners/italy");
  CHECK(contains(entry, "<bdi>Italy</bdi>"));
  CHECK(contains(entry, "lang=\"ar\" dir=\"rtl\">إيطاليا<"));
  for (const std::string way : {"/", "/fr", "/ar"}) {
    CAPTURE(way);
    const auto home = served().get(way);
    CHECK(contains(home, "/d/" + served().english + "\"") == (way != "/ar"));
    CHECK(contains(home, "/d/" + served().arabic + "\"") == (way == "/ar"));
  }
}

TEST_CASE("what cannot be answered is told in it") {
  const auto check = [](const Reply& reply, int status) {
    CHECK(reply.status == status);
    CHECK(header_of(reply, "Content-Language") == "fr");
    check_frame(reply.body);
    CHECK(is_marked(tests::elements_named(tests::elements_of(reply.body), "h1").at(0).text));
  };
  check(served().reply("/fr/nowhere"), 404);
  check(served().reply("/fr/d/zzzz"), 404);
  check(served().reply("/fr/d/" + served().gone), 410);
  check(served().reply("/nowhere", "Accept: text/html\r\nAccept-Language: fr-CA, en;q=0.5\r\n"), 404);
  check(served().reply("/fr/feed.atom?page=x", "Accept: text/html\r\n"), 400);
  CHECK(served().reply("/fr/feed.atom?page=x").content_type == "application/problem+json");
  for (const char* path : {"/fr/api/v1/search", "/fr/export.csv", "/fr/robots.txt", "/fr/ar/search"})
    CHECK(served().reply(path).status == 404);

  searchd::HeadFault crowded;
  crowded.status = 503;
  crowded.head.path = "/fr/search";
  check(served().router->answer(crowded), 503);
}

TEST_CASE("a page leads to the same in all other languages, and tells search engines of them") {
  const std::map<std::string, std::string> from_english = {{"ar", "العربية /ar/search?q=Mosul"},
                                                           {"fr", "Français /fr/search?q=Mosul"}};
  const std::map<std::string, std::string> from_french = {{"en", "English /search?q=Mosul"},
                                                          {"ar", "العربية /ar/search?q=Mosul"}};
  CHECK(links_to_others(served().get("/search?q=Mosul")) == from_english);
  CHECK(links_to_others(served().get("/fr/search?q=Mosul")) == from_french);
  CHECK(links_to_others(served().reply("/fr/d/" + served().gone).body).at("ar") ==
        "العربية /ar/d/" + served().gone);

  for (const std::string way : {"", "/ar", "/fr"}) {
    std::map<std::string, std::string> editions;
    for (const auto& link : tests::elements_named(tests::elements_of(served().get(way + "/help")), "link")) {
      if (link.has("hreflang")) editions[link.attribute("hreflang")] = link.attribute("href");
      if (link.attribute("rel") == "canonical") CHECK(link.attribute("href") == kBase + way + "/help");
    }
    CHECK(editions == std::map<std::string, std::string>{{"en", kBase + "/help"},
                                                         {"ar", kBase + "/ar/help"},
                                                         {"fr", kBase + "/fr/help"},
                                                         {"x-default", kBase + "/help"}});
  }
}

TEST_CASE("the sitemap, robots.txt, feeds and the description of the search have it") {
  const auto text = served().get("/sitemap/1.xml");
  const tests::Xml part(text);
  const auto address = kBase + "/fr/d/" + served().english;
  CHECK(part.texts("/sm:urlset/sm:url[sm:loc='" + address + "']/xhtml:link/@hreflang") ==
        std::vector<std::string>{"en", "ar", "fr"});
  CHECK(contains(text, "<loc>" + kBase + "/fr</loc>"));
  CHECK(3 * searchd::sitemap_documents() + 100 <= 50'000);
  CHECK(contains(served().get("/robots.txt"),
                 "Disallow: /facets/\nDisallow: /ar/facets/\nDisallow: /fr/facets/\n"));

  const tests::Xml feed(served().get("/fr/feed.atom?q=Mosul"));
  CHECK(contains(feed.text("/atom:feed/atom:title"), tests::kFrenchMark));
  CHECK(contains(served().get("/fr/feed.atom?q=Mosul"), "xml:lang=\"fr\""));
  CHECK(contains(served().get("/fr/feed.json"), "\"language\":\"fr\""));
  const tests::Xml description(served().get("/fr/opensearch.xml"));
  CHECK(description.text("//os:Language") == "fr");
  CHECK(description.text("//os:Url[@type='text/html']/@template") == kBase + "/fr/search?q={searchTerms}");
}

TEST_CASE("a document is cited in it, as a file and on its page") {
  CHECK(contains(served().get("/fr/d/" + served().english + ".txt"), tests::kFrenchMark));
  CHECK_FALSE(contains(served().get("/d/" + served().english + ".txt"), tests::kFrenchMark));
  CHECK(contains(served().get("/fr/d/" + served().english), "§Global Coalition against Daesh"));
}

TEST_CASE("a file that cannot speak for a language is refused, and names file and key") {
  struct Row {
    const char* why;
    const char* key;
    const char* text;  // null: the key is taken out
    const char* told;
  };
  const Row rows[] = {
      {"a text is missing", "search.button", nullptr, "search.button is missing"},
      {"a name is missing", "month.7", nullptr, "month.7 is missing"},
      {"an empty text", "search.button", "", "search.button is empty"},
      {"blanks alone", "mark.comma", " ", "mark.comma is empty"},
      {"nothing is typed in an example", "help.typed.phrase", "", "help.typed.phrase is empty"},
      {"a text that nobody knows", "search.buton", "x", "search.buton is no text"},
      {"an argument is missing", "sentence.words", "about", "sentence.words must take {words}, not no arg"},
      {"another argument", "sentence.words", "{word}", "sentence.words must take {words}, not {word}"},
      {"an argument too many", "search.button", "{x}", "search.button must take no arguments, not {x}"},
      {"no message", "sentence.count", "{count, plural, one {#}", "sentence.count: U_"},
      {"a word is counted", "sentence.words", "{words, plural, other {#}}",
       "sentence.words must take {words} as"},
      {"no code", "page_language.code", nullptr, "page_language.code is missing"},
      {"an empty code", "page_language.code", "", "page_language.code must be"},
      {"a long code", "page_language.code", "french", "page_language.code must be"},
      {"signs in a code", "page_language.code", "f\"", "page_language.code must be"},
      {"a code that ends early", "page_language.code", "fr-", "page_language.code must be"},
      {"a code that is taken", "page_language.code", "AR", "page_language.code: \"AR\" is taken by"},
      {"English's path", "page_language.path", "", "page_language.path: \"\" is taken by"},
      {"Arabic's path", "page_language.path", "/ar", "page_language.path: \"/ar\" is taken by"},
      {"the path of a route", "page_language.path", "/search", "page_language.path: \"/search\" is taken by"},
      {"the path of routes", "page_language.path", "/api", "page_language.path: \"/api\" is taken by"},
      {"the path of documents", "page_language.path", "/d", "page_language.path: \"/d\" is taken by"},
      {"no path", "page_language.path", "fr", "page_language.path must be"},
      {"two steps", "page_language.path", "/fr/ca", "page_language.path must be"},
      {"the root", "page_language.path", "/", "page_language.path must be"},
      {"signs in a path", "page_language.path", "/f?", "page_language.path must be"},
      {"no name", "page_language.name", "", "page_language.name must be"},
      {"no direction", "page_language.direction", "down", "page_language.direction must be"},
      {"no locale", "page_language.locale", "fr_FR!", "page_language.locale must be"},
      {"a locale of no language", "page_language.locale", "xx-ZZ", "page_language.locale must be"},
      {"no language of the archive", "page_language.archive", "fr", "page_language.archive must be"},
      {"no yes", "cite.stop_inside_quotes", "perhaps", "cite.stop_inside_quotes must be"},
      {"eleven months", "cite.months_short", "1|2|3|4|5|6|7|8|9|10|11", "cite.months_short must be"},
      {"thirteen months", "cite.months_short", "1|2|3|4|5|6|7|8|9|10|11|12|13", "cite.months_short must be"},
  };
  french();
  const auto languages = searchd::page_languages().size();
  const tests::TemporaryDirectory directory;
  const auto file = directory / "messages.test.json";
  const auto refusal = [&file] {
    try {
      searchd::add_language(file, searchd::begins_an_address);
    } catch (const searchd::ViewError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    auto texts = tests::french_texts();
    texts["page_language.code"] = "pt-BR";
    texts["page_language.path"] = "/pt-br";
    if (row.text == nullptr) texts.erase(row.key);
    if (row.text != nullptr) texts[row.key] = row.text;
    tests::write_messages(file, texts);
    const auto told = refusal();
    CAPTURE(told);
    CHECK(told.starts_with(file.string() + ": " + row.told));
  }
  auto texts = tests::french_texts();
  tests::write_messages(file, texts);
  CHECK(contains(refusal(), "page_language.code: \"fr\" is taken by"));
  for (const char* bytes : {"", "[]", "{", "{\"site.name\": 1}", "{\"site.name\": \"\xFF\"}"}) {
    std::ofstream(file, std::ios::binary) << bytes;
    CHECK(refusal().starts_with(file.string() + ": "));
  }
  std::ofstream(file, std::ios::binary) << R"({"site.name": "a", "site.title": "b", "site.name": "c"})";
  CHECK(refusal() == file.string() + ": site.name is there twice");
  std::filesystem::remove(file);
  CHECK(refusal() == file.string() + ": it cannot be read, or is empty");
  std::filesystem::create_directory(file);
  CHECK(refusal() == file.string() + ": it cannot be read, or is empty");
  CHECK(searchd::page_languages().size() == languages);
}
