// Filters, counts and pages over columns, on a few documents whose counts can be checked by eye.
#include "searchd/search/facets.h"

#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <memory>

#include "corpus/dates/date.h"
#include "indexer/index_schema.h"

using searchd::Columns;
using searchd::Counter;
using searchd::FacetField;
using searchd::SearchRequest;
using searchd::Sort;

namespace {

struct Row {
  const char* id;
  const char* kind;
  const char* language;
  std::vector<std::string> partners;
  const char* date;  // "" where unknown
  bool withdrawn = false;
  const char* translation = "";
};

const Row kRows[] = {
    {"aaaaaaaaaaaa", "news", "en", {"iraq", "italy"}, "2018-02-13", false, "bbbbbbbbbbbb"},
    {"bbbbbbbbbbbb", "news", "ar", {"iraq"}, "2018-02", false, "aaaaaaaaaaaa"},
    {"cccccccccccc", "statement", "en", {}, "2018"},
    {"dddddddddddd", "statement", "en", {"italy"}, ""},
    {"eeeeeeeeeeee", "digest", "ar", {"iraq", "france"}, "2019-12-31", false, "ffffffffffff"},
    {"ffffffffffff", "news", "en", {"iraq"}, "2018-02-13", true},
};

Xapian::Document slots_of(const Row& row) {
  Xapian::Document document;
  document.add_value(indexer::kIdSlot, row.id);
  document.add_value(indexer::kKindSlot, row.kind);
  document.add_value(indexer::kLanguageSlot, row.language);
  document.add_value(indexer::kPartnersSlot, indexer::join_ids(row.partners));
  document.add_value(indexer::kTranslationSlot, row.translation);
  if (row.withdrawn) document.add_value(indexer::kWithdrawnSlot, "1");
  if (const auto date = corpus::parse_date(row.date)) {
    const auto days = corpus::days_of(*date).value();
    document.add_value(indexer::kFirstDaySlot, Xapian::sortable_serialise(days.first));
    document.add_value(indexer::kLastDaySlot, Xapian::sortable_serialise(days.last));
    document.add_value(indexer::kPrecisionSlot, std::string(corpus::date_precision_name(date->precision)));
  }
  return document;
}

const Columns& columns() {
  static const Columns kColumns = [] {
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    Xapian::docid number = 1;
    for (const auto& row : kRows) {
      database.replace_document(number, slots_of(row));
      number += 2;  // numbers between them were given up
    }
    return Columns::load(indexer::IndexReader(database));
  }();
  return kColumns;
}

const analyzers::Vocabulary& vocabulary() {
  static const auto kVocabulary = analyzers::Vocabulary::from_text(
      "=== partners.tsv\n"
      "id\tkind\tiso2\tlabel_en\tlabel_ar\tnames_en\tnames_ar\tadjectives_en\tadjectives_ar\tacronyms\t"
      "capitals\tnot_names\tmember_since\tverified\tsource\n"
      "france\tstate\tFR\tFrance\tفرنسا\tFrance\tفرنسا\t\t\t\t\t\t\t\t\n"
      "iraq\tstate\tIQ\tIraq\tالعراق\tIraq\tالعراق\t\t\t\t\t\t\t\t\n"
      "italy\tstate\tIT\tItaly\tإيطاليا\tItaly\tإيطاليا\t\t\t\t\t\t\t\t\n");
  return kVocabulary;
}

using Values = std::vector<std::string>;

searchd::Filters only(Values partners, Values kinds = {}, Values languages = {}) {
  searchd::Filters filters;
  filters.partners = std::move(partners);
  filters.kinds = std::move(kinds);
  filters.languages = std::move(languages);
  return filters;
}

std::int32_t first_of(const char* date) {
  return corpus::days_of(corpus::parse_date(date).value()).value().first;
}
std::int32_t last_of(const char* date) {
  return corpus::days_of(corpus::parse_date(date).value()).value().last;
}

searchd::Deadline far() { return std::chrono::steady_clock::now() + std::chrono::minutes(10); }

Counter count_all(const SearchRequest& request, Sort sort = Sort::newest, const Columns& of = columns()) {
  Counter counter(of, request, sort);
  counter.count_all(far());
  return counter;
}

using Scores = std::map<Xapian::docid, double>;

void count(Counter& counter, const Scores& scores) {
  searchd::BlockBits matches;
  matches.clear();
  const auto column = std::make_unique<searchd::Column<double>>();
  for (const auto& [document, score] : scores) {
    matches.set(document);
    (*column)[document] = score;
  }
  counter.match(0, matches);
  counter.score(0, matches, *column);
}

// The first letters of the ids, in order: "ab".
std::string ids_of(const std::vector<searchd::FoundDocument>& matches) {
  std::string ids;
  for (const auto& match : matches) ids += columns().id(match.document)[0];
  return ids;
}

// "iraq:3* italy:2 | in all 2, missing 1, year only 0"
std::string told(const searchd::Facet& facet) {
  std::string text;
  for (const auto& value : facet.values) {
    text += value.value + ':' + std::to_string(value.count) + (value.selected ? "* " : " ");
  }
  return text + "| in all " + std::to_string(facet.values_in_all) + ", missing " +
         std::to_string(facet.missing) + ", year only " + std::to_string(facet.year_only);
}

}  // namespace

