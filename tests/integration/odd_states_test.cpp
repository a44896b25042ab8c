// searchd over HTTP in odd states: a reader gets a page that says what to do, a program what it always gets.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "searchd/views/pages.h"
#include "tests/integration/sample_server.h"
#include "tests/support/html.h"
#include "tests/support/raw_client.h"
#include "tests/support/served_archive.h"

using nlohmann::json;
using tests::body_of;
using tests::contains;
using tests::get;
using tests::header_of;
using tests::sample;
using tests::ServedArchive;
using tests::status_of;

namespace {

const std::string kBrowser = "Accept: text/html,application/xhtml+xml\r\n";
const std::string kArabicBrowser = kBrowser + "Accept-Language: ar\r\n";

bool leads_to(const std::string& answer, const std::string& address) {
  const auto links = tests::elements_named(tests::elements_of(body_of(answer)), "a");
  return std::any_of(links.begin(), links.end(), [&address](const auto& link) {
    return link.attribute("href") == address && link.is_inside("main");
  });
}

std::string language_of(const std::string& answer) {
  CHECK(tests::faults_of_page(body_of(answer)) == "");
  return tests::elements_named(tests::elements_of(body_of(answer)), "html").front().attribute("lang");
}

}  // namespace

TEST_CASE("every odd state has a page in both languages that says what to do") {
  searchd::Pages pages("");
  for (const auto language : {searchd::PageLanguage::english, searchd::PageLanguage::arabic}) {
    for (const char* name :
         {"not_found", "bad_request", "wrong_parameter", "query_too_long", "method_not_allowed", "overloaded",
          "export_busy", "words_too_long", "address_too_long", "head_too_long", "too_slow", "crowded",
          "timeout", "not_ready", "starting", "changing", "internal"}) {
      CAPTURE(name);
      const auto page = pages.error(language, {503, name, "", "1234", {}, "/search?q=%3Cb%3E"});
      CHECK(tests::faults_of_page(page) == "");
      const auto links = tests::elements_named(tests::elements_of(page), "a");
      CHECK(std::count_if(links.begin(), links.end(),
                          [](const auto& link) { return link.is_inside("main"); }) >= 3);
    }
  }
}

TEST_CASE("without an index a reader is told to try again, at the same address") {
  const ServedArchive without_index;
  for (const std::string target : {"/search?q=Mosul", "/ar/search?q=Mosul", "/", "/ar", "/d/aaaaaaaaaaaa"}) {
    CAPTURE(target);
    const auto answer = without_index.get(target, kBrowser);
    CHECK(status_of(answer) == 503);
    CHECK(header_of(answer, "Retry-After") == "10");
    CHECK(language_of(answer) == (target.starts_with("/ar") ? "ar" : "en"));
    CHECK(leads_to(answer, target));
  }
  for (const std::string target : {"/export.csv?q=Mosul", "/feed.atom", "/sitemap.xml"}) {
    CAPTURE(target);
    const auto program = without_index.get(target);
    if (target != "/sitemap.xml") CHECK(status_of(program) == 503);
    CHECK(header_of(program, "Content-Type") == "application/problem+json");
    const auto reader = without_index.get(target, kArabicBrowser);
    CHECK(status_of(reader) == status_of(program));
    CHECK(language_of(reader) == "ar");
  }
}

TEST_CASE("a file that cannot be made as asked is told with all that may be asked") {
  const std::string query = "?q=Mosul&lang=xx&colour=red&partner=itly";
  for (const std::string path : {"/export.csv", "/feed.atom", "/ar/feed.rss"}) {
    CAPTURE(path);
    const auto program = get(path + query);
    CHECK(status_of(program) == 400);
    CHECK(json::parse(body_of(program))["invalid_params"].size() == 3);
    const auto reader = get(path + query, kBrowser);
    CHECK(status_of(reader) == 400);
    const bool arabic = path.starts_with("/ar/");
    CHECK(language_of(reader) == (arabic ? "ar" : "en"));
    CHECK(leads_to(reader, (arabic ? "/ar/search" : "/search") + query));
    for (const char* part : {"colour", "italy", "digest_item", "2018-02-13", "_missing"})
      CHECK(contains(body_of(reader), part));
  }
  const auto arabic = get("/export.csv" + query, kArabicBrowser);
  CHECK(language_of(arabic) == "ar");
  CHECK(leads_to(arabic, "/ar/search" + query));
  const auto api = get("/api/v1/search" + query, kBrowser);  // a program's address stays one
  CHECK(header_of(api, "Content-Type") == "application/problem+json");
  const auto none = get("/d/" + sample().ids.en + ".ris?x=1", kBrowser);
  CHECK(status_of(none) == 400);
  CHECK(contains(body_of(none), "takes no parameters"));
}

TEST_CASE("documents that are not there, or no longer, are told as pages in any of their forms") {
  for (const std::string path : {"/d/aaaaaaaaaaaa.ris", "/nothing", "/sitemap/7.xml", "/static/none.css"}) {
    CAPTURE(path);
    const auto answer = get(path, kArabicBrowser);
    CHECK(status_of(answer) == 404);
    CHECK(language_of(answer) == "ar");
    CHECK(leads_to(answer, "/ar/search"));
  }
  for (const std::string path : {"/d/", "/ar/d/"}) {
    const auto answer = get(path + sample().ids.gone + ".txt", kBrowser);
    CHECK(status_of(answer) == 410);
    CHECK(language_of(answer) == (path == "/d/" ? "en" : "ar"));
  }
  CHECK(json::parse(body_of(get("/d/" + sample().ids.gone + ".txt")))["type"] == "/problems/withdrawn");
}

