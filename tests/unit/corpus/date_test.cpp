// Dates as sources write them.
#include "corpus/dates/date.h"

#include <doctest/doctest.h>

#include <string>

#include "corpus/dates/date_text.h"

using namespace corpus;

TEST_CASE("parse_date reads years, months, days and instants, and nothing else") {
  struct Row {
    const char* why;
    const char* text;
    const char* date;  // "" : refused
  };
  const Row rows[] = {
      {"a year", "2018", "2018"},
      {"a month", "2018-02", "2018-02"},
      {"a day", "2018-02-13", "2018-02-13"},
      {"Arabic-Indic digits", "٢٠١٨-٠٢-١٣", "2018-02-13"},
      {"Persian digits", "۲۰۱۸-۰۲", "2018-02"},
      {"a leap day", "2020-02-29", "2020-02-29"},
      {"an instant in UTC", "2018-02-13T09:30:00Z", "2018-02-13"},
      {"an instant of a database", "2018-02-13 09:30:00", "2018-02-13"},
      {"the day is the one written, also near midnight", "2018-02-13T23:59:59+03:00", "2018-02-13"},
      {"parts of a second", "2018-02-13T09:30:00.123456Z", "2018-02-13"},
      {"no seconds", "2018-02-13T09:30", "2018-02-13"},
      {"an interval", "2018-02-13/2018-03-06", "2018-02-13/2018-03-06"},
      {"an interval of one day", "2018-02-13/2018-02-13", "2018-02-13/2018-02-13"},
      {"an interval that ends before it begins", "2018-03-06/2018-02-13", ""},
      {"an interval of months", "2018-02/2018-03", ""},
      {"an interval of instants", "2018-02-13T09:30/2018-03-06T09:30", ""},
      {"an interval without an end", "2018-02-13/", ""},
      {"an interval of three days", "2018-02-13/2018-03-06/2018-04-01", ""},
      {"a day with slashes", "2018/02/13", ""},
      {"zero date", "0000-00-00", ""},
      {"zero instant", "0000-00-00 00:00:00", ""},
      {"zero month", "2018-00", ""},
      {"zero day", "2018-02-00", ""},
      {"no such day", "2018-02-30", ""},
      {"no such leap day", "2019-02-29", ""},
      {"no such month", "2018-13", ""},
      {"one digit", "2018-2-13", ""},
      {"something after it", "2018-02-13x", ""},
      {"a time without a day", "2018-02T09:30", ""},
      {"no such hour", "2018-02-13T25:30", ""},
      {"no such zone", "2018-02-13T09:30:00+3", ""},
      {"half a time", "2018-02-13T09:", ""},
      {"trailing hyphen", "2018-", ""},
      {"five digits", "20181", ""},
      {"three digits", "201", ""},
      {"in words", "13 February 2018", ""},
      {"space before", " 2018", ""},
      {"nothing", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto date = parse_date(row.text);
    CHECK(date.has_value() == (*row.date != '\0'));
    if (!date) continue;
    CHECK(to_string(*date) == row.date);
    CHECK(date->words == row.text);
    CHECK_MESSAGE(date->evidence == DateEvidence::unknown, "the caller knows the evidence");
    CHECK_MESSAGE(to_string(*parse_date(to_string(*date))) == to_string(*date),
                  "what is printed is read again");
  }
}

TEST_CASE("date_line reads a line that is nothing but a date in words") {
  struct Row {
    const char* why;
    const char* line;
    const char* date;
  };
  const Row rows[] = {
      {"British", "13 February 2018", "2018-02-13"},
      {"American", "February 13, 2018", "2018-02-13"},
      {"short", "Feb. 13, 2018", "2018-02-13"},
      {"ordinal", "2nd December 2022", "2022-12-02"},
      {"ordinal in American order", "December 2nd, 2022", "2022-12-02"},
      {"with its weekday", "Tuesday, 13 February 2018", "2018-02-13"},
      {"with words between", "the 13th of February 2018", "2018-02-13"},
      {"month alone", "September 2014", "2014-09"},
      {"space around", "  13 February 2018 ", "2018-02-13"},
      {"capitals", "13 FEBRUARY 2018", "2018-02-13"},
      {"eastern name", "13 شباط 2018", "2018-02-13"},
      {"western name", "13 فبراير 2018", "2018-02-13"},
      {"both names", "13 شباط/فبراير 2018", "2018-02-13"},
      {"both names, the other way round", "13 فبراير / شباط 2018", "2018-02-13"},
      {"one in brackets", "13 شباط (فبراير) 2018", "2018-02-13"},
      {"two words", "كانون الأول 2019", "2019-12"},
      {"two words, the other", "5 كانون الثاني 2020", "2020-01-05"},
      {"two words and the western name", "5 تشرين الأول/أكتوبر 2019", "2019-10-05"},
      {"Arabic-Indic digits", "١٣ شباط ٢٠١٨", "2018-02-13"},
      {"weekday and comma", "الثلاثاء، 13 شباط/فبراير 2018", "2018-02-13"},
      {"hamza left out", "1 اغسطس 2019", "2019-08-01"},
      {"hamza written", "1 أغسطس 2019", "2019-08-01"},
      {"eastern August", "1 آب 2019", "2019-08-01"},
      {"of the common era", "27 أكتوبر 2019م", "2019-10-27"},
      {"Maghreb", "3 جويلية 2017", "2017-07-03"},
      {"marks of direction", "\u200F13 شباط 2018\u200E", "2018-02-13"},
      {"no such day", "31 February 2018", ""},
      {"no such day in Arabic", "31 حزيران 2018", ""},
      {"two months that differ", "13 شباط/مارس 2018", ""},
      {"more than a date", "On 13 February 2018 ministers met", ""},
      {"a place before it", "Kuwait, 13 February 2018", ""},
      {"no year", "13 February", ""},
      {"no month", "13 2018", ""},
      {"a year alone is not in words", "2018", ""},
      {"digits alone are not in words", "13/02/2018", ""},
      {"a word that is also a month", "may", ""},
      {"two days", "13 14 February 2018", ""},
      {"two years", "13 February 2018 2019", ""},
      {"a title", "Three years after liberation", ""},
      {"nothing", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto date = date_line(row.line);
    CHECK(date.has_value() == (*row.date != '\0'));
    if (!date) continue;
    CHECK(to_string(*date) == row.date);
    CHECK(date->evidence == DateEvidence::visible_text);
    CHECK(std::string(row.line).find(date->words) != std::string::npos);
  }
}

TEST_CASE("date_in_address reads the folders of an address") {
  struct Row {
    const char* why;
    const char* url;
    const char* date;
    const char* words;
  };
  const Row rows[] = {
      {"year, month and day", "https://example.org/en/2018/02/13/title/", "2018-02-13", "/2018/02/13/"},
      {"year and month", "https://example.org/2018/02/title", "2018-02", "/2018/02/"},
      {"one digit", "https://example.org/2018/2/3/title", "2018-02-03", "/2018/2/3/"},
      {"the folder after is no day", "https://example.org/2018/02/45/", "2018-02", "/2018/02/"},
      {"the day is the last", "https://example.org/2018/02/13", "2018-02-13", "/2018/02/13"},
      {"no such month", "https://example.org/2018/13/title", "", ""},
      {"no such year", "https://example.org/1200/12/title", "", ""},
      {"a year alone", "https://example.org/2018/title", "", ""},
      {"in the question", "https://example.org/page?from=/2018/02/", "", ""},
      {"in the host", "https://2018/02/", "", ""},
      {"where a picture was stored", "https://example.org/wp-content/uploads/2018/02/a.jpg", "", ""},
      {"a year in a word", "https://example.org/report-2018/02/title", "", ""},
      {"nothing", "", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto date = date_in_address(row.url);
    CHECK(date.has_value() == (*row.date != '\0'));
    if (!date) continue;
    CHECK(to_string(*date) == row.date);
    CHECK(date->words == row.words);
    CHECK(date->evidence == DateEvidence::address);
  }
}

TEST_CASE("days_of gives the first and the last day that a date may mean") {
  struct Row {
    const char* text;
    std::int32_t first, last;
  };
  const Row rows[] = {
      {"1970-01-01", 0, 0},   {"1970-01", 0, 30},
      {"1970", 0, 364},       {"2020-02", 18293, 18321},  // date -u -d 2020-02-29 +%s is 86400 * 18321
      {"1969-12-31", -1, -1}, {"1969-12-31/1970-02-01", -1, 31},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto days = days_of(*parse_date(row.text));
    REQUIRE(days.has_value());
    CHECK(days->first == row.first);
    CHECK(days->last == row.last);
  }
  for (const std::int32_t day : {-719162, -1, 0, 18321, 2932896})
    CHECK(day_number(day_of_number(day)) == day);
  CHECK_FALSE(days_of(PublicationDate{}).has_value());
  CHECK(to_string(PublicationDate{}).empty());
}

TEST_CASE("the names of precisions and evidence are read as they are written") {
  for (const auto precision : {DatePrecision::unknown, DatePrecision::year, DatePrecision::month,
                               DatePrecision::day, DatePrecision::interval}) {
    CHECK(date_precision_from_name(date_precision_name(precision)) == precision);
  }
  for (const auto evidence : {DateEvidence::unknown, DateEvidence::metadata, DateEvidence::address,
                              DateEvidence::visible_text, DateEvidence::member_count}) {
    CHECK(date_evidence_from_name(date_evidence_name(evidence)) == evidence);
  }
  CHECK_FALSE(date_precision_from_name("hour").has_value());
  CHECK_FALSE(date_evidence_from_name("rumour").has_value());
}

TEST_CASE("now_utc is an instant that parse_date reads") {
  const auto now = now_utc();
  CHECK(now.size() == 20);
  CHECK(now.back() == 'Z');
  CHECK(parse_date(now).has_value());
}

TEST_CASE("instant_of reads what utc_text writes, and nothing else") {
  for (const char* text : {"1970-01-01T00:00:00Z", "2018-02-13T06:30:59Z", "2024-02-29T23:59:59Z"}) {
    CAPTURE(text);
    REQUIRE(instant_of(text));
    CHECK(utc_text(*instant_of(text)) == text);
  }
  CHECK(instant_of("1970-01-02T00:00:01Z")->time_since_epoch().count() == 86'401);
  for (const char* text :
       {"", "2018-02-13", "2018-02-30T00:00:00Z", "2018-02-13T24:00:00Z", "2018-02-13T06:60:00Z",
        "2018-02-13T06:30:60Z", "2018-02-13 06:30:59Z", "2018-02-13T06:30:59", "2018-02-13T06:30:5xZ"}) {
    CAPTURE(text);
    CHECK_FALSE(instant_of(text));
  }
}
