// Whole results over the sample archive: every format has the rows that the search counts, in its order, of
// one state of the index.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "searchd/http/router.h"
#include "tests/integration/sample_routes.h"
#include "tests/support/asked_routes.h"
#include "tests/support/format_readers.h"
#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"

using nlohmann::json;
using searchd::Reply;
using tests::header_of;

namespace {

const std::vector<std::string> kFiles = {"/export.csv", "/export.jsonl", "/export.ris", "/export.bib",
                                         "/export.csl.json"};
const std::vector<std::string> kFormats = {"csv", "jsonl", "ris", "bibtex", "csl"};

std::string whole(const Reply& reply) {
  REQUIRE(reply.stream != nullptr);
  return tests::whole_body(reply);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The ids in a file of the format number `format`, each read by the rules of its format.
std::vector<std::string> ids_in(const std::string& body, std::size_t format) {
  std::vector<std::string> ids;
  if (format == 0) {
    const auto rows = tests::read_csv(body);
    REQUIRE(rows);
    for (const auto& row : *rows) {
      REQUIRE(row.size() == rows->front().size());
      ids.push_back(row.front());
    }
    ids.erase(ids.begin());
  } else if (format == 1) {
    for (const auto& line : lines_of(body)) ids.push_back(json::parse(line).at("id"));
  } else if (format == 2) {
    const auto records = tests::read_ris(body);
    REQUIRE(records);
    for (const auto& record : *records) ids.push_back(tests::values_of(record, "ID").at(0));
  } else if (format == 3) {
    const auto entries = tests::read_bibtex(body);
    REQUIRE(entries);
    for (const auto& entry : *entries) ids.push_back(entry.key);
  } else {
    for (const auto& item : json::parse(body)) ids.push_back(item.at("id"));
  }
  return ids;
}

// As a reader who turns page after page finds them.
std::vector<std::string> ids_by_paging(const std::string& query) {
  std::vector<std::string> ids;
  for (int page = 1;; ++page) {
    const auto answer = tests::ask(query + "&per_page=50&page=" + std::to_string(page));
    for (const auto& hit : answer["hits"]) ids.push_back(hit["id"]);
    if (answer["links"]["next"].is_null()) return ids;
  }
}

}  // namespace

TEST_CASE("a whole result has the documents that paging finds, in the same order, in every format") {
  const char* queries[] = {"",
                           "q=Mosul",
                           "q=Mosul+schools&match=any",
                           "q=%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84&sort=oldest",
                           "partner=iraq&lang=ar",
                           "kind=digest_item&outlet=reuters&from=2016&to=2019",
                           "topic=stabilisation&sort=newest&cross=off",
                           "q=stabilisation&place=mosul&recency=off",
                           "q=the+people+who+fled+from+Mosul+and+went+back+home",
                           "q=zzzzzz+nothing"};
  const auto revision = std::to_string(tests::ask("")["revision"].get<std::int64_t>());
  for (const std::string query : queries) {
    CAPTURE(query);
    const auto expected = ids_by_paging(query);
    const auto total = tests::ask(query)["total"].get<std::size_t>();
    CHECK(expected.size() == total);
    for (std::size_t format = 0; format < kFiles.size(); ++format) {
      CAPTURE(kFiles[format]);
      const auto reply = tests::sample().reply(kFiles[format] + "?" + query);
      REQUIRE(reply.status == 200);
      CHECK(header_of(reply, "Sijill-Total") == std::to_string(total));
      CHECK(header_of(reply, "Sijill-Revision") == revision);
      const auto body = whole(reply);
      CHECK(ids_in(body, format) == expected);
      const auto api = tests::sample().reply("/api/v1/export?format=" + kFormats[format] + "&" + query);
      CHECK(whole(api) == body);
      CHECK(header_of(api, "Content-Disposition") == header_of(reply, "Content-Disposition"));
    }
  }
}

TEST_CASE("what a page shows plays no part, and what nobody understands is refused") {
  const auto all = whole(tests::sample().reply("/export.csv?q=Mosul"));
  CHECK(whole(tests::sample().reply(
            "/export.csv?q=Mosul&page=2&per_page=5&facets=none&passages=off&explain=1&labels=off")) == all);
  const auto problem = json::parse(tests::sample().get("/export.csv?q=Mosul&kind=x&foo=1", 400));
  CHECK(problem["invalid_params"].size() == 2);
  CHECK(json::parse(tests::sample().get("/api/v1/export?q=Mosul", 400))["invalid_params"][0]["code"] ==
        "missing");
  tests::sample().get("/export.csv?format=csv", 400);
  tests::sample().get("/export.xls", 404);
}

TEST_CASE("a line of JSON says of a document what a hit says") {
  const std::string query = "q=Mosul&kind=digest_item&lang=en&passages=off";
  const auto hits = tests::ask(query + "&per_page=100")["hits"];
  const auto lines = lines_of(whole(tests::sample().reply("/export.jsonl?" + query)));
  REQUIRE(lines.size() == hits.size());
  for (std::size_t at = 0; at < lines.size(); ++at) {
    auto hit = hits[at];
    for (const char* only : {"score", "passages", "title_marks"}) hit.erase(only);
    const auto line = json::parse(lines[at]);
    for (const auto& [name, value] : hit.items()) {
      CAPTURE(name);
      CHECK(line.at(name) == value);
    }
    const auto document =
        json::parse(tests::sample().get("/api/v1/documents/" + hit["id"].get<std::string>()));
    for (const char* name : {"summary", "body", "hashtags", "revision"})
      CHECK(line.at(name) == document.at(name));
  }
}

TEST_CASE("a whole result that the sender has already is not sent again") {
  const auto tag = header_of(tests::sample().reply("/export.ris?q=Mosul"), "ETag");
  const auto again = tests::sample().reply("/export.ris?q=Mosul", "If-None-Match: " + tag + "\r\n");
  CHECK(again.status == 304);
  CHECK(again.stream == nullptr);
  CHECK(tests::sample().reply("/export.bib?q=Mosul", "If-None-Match: " + tag + "\r\n").status == 200);
}

TEST_CASE("results of up to 256 KB are made at once, and whoever reads them slowly keeps nobody out") {
  std::vector<Reply> unread;
  for (int i = 0; i < 3 * searchd::kMostExports; ++i) {
    unread.push_back(tests::sample().reply(kFiles[i % kFiles.size()] + "?q=Mosul"));
    REQUIRE(unread.back().status == 200);
  }
  CHECK(whole(unread.front()) == whole(tests::sample().reply(kFiles.front() + "?q=Mosul")));
}

TEST_CASE("a whole result goes on over the state it began with, or is seen to break off") {
  tests::SmallIndex index(tests::small_vocabulary());
  // Titles so long that not all of it is made ahead.
  const auto write = [&index](const std::string& edition) {
    index.archive().begin_batch();
    for (int at = 0; at < 1'500; ++at) {
      index.put_json(R"({"kind":"news","key":"test:)" + std::to_string(at) + R"(","title":"Shared )" +
                     edition + std::string(200, '.') + R"(","body":"Italy and France, )" +
                     std::to_string(at) + R"(.\n"})");
    }
    index.archive().commit_batch();
  };
  write("first");
  index.rebuild();
  searchd::WorkerPool workers(index.view(), "", 1, 1);
  searchd::Router router(index.view(), workers, "");
  const auto ask = [&router] { return tests::reply_of(router, "/export.csv?q=Shared"); };

  SUBCASE("a new generation comes in its place") {
    const auto reply = ask();
    auto body = reply.stream->next();
    write("second");
    index.rebuild();
    for (auto piece = reply.stream->next(); !piece.empty(); piece = reply.stream->next()) body += piece;
    const auto rows = tests::read_csv(body);
    REQUIRE(rows);
    CHECK(rows->size() == 1'501);
    CHECK(body.find("second") == std::string::npos);
  }
  SUBCASE("it is written in place, again and again") {
    const auto reply = ask();
    auto body = reply.stream->next();
    for (const std::string edition : {"second", "third", "fourth"}) {
      write(edition);
      index.update();
    }
    bool broke = false;
    try {
      for (auto piece = reply.stream->next(); !piece.empty(); piece = reply.stream->next()) body += piece;
    } catch (const searchd::ResultLost&) {
      broke = true;
    }
    const auto rows = tests::read_csv(body);
    REQUIRE(rows);
    CHECK((broke || rows->size() == 1'501));
    for (const char* edition : {"second", "third", "fourth"}) CHECK(body.find(edition) == std::string::npos);
    const auto after = whole(ask());
    CHECK(tests::read_csv(after).value().size() == 1'501);
    CHECK(after.find("first") == std::string::npos);
  }
}

TEST_CASE("a document's other forms say what its page says") {
  const auto hit = tests::ask("q=Mosul&kind=digest_item&lang=en&per_page=1")["hits"][0];
  const auto id = hit["id"].get<std::string>();
  CHECK(tests::sample().get("/d/" + id + ".json") == tests::sample().get("/api/v1/documents/" + id));
  const auto text = tests::sample().get("/d/" + id + ".txt");
  CHECK(text.starts_with(hit["title"].get<std::string>() + "\n\nPublished: "));
  CHECK(tests::sample().get("/ar/d/" + id + ".txt").find("تاريخ النشر: ") != std::string::npos);
  CHECK(ids_in(tests::sample().get("/d/" + id + ".ris"), 2) == std::vector<std::string>{id});
  CHECK(ids_in(tests::sample().get("/d/" + id + ".bib"), 3) == std::vector<std::string>{id});
  CHECK(ids_in(tests::sample().get("/d/" + id + ".csl.json"), 4) == std::vector<std::string>{id});
  const auto reply = tests::sample().reply("/d/" + id + ".ris");
  CHECK(header_of(reply, "Content-Disposition") == "attachment; filename=\"sijill-" + id + ".ris\"");
  const auto again =
      tests::sample().reply("/d/" + id + ".ris", "If-None-Match: " + header_of(reply, "ETag") + "\r\n");
  CHECK(again.status == 304);
}

TEST_CASE("a document that is not there has no other form either") {
  for (const char* extension : {".json", ".txt", ".ris", ".bib", ".csl.json"}) {
    CAPTURE(extension);
    const auto problem = json::parse(tests::sample().get("/d/aaaaaaaaaaaa" + std::string(extension), 404));
    CHECK(problem["type"] == "/problems/not-found");
  }
  tests::sample().get("/d/short.txt", 404);
  const auto id = tests::ask("per_page=1")["hits"][0]["id"].get<std::string>();
  tests::sample().get("/d/" + id + ".doc", 404);
  tests::sample().get("/d/" + id + ".txt?x=1", 400);
}

TEST_CASE("a withdrawn document has a tombstone in every form") {
  tests::SmallIndex index(tests::small_vocabulary());
  const auto id = index.put_json(R"({"kind":"news","key":"test:1","title":"Gone","body":"Italy.\n"})");
  index.put_json(R"({"kind":"news","key":"test:2","title":"Here","body":"Italy.\n"})");
  index.withdraw(id);
  index.rebuild();
  searchd::WorkerPool workers(index.view(), "", 1, 1);
  searchd::Router router(index.view(), workers, "");
  for (const char* extension : {".json", ".txt", ".ris", ".bib", ".csl.json"}) {
    CAPTURE(extension);
    const auto reply = tests::reply_of(router, "/d/" + id + extension);
    CHECK(reply.status == 410);
    CHECK(json::parse(reply.body)["document"]["id"] == id);
  }
}
