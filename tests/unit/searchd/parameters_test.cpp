// Parameters: a query string into a request, every fault in it named.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "searchd/http/parameters.h"
#include "searchd/http/percent.h"
#include "searchd/search/date_text.h"
#include "searchd/search/nearest.h"
#include "searchd/views/addresses.h"
#include "tests/support/small_vocabulary.h"

using searchd::parse_search;
using searchd::Sort;

namespace {

// "name:code" of every fault, with spaces between.
std::string faults_of(const std::string& query) {
  std::string all;
  for (const auto& fault : parse_search(query, tests::small_vocabulary()).faults) {
    all += (all.empty() ? "" : " ") + fault.name + ":" + fault.code;
  }
  return all;
}

std::string canonical(const std::string& query) {
  return searchd::canonical_query(parse_search(query, tests::small_vocabulary()).request);
}

}  // namespace

TEST_CASE("each fault of a query has its name and code, and all are found at once") {
  struct Row {
    const char* why;
    std::string query;
    const char* faults;
  };
  const Row rows[] = {
      {"nothing asked", "", ""},
      {"everything there is",
       "q=mosul&partner=italy&partner=france&topic=stabilisation&kind=news&lang=ar&outlet=metro&from=2016&to="
       "2018&dates=within&"
       "sort=newest&page=2&per_page=50&facets=partner,topic&facet_limit=10&match=any&cross=off&recency=off&"
       "explain=1&passages=off&suggestions=off&labels=off",
       ""},
      {"empty fields of a form", "q=&partner=&from=&to=&sort=&page=", ""},
      {"a field of blanks", "from=+&q=%20", ""},
      {"what advertisers append", "utm_source=x&utm_anything=&fbclid=1&gclid=2", ""},
      {"an unknown parameter", "form=2018", "form:unknown"},
      {"an unknown parameter without a value", "debug", "debug:unknown"},
      {"a filter that is not there yet", "person=al-baghdadi", "person:unknown"},
      {"unknown values", "partner=atlantis&topic=x&kind=y&lang=z&outlet=w&place=p&sort=v",
       "partner:unknown_value topic:unknown_value kind:unknown_value lang:unknown_value outlet:unknown_value "
       "place:unknown_value sort:unknown_value"},
      {"a label instead of a slug", "partner=Italy", "partner:unknown_value"},
      {"what has none", "partner=_missing&topic=_missing&outlet=_missing&place=_missing", ""},
      {"what everything has", "kind=_missing&lang=_missing", "kind:unknown_value lang:unknown_value"},
      {"the same twice is once", "partner=italy&partner=italy", ""},
      {"a single one twice", "q=a&q=b&page=1&page=2", "q:repeated page:repeated"},
      {"dates", "from=2018-13", "from:date_month"},
      {"days", "to=2018-02-30", "to:date_day"},
      {"years", "to=0999", "to:date_year"},
      {"words for dates", "from=yesterday", "from:date_form"},
      {"dates in the wrong order", "from=2019&to=2018-06", "from:date_order"},
      {"neither of the two", "from=2018&dates=inside", "dates:unknown_value"},
      {"the same year twice is in order", "from=2018-06&to=2018", ""},
      {"numbers", "page=0&per_page=101&facet_limit=201", "page:number per_page:number facet_limit:number"},
      {"no numbers", "page=1x&per_page=-1&facet_limit=%2B1",
       "page:number per_page:number facet_limit:number"},
      {"a number beyond all", "page=99999999999999999999", "page:depth"},
      {"zeros before a number", "page=0002", ""},
      {"the deepest page", "page=500", ""},
      {"one deeper", "page=501", "page:depth"},
      {"deeper by its size", "page=101&per_page=100", "page:depth"},
      {"facets", "facets=partner,nonsense,month", "facets:unknown_value"},
      {"no facets", "facets=none", ""},
      {"no facets, said twice", "facets=none,none&facets=none", ""},
      {"no facets and one", "facets=none,kind", "facets:contradiction"},
      {"one and no facets", "facets=kind&facets=none", "facets:contradiction"},
      {"no facets and one that is none", "facets=none,nonsense", "facets:unknown_value facets:contradiction"},
      {"a half percent", "q=100%25+sure%2", "q:percent"},
      {"a percent that is none", "q=%zz", "q:percent"},
      {"Latin-1", "q=caf%E9", "q:utf8"},
      {"a cut letter", "q=%D9", "q:utf8"},
      {"an overlong slash", "q=%C0%AF", "q:utf8"},
      {"a surrogate", "q=%ED%A0%80", "q:utf8"},
      {"U+FFFD as it is", "q=%EF%BF%BD", ""},
      {"a control character", "q=mos%00ul", "q:control"},
      {"one that is deleted", "q=mosul%7F", "q:control"},
      {"one of two bytes", "q=mosul%C2%80", "q:control"},
      {"nothing but controls", "q=%00%01", "q:control"},
      {"controls in a filter", "partner=ita%1Fly", "partner:control"},
      {"controls in a name", "q%00=mosul", "q:control"},
      {"a name of nothing else", "%00=mosul", ":control"},
      {"tabs and line ends are blanks", "q=a%09b%0D%0Ac%C2%85", ""},
      {"marks of direction are no controls", "q=%E2%80%8Fmosul%E2%80%AA&from=%E2%80%8F2018", ""},
      {"exactly 1,024 bytes", "q=" + std::string(1024, 'a'), ""},
      {"one more", "q=" + std::string(1025, 'a'), "q:too_long"},
      {"how words are matched", "match=some&cross=maybe&recency=2&explain=yes",
       "match:unknown_value cross:unknown_value recency:unknown_value explain:unknown_value"},
      {"what is shown of hits", "passages=none&suggestions=2&labels=none&passages=off",
       "passages:unknown_value suggestions:unknown_value labels:unknown_value passages:repeated"},
      {"switches are given once", "cross=on&cross=off&match=all&match=all", "cross:repeated match:repeated"},
      {"all at once", "foo=1&from=2019-13&page=0&partner=itly&q=%FF",
       "foo:unknown from:date_month page:number partner:unknown_value q:utf8"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(faults_of(row.query) == row.faults);
  }
}

TEST_CASE("a fault says what to write instead") {
  struct Row {
    const char* query;
    const char* reason;
    const char* suggestion;
  };
  const Row rows[] = {
      {"form=2018", "unknown parameter; did you mean 'from'?", "from"},
      {"perpage=5", "unknown parameter; did you mean 'per_page'?", "per_page"},
      {"zzz=5", "unknown parameter", ""},
      {"partner=itly", "there is no such partner; did you mean 'italy'?", "italy"},
      {"partner=United+Kingdom", "there is no such partner; did you mean 'united-kingdom'?",
       "united-kingdom"},
      {"partner=atlantis", "there is no such partner", ""},
      {"kind=statment", "there is no such kind; did you mean 'statement'?", "statement"},
      {"lang=arabic", "must be ar, en, mixed or other; did you mean 'ar'?", "ar"},
      {"match=al", "must be auto, all or any; did you mean 'all'?", "all"},
      {"cross=of", "must be on or off", ""},
      {"sort=newst", "must be relevance, newest or oldest; did you mean 'newest'?", "newest"},
      {"from=2018-00", "month must be 01 to 12", ""},
      {"from=2018-02-29", "that month has the days 01 to 28", ""},
      {"from=13.02.2018", "a date is written 2018, 2018-02 or 2018-02-13", ""},
      {"per_page=1000", "must be a whole number from 1 to 100", ""},
      {"page=0", "must be a whole number from 1 to 500", ""},
      {"page=0&per_page=50", "must be a whole number from 1 to 200", ""},
      {"from=2019&to=2018", "is after to=2018", ""},
      {"facets=none,kind", "'none' stands alone, or is left out beside the names of facets", ""},
      {"q=a%00b", "has control characters", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.query);
    const auto faults = parse_search(row.query, tests::small_vocabulary()).faults;
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].reason == row.reason);
    CHECK(faults[0].suggestion == row.suggestion);
  }
  const auto deep = parse_search("page=501", tests::small_vocabulary()).faults;
  REQUIRE(deep.size() == 1);
  CHECK(deep[0].reason.find("the last page is 500") != std::string::npos);
}