TEST_CASE("filters restrict, values of one field are alternatives, dates are met by any day they may mean") {
  struct Case {
    const char* why;
    searchd::Filters filters;
    const char *from, *to;
    const char* found;
  };
  const Case cases[] = {
      {"nothing asked: all that are shown, newest first, undated last", {}, "", "", "eabcd"},
      {"one value", only({"iraq"}), "", "", "eab"},
      {"two values of a field are alternatives", only({"italy", "france"}), "", "", "ead"},
      {"fields restrict each other", only({"iraq"}, {"news"}), "", "", "ab"},
      {"documents without a value", only({"_missing"}), "", "", "c"},
      {"without a value or with this one", only({"_missing", "france"}), "", "", "ec"},
      {"a value that no document has", only({"atlantis"}), "", "", ""},
      {"language", only({}, {}, {"ar"}), "", "", "eb"},
      {"a day meets the day, its month and its year", {}, "2018-02-13", "2018-02-13", "abc"},
      {"another day meets month and year alone", {}, "2018-02-01", "2018-02-01", "bc"},
      {"open to the future", {}, "2018-03", "", "ec"},
      {"open to the past", {}, "", "2018-01-31", "c"},
      {"a year", {}, "2019", "2019", "e"},
      {"no day at all", {}, "2030", "", ""},
  };
  for (const auto& row : cases) {
    CAPTURE(row.why);
    SearchRequest request;
    request.filters = row.filters;
    if (*row.from != '\0') request.dates.from = first_of(row.from);
    if (*row.to != '\0') request.dates.to = last_of(row.to);
    auto counter = count_all(request);
    CHECK(counter.total() == static_cast<std::int64_t>(std::string(row.found).size()));
    CHECK(ids_of(counter.page()) == row.found);
  }
}

