// RIS, BibTeX and CSL-JSON: read back by small readers of each format, also where a document means harm.
#include "searchd/views/formats/bibliography.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/support/format_readers.h"
#include "tests/support/hostile_document.h"
#include "tests/support/hostile_texts.h"
#include "tests/support/small_vocabulary.h"

using corpus::Kind;
using nlohmann::json;
using searchd::Reference;
using namespace std::chrono;

namespace {

corpus::Document item() {
  using analyzers::EntryType;
  corpus::Document document;
  document.id = "k3v7nq2pd5xa";
  document.kind = Kind::digest_item;
  document.title = "100 % of {Mosul} & more_";
  document.summary = "In short.";
  document.url = "https://theglobalcoalition.org/en/a_b?x=1#%20";
  document.published = corpus::parse_date("2018-02-13").value();
  document.tags = {{EntryType::partner, "italy", "name", {}}, {EntryType::outlet, "the-hill", "name", {}}};
  document.hashtags = {"Mosul"};
  return document;
}

Reference reference_to(const corpus::Document& document, const char* base = "https://sijill.example") {
  return reference_of(document, tests::small_vocabulary(), base,
                      searchd::citation_words(searchd::page_language_of(document.language)));
}

}  // namespace

TEST_CASE("a record in RIS") {
  CHECK(
      ris_record(reference_to(item()), 2020y / 7 / 1) ==
      "TY  - NEWS\r\nID  - k3v7nq2pd5xa\r\nAU  - Global Coalition against Daesh\r\nTI  - 100 % of {Mosul} & "
      "more_\r\nPB  - Global Coalition against Daesh\r\nPY  - 2018\r\nDA  - 2018/02/13/\r\nLA  - en\r\nAB  - "
      "In short.\r\nN1  - Reported by The Hill\r\nKW  - Italy\r\nKW  - Mosul\r\nUR  - "
      "https://theglobalcoalition.org/en/a_b?x=1#%20\r\nLK  - https://sijill.example/d/k3v7nq2pd5xa\r\nY2  - "
      "2020/07/01/\r\nDB  - Sijill\r\nAN  - k3v7nq2pd5xa\r\nER  - \r\n\r\n");
}

TEST_CASE("an entry in BibTeX") {
  CHECK(
      bibtex_entry(reference_to(item()), 2020y / 7 / 1) ==
      "@misc{k3v7nq2pd5xa,\n  author = {{Global Coalition against Daesh}},\n  title = {{100 \\% of "
      "\\textbraceleft{}Mosul\\textbraceright{} \\& more\\_}},\n  year = {2018},\n  month = feb,\n  day = "
      "{13},\n  url = {https://theglobalcoalition.org/en/a_b?x=1#%20},\n  urldate = {2020-07-01},\n  langid "
      "= {english},\n  keywords = {Italy, Mosul},\n  abstract = {In short.},\n  note = {Reported by The "
      "Hill. Sijill k3v7nq2pd5xa: \\url{https://sijill.example/d/k3v7nq2pd5xa}}\n}\n\n");
}

TEST_CASE("an item in CSL-JSON") {
  CHECK(json::parse(csl_item(reference_to(item()), 2020y / 7 / 1)) == json::parse(R"({
    "id": "k3v7nq2pd5xa", "type": "article-newspaper", "title": "100 % of {Mosul} & more_",
    "author": [{"literal": "Global Coalition against Daesh"}], "publisher": "Global Coalition against Daesh",
    "issued": {"date-parts": [[2018, 2, 13]]}, "accessed": {"date-parts": [[2020, 7, 1]]},
    "URL": "https://theglobalcoalition.org/en/a_b?x=1#%20", "language": "en", "abstract": "In short.",
    "keyword": "Italy, Mosul", "archive": "Sijill", "archive_location": "k3v7nq2pd5xa",
    "note": "https://sijill.example/d/k3v7nq2pd5xa; Reported by The Hill"})"));
}

TEST_CASE("an Arabic document is described in Arabic") {
  auto document = item();
  document.language = analyzers::Language::arabic;
  const auto record = ris_record(reference_to(document));
  CHECK(record.find("AU  - التحالف الدولي ضد داعش\r\n") != std::string::npos);
  CHECK(record.find("KW  - إيطاليا\r\n") != std::string::npos);
  CHECK(record.find("LA  - ar\r\n") != std::string::npos);
  document.language = analyzers::Language::mixed;
  CHECK(ris_record(reference_to(document)).find("LA  - ") == std::string::npos);
}