TEST_CASE("a wrong value is repaired: dropped, or the nearest that can be used") {
  struct Row {
    const char* why;
    std::string query, canonical;
  };
  const Row rows[] = {
      {"an unknown filter is dropped", "partner=itly&partner=france&q=a", "partner=france&q=a"},
      {"numbers are clamped", "page=0&per_page=1000", "per_page=100"},
      {"what is no number is the default", "page=x&per_page=y", ""},
      {"a page too deep is the last", "page=600", "page=500"},
      {"dates change places, each whole", "from=2019&to=2018", "from=2018&to=2019"},
      {"a wrong date is dropped, the other stays", "from=2018-13&to=2019", "to=2019"},
      {"of two the first", "q=a&q=b", "q=a"},
      {"what is too long is cut between letters", "q=" + std::string(1023, 'a') + "%D9%86",
       "q=" + std::string(1023, 'a')},
      {"dates are written one way", "from=2018%2F2%2F3&to=%D9%A2%D9%A0%D9%A1%D9%A9-%D9%A6",
       "from=2018-02-03&to=2019-06"},
      {"dates change places and stay within", "from=2019&to=2018&dates=within",
       "dates=within&from=2018&to=2019"},
      {"within no time says nothing", "dates=within&sort=newest", ""},
      {"overlap is the default", "dates=overlap&from=2018", "from=2018"},
      {"other words for sorts", "sort=date", "sort=oldest"},
      {"the default sort is left out", "sort=-date", ""},
      {"a switch that is neither is as it was", "cross=maybe&match=some&explain=yes", ""},
      {"switches as they are by default", "match=auto&cross=on&recency=1&explain=0", ""},
      {"switches in one form", "match=all&cross=0&recency=off&explain=on",
       "cross=off&explain=1&match=all&recency=off"},
      {"a list alone", "suggestions=0&labels=0&passages=off", "labels=off&passages=off&suggestions=off"},
      {"passages as they are by default", "suggestions=on&passages=1", ""},
      {"blanks around", "q=++mosul++&partner=+italy+", "partner=italy&q=mosul"},
      {"of none and facets the facets", "facets=none,kind", "facets=kind"},
      {"controls go, tab and line end are blanks", "q=a%00b%1Fc%09d%0D%0Ae%7F", "q=abc+d++e"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(canonical(row.query) == row.canonical);
  }
  const auto request = parse_search("from=2018-02&to=2018-02", tests::small_vocabulary()).request;
  CHECK(request.dates.from == 17563);
  CHECK(request.dates.to == 17590);
}

TEST_CASE("a request written as an address is read back as itself") {
  std::mt19937 random(2014);
  const auto one_of = [&](const std::vector<std::string>& values) {
    return values[random() % values.size()];
  };
  for (int i = 0; i < 500; ++i) {
    std::string query =
        "q=" + one_of({"", "mosul", "%22a+b%22+-c", "%D9%86%D9%8A%D9%86%D9%88%D9%89", "a%26b%3Dc%23"});
    for (int n = 0; n < 4; ++n) {
      query += "&" + one_of({"partner=italy", "partner=france", "topic=stabilisation", "kind=news", "lang=ar",
                             "lang=en", "outlet=the-hill", "partner=_missing"});
    }
    query += "&from=" + one_of({"", "2015", "2016-02"}) + "&to=" + one_of({"", "2017-03-04", "2018"}) +
             "&dates=" + one_of({"", "overlap", "within"});
    query += "&sort=" + one_of({"", "newest", "oldest", "relevance"}) + "&page=" + one_of({"1", "3"});
    query += "&match=" + one_of({"", "auto", "all", "any"}) + "&cross=" + one_of({"", "on", "off"});
    query += "&recency=" + one_of({"", "off"}) + "&explain=" + one_of({"", "1"});
    query += "&passages=" + one_of({"", "off"}) + "&suggestions=" + one_of({"", "off", "on"}) +
             "&labels=" + one_of({"", "off"});
    query += "&facets=" + one_of({"", "none", "topic,partner"});
    CAPTURE(query);
    const auto first = parse_search(query, tests::small_vocabulary());
    CHECK(first.faults.empty());
    const auto address = searchd::canonical_query(first.request);
    const auto second = parse_search(address, tests::small_vocabulary());
    CHECK(second.faults.empty());
    CHECK(searchd::canonical_query(second.request) == address);
    CHECK(second.request.typed == first.request.typed);
    CHECK(second.request.dates == first.request.dates);
    CHECK(second.request.match == first.request.match);
    CHECK(second.request.cross == first.request.cross);
    CHECK(second.request.recency == first.request.recency);
    CHECK(second.request.explain == first.request.explain);
    CHECK(second.request.passages == first.request.passages);
    CHECK(second.request.suggestions == first.request.suggestions);
    CHECK(second.request.labels == first.request.labels);
  }
}

TEST_CASE("an address without parameters names each that is given") {
  const auto faults = searchd::parse_no_parameters("a=1&utm_x=2&b");
  REQUIRE(faults.size() == 2);
  CHECK(faults[0].name == "a");
  CHECK(faults[1].name == "b");
}

TEST_CASE("a control character is told wherever text is taken") {
  using Faults = std::vector<searchd::ParameterFault>;
  for (const Faults& faults :
       {searchd::parse_text("text=a%00b").faults, searchd::parse_suggest("q=a%1Bb").faults,
        searchd::parse_similar("limit=%005").faults}) {
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].code == "control");
  }
  CHECK(searchd::parse_text("text=a%09b%0A").faults.empty());
}

