// searchd over HTTP: every route, what it answers, and what it answers when it cannot.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/integration/sample_server.h"
#include "tests/support/html.h"
#include "tests/support/packing.h"
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

namespace {

std::string request(const std::string& method, const std::string& target) {
  return tests::exchange(sample().archive.port(),
                         method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
}

// The time that a search took differs from one answer to the next.
std::string without_time(std::string body) {
  const auto begin = body.find("\"took_ms\":");
  if (begin == std::string::npos) return body;
  const auto end = std::min(body.find_first_of(",}", begin), body.size());
  return body.erase(begin, end - begin);
}

std::vector<std::string> good_addresses() {
  const auto& ids = sample().ids;
  return {"/search",
          "/ar/search",
          "/search?q=mosul&partner=italy",
          "/partners",
          "/ar/partners/italy",
          "/digests",
          "/help",
          "/about",
          "/facets/place?q=mosul",
          "/d/" + ids.en,
          "/ar/d/" + ids.ar,
          "/api/v1/search?q=mosul",
          "/api/v1/documents/" + ids.item,
          "/api/v1/ledger",
          "/api/v1/analyze?text=mosul",
          "/api/v1/suggest?q=ita",
          "/healthz",
          "/readyz",
          "/version",
          "/robots.txt",
          "/favicon.svg",
          "/problems/not-found"};
}

}  // namespace

TEST_CASE("each route answers with its status, its type and its contents") {
  const auto& ids = sample().ids;
  struct Row {
    std::string target;
    int status;
    const char* type;
    const char* says;
  };
  const Row rows[] = {
      {"/search", 200, "text/html; charset=utf-8", "5 documents in the archive"},
      {"/ar/search", 200, "text/html; charset=utf-8", "5 وثائق في الأرشيف"},
      {"/search?q=stabilisation", 200, "text/html; charset=utf-8", "<mark>stabilisation</mark>"},
      {"/search?q=nosuchword", 200, "text/html; charset=utf-8", "Nothing was found"},
      {"/search?q=mosul&partner=atlantis&form=1&page=x", 200, "text/html; charset=utf-8",
       "What we changed in your search"},
      {"/search?from=2019&to=2018", 200, "text/html; charset=utf-8", "they have changed places"},
      {"/search?q=mos%00ul", 200, "text/html; charset=utf-8", "cannot be seen"},
      {"/ar/search?q=mos%00ul", 200, "text/html; charset=utf-8", "رموز لا تُرى"},
      {"/search?facets=none,kind", 200, "text/html; charset=utf-8", "contradicts"},
      {"/api/v1/search?q=mos%00ul", 400, "application/problem+json", "\"code\":\"control\""},
      {"/api/v1/search?facets=none,kind", 400, "application/problem+json", "\"code\":\"contradiction\""},
      {"/d/" + ids.en, 200, "text/html; charset=utf-8", "Opening remarks at the ministerial meeting"},
      {"/ar/d/" + ids.en, 200, "text/html; charset=utf-8", "عن هذه الوثيقة"},
      {"/d/" + ids.item, 200, "text/html; charset=utf-8", "From the digest"},
      {"/d/" + ids.digest, 200, "text/html; charset=utf-8", "In this digest"},
      {"/d/" + ids.gone, 410, "text/html; charset=utf-8", "gone from its source"},
      {"/ar/d/" + ids.gone, 410, "text/html; charset=utf-8", "لم تعد معروضة"},
      {"/d/aaaaaaaaaaaa", 404, "text/html; charset=utf-8", "There is nothing at this address"},
      {"/ar/d/aaaaaaaaaaaa", 404, "text/html; charset=utf-8", "لا شيء في هذا العنوان"},
      {"/d/", 404, "application/problem+json", "not-found"},
      {"/d/%00", 404, "text/html; charset=utf-8", "There is nothing"},
      {"/d/../../etc/passwd", 404, "text/html; charset=utf-8", "There is nothing"},
      {"/api/v1/search", 200, "application/json", "\"total\":5"},
      {"/api/v1/search?q=mosul&facets=none", 200, "application/json", "\"facets\":{}"},
      {"/api/v1/search?foo=1", 400, "application/problem+json", "/problems/invalid-parameter"},
      {"/api/v1/documents/" + ids.ar, 200, "application/json", "\"lang\":\"ar\""},
      {"/api/v1/documents/" + ids.gone, 410, "application/problem+json", "gone from its source"},
      {"/api/v1/documents/aaaaaaaaaaaa", 404, "application/problem+json", "/problems/not-found"},
      {"/api/v1/documents/" + ids.ar + "?x=1", 400, "application/problem+json", "takes none"},
      {"/api/v1/ledger", 200, "application/json", "\"entries\":[]"},
      {"/api/v1/suggest?q=ital", 200, "application/json", "\"text\":\"Italy\",\"other\":\"إيطاليا\""},
      {"/api/v1/suggest?q=", 200, "application/json", "\"suggestions\":[]"},
      {"/api/v1/suggest", 400, "application/problem+json", "what was typed so far"},
      {"/api/v1/suggest?q=a&limit=21", 400, "application/problem+json", "from 1 to 20"},
      {"/api/v1/suggest?q=a&q=b", 400, "application/problem+json", "may be given once"},
      {"/opensearch.xml", 404, "application/problem+json", "--public-url"},
      {"/api/v2/search", 404, "application/problem+json", "there is no such address"},
      {"/healthz", 200, "text/plain; charset=utf-8", "ok\n"},
      {"/readyz", 200, "application/json", "\"ready\":true"},
      {"/readyz", 200, "application/json", "\"schema\":\"full\""},
      {"/search?q=stabilisation&passages=off", 200, "text/html; charset=utf-8", "stabilisation"},
      {"/version", 200, "application/json", "\"name\":\"sijill\""},
      {"/robots.txt", 200, "text/plain; charset=utf-8", "Disallow: /api/"},
      {"/favicon.svg", 200, "image/svg+xml", "<svg"},
      {"/favicon.ico", 200, "image/svg+xml", "<svg"},
      {"/static/app.css", 404, "application/problem+json", "no such file"},
      {"/problems/invalid-parameter", 200, "text/html; charset=utf-8", "invalid_params"},
      {"/problems/nothing", 404, "text/html; charset=utf-8", "There is nothing"},
      {"/nothing-here", 404, "application/problem+json", "there is no such address"},
      {"//search", 404, "application/problem+json", "there is no such address"},
      {"/%73earch", 404, "application/problem+json", "there is no such address"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.target);
    const auto answer = get(row.target);
    CHECK(status_of(answer) == row.status);
    CHECK(header_of(answer, "Content-Type") == row.type);
    CHECK(contains(body_of(answer), row.says));
    if (contains(row.type, "html")) CHECK(tests::faults_of_page(body_of(answer)) == "");
    if (contains(row.type, "json")) CHECK_NOTHROW(json::parse(body_of(answer)));
  }
}

TEST_CASE("every answer carries the headers that protect its reader") {
  auto addresses = good_addresses();
  for (const auto* bad : {"/nothing", "/api/v1/search?x=1", "/d/none", "/", "/ar"})
    addresses.emplace_back(bad);
  for (const auto& address : addresses) {
    CAPTURE(address);
    const auto answer = get(address);
    CHECK(header_of(answer, "Content-Security-Policy").substr(0, 19) == "default-src 'none';");
    CHECK_FALSE(contains(header_of(answer, "Content-Security-Policy"), "unsafe"));
    CHECK(header_of(answer, "X-Content-Type-Options") == "nosniff");
    CHECK(header_of(answer, "Referrer-Policy") == "strict-origin-when-cross-origin");
    CHECK(header_of(answer, "Cross-Origin-Opener-Policy") == "same-origin");
    CHECK(header_of(answer, "X-Frame-Options") == "DENY");
    CHECK_FALSE(header_of(answer, "Cache-Control").empty());
    CHECK(header_of(answer, "Server").empty());
    CHECK(header_of(answer, "Set-Cookie").empty());
    const bool api = address.substr(0, 5) == "/api/";
    CHECK(header_of(answer, "Access-Control-Allow-Origin") == (api ? "*" : ""));
  }
  const auto malformed = tests::exchange(sample().archive.port(), "nonsense\r\n\r\n");
  CHECK(status_of(malformed) == 400);
  CHECK(header_of(malformed, "X-Content-Type-Options") == "nosniff");
  CHECK(header_of(malformed, "Content-Type") == "application/problem+json");
}

TEST_CASE("HEAD has the status and headers of GET, and no body") {
  for (const auto& address : good_addresses()) {
    CAPTURE(address);
    const auto head = request("HEAD", address);
    CHECK(status_of(head) == 200);
    CHECK(body_of(head).empty());
    CHECK(header_of(head, "Content-Type") == header_of(get(address), "Content-Type"));
    CHECK(header_of(head, "Content-Length") != "0");
  }
}

TEST_CASE("who can unpack an answer gets it packed, and it is the same answer") {
  const auto gzip = std::string("Accept-Encoding: gzip, deflate, br\r\n");
  int packed = 0;
  for (const auto& address : good_addresses()) {
    CAPTURE(address);
    const auto plain = get(address);
    const auto answer = get(address, gzip);
    const bool is_large = body_of(plain).size() > 1024;
    CHECK(header_of(plain, "Content-Encoding").empty());
    CHECK(header_of(answer, "Content-Encoding") == (is_large ? "gzip" : ""));
    CHECK(header_of(answer, "Content-Length") == std::to_string(body_of(answer).size()));
    CHECK(header_of(answer, "ETag") == header_of(plain, "ETag"));
    if (!is_large) continue;
    ++packed;
    CHECK(body_of(answer).size() < body_of(plain).size());
    CHECK(contains(header_of(plain, "Vary"), "Accept-Encoding"));
    CHECK(header_of(answer, "Vary") == header_of(plain, "Vary"));
    CHECK(without_time(tests::unpacked(body_of(answer))) == without_time(body_of(plain)));
    const auto tag = header_of(plain, "ETag");
    if (!tag.empty()) CHECK(status_of(get(address, gzip + "If-None-Match: " + tag + "\r\n")) == 304);
  }
  CHECK(packed >= 8);
  const auto& stylesheet = searchd::stylesheet().address;
  CHECK(tests::unpacked(body_of(get(stylesheet, gzip))) == body_of(get(stylesheet)));
  CHECK(header_of(get("/search?q=mosul", "Accept-Encoding: br\r\n"), "Content-Encoding").empty());
}

TEST_CASE("only GET and HEAD are answered") {
  for (const auto* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "FOO"}) {
    CAPTURE(method);
    const auto answer = request(method, "/api/v1/search");
    CHECK(status_of(answer) == 405);
    CHECK(header_of(answer, "Allow") == "GET, HEAD");
    CHECK(header_of(answer, "Content-Type") == "application/problem+json");
  }
}