TEST_CASE("each facet leaves its own filter out and keeps the others") {
  struct Case {
    const char* why;
    FacetField field;
    searchd::Filters filters;
    const char *from, *to;
    int limit;
    const char* counts;
  };
  const Case cases[] = {
      {"all documents",
       FacetField::partner,
       {},
       "",
       "",
       100,
       "iraq:3 italy:2 france:1 | in all 3, missing 1, year only 0"},
      {"its own filter left out, chosen values first", FacetField::partner, only({"france"}), "", "", 100,
       "france:1* iraq:3 italy:2 | in all 3, missing 1, year only 0"},
      {"the other filters kept", FacetField::partner, only({"france"}, {"news"}), "", "", 100,
       "france:0* iraq:2 italy:1 | in all 3, missing 0, year only 0"},
      {"a chosen value that no document has", FacetField::partner, only({"atlantis", "atlantis"}), "", "",
       100, "atlantis:0* iraq:3 italy:2 france:1 | in all 4, missing 1, year only 0"},
      {"the limit cuts, chosen values stay", FacetField::partner, only({"france"}), "", "", 1,
       "france:1* | in all 3, missing 1, year only 0"},
      {"the limit cuts",
       FacetField::partner,
       {},
       "",
       "",
       2,
       "iraq:3 italy:2 | in all 3, missing 1, year only 0"},
      {"kinds, alike in number by name",
       FacetField::kind,
       {},
       "",
       "",
       100,
       "news:2 statement:2 digest:1 | in all 3, missing 0, year only 0"},
      {"no place anywhere", FacetField::place, {}, "", "", 100, "| in all 0, missing 5, year only 0"},
      {"no outlet anywhere", FacetField::outlet, {}, "", "", 100, "| in all 0, missing 5, year only 0"},
      {"months, newest first",
       FacetField::month,
       {},
       "",
       "",
       100,
       "2019-12:1 2018-02:2 | in all 2, missing 1, year only 1"},
      {"months leave the dates out",
       FacetField::month,
       {},
       "2018",
       "2018",
       100,
       "2019-12:1 2018-02:2* | in all 2, missing 1, year only 1"},
      {"a month asked for in part is not chosen",
       FacetField::month,
       {},
       "2018-02-02",
       "",
       100,
       "2019-12:1* 2018-02:2 | in all 2, missing 1, year only 1"},
      {"months under another filter", FacetField::month, only({}, {"statement"}), "", "", 100,
       "| in all 0, missing 1, year only 1"},
      {"dates restrict the other facets",
       FacetField::language,
       {},
       "2018",
       "2018",
       100,
       "en:2 ar:1 | in all 2, missing 0, year only 0"},
  };
  for (const auto& row : cases) {
    CAPTURE(row.why);
    SearchRequest request;
    request.filters = row.filters;
    request.facets = {row.field};
    request.facet_limit = row.limit;
    if (*row.from != '\0') request.dates.from = first_of(row.from);
    if (*row.to != '\0') request.dates.to = last_of(row.to);
    const auto facets = count_all(request).facets(vocabulary(), far());
    REQUIRE(facets.size() == 1);
    CHECK(told(facets.front()) == row.counts);
  }
}

TEST_CASE("values are called what readers call them") {
  SearchRequest request;
  request.facets = {FacetField::partner, FacetField::kind, FacetField::language, FacetField::month};
  const auto facets = count_all(request).facets(vocabulary(), far());
  CHECK(facets[0].values[0].label_ar == "العراق");
  CHECK(facets[1].values[0].label_ar == "خبر");
  CHECK(facets[2].values[0].label_en == "English");
  CHECK(facets[3].values[0].label_en == "December 2019");
  CHECK(facets[3].values[1].label_ar == "شباط/فبراير 2018");
}

TEST_CASE("a page holds its share of the order asked for") {
  SearchRequest request;
  request.per_page = 2;
  const auto page = [&request](int number, Sort sort) {
    request.page = number;
    return ids_of(count_all(request, sort).page());
  };
  CHECK(page(1, Sort::newest) == "ea");
  CHECK(page(2, Sort::newest) == "bc");
  CHECK(page(3, Sort::newest) == "d");
  CHECK(page(4, Sort::newest).empty());
  CHECK(page(5000, Sort::newest).empty());
  CHECK(page(1, Sort::oldest) == "cb");
  CHECK(page(3, Sort::oldest) == "d");  // undated documents come last in either order
}

TEST_CASE("documents alike in score come by day, newest first, then by id") {
  SearchRequest request;
  Counter counter(columns(), request, Sort::relevance);
  count(counter, {{1, 1.5}, {3, 1.5}, {5, 2.5}, {7, 1.5}, {9, 1.5}});
  CHECK(ids_of(counter.page()) == "ceabd");
}

