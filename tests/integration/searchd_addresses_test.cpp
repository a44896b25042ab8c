// searchd over HTTP: what an address alone says, what is in it that a page does not take, and who may read
// what is there.
#include <doctest/doctest.h>

#include <string>

#include "searchd/views/pages.h"
#include "tests/integration/sample_server.h"
#include "tests/support/html.h"
#include "tests/support/raw_client.h"

using tests::body_of;
using tests::contains;
using tests::get;
using tests::header_of;
using tests::sample;
using tests::status_of;

TEST_CASE("the address alone says in which language a page is, whatever the browser prefers") {
  for (const auto* prefers : {"", "ar", "AR-iq", "en-GB,ar;q=0.8", "ar,en", "ar;q=nonsense,,;;q=", "fr"}) {
    const auto fields = std::string("Accept: text/html\r\nAccept-Language: ") + prefers + "\r\n";
    CAPTURE(fields);
    for (const std::string way : {"", "/ar"}) {
      for (const std::string page : {"/", "/search", "/problems/timeout"}) {
        const auto address = way + (page == "/" && !way.empty() ? "" : page);
        CAPTURE(address);
        const auto answer = get(address, fields);
        CHECK(status_of(answer) == 200);
        CHECK(header_of(answer, "Content-Language") == (way.empty() ? "en" : "ar"));
        CHECK_FALSE(contains(header_of(answer, "Vary"), "Accept-Language"));
      }
    }
  }
}

TEST_CASE("what is searched for at the first page's address is searched for") {
  for (const std::string way : {"", "/ar"}) {
    const auto home = way.empty() ? std::string("/") : way;
    for (const std::string query : {"q=mosul", "partner=italy&foo=1", "from=2018&utm_source=x", "q=%FF",
                                    "sort=oldest", "kind=nosuchkind"}) {
      CAPTURE(query);
      const auto answer = get(home + "?" + query);
      CHECK(status_of(answer) == 303);
      CHECK(header_of(answer, "Location") == way + "/search?" + query);
    }
    for (const std::string query : {"utm_source=x&fbclid=1", "q=", ""})
      CHECK_FALSE(contains(body_of(get(home + "?" + query)), "notes-heading"));
    const auto page = body_of(get(home + "?foo=1"));
    CHECK(tests::faults_of_page(page) == "");
    CHECK(contains(page, "notes-heading"));
    CHECK(contains(page, "foo"));
  }
}

TEST_CASE("what a page does not take is said on it") {
  const auto& id = sample().ids.en;
  for (const std::string way : {"", "/ar"}) {
    const auto history = body_of(get(way + "/d/" + id + "/history?foo=1"));
    CHECK(tests::faults_of_page(history) == "");
    CHECK(contains(history, "notes-heading"));
    CHECK(contains(history, "foo"));
    CHECK_FALSE(contains(body_of(get(way + "/d/" + id + "/history")), "notes-heading"));
    for (const std::string query : {"facets=kind", "facet_limit=1", "q=mosul&facets=none&facet_limit=200"}) {
      CAPTURE(query);
      const auto page = body_of(get(way + "/search?" + query));
      CHECK(tests::faults_of_page(page) == "");
      CHECK(contains(page, "notes-heading"));
      CHECK(tests::count_of(page, way.empty() ? "programs alone" : "للبرامج وحدها") ==
            tests::count_of(query, "facet"));
    }
    CHECK_FALSE(contains(body_of(get(way + "/search?facets=")), "notes-heading"));
  }
}

TEST_CASE("a script of another page may read what is made for programs, with all its headers") {
  const auto& id = sample().ids.en;
  for (const std::string& address :
       {std::string("/export.csv?q=mosul"), std::string("/export.jsonl"), std::string("/export.csl.json"),
        std::string("/api/v1/export?format=ris"), std::string("/export.csv?foo=1"), "/d/" + id + ".json",
        "/d/" + id + ".ris", "/ar/d/" + id + ".txt", "/d/" + id + "/history.json",
        std::string("/d/aaaaaaaaaaaa.bib")}) {
    CAPTURE(address);
    CHECK(header_of(get(address), "Access-Control-Allow-Origin") == "*");
  }
  for (const std::string& address :
       {std::string("/search"), "/d/" + id, std::string("/readyz"), std::string("/version")})
    CHECK(header_of(get(address), "Access-Control-Allow-Origin").empty());
}

TEST_CASE("a page that was kept from an earlier program still finds what it is made with") {
  for (const auto* file : {&searchd::stylesheet(), &searchd::script()}) {
    const auto end = file->address.substr(file->address.rfind('.'));
    const auto answer = get("/static/app.0123456789ab" + end);
    CHECK(status_of(answer) == 200);
    CHECK(body_of(answer) == file->bytes);
    CHECK(header_of(answer, "Content-Type") == file->content_type);
    CHECK(header_of(answer, "Cache-Control") == "no-cache");
    for (const std::string name : {"app.0123456789a", "app.0123456789abc", "app.0123456789AB", "app.", "app",
                                   "other.0123456789ab", "app.0123456789ab.x"}) {
      CAPTURE(name);
      CHECK(status_of(get("/static/" + name + end)) == 404);
    }
  }
}