TEST_CASE("the first page shows the archive at a glance") {
  for (const auto* address : {"/", "/ar"}) {
    CAPTURE(address);
    const auto answer = get(address);
    CHECK(status_of(answer) == 200);
    const auto page = body_of(answer);
    CHECK(tests::faults_of_page(page) == "");
    const auto elements = tests::elements_of(page);
    const auto total = json_of("/api/v1/search")["total"].get<int>();
    const auto heading = tests::elements_named(elements, "h1").front().text;
    CHECK(contains(heading, std::to_string(total)));
    int in_table = 0;
    for (const auto& element : elements) {
      if (element.name == "td" && !element.attribute("data-documents").empty())
        in_table += std::stoi(element.attribute("data-documents"));
    }
    CHECK(in_table == total);
    CHECK(contains(page, "/partners/italy\""));
  }
}

TEST_CASE("an answer is not sent again to whom has it already") {
  const auto& ids = sample().ids;
  for (const auto& address : {std::string("/search?q=mosul"), std::string("/api/v1/search?q=mosul"),
                              "/d/" + ids.en, "/api/v1/documents/" + ids.en, std::string("/api/v1/ledger")}) {
    CAPTURE(address);
    const auto first = get(address);
    const auto tag = header_of(first, "ETag");
    CHECK(tag.substr(0, 3) == "W/\"");
    CHECK(header_of(first, "Cache-Control") == "public, max-age=60, stale-while-revalidate=600");
    for (const auto& known : {tag, tag.substr(2), "\"other\", " + tag, std::string("*")}) {
      const auto again = get(address, "If-None-Match: " + known + "\r\n");
      CHECK(status_of(again) == 304);
      CHECK(body_of(again).empty());
      CHECK(header_of(again, "ETag") == tag);
    }
    CHECK(status_of(get(address, "If-None-Match: W/\"other\"\r\n")) == 200);
  }
  CHECK(header_of(get("/search?q=mosul"), "ETag") != header_of(get("/ar/search?q=mosul"), "ETag"));
  CHECK(header_of(get("/api/v1/search?q=mosul"), "ETag") != header_of(get("/api/v1/search?q=raqqa"), "ETag"));
  CHECK(header_of(get("/api/v1/search?page=1&q=mosul"), "ETag") ==
        header_of(get("/api/v1/search?q=mosul&sort=relevance"), "ETag"));
}

