// The file of a whole result is called after the search.
#include "searchd/http/export_name.h"

#include <doctest/doctest.h>

#include "searchd/http/parameters.h"
#include "tests/support/hostile_texts.h"
#include "tests/support/small_vocabulary.h"

using searchd::export_name;

TEST_CASE("a file is called after what was typed, the filters and the dates") {
  searchd::SearchRequest request;
  CHECK(export_name(request) == "sijill");
  request.typed = "\"Mosul\" schools, الموصل؟";
  request.filters.partners = {"italy", "_missing"};
  request.filters.languages = {"ar"};
  request.dates.from_text = "2016";
  request.dates.to_text = "2018-02";
  CHECK(export_name(request) == "sijill-Mosul-schools-الموصل-italy-no-partner-ar-2016-2018-02");
  request.dates.to_text = "2016";
  CHECK(export_name(request).ends_with("-ar-2016"));
}

TEST_CASE("no question makes a name that leaves its folder or breaks a header") {
  for (const auto& text : tests::hostile_texts()) {
    CAPTURE(text);
    searchd::SearchRequest request;
    request.typed = "../../" + text;
    const auto name = export_name(request);
    CHECK(name.starts_with("sijill"));
    CHECK(name.size() <= 4 * 100);
    CHECK(name.find_first_of("/\\\"';:*?<>|\r\n. ") == std::string::npos);
    const auto header = searchd::attachment(name, ".csv");
    for (const char c : header)
      CHECK((static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F));
  }
}

TEST_CASE("a name that is not ASCII has a fallback that is") {
  CHECK(searchd::attachment("sijill-Mosul", ".csv") == "attachment; filename=\"sijill-Mosul.csv\"");
  CHECK(
      searchd::attachment("sijill-داعش-2019", ".ris") ==
      "attachment; filename=\"sijill-2019.ris\"; filename*=UTF-8''sijill-%D8%AF%D8%A7%D8%B9%D8%B4-2019.ris");
}

TEST_CASE("the parameters of an export are those of a search and the format") {
  const auto& vocabulary = tests::small_vocabulary();
  const auto good = searchd::parse_export("q=mosul&format=jsonl&partner=italy", vocabulary);
  CHECK(good.search.faults.empty());
  CHECK(good.format == searchd::ExportFormat::json_lines);
  CHECK(good.search.request.typed == "mosul");
  CHECK(good.search.request.filters.partners == std::vector<std::string>{"italy"});
  struct Row {
    const char *query, *code;
  };
  for (const auto& row : {Row{"q=mosul", "missing"}, Row{"format=", "unknown_value"},
                          Row{"format=xls", "unknown_value"}, Row{"format=csv&format=csv", "repeated"},
                          Row{"format=csv&formt=csv", "unknown"}, Row{"format=csv&page=0", "number"}}) {
    CAPTURE(row.query);
    const auto faults = searchd::parse_export(row.query, vocabulary).search.faults;
    REQUIRE(faults.size() == 1);
    CHECK(faults.front().code == row.code);
  }
}
