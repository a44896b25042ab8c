// The versions of a document over HTTP: its page, the page of differences, and both as JSON.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/contains.h"
#include "tests/support/raw_client.h"
#include "tests/support/records.h"
#include "tests/support/served_archive.h"

using tests::body_of;
using tests::contains;
using tests::ServedArchive;
using tests::status_of;

namespace {

const std::string kKey = "https://example.org/statement";

}  // namespace

TEST_CASE("a changed document shows its history, and forgets it when it is withdrawn") {
  ServedArchive archive;
  const auto id = archive.put(tests::record(kKey, "Forces took Mosul", "It was on Monday.\n"));
  const auto single = archive.put(tests::record("https://example.org/single", "Single", "One.\n"));
  archive.update();
  const auto page = "/d/" + id;
  CHECK_FALSE(contains(archive.get(page), "/history"));
  CHECK(contains(archive.get(page + "/history"), "Only one version"));

  archive.put(tests::record(kKey, "Forces took Tikrit", "It was on Monday.\nThen <b>they</b> left.\n"));
  archive.update();
  CHECK(contains(archive.get(page), "<a href=\"" + page + "/history\">2 versions</a>"));
  CHECK(contains(archive.get("/ar" + page), "<a href=\"/ar" + page + "/history\">نسختان</a>"));
  CHECK_FALSE(contains(archive.get("/d/" + single), "/history"));

  const auto history = archive.get(page + "/history");
  CHECK(status_of(history) == 200);
  CHECK(contains(history, "<link rel=\"canonical\" href=\"" + page + "/history\">"));
  CHECK(contains(history, "hreflang=\"ar\" href=\"/ar" + page + "/history\""));
  CHECK(contains(history, "</span>Mosul<span"));
  CHECK(contains(history, "</span>Then &lt;b&gt;they&lt;/b&gt; left.<span"));
  CHECK(contains(history, "1 paragraph unchanged"));
  const auto arabic = archive.get("/ar" + page + "/history");
  CHECK(status_of(arabic) == 200);
  CHECK(contains(arabic, "lang=\"ar\" dir=\"rtl\""));
  CHECK(contains(arabic, "رُصدت نسختان"));

  const auto as_json = archive.get("/api/v1/documents/" + id + "/history");
  CHECK(status_of(as_json) == 200);
  CHECK(body_of(as_json) == body_of(archive.get(page + "/history.json")));
  const auto json = nlohmann::json::parse(body_of(as_json));
  REQUIRE(json["versions"].size() == 2);
  CHECK(json["complete"] == true);
  CHECK(json["versions"][0]["changed"] == nlohmann::json{"title", "text"});
  CHECK(json["versions"][0]["differences"]["title"] ==
        nlohmann::json::parse(R"([["kept", 12], ["removed", "Mosul"], ["added", "Tikrit"]])"));
  CHECK(json["versions"][1]["title"] == "Forces took Mosul");
  CHECK(contains(archive.get("/api/v1/documents/" + id), "/documents/" + id + "/history"));

  archive.withdraw(id);
  archive.update();
  for (const auto& address : {page + "/history", "/ar" + page + "/history", page + "/history.json",
                              "/api/v1/documents/" + id + "/history"}) {
    CAPTURE(address);
    const auto gone = archive.get(address);
    CHECK(status_of(gone) == 410);
    CHECK_FALSE(contains(gone, "Mosul"));
  }
}

TEST_CASE("addresses of histories that there are not are answered as such") {
  ServedArchive archive;
  const auto id = archive.put(tests::record(kKey, "Title"));
  archive.update();
  CHECK(status_of(archive.get("/d/aaaaaaaaaaaa/history")) == 404);
  CHECK(status_of(archive.get("/ar/d/aaaaaaaaaaaa/history")) == 404);
  CHECK(status_of(archive.get("/api/v1/documents/aaaaaaaaaaaa/history")) == 404);
  CHECK(status_of(archive.get("/d/history")) == 404);
  CHECK(status_of(archive.get("/d//history")) == 404);
  CHECK(status_of(archive.get("/api/v1/documents//history")) == 404);
  CHECK(contains(archive.get("/d/aaaaaaaaaaaa/history.json"), "application/problem+json"));
  CHECK(status_of(archive.get("/d/" + id + "/history/")) == 404);
  const auto refused = archive.get("/api/v1/documents/" + id + "/history?x=1");
  CHECK(status_of(refused) == 400);
}

TEST_CASE("a document whose address ends in /history is found by it") {
  ServedArchive archive;
  const auto id = archive.put(tests::record("https://example.org/history", "Our history"));
  archive.update();
  CHECK(contains(archive.get("/d/https://example.org/history"), "Location: /d/" + id));
}
