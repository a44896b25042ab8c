// Rows of CSV and JSON Lines: as RFC 4180 wants them, harmless in a spreadsheet, and nothing lost.
#include "searchd/views/formats/table_row.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/format_readers.h"
#include "tests/support/hostile_document.h"
#include "tests/support/hostile_texts.h"

using nlohmann::json;
using searchd::RowContext;

namespace {

const RowContext kContext{412, "https://sijill.example"};

corpus::Document document_with_all() {
  using analyzers::EntryType;
  corpus::Document document;
  document.id = "k3v7nq2pd5xa";
  document.kind = corpus::Kind::news;
  document.language = analyzers::Language::arabic;
  document.title = "\"الموصل\", today";
  document.body = "نص.\n";
  document.url = "https://theglobalcoalition.org/ar/x/";
  document.published = corpus::parse_date("2018-02").value();
  document.published.evidence = corpus::DateEvidence::address;
  document.tags = {{EntryType::partner, "france", "name", {}},
                   {EntryType::partner, "italy", "name", {}},
                   {EntryType::topic, "stabilisation", "name", {}},
                   {EntryType::place, "mosul", "name", {}},
                   {EntryType::person, "x", "name", {}},
                   {EntryType::outlet, "metro", "name", {}}};
  document.hashtags = {"الموصل"};
  document.occurrences = {{"a", ""}, {"b", ""}};
  return document;
}

}  // namespace

TEST_CASE("a table begins with a byte order mark and the names of its columns") {
  CHECK(searchd::csv_head() ==
        "\xEF\xBB\xBFid,permalink,source_url,kind,lang,title,date,date_precision,date_evidence,partners,"
        "topics,outlets,places,translation,parent,revision\r\n");
}

TEST_CASE("a row has all that the columns name") {
  const auto row = searchd::csv_row(document_with_all(), "abcdefgh2345", "", kContext);
  CHECK(row ==
        "k3v7nq2pd5xa,https://sijill.example/d/k3v7nq2pd5xa,https://theglobalcoalition.org/ar/x/,news,ar,"
        "\"\"\"الموصل\"\", "
        "today\",2018-02,month,address,france;italy,stabilisation,metro,mosul,abcdefgh2345,,412"
        "\r\n");
}

TEST_CASE("what is not known is an empty cell") {
  corpus::Document document;
  document.id = "k3v7nq2pd5xa";
  CHECK(searchd::csv_row(document, "", "", {0, ""}) ==
        "k3v7nq2pd5xa,/d/k3v7nq2pd5xa,,page,en,,,,,,,,,,,0\r\n");
  document.published.precision = corpus::DatePrecision::day;  // and no day
  CHECK(searchd::csv_row(document, "", "", {0, ""}) ==
        "k3v7nq2pd5xa,/d/k3v7nq2pd5xa,,page,en,,,,,,,,,,,0\r\n");
}

TEST_CASE("no cell is a formula, breaks its row or turns its direction") {
  for (const auto& text : tests::hostile_texts()) {
    CAPTURE(text);
    const auto document = tests::hostile_document(text, corpus::Kind::digest_item);
    const auto rows = tests::read_csv(searchd::csv_head() + searchd::csv_row(document, text, text, kContext) +
                                      searchd::csv_row(document_with_all(), "", "", kContext));
    REQUIRE(rows);
    REQUIRE(rows->size() == 3);
    for (const auto& row : *rows) {
      REQUIRE(row.size() == 16);
      for (const auto& cell : row) {
        CAPTURE(cell);
        for (const char* start : {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"})
          CHECK_FALSE(cell.starts_with(start));
        for (const char c : cell) CHECK(static_cast<unsigned char>(c) >= 0x20);
        for (const char* turning : {"\u202B", "\u202D", "\u202E", "\u2066"})
          CHECK(cell.find(turning) == std::string::npos);
      }
    }
    CHECK(rows->at(2).at(0) == "k3v7nq2pd5xa");
  }
  const auto cell = [](const char* title) {
    corpus::Document document;
    document.title = title;
    return tests::read_csv(searchd::csv_row(document, "", "", {0, ""})).value().at(0).at(5);
  };
  CHECK(cell("=1+1") == "'=1+1");
  CHECK(cell("@UNDP said") == "'@UNDP said");
  CHECK(cell(" =1") == "'=1");
  CHECK(cell("'quoted'") == "'quoted'");
  CHECK(cell("a=b") == "a=b");
  // What takes ";" or "|" for the end of a cell finds no formula behind it either.
  CHECK(cell("Mosul;=1+1") == "Mosul;'=1+1");
  CHECK(cell("Mosul;-1|@SUM") == "Mosul;'-1|'@SUM");
  CHECK(cell("Mosul;;＝1") == "Mosul;;'＝1");
  CHECK(cell("Mosul; =1+1") == "Mosul;' =1+1");
  CHECK(cell("Mosul;\"=1+1;\"") == "Mosul;'\"=1+1;\"");
  CHECK(cell("Mosul; - and Raqqa") == "Mosul; - and Raqqa");
}

TEST_CASE("a line of JSON has what a hit has, and the text") {
  const searchd::DocumentLink twin{"abcdefgh2345", "Mosul", corpus::Kind::news, analyzers::Language::english};
  const auto line = searchd::json_line(document_with_all(), twin, std::nullopt, kContext);
  CHECK(line.find('\n') == line.size() - 1);
  CHECK(json::parse(line) == json::parse(R"({
    "id": "k3v7nq2pd5xa", "url": "https://sijill.example/d/k3v7nq2pd5xa",
    "source_url": "https://theglobalcoalition.org/ar/x/", "lang": "ar", "dir": "rtl",
    "title": "\"الموصل\", today", "summary": "", "body": "نص.\n", "kind": "news",
    "date": {"value": "2018-02", "precision": "month", "evidence": "address", "words": "2018-02", "gmt": null},
    "partners": ["france", "italy"], "topics": ["stabilisation"], "outlets": ["metro"], "places": ["mosul"],
    "persons": ["x"], "groups": [], "hashtags": ["الموصل"], "parent": null,
    "translation": {"id": "abcdefgh2345", "url": "https://sijill.example/d/abcdefgh2345", "title": "Mosul",
                    "kind": "news", "lang": "en"},
    "occurrences": 2, "revision": 412})"));
}

TEST_CASE("no text in a document breaks its line of JSON") {
  for (const auto& text : tests::hostile_texts()) {
    CAPTURE(text);
    const auto line = searchd::json_line(tests::hostile_document(text, corpus::Kind::page), std::nullopt,
                                         std::nullopt, kContext);
    CHECK(line.find('\n') == line.size() - 1);
    CHECK(json::parse(line).at("hashtags").size() == 1);
  }
}