TEST_CASE("the stylesheet of a page is there, and may be kept for ever") {
  std::string address;
  for (const auto& link : tests::elements_named(tests::elements_of(body_of(get("/search"))), "link")) {
    if (link.attribute("rel") == "stylesheet") address = link.attribute("href");
  }
  const auto css = get(address);
  CHECK(status_of(css) == 200);
  CHECK(header_of(css, "Content-Type") == "text/css; charset=utf-8");
  CHECK(contains(header_of(css, "Cache-Control"), "immutable"));
}

TEST_CASE("every link of the pages leads to something that is there") {
  std::set<std::string> links;
  for (const auto& page :
       {std::string("/"), std::string("/ar"), std::string("/search?q=mosul&partner=italy&from=2016"),
        "/ar/d/" + sample().ids.en, "/d/" + sample().ids.digest, "/d/" + sample().ids.gone,
        std::string("/d/nothing")}) {
    for (const auto& element : tests::elements_of(body_of(get(page)))) {
      const auto link = element.attribute("href");
      if (link.substr(0, 1) == "/") links.insert(link.substr(0, link.find('#')));  // a browser's own
    }
  }
  CHECK(links.size() > 15);
  for (const auto& link : links) {
    CAPTURE(link);
    const auto status = status_of(get(link));
    const bool tombstone = contains(link, sample().ids.gone);
    CHECK(status == (tombstone ? 410 : 200));
  }
}

