// Answers as JSON: the shape that docs/api.md promises.
#include "searchd/views/json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "searchd/views/addresses.h"
#include "tests/support/small_vocabulary.h"

using nlohmann::json;
using searchd::DocumentLink;
using searchd::FacetField;

namespace {

corpus::Document small_document() {
  corpus::Document document;
  document.id = "abcdefgh2345";
  document.key = document.url = "https://example.org/news/1";
  document.kind = corpus::Kind::digest_item;
  document.language = analyzers::Language::arabic;
  document.title = "عودة القائم إلى الحياة";
  document.body = "نص.\n";
  document.published = corpus::parse_date("2018-02-13").value();
  document.published.evidence = corpus::DateEvidence::visible_text;
  document.tags = {{analyzers::EntryType::partner, "iraq", "name", {{analyzers::TextField::body, 0, 2}}},
                   {analyzers::EntryType::person, "al-x", "name", {}}};
  document.hashtags = {"داعش"};
  document.occurrences = {{"sha256:00", "bytes=1-2"}, {"sha256:00", ""}};
  document.aliases = {"https://example.org/old"};
  return document;
}

const DocumentLink kDigest{"digestdigest", "Digest", corpus::Kind::digest, analyzers::Language::english};

}  // namespace

TEST_CASE("a hit that is to say why it is there has its parts, others have no such field") {
  searchd::SearchRequest request;
  searchd::SearchResults results;
  results.hits.resize(2);
  results.hits[0].score = 1005.1;
  results.hits[0].explanation =
      searchd::Explanation{{{"Mosul", "stem", {{"stem:mosul", 3, 41}, {"pair:\"mosul dam\"", 0, 0}}, 5.00004},
                            {"", "recency", {}, 0.1}},
                           1.0200001};
  const auto hits = json::parse(search_json(request, results, ""))["hits"];
  CHECK(hits[0]["explain"] == json::parse(R"([
    {"typed": "Mosul", "why": "stem", "score": 5.0,
     "terms": [{"term": "stem:mosul", "count": 3, "documents": 41},
               {"term": "pair:\"mosul dam\"", "count": null, "documents": null}]},
    {"typed": null, "why": "recency", "score": 0.1, "terms": [], "factor": 1.02}])"));
  CHECK_FALSE(hits[1].contains("explain"));
}