TEST_CASE("each kind of document has a type in each format") {
  struct Row {
    Kind kind;
    const char *ris, *csl;
  };
  const Row rows[] = {
      {Kind::statement, "GOVDOC", "document"},     {Kind::news, "NEWS", "article-newspaper"},
      {Kind::digest, "NEWS", "article-newspaper"}, {Kind::digest_item, "NEWS", "article-newspaper"},
      {Kind::social_post, "BLOG", "post"},         {Kind::podcast, "SOUND", "broadcast"},
      {Kind::campaign, "ELEC", "webpage"},         {Kind::page, "ELEC", "webpage"}};
  for (const auto& row : rows) {
    auto document = item();
    document.kind = row.kind;
    const auto reference = reference_to(document);
    CHECK(ris_record(reference).starts_with("TY  - " + std::string(row.ris) + "\r\n"));
    CHECK(json::parse(csl_item(reference))["type"] == row.csl);
  }
}

TEST_CASE("a date is as precise as it is known in every format, and none where none is known") {
  struct Row {
    const char* date;
    std::vector<std::string> years, days, notes;  // in RIS: PY, DA, N1
    const char* bibtex;                           // year, month, day
    const char* csl;
  };
  const Row rows[] = {
      {"2018-02", {"2018"}, {"2018/02//"}, {}, "2018 feb ", R"({"date-parts": [[2018, 2]]})"},
      {"2018", {"2018"}, {"2018///"}, {}, "2018  ", R"({"date-parts": [[2018]]})"},
      {"2018-02-13/2018-03-06",
       {"2018"},
       {"2018///"},
       {"Published in 2018-02-13/2018-03-06"},
       "2018  ",
       R"({"date-parts": [[2018, 2, 13], [2018, 3, 6]], "circa": true})"},
      {"2017-12-30/2018-01-02",
       {},
       {},
       {"Published in 2017-12-30/2018-01-02"},
       "  ",
       R"({"date-parts": [[2017, 12, 30], [2018, 1, 2]], "circa": true})"},
      {"", {}, {}, {}, "  ", "null"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.date);
    auto document = item();
    document.tags.clear();
    document.published = corpus::parse_date(row.date).value_or(corpus::PublicationDate());
    const auto reference = reference_to(document);
    const auto record = tests::read_ris(ris_record(reference)).value().at(0);
    CHECK(tests::values_of(record, "PY") == row.years);
    CHECK(tests::values_of(record, "DA") == row.days);
    CHECK(tests::values_of(record, "N1") == row.notes);
    CHECK(tests::values_of(record, "Y2").empty());
    auto fields = tests::read_bibtex(bibtex_entry(reference)).value().at(0).fields;
    CHECK(fields["year"] + " " + fields["month"] + " " + fields["day"] == row.bibtex);
    CHECK_FALSE(fields.contains("urldate"));
    const auto item_of = json::parse(csl_item(reference));
    CHECK(item_of.value("issued", json()) == json::parse(row.csl));
    CHECK_FALSE(item_of.contains("accessed"));
  }
}

TEST_CASE("where only the page here is known it is the address, and where nobody knows that there is none") {
  auto document = item();
  document.url.clear();
  const auto record = tests::read_ris(ris_record(reference_to(document))).value().at(0);
  CHECK(tests::values_of(record, "UR") == std::vector<std::string>{"https://sijill.example/d/k3v7nq2pd5xa"});
  CHECK(tests::values_of(record, "LK").empty());
  const auto bare = tests::read_ris(ris_record(reference_to(document, ""))).value().at(0);
  CHECK(tests::values_of(bare, "UR").empty());
  CHECK_FALSE(json::parse(csl_item(reference_to(document, ""))).contains("URL"));
  CHECK(tests::read_bibtex(bibtex_entry(reference_to(document, ""))).value().at(0).fields.at("note") ==
        "Reported by The Hill. Sijill k3v7nq2pd5xa");
}

TEST_CASE("no text in a document breaks the file it stands in") {
  for (const auto& text : tests::hostile_texts()) {
    CAPTURE(text);
    const auto reference = reference_to(tests::hostile_document(text, Kind::digest_item));
    const auto other = reference_to(item());
    const auto ris = tests::read_ris(ris_record(reference) + ris_record(other));
    REQUIRE(ris);
    CHECK(ris->size() == 2);
    CHECK(tests::values_of(ris->at(0), "TI").size() == 1);
    const auto bibtex = tests::read_bibtex(bibtex_entry(reference) + bibtex_entry(other));
    REQUIRE(bibtex);
    CHECK(bibtex->size() == 2);
    CHECK(bibtex->at(0).fields.at("author") == "{Global Coalition against Daesh}");
    CHECK(bibtex->at(1).key == "k3v7nq2pd5xa");
    // No command but ours, whatever was typed.
    CHECK(bibtex_entry(reference).find("\\input") == std::string::npos);
    const auto csl = csl_item(reference);
    CHECK(csl.find('\n') == std::string::npos);
    CHECK(json::parse(csl).at("author").at(0).at("literal") == "Global Coalition against Daesh");
  }
}