TEST_CASE("the page, its title, its status line and the API tell the same number") {
  for (const auto* query : {"", "?q=mosul", "?q=mosul&lang=en", "?partner=italy",
                            "?topic=stabilisation&from=2018&to=2018", "?partner=_missing", "?q=nosuchword"}) {
    CAPTURE(query);
    const auto total = json_of(std::string("/api/v1/search") + query)["total"].get<int>();
    const auto page = tests::elements_of(body_of(get(std::string("/search") + query)));
    const auto says = (total == 0 ? "No" : std::to_string(total)) + (total == 1 ? " document" : " documents");
    int cards = 0;
    for (const auto& element : page) {
      if (element.name == "title" || element.has_class("shown"))
        CHECK(element.text.substr(0, says.size()) == says);
      cards += element.has_class("card") ? 1 : 0;
    }
    CHECK(cards == total);
  }
}

TEST_CASE("the timeline of the page, of the API and as a file add up to the total") {
  for (const auto* query : {"?share=on", "?q=mosul&interval=year", "?q=mosul&lang=en",
                            "?partner=italy&interval=day", "?q=nosuchword"}) {
    CAPTURE(query);
    const auto answer = json_of(std::string("/api/v1/timeline") + query);
    const auto total = json_of(std::string("/api/v1/search") + query)["total"].get<int>();
    CHECK(answer["total"] == total);
    int sum = answer["timeline"]["wider"].get<int>() + answer["timeline"]["undated"].get<int>();
    for (const auto& period : answer["timeline"]["periods"]) {
      sum += period["count"].get<int>();
      CHECK(period.contains("in_all") == (std::string(query) == "?share=on"));
    }
    CHECK(sum == total);
    int in_table = 0;
    bool has_table = false;
    for (const auto& element : tests::elements_of(body_of(get(std::string("/search") + query)))) {
      has_table = has_table || element.has_class("timeline");
      if (element.name == "td" && !element.attribute("data-documents").empty())
        in_table += std::stoi(element.attribute("data-documents"));
    }
    CHECK(in_table == (has_table ? total : 0));
    int in_file = 0;
    std::istringstream lines(body_of(get(std::string("/api/v1/timeline.csv") + query)));
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
      const auto second = line.find(',', line.find(',') + 1);
      in_file += std::stoi(line.substr(second + 1));
    }
    CHECK(in_file == total);
  }
  CHECK(json_of("/api/v1/search?interval=year")["timeline"]["interval"] == "year");
  CHECK_FALSE(json_of("/api/v1/search").contains("timeline"));
  CHECK(status_of(get("/api/v1/timeline?interval=decade")) == 400);
  CHECK(status_of(get("/api/v1/timeline?format=csv")) == 400);
}