TEST_CASE("only what a filter takes is offered: not what the vocabulary has lost, but what was asked for") {
  SearchRequest request;
  request.facets = {FacetField::partner, FacetField::kind};
  const auto offered = count_all(request).facets(analyzers::Vocabulary(), far());
  CHECK(offered[0].values.empty());
  CHECK(offered[0].values_in_all == 0);
  CHECK(offered[1].values.size() == 3);
  request.filters.partners = {"iraq"};
  const auto asked = count_all(request).facets(analyzers::Vocabulary(), far());
  REQUIRE(asked[0].values.size() == 1);
  CHECK(asked[0].values[0].value == "iraq");
  CHECK(asked[0].values[0].label_en == "iraq");
}

TEST_CASE("an index without documents has nothing to count") {
  const auto none =
      Columns::load(indexer::IndexReader(Xapian::WritableDatabase("", Xapian::DB_BACKEND_INMEMORY)));
  SearchRequest request;
  request.facets = {FacetField::partner, FacetField::month};
  auto counter = count_all(request, Sort::newest, none);
  CHECK(counter.total() == 0);
  CHECK(counter.page().empty());
  CHECK(told(counter.facets({}, far())[1]) == "| in all 0, missing 0, year only 0");
}

TEST_CASE(
    "a date between two days is found where it may lie, and counts in a month where it lies within one") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  database.replace_document(1, slots_of({"aaaaaaaaaaaa", "news", "en", {}, "2018-02-03/2018-02-20"}));
  database.replace_document(2, slots_of({"bbbbbbbbbbbb", "news", "en", {}, "2018-02-20/2018-04-02"}));
  const auto intervals = Columns::load(indexer::IndexReader(database));
  SearchRequest request;
  request.facets = {FacetField::month};
  const auto counted = [&](const char* from, const char* to) {
    request.dates = {};
    if (*from != '\0') request.dates.from = first_of(from);
    if (*to != '\0') request.dates.to = last_of(to);
    return count_all(request, Sort::newest, intervals);
  };
  CHECK(told(counted("", "").facets({}, far()).front()) == "2018-02:1 | in all 1, missing 0, year only 1");
  CHECK(counted("2018-02-21", "").total() == 1);
  CHECK(counted("2018-03", "2018-03").total() == 1);
  CHECK(counted("2018-02-20", "2018-02-20").total() == 2);
  CHECK(counted("", "2018-02-02").total() == 0);
}

TEST_CASE("a document knows its version in the other language, where that is shown") {
  CHECK(columns().translation(1) == 3);
  CHECK(columns().translation(3) == 1);
  CHECK(columns().translation(5) == 0);
  CHECK(columns().translation(9) == 0);  // the other one is withdrawn
}

TEST_CASE("of two versions of a text the one in the language asked for takes the better score") {
  struct Case {
    const char* what;
    analyzers::Language language;
    double english, arabic;  // as found
    double then_english, then_arabic;
  };
  using analyzers::Language;
  const Case cases[] = {{"the other one is better", Language::english, 4, 5, 5, 4},
                        {"it is better already", Language::arabic, 4, 5, 4, 5},
                        {"both have all words as typed", Language::english, 1004, 1005, 1005, 1004},
                        {"the other one alone has them", Language::english, 4, 1005, 4, 1005},
                        {"no document is in that language", Language::other, 4, 5, 4, 5}};
  for (const auto& one : cases) {
    CAPTURE(one.what);
    const SearchRequest request;
    Counter counter(columns(), request, Sort::relevance);
    counter.prefer_versions(one.language);
    count(counter, {{1, one.english}, {3, one.arabic}, {5, 3}});
    for (const auto& found : counter.page()) {
      CAPTURE(found.document);
      const double then = found.document == 1 ? one.then_english : found.document == 3 ? one.then_arabic : 3;
      const double before = found.document == 1 ? one.english : found.document == 3 ? one.arabic : 3;
      CHECK(found.score == then);
      CHECK(found.from_version == then - before);
    }
  }
}
