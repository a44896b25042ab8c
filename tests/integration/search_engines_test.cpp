// What search engines and browsers are told of: the sitemap, robots.txt and the descriptions of the search.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "searchd/http/router.h"
#include "searchd/views/addresses.h"
#include "searchd/views/feeds/sitemap.h"
#include "tests/support/asked_routes.h"
#include "tests/support/html.h"
#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"
#include "tests/support/xml.h"

using searchd::Reply;
using tests::header_of;

namespace {

const std::string kBase = "https://archive.example";

/// Three documents, one of them withdrawn.
struct Served : tests::ServedIndex {
  explicit Served(const std::string& base = kBase) {
    day = index->put_json(
        R"({"kind":"news","key":"test:1","title":"Day","body":"Mosul.\n","published":{"date":"2018-02-13"}})");
    undated = index->put_json(R"({"kind":"news","key":"test:2","title":"None","body":"Mosul.\n"})");
    gone = index->put_json(R"({"kind":"news","key":"test:3","title":"Gone","body":"Mosul.\n"})");
    index->withdraw(gone);
    index->rebuild();
    open(base);
  }

  corpus::DocumentId day, undated, gone;
};

}  // namespace

TEST_CASE("the sitemap has every document that is shown, in both languages") {
  const Served served;
  const tests::Xml index(served.get("/sitemap.xml"));
  // A part holds an address in each language of each document, and some more.
  CHECK(2 * searchd::sitemap_documents() + 100 <= 50'000);
  CHECK(index.texts("/sm:sitemapindex/sm:sitemap/sm:loc") ==
        std::vector<std::string>{kBase + "/sitemap/1.xml"});
  const auto reply = served.reply("/sitemap/1.xml");
  CHECK(reply.content_type == "application/xml; charset=utf-8");
  const auto text = served.get("/sitemap/1.xml");
  const tests::Xml part(text);
  const auto all = part.texts("/sm:urlset/sm:url/sm:loc");
  std::set<std::string> expected;
  for (const std::string& path :
       {std::string("/"), std::string("/partners"), std::string("/topics"), std::string("/digests"),
        std::string("/help"), std::string("/about"), "/d/" + served.day, "/d/" + served.undated}) {
    expected.insert(kBase + path);
    expected.insert(kBase + "/ar" + (path == "/" ? "" : path));
  }
  for (const auto type : {analyzers::EntryType::partner, analyzers::EntryType::topic}) {
    for (const auto& entry : tests::small_vocabulary().entries(type)) {
      for (const auto language : {searchd::PageLanguage::english, searchd::PageLanguage::arabic})
        expected.insert(kBase + searchd::entry_address(language, type, entry.id));
    }
  }
  CHECK(all.size() == expected.size());
  CHECK(std::set<std::string>(all.begin(), all.end()) == expected);
  CHECK(text.find(served.gone) == std::string::npos);
  for (const auto& address : all) {
    CAPTURE(address);
    CHECK(served.reply(address.substr(kBase.size())).status == 200);
    const auto url = "/sm:urlset/sm:url[sm:loc='" + address + "']";
    const auto others = part.texts(url + "/xhtml:link[@rel='alternate']/@href");
    REQUIRE(others.size() == 2);
    CHECK(std::count(others.begin(), others.end(), address) == 1);
    CHECK(part.texts(url + "/xhtml:link/@hreflang") == std::vector<std::string>{"en", "ar"});
    const bool dated = address.ends_with(served.day);
    CHECK(part.text(url + "/sm:lastmod") == (dated ? "2018-02-13" : ""));
  }
}

TEST_CASE("a page names its editions in both languages, and one for all others, with whole addresses") {
  const Served served;
  const Served unnamed("");
  for (const std::string path : {"/", "/search?q=Mosul", "/help", "/partners/italy", "/d/"}) {
    const auto page = path == "/d/" ? path + served.day : path;
    CAPTURE(page);
    const std::string arabic = "/ar" + (page == "/" ? "" : page);
    for (const auto& address : {page, arabic}) {
      const auto text = served.get(address);
      std::map<std::string, std::string> editions;
      for (const auto& link : tests::elements_named(tests::elements_of(text), "link")) {
        if (link.attribute("rel") == "alternate" && link.has("hreflang"))
          editions[link.attribute("hreflang")] = link.attribute("href");
      }
      CHECK(editions == std::map<std::string, std::string>{
                            {"en", kBase + page}, {"ar", kBase + arabic}, {"x-default", kBase + page}});
    }
  }
  const auto marked = served.get("/d/" + served.day + "?q=Mosul");
  CHECK(marked.find("hreflang=\"ar\" href=\"" + kBase + "/ar/d/" + served.day + "\"") != std::string::npos);
  CHECK(served.reply("/nowhere", "Accept: text/html\r\n").body.find("x-default") == std::string::npos);
  CHECK(unnamed.get("/help").find("hreflang=\"x-default\" href=\"/help\"") != std::string::npos);
}

TEST_CASE("parts that are not there are not found, and who has one is told that it is the same") {
  const Served served;
  for (const char* path : {"/sitemap/2.xml", "/sitemap/0.xml", "/sitemap/01.xml", "/sitemap/x.xml",
                           "/sitemap/", "/sitemap/1", "/sitemap/9999999.xml"})
    CHECK(served.reply(path).status == 404);
  CHECK(served.reply("/sitemap.xml?page=1").status == 400);
  for (const char* path : {"/sitemap.xml", "/sitemap/1.xml"}) {
    const auto tag = header_of(served.reply(path), "ETag");
    CHECK(served.reply(path, "If-None-Match: " + tag + "\r\n").status == 304);
  }
  searchd::Searcher searcher(served.view);
  auto rest = searcher.all_documents(1, 5);
  CHECK(rest.total() == 1);
  CHECK(rest.next()->document.id == served.undated);
  CHECK(searcher.all_documents(0, 1).next()->document.id == served.day);
}

TEST_CASE("robots.txt names the sitemap where the server knows its address") {
  const auto robots = Served().get("/robots.txt");
  CHECK(robots.find("\nSitemap: https://archive.example/sitemap.xml\n") != std::string::npos);
  const Served unnamed("");
  CHECK(unnamed.get("/robots.txt").find("Sitemap") == std::string::npos);
  for (const char* path : {"/sitemap.xml", "/sitemap/1.xml", "/opensearch.xml", "/ar/opensearch.xml"})
    CHECK(unnamed.reply(path).status == 404);
  CHECK(unnamed.get("/search").find("opensearch") == std::string::npos);
}

TEST_CASE("a browser can add the search of either language") {
  const Served served;
  for (const std::string way : {"", "/ar"}) {
    CAPTURE(way);
    const auto links = tests::elements_named(tests::elements_of(served.get(way + "/search")), "link");
    const auto link = std::find_if(links.begin(), links.end(),
                                   [](const auto& one) { return one.attribute("rel") == "search"; });
    REQUIRE(link != links.end());
    CHECK(link->attribute("href") == way + "/opensearch.xml");
    const tests::Xml description(served.get(link->attribute("href")));
    const auto named = [&description](const std::string& name) { return description.text("//os:" + name); };
    CHECK(named("ShortName") == (way.empty() ? "Sijill" : "سِجلّ"));
    CHECK(named("Language") == (way.empty() ? "en" : "ar"));
    CHECK(named("Url[@type='text/html']/@template") == kBase + way + "/search?q={searchTerms}");
    CHECK(named("Url[@type='application/atom+xml']/@template") == kBase + way + "/feed.atom?q={searchTerms}");
    CHECK(named("Url[@rel='self']/@template") == kBase + way + "/opensearch.xml");
    CHECK(named("Url[@rel='suggestions']/@template") == kBase + "/api/v1/suggest?q={searchTerms}");
  }
}