TEST_CASE("links carry the public address where one is set, and never the Host header") {
  ServedArchive archive("https://archive.example.org");
  const auto ids = tests::put_samples(archive);
  archive.update();
  for (const auto& target :
       {std::string("/search?q=mosul"), "/d/" + ids.en, std::string("/api/v1/search?q=mosul"),
        "/api/v1/documents/" + ids.en, std::string("/api/v1/nothing")}) {
    CAPTURE(target);
    const auto answer =
        archive.get(target, "X-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n");
    CHECK(contains(answer, "https://archive.example.org/"));
    CHECK_FALSE(contains(answer, "evil.example"));
    CHECK_FALSE(contains(answer, "//test"));  // the Host that the client sends
  }
}

TEST_CASE("a document known by another name has one place") {
  const auto by_key = get("/d/digest");
  CHECK(status_of(by_key) == 308);
  CHECK(header_of(by_key, "Location") == "/d/" + sample().ids.digest);
  CHECK(json_of("/api/v1/documents/digest")["id"] == sample().ids.digest);
}

TEST_CASE(
    "before there is an index the server runs and says what it waits for; then it serves, without a "
    "restart") {
  ServedArchive archive;
  CHECK(status_of(archive.get("/healthz")) == 200);
  const auto ready = archive.get("/readyz");
  CHECK(status_of(ready) == 503);
  CHECK(contains(body_of(ready), "there is no index"));
  const auto search = archive.get("/api/v1/search");
  CHECK(status_of(search) == 503);
  CHECK(header_of(search, "Retry-After") == "10");
  CHECK(header_of(search, "Cache-Control") == "no-store");
  CHECK(contains(body_of(search), "/problems/not-ready"));
  const auto page = archive.get("/ar/search");
  CHECK(status_of(page) == 503);
  CHECK(contains(body_of(page), "الأرشيف قيد الإعداد"));

  tests::put_samples(archive);
  archive.update();
  CHECK(status_of(archive.get("/readyz")) == 200);
  CHECK(contains(body_of(archive.get("/api/v1/search")), "\"total\":5"));
}

TEST_CASE("a change is served with a new tag") {
  ServedArchive archive;
  const auto ids = tests::put_samples(archive);
  archive.update();
  const auto tag = header_of(archive.get("/api/v1/search"), "ETag");
  archive.withdraw(ids.post);
  archive.update();
  const auto answer = archive.get("/api/v1/search", "If-None-Match: " + tag + "\r\n");
  CHECK(status_of(answer) == 200);
  CHECK(contains(body_of(answer), "\"total\":4"));
  CHECK(status_of(archive.get("/d/" + ids.post)) == 410);
}

TEST_CASE("a slash too many at the end of an address leads to the address") {
  const auto& ids = sample().ids;
  const std::pair<std::string, std::string> rows[] = {
      {"/ar/", "/ar"},
      {"/search/?q=mosul", "/search?q=mosul"},
      {"/ar/search//", "/ar/search"},
      {"/d/" + ids.en + "/", "/d/" + ids.en},
      {"/api/v1/search/?q=mosul", "/api/v1/search?q=mosul"},
  };
  for (const auto& [typed, leads_to] : rows) {
    CAPTURE(typed);
    const auto answer = get(typed);
    CHECK(status_of(answer) == 308);
    CHECK(header_of(answer, "Location") == leads_to);
  }
  CHECK(status_of(get("//example.org/")) == 404);
  CHECK(status_of(get("/nowhere/")) == 404);
}