TEST_CASE("while all workers are busy a reader is led back to what was asked") {
  ServedArchive archive("", 1, 0);
  tests::put_samples(archive);
  archive.update();
  const auto busy = archive.workers().lease(std::chrono::steady_clock::now() + std::chrono::seconds(5));
  for (const std::string target : {"/search?q=Mosul", "/ar/search?q=Mosul", "/export.csv?q=Mosul"}) {
    CAPTURE(target);
    const auto answer = archive.get(target, kBrowser);
    CHECK(status_of(answer) == 503);
    CHECK(header_of(answer, "Retry-After") == "2");
    CHECK(leads_to(answer, target));
  }
}

TEST_CASE(
    "what is refused before it is read whole is told a reader as a page, in the language of the address") {
  std::string letters;
  for (int i = 0; i < 1400; ++i) letters += "%D8%A7";
  const auto many = [](std::string text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
  };
  struct Row {
    std::string method, target, fields;
    int status;
    const char *english, *arabic;
  };
  const Row rows[] = {
      {"GET", "/search?q=" + letters, "", 414, "words are too long", "هذه الكلمات أطول"},
      {"GET", "/d/" + std::string(9000, 'a'), "", 414, "address is too long", "هذا العنوان أطول"},
      {"GET", "/search?q=a", many("Cookie: a=b\r\n", 40), 431, "browser sends more", "يرسل متصفحك"},
      {"GET", "/search?q=a", "Cookie: " + std::string(9000, 'a') + "\r\n", 431, "browser sends more",
       "يرسل متصفحك"},
      {"GET", "/search?q=a", "Content-Length: 5\r\n", 413, "can only be read", "GET"},
      {"POST", "/search?q=a", "Content-Length: 5\r\n", 405, "can only be read", "GET"},
      {"PUT", "/about", "Transfer-Encoding: chunked\r\n", 405, "can only be read", "GET"}};
  for (const auto& row : rows) {
    for (const std::string way : {"", "/ar"}) {
      CAPTURE(row.status);
      CAPTURE(way);
      const auto answer = tests::exchange(
          sample().archive.port(),
          row.method + " " + way + row.target + " HTTP/1.1\r\nHost: x\r\n" + kBrowser + row.fields + "\r\n");
      CHECK(status_of(answer) == row.status);
      CHECK(header_of(answer, "Content-Type") == "text/html; charset=utf-8");
      CHECK(language_of(answer) == (way.empty() ? "en" : "ar"));
      CHECK(contains(body_of(answer), way.empty() ? row.english : row.arabic));
      CHECK(header_of(answer, "Connection") == "close");
      if (row.status == 405) CHECK(header_of(answer, "Allow") == "GET, HEAD");
    }
    const auto program = tests::exchange(
        sample().archive.port(),
        row.method + " /api/v1" + row.target + " HTTP/1.1\r\nHost: x\r\n" + kBrowser + row.fields + "\r\n");
    CHECK(status_of(program) == row.status);
    CHECK(header_of(program, "Content-Type") == "application/problem+json");
    CHECK(json::parse(body_of(program))["status"] == row.status);
  }
}

TEST_CASE("a crowd is told so as a page, in the language of the address") {
  ServedArchive archive;
  searchd::Router& router = archive.router();
  searchd::HeadFault fault{503, "too many"};
  fault.head.path = "/ar/search";
  auto reply = router.answer(fault);
  CHECK(reply.content_type == "text/html; charset=utf-8");
  CHECK(tests::faults_of_page(reply.body) == "");
  CHECK(contains(reply.body, "كل الاتصالات مشغولة"));
  fault.head.path = "/search";
  CHECK(contains(router.answer(fault).body, "All connections are taken"));
  fault.head.path = "/api/v1/search";
  CHECK(router.answer(fault).content_type == "application/problem+json");
  fault.head.path = "";
  CHECK(router.answer(fault).content_type == "application/problem+json");
}

TEST_CASE("the longest search that the box takes fits into an address") {
  const auto box = tests::elements_named(tests::elements_of(body_of(get("/ar/search"))), "input").front();
  REQUIRE(box.attribute("id") == "q");
  const int most = std::stoi(box.attribute("maxlength"));
  std::string target = "/ar/search?q=";
  for (int i = 0; i < most; ++i) target += "%D8%A7";
  CHECK(status_of(get(target + "&from=2018-02-13&to=2019-03-14&partner=italy&partner=iraq")) == 200);
  CHECK(most >= 1000);  // a search takes 1,024 bytes
}

TEST_CASE("a page beyond the last one of a search does not say that nothing was found") {
  for (const std::string way : {"", "/ar"}) {
    const auto answer = get(way + "/search?q=Coalition&page=90", kBrowser);
    CHECK(status_of(answer) == 200);
    language_of(answer);
    CHECK(leads_to(answer, way + "/search?q=Coalition"));
    CHECK_FALSE(contains(body_of(answer), way.empty() ? "Nothing was found" : "لم يُعثر على شيء"));
  }
}
