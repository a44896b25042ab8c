// searchd over HTTP: what it answers to what it cannot answer, to programs and to readers.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "tests/integration/sample_server.h"
#include "tests/support/html.h"
#include "tests/support/raw_client.h"
#include "tests/support/served_archive.h"

using nlohmann::json;
using tests::body_of;
using tests::contains;
using tests::get;
using tests::header_of;
using tests::json_of;
using tests::sample;
using tests::ServedArchive;
using tests::status_of;

TEST_CASE("one 400 names every fault") {
  const auto answer = get("/api/v1/search?foo=1&from=2019-13&page=0&partner=itly&q=%FF");
  CHECK(status_of(answer) == 400);
  CHECK(header_of(answer, "Cache-Control") == "no-store");
  const auto problem = json::parse(body_of(answer));
  CHECK(problem["status"] == 400);
  CHECK(problem["detail"] == "5 faults");
  CHECK(problem["instance"] == "/api/v1/search");
  CHECK_FALSE(problem["request_id"].get<std::string>().empty());
  std::set<std::string> codes;
  for (const auto& fault : problem["invalid_params"]) codes.insert(fault["code"].get<std::string>());
  CHECK(codes == std::set<std::string>{"unknown", "date_month", "number", "unknown_value", "utf8"});
  CHECK(problem["invalid_params"][3]["suggestion"] == "italy");
}

TEST_CASE("a query of more terms than the API takes is refused there, and searched in part on the page") {
  std::string words;
  for (int i = 0; i < 60; ++i) words += "word" + std::to_string(i) + "+";
  const auto refused = get("/api/v1/search?q=" + words);
  CHECK(status_of(refused) == 400);
  CHECK(contains(body_of(refused), "/problems/query-too-long"));
  const auto page = get("/search?q=" + words);
  CHECK(status_of(page) == 200);
  CHECK(contains(body_of(page), "word59"));
}

TEST_CASE("every problem's type is a page, in both languages") {
  for (const auto* name :
       {"invalid-parameter", "not-found", "withdrawn", "method-not-allowed", "malformed-request",
        "overloaded", "timeout", "not-ready", "query-too-long", "internal"}) {
    CAPTURE(name);
    CHECK(status_of(get(std::string("/problems/") + name)) == 200);
  }
  for (const std::string way : {"", "/ar"}) {
    const auto page = get(way + "/problems/not-found", "Accept-Language: ar-IQ,ar;q=0.9,en;q=0.5\r\n");
    CHECK(header_of(page, "Content-Language") == (way.empty() ? "en" : "ar"));
    CHECK(status_of(get(way + "/problems/nothing")) == 404);
  }
  CHECK(json_of("/api/v1/documents/" + sample().ids.gone)["type"] == "/problems/withdrawn");
}

TEST_CASE("a page that says what went wrong leads to the other language") {
  const auto other_of = [](const std::string& answer) {
    CHECK(tests::faults_of_page(body_of(answer)) == "");
    for (const auto& link : tests::elements_named(tests::elements_of(body_of(answer)), "a")) {
      if (link.has("hreflang")) return link.attribute("href");
    }
    return std::string();
  };
  struct Row {
    const char* target;
    int status;
    const char* other;
  };
  const Row missing[] = {{"/d/nothing-here", 404, "/ar/search"},
                         {"/ar/d/nothing-here", 404, "/search"},
                         {"/nowhere", 404, "/ar/search"},
                         {"/ar/nowhere", 404, "/search"},
                         {"//d/x", 404, "/ar/search"},
                         {"/problems/timeout", 200, "/ar/problems/timeout"},
                         {"/ar/problems/timeout", 200, "/problems/timeout"}};
  for (const auto& row : missing) {
    CAPTURE(row.target);
    const auto answer = get(row.target, "Accept: text/html\r\n");
    CHECK(status_of(answer) == row.status);
    CHECK(other_of(answer) == row.other);
  }
  const ServedArchive without_index;  // it may be better at the next try
  const Row failing[] = {{"/search?q=%22a%22&page=2", 503, "/ar/search?q=%22a%22&page=2"},
                         {"/ar/search", 503, "/search"},
                         {"/ar/d/x%20y", 503, "/d/x%20y"}};
  for (const auto& row : failing) {
    CAPTURE(row.target);
    const auto answer = without_index.get(row.target);
    CHECK(status_of(answer) == row.status);
    CHECK(other_of(answer) == row.other);
  }
}

TEST_CASE("more searches than may wait are told to come back, in both languages and to programs") {
  ServedArchive archive("", 1, 0);
  tests::put_samples(archive);
  archive.update();
  const auto busy = archive.workers().lease(std::chrono::steady_clock::now() + std::chrono::seconds(5));
  for (const auto& [target, says] :
       std::vector<std::pair<std::string, std::string>>{{"/api/v1/search", "/problems/overloaded"},
                                                        {"/search", "Many people are searching"},
                                                        {"/ar/search", "كثيرون يبحثون الآن"}}) {
    CAPTURE(target);
    const auto answer = archive.get(target);
    CHECK(status_of(answer) == 503);
    CHECK(header_of(answer, "Retry-After") == "2");
    CHECK(contains(body_of(answer), says));
  }
  CHECK(status_of(archive.get("/healthz")) == 200);
}

TEST_CASE("the analysis of a text can be looked at, with offsets in code points") {
  const auto answer =
      json_of("/api/v1/analyze?text=%D9%88%D8%A8%D8%A7%D9%84%D9%85%D8%AF%D8%B1%D8%B3%D8%A9+the+Schools");
  CHECK(answer["lang"] == "mixed");
  REQUIRE(answer["tokens"].size() == 3);
  const auto& school = answer["tokens"][0];
  CHECK(school["begin"] == 0);
  CHECK(school["end"] == 9);
  CHECK(school["script"] == "arabic");
  CHECK(school["stem"] == "مدرسه");
  CHECK(answer["tokens"][1]["stop_word"] == true);
  CHECK(answer["tokens"][2]["typed"] == "Schools");
  CHECK(answer["tokens"][2]["stem"] == "school");
  CHECK(answer["tokens"][2]["begin"] == 14);
}

TEST_CASE("an analysis without a text, with two or with a strange parameter is refused") {
  CHECK(status_of(get("/api/v1/analyze")) == 400);
  CHECK(status_of(get("/api/v1/analyze?text=a&text=b")) == 400);
  CHECK(status_of(get("/api/v1/analyze?text=%FF")) == 400);
  CHECK(status_of(get("/api/v1/analyze?text=" + std::string(1025, 'a'))) == 400);
  CHECK(json_of("/api/v1/analyze?txt=a")["invalid_params"][0]["suggestion"] == "text");
}