TEST_CASE("what is told of a fault is short, however long it was") {
  const auto faults =
      parse_search(std::string(3000, 'x') + "=" + std::string(3000, 'y'), tests::small_vocabulary()).faults;
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].name.size() <= 200);
  CHECK(faults[0].value.size() <= 200);
}

TEST_CASE("a date is read in the ways people write it") {
  struct Row {
    const char* text;
    const char* canonical;
  };
  const Row rows[] = {
      {"2018", "2018"},
      {"2018-02", "2018-02"},
      {"2018-2", "2018-02"},
      {"2018/02/13", "2018-02-13"},
      {"٢٠١٨-٠٢-١٣", "2018-02-13"},
      {"۲۰۱۸", "2018"},
      {"\u200F2018\u200E", "2018"},
      {" 2018 - 02 ", "2018-02"},
      {"2016-02-29", "2016-02-29"},
      {"18", ""},
      {"20188", ""},
      {"2018-", ""},
      {"2018-02-13T10:00", ""},
      {"13-02-2018", ""},
      {"2018--02", ""},
      {"2018-002", ""},
      {"2018-02-13-1", ""},
      {"", ""},
      {"-", ""},
      {"99999999999999999999", ""},
      {"2018-02-30", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto read = searchd::read_date(row.text);
    const auto* date = std::get_if<searchd::DateText>(&read);
    CHECK((date == nullptr ? "" : date->text) == row.canonical);
  }
}

TEST_CASE("edit_distance counts letters inserted, dropped, changed or swapped") {
  struct Row {
    const char* a;
    const char* b;
    std::size_t distance;
  };
  const Row rows[] = {{"", "", 0},          {"a", "", 1},        {"italy", "italy", 0},
                      {"itly", "italy", 1}, {"form", "from", 1}, {"kitten", "sitting", 3},
                      {"abc", "cab", 2},    {"ca", "abc", 3}};
  for (const auto& row : rows) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    CHECK(searchd::edit_distance(row.a, row.b) == row.distance);
    CHECK(searchd::edit_distance(row.b, row.a) == row.distance);
  }
  CHECK(searchd::edit_distance(std::string(1000, 'a'), std::string(1000, 'b')) == 64);
}