TEST_CASE("a search answers with its question, exact counts, hits, facets and links") {
  searchd::SearchRequest request;
  request.typed = "القائم";
  request.page = 2;
  request.per_page = 1;
  request.filters.partners = {"iraq"};
  searchd::SearchResults results;
  results.hits.push_back(
      {small_document(), 3.14159265, {{6, 12}}, {"نص.", false, true, {{0, 2}}, {}}, {}, kDigest, {}});
  results.total = 3;
  results.sort = searchd::Sort::relevance;
  results.revision = 412;
  results.documents_in_all = 291;
  results.took_ms = 1.23456;
  results.interpretation = {
      "stem:قايم", false, {{"القائم", {"stem:قايم"}, {"stem"}}}, {"the"}, {{"quote", "\"x", ""}}};
  results.facets = {
      {FacetField::partner, {{"iraq", "Iraq", "العراق", 3, true}}, 1, 2, 0},
      {FacetField::month, {{"2018-02", "February 2018", "شباط/فبراير 2018", 1, false}}, 1, 4, 5}};

  const auto answer = json::parse(search_json(request, results, "https://archive.example.org"));
  CHECK(answer["query"]["q"] == "القائم");
  CHECK(answer["query"]["interpretation"]["parsed"] == "stem:قايم");
  CHECK(answer["query"]["interpretation"]["terms"][0]["why"] == json{"stem"});
  CHECK(answer["query"]["interpretation"]["ignored"] == json{"the"});
  CHECK(answer["query"]["interpretation"]["repairs"] ==
        json::parse(R"([{"code": "quote", "typed": "\"x", "suggestion": null}])"));
  CHECK(answer["revision"] == 412);
  CHECK(answer["took_ms"] == 1.23);
  CHECK(answer["total"] == 3);
  CHECK(answer["total_relation"] == "exact");
  CHECK(answer["sort"] == "relevance");
  const auto& hit = answer["hits"][0];
  CHECK(hit["id"] == "abcdefgh2345");
  CHECK(hit["url"] == "https://archive.example.org/d/abcdefgh2345");
  CHECK(hit["source_url"] == "https://example.org/news/1");
  CHECK(hit["lang"] == "ar");
  CHECK(hit["dir"] == "rtl");
  CHECK(hit["title_marks"] == json::parse("[[6,12]]"));
  CHECK(hit["date"]["value"] == "2018-02-13");
  CHECK(hit["date"]["evidence"] == "visible_text");
  CHECK(hit["partners"] == json{"iraq"});
  CHECK(hit["persons"] == json{"al-x"});
  CHECK(hit["parent"]["id"] == "digestdigest");
  CHECK(hit["translation"].is_null());
  CHECK(hit["score"] == 3.1416);
  CHECK(hit["occurrences"] == 2);
  CHECK(hit["passages"][0]["marks"] == json::parse("[[0,2]]"));
  CHECK(hit["passages"][0]["cut_after"] == true);
  CHECK(answer["facets"]["partner"]["values"][0]["label"]["ar"] == "العراق");
  CHECK(answer["facets"]["partner"]["missing"] == 2);
  CHECK(answer["facets"]["month"]["undated"] == 4);
  CHECK(answer["facets"]["month"]["year_only"] == 5);
  const std::string link = "https://archive.example.org/api/v1/search?";
  for (const char* name : {"self", "next", "prev"}) {
    CAPTURE(name);
    CHECK(answer["links"][name].get<std::string>().starts_with(link));
  }
  CHECK(answer["links"]["next"].get<std::string>().find("&page=3") != std::string::npos);
  CHECK(answer["links"]["prev"].get<std::string>().find("&page=") == std::string::npos);
}

TEST_CASE("links lead to no page that is empty or too deep") {
  searchd::SearchRequest request;
  request.facets = searchd::all_facets();
  searchd::SearchResults results;
  const auto next = [&] { return json::parse(search_json(request, results, ""))["links"]["next"]; };
  CHECK(next().is_null());
  results.total = 20;
  CHECK(next().is_null());
  results.total = 21;
  CHECK(next() == "/api/v1/search?page=2");
  results.total = 20000;
  request.page = 500;
  CHECK(next().is_null());
}

TEST_CASE("a document's answer carries all that is known of it") {
  searchd::DocumentView view;
  view.document = small_document();
  view.parent = kDigest;
  view.siblings = {{"sibling", "Other", corpus::Kind::digest_item, analyzers::Language::english}};
  view.siblings_total = 300;
  view.revision = 7;
  const auto answer = json::parse(document_json(view, tests::small_vocabulary(), ""));
  CHECK(answer["body"] == "نص.\n");
  CHECK(answer["tags"][0] == json::parse(R"({"type":"partner","id":"iraq","rule":"name",
                                             "salience":"main","weight":1.0,
                                             "spans":[{"field":"body","begin":0,"end":2}],
                                             "member_since":null})"));
  CHECK(answer["tags"][1]["salience"] == "stated");
  CHECK_FALSE(answer["tags"][1].contains("member_since"));
  CHECK(answer["hashtags"] == json{"داعش"});
  CHECK(answer["aliases"] == json{"https://example.org/old"});
  CHECK(answer["occurrences"][0] == json::parse(R"({"source":"sha256:00","anchor":"bytes=1-2"})"));
  CHECK(answer["occurrences"][1]["anchor"].is_null());
  CHECK(answer["parent"]["title"] == "Digest");
  CHECK(answer["siblings"][0]["id"] == "sibling");
  CHECK(answer["siblings_total"] == 300);
  CHECK(answer["items"].empty());
  CHECK(answer["items_total"] == 0);
  CHECK(answer["links"]["html_ar"] == "/ar/d/abcdefgh2345");
}

