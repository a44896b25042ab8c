// Addresses: one query string for one question.
#include <doctest/doctest.h>

#include "searchd/views/addresses.h"

using searchd::Sort;

TEST_CASE("the path of a language is one step of an address, and what stands behind it a page") {
  using searchd::PageLanguage;
  struct Row {
    const char* path;
    PageLanguage language;
    const char* local;
  };
  const Row rows[] = {
      {"/", PageLanguage::english, "/"},
      {"/search", PageLanguage::english, "/search"},
      {"/ar", PageLanguage::arabic, "/"},
      {"/ar/search", PageLanguage::arabic, "/search"},
      {"/ar/", PageLanguage::arabic, ""},
      {"/ar//", PageLanguage::arabic, "//"},
      {"/ar/ar", PageLanguage::arabic, "/ar"},
      {"/arc", PageLanguage::english, "/arc"},
      {"/AR/help", PageLanguage::english, "/AR/help"},
      {"", PageLanguage::english, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.path);
    const auto local = searchd::local_path(row.path);
    CHECK(local.language == row.language);
    CHECK(local.path == row.local);
  }
}

TEST_CASE("query_encoded leaves what is safe and hides the rest") {
  struct Row {
    const char* why;
    const char* text;
    const char* encoded;
  };
  const Row rows[] = {
      {"letters, digits and -._~ stay", "Al-Qaim_2.0~", "Al-Qaim_2.0~"},
      {"a space is a plus, a plus is not", "a b+c", "a+b%2Bc"},
      {"what has a meaning in URLs", "a&b=c#d?e/f%", "a%26b%3Dc%23d%3Fe%2Ff%25"},
      {"Arabic letters by their bytes", "نينوى", "%D9%86%D9%8A%D9%86%D9%88%D9%89"},
      {"what would end a header or an attribute", "\r\n\"'<>", "%0D%0A%22%27%3C%3E"},
      {"nothing", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(searchd::query_encoded(row.text) == row.encoded);
  }
}

TEST_CASE("the canonical query is sorted and leaves out what is the default") {
  searchd::SearchRequest request;
  request.facets = searchd::all_facets();
  CHECK(searchd::canonical_query(request).empty());
  CHECK(searchd::search_address(searchd::PageLanguage::arabic, request) == "/ar/search");

  request.typed = "Mosul & Raqqa";
  request.filters.partners = {"italy", "france", "italy"};
  request.filters.languages = {"ar"};
  request.dates.from_text = "2018-02";
  request.sort = Sort::relevance;
  request.page = 3;
  CHECK(searchd::canonical_query(request) ==
        "from=2018-02&lang=ar&page=3&partner=france&partner=italy&q=Mosul+%26+Raqqa");

  request.sort = Sort::oldest;
  request.per_page = 50;
  request.facets = {searchd::FacetField::topic, searchd::FacetField::partner};
  request.facet_limit = 5;
  CHECK(searchd::api_search_address(request) ==
        "/api/v1/search?facet_limit=5&facets=partner,topic&from=2018-02&lang=ar&page=3&partner=france&"
        "partner=italy&per_page=50&q=Mosul+%26+Raqqa&sort=oldest");
}

TEST_CASE("what sorts by default depends on whether words were typed") {
  searchd::SearchRequest request;
  request.facets = searchd::all_facets();
  request.sort = Sort::newest;
  CHECK(searchd::canonical_query(request).empty());
  request.typed = "mosul";
  CHECK(searchd::canonical_query(request) == "q=mosul&sort=newest");
}

TEST_CASE("facets are named, none at all too") {
  searchd::SearchRequest request;
  CHECK(searchd::canonical_query(request) == "facets=none");
  CHECK(searchd::facet_from_name("lang") == searchd::FacetField::language);
  CHECK(searchd::facet_from_name("language") == searchd::FacetField::language);
  CHECK_FALSE(searchd::facet_from_name("Partner").has_value());
}

TEST_CASE("the address of a whole result keeps what is asked and drops what a page shows") {
  auto request = searchd::search_for("Mosul schools");
  request.filters.partners = {"italy"};
  request.sort = searchd::Sort::oldest;
  request.page = 3;
  request.per_page = 50;
  request.facets.clear();
  request.explain = true;
  request.passages = request.suggestions = request.labels = request.cross = false;
  using searchd::ExportFormat;
  CHECK(searchd::export_address(ExportFormat::csv, request) ==
        "/export.csv?cross=off&partner=italy&q=Mosul+schools&sort=oldest");
  CHECK(searchd::export_address(ExportFormat::csl_json, searchd::search_for("")) == "/export.csl.json");
  for (const auto& [format, address] : {std::pair{ExportFormat::json_lines, "/export.jsonl"},
                                        {ExportFormat::ris, "/export.ris"},
                                        {ExportFormat::bibtex, "/export.bib"}}) {
    CHECK(searchd::export_address(format, searchd::search_for("")) == address);
  }
}

TEST_CASE("the address of a document's other forms") {
  using searchd::DocumentFormat;
  CHECK(searchd::document_format_address("abc", DocumentFormat::json) == "/d/abc.json");
  CHECK(searchd::document_format_address("abc", DocumentFormat::text, searchd::PageLanguage::arabic) ==
        "/ar/d/abc.txt");
  CHECK(searchd::document_format_address("a b", DocumentFormat::ris) == "/d/a+b.ris");
  CHECK(searchd::document_format_address("abc", DocumentFormat::bibtex) == "/d/abc.bib");
  CHECK(searchd::document_format_address("abc", DocumentFormat::csl_json) == "/d/abc.csl.json");
}