TEST_CASE("a partner's tag says since when it is a member, as far as a source does") {
  searchd::DocumentView view;
  view.document = small_document();
  view.document.tags = {
      {analyzers::EntryType::partner, "france", "name", {{analyzers::TextField::body, 0, 2}}},
      {analyzers::EntryType::partner, "italy", "name", {{analyzers::TextField::body, 0, 2}}}};
  const auto tags = json::parse(document_json(view, tests::small_vocabulary(), ""))["tags"];
  CHECK(tags[0]["member_since"] == json::parse(R"({"from":"2014-09","to":"2015-03-01"})"));
  CHECK(tags[1]["member_since"].is_null());
}

TEST_CASE("a translation says whether it is stated or found, and why it was found") {
  searchd::DocumentView view;
  view.document = small_document();
  CHECK(json::parse(document_json(view, tests::small_vocabulary(), ""))["translation"].is_null());
  view.translation = {"twin", "Twin", corpus::Kind::news, analyzers::Language::english};
  const auto stated = json::parse(document_json(view, tests::small_vocabulary(), ""))["translation"];
  CHECK(stated["id"] == "twin");
  CHECK(stated["evidence"] == "stated");
  CHECK(stated["score"].is_null());
  CHECK(stated["order"].is_null());
  CHECK(stated["reasons"] == json::array());
  view.document.twin_evidence = {0.31, 0.97, {"37 words and names", "same day"}};
  const auto found = json::parse(document_json(view, tests::small_vocabulary(), ""))["translation"];
  CHECK(found["id"] == "twin");
  CHECK(found["evidence"] == "found");
  CHECK(found["score"] == 0.31);
  CHECK(found["order"] == 0.97);
  CHECK(found["reasons"] == json{"37 words and names", "same day"});
}

TEST_CASE("what is left of a withdrawn document is a problem of status 410") {
  searchd::DocumentView view;
  view.document.id = "abcdefgh2345";
  view.document.withdrawn = corpus::Withdrawal{"gone from its source", "2026-01-02T03:04:05Z"};
  const auto answer = json::parse(tombstone_json(view, "https://a.example"));
  CHECK(answer["status"] == 410);
  CHECK(answer["detail"] == "gone from its source");
  CHECK(answer["document"]["id"] == "abcdefgh2345");
  CHECK(answer["document"]["withdrawn"]["time"] == "2026-01-02T03:04:05Z");
  CHECK_FALSE(answer.contains("body"));
}

TEST_CASE("the ledger says who counted how many members where") {
  const std::vector<corpus::LedgerEntry> entries = {
      {80, corpus::LedgerEvidence::boilerplate, "80 members", "", "sha256:00", {}},
      {75, corpus::LedgerEvidence::statement, "75 partners", "abcdefgh2345", "",
       corpus::parse_date("2018-02").value()}};
  const auto answer = json::parse(searchd::ledger_json(entries, 9, ""));
  CHECK(answer["revision"] == 9);
  CHECK(answer["entries"][0]["evidence"] == "boilerplate");
  CHECK(answer["entries"][0]["document"].is_null());
  CHECK(answer["entries"][0]["date"].is_null());
  CHECK(answer["entries"][1]["url"] == "/d/abcdefgh2345");
  CHECK(answer["entries"][1]["date"]["value"] == "2018-02");
}

TEST_CASE("a problem names every parameter that is wrong, whatever bytes it holds") {
  const searchd::Problem problem{400,
                                 "/problems/invalid-parameter",
                                 "Some parameters are not valid",
                                 "2 faults",
                                 "/api/v1/search?x=1",
                                 "",
                                 {{"from", "2019-13", "month must be 01 to 12", "date_month", ""},
                                  {"fro\xffm", "", "unknown parameter", "unknown", "from"}}};
  const auto answer = json::parse(searchd::problem_json(problem, ""));
  CHECK(answer["status"] == 400);
  CHECK(answer["invalid_params"][0]["code"] == "date_month");
  CHECK_FALSE(answer["invalid_params"][0].contains("suggestion"));
  CHECK(answer["invalid_params"][1]["name"] == "fro\ufffdm");
  CHECK(answer["invalid_params"][1]["suggestion"] == "from");
  CHECK_FALSE(answer.contains("request_id"));
  CHECK(json::parse(searchd::problem_json({}, ""))["type"] == "about:blank");
}
