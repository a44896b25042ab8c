// Dates that running text speaks of: what is found, what is not, and how it is counted.
#include "corpus/dates/date_finder.h"

#include <doctest/doctest.h>

#include "corpus/dates/day_counting.h"
#include "corpus/dates/hijri.h"

using namespace corpus;

namespace {

/// "2017-07-10 written [10 July 2017]; …".
std::string told(const char* text, const char* own) {
  std::string all;
  for (const auto& event :
       dates_in(text, analyzers::TextField::body, parse_date(own).value_or(PublicationDate{}))) {
    if (!all.empty()) all += "; ";
    all += to_string(event) + " " + std::string(date_rule_name(event.rule)) + " [" + event.words + "]";
  }
  return all;
}

}  // namespace

TEST_CASE("a date is found with its words and the rule that told it") {
  struct Row {
    const char* why;
    const char* text;
    const char* own;
    const char* found;
  };
  const Row rows[] = {
      {"with its weekday", "It began on Monday, 10 July 2017, at noon.", "",
       "2017-07-10 written [Monday, 10 July 2017]"},
      {"both names of its month", "في 13 شباط (فبراير) 2018 اجتمعوا", "",
       "2018-02-13 written [13 شباط (فبراير) 2018]"},
      {"harakat and tatweel", "في 13 شُبَاط 2018 وفي أيـلول 2014", "",
       "2018-02-13 written [13 شُبَاط 2018]; 2014-09 written [أيـلول 2014]"},
      {"behind and", "في أيلول 2014 وتشرين الأول 2015", "",
       "2014-09 written [أيلول 2014]; 2015-10 written [وتشرين الأول 2015]"},
      {"of two calendars", "15 رمضان 1440 هـ الموافق 20 أيار 2019", "", "2019-05-20 written [20 أيار 2019]"},
      {"of two calendars, the other way", "20 مايو 2019 الموافق 15 رمضان 1440 هـ", "",
       "2019-05-20 written [20 مايو 2019]"},
      {"of the Islamic calendar", "في 15 رمضان 1440 هـ", "", "2019-05-20 hijri [15 رمضان 1440 هـ]"},
      {"its year from the document", "The battle began Oct. 26.", "2017-10-27",
       "2017-10-26 no_year [Oct. 26]"},
      {"the year before at its turn", "on 30 December", "2018-01-02", "2017-12-30 no_year [30 December]"},
      {"without a document's date", "The battle began Oct. 26, on Sunday.", "", ""},
      {"a weekday", "On Sunday he was killed.", "2019-10-28", "2019-10-27 weekday [Sunday]"},
      {"the day itself", "On Monday he spoke.", "2019-10-28", "2019-10-28 weekday [Monday]"},
      {"last is never today", "last Monday he spoke.", "2019-10-28", "2019-10-21 weekday [Monday]"},
      {"ahead", "They will meet on Monday.", "2019-10-28", "2019-11-04 weekday [Monday]"},
      {"not ahead beyond the sentence", "They will meet. On Sunday he spoke.", "2019-10-28",
       "2019-10-27 weekday [Sunday]"},
      {"أمس with its weekday is one date", "وصل أمس الأحد", "2019-10-28", "2019-10-27 relative [أمس الأحد]"},
      {"a week is Monday to Sunday", "last week", "2019-10-28", "2019-10-21/2019-10-27 relative [last week]"},
      {"counted from a month it is between two days", "yesterday", "2019-11",
       "2019-10-31/2019-11-29 relative [yesterday]"},
      {"counted from a year it is nothing", "yesterday, on Sunday, in May", "2019", ""},
      {"a month that both ends of the document's date tell", "in June", "2019-11", "2019-06 no_year [June]"},
      {"between two days", "from 28 October to 2 November 2019", "",
       "2019-10-28/2019-11-02 written [28 October to 2 November 2019]"},
      {"over the turn of the year", "30 December to 9 January 2022", "",
       "2021-12-30/2022-01-09 written [30 December to 9 January 2022]"},
      {"an impossible day", "on 31 February 2019", "", ""},
      {"a leap day that none of the years has", "on 29 February", "2018-06-01", ""},
      {"ahead by more than three months", "since 8 March", "2020-10-18", "2020-03-08 no_year [8 March]"},
      {"ahead as the text says", "They will meet on 8 June.", "2020-01-10", "2020-06-08 no_year [8 June]"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(told(row.text, row.own) == row.found);
  }
}

TEST_CASE("what only looks like a date is none") {
  for (const char* text : {"2,500 fighters and 2500 others",
                           "in 2000 homes and after 1900 metres",
                           "in 2,017",
                           "since 2,017 families fled",
                           "منذ ٢٬٠١٧",
                           "in #2017",
                           "He may march on in may",
                           "May he rest",
                           "Theresa May said",
                           "Resolution 2170 (2014)",
                           "020 7946 2018",
                           "version 2.6.2018",
                           "at 20:14",
                           "verse 2:185",
                           "F-16, COVID-19 in May-Mart",
                           "the 1990s",
                           "the 82-member Coalition",
                           "Sun and moon",
                           "Black Friday, the Sunday Times, every Monday",
                           "14 July Bridge",
                           "جسر 14 تموز",
                           "مارس التنظيم العنف",
                           "لم يصل من الاثنين إلا واحد",
                           "صلاة الجمعة",
                           "اليوم الأول",
                           "ذلك اليوم",
                           "الأمين العام الحالي",
                           "قبل يومين من المعركة",
                           "رمضان شهر الصيام",
                           "wp-content/2019/05/x",
                           "http://a.example/2019-05-06/x",
                           "#10May2019",
                           "الآية 2019",
                           "a year",
                           "2019",
                           "٢٠١٩",
                           ""}) {
    CAPTURE(text);
    CHECK(told(text, "2019-10-28") == "");
  }
}

TEST_CASE("the place of a date is counted in code points of its field") {
  const auto events = events_in("آذار 2019", "في 13 شباط 2018", "💪 On 10 July 2017.", {});
  REQUIRE(events.size() == 3);
  CHECK(events[0].where == analyzers::Span{analyzers::TextField::title, 0, 9});
  CHECK(events[1].where == analyzers::Span{analyzers::TextField::summary, 3, 15});
  CHECK(events[2].where == analyzers::Span{analyzers::TextField::body, 5, 17});
}

TEST_CASE("a list of dates without end is kept up to a limit") {
  std::string many;
  for (int i = 0; i < 1200; ++i) many += "On 10 July 2017. ";
  CHECK(events_in("", "", many, {}).size() == kMostEvents);
}

TEST_CASE("what is found can be written down, also at the ends of the calendar") {
  CHECK(told("tomorrow, next year and yesterday", "9999-12-31") == "9999-12-30 relative [yesterday]");
  CHECK(told("yesterday, 400 years ago", "0001-01-01") == "");
}

TEST_CASE("days are counted from other days") {
  const auto day = [](const char* text) { return days_of(*parse_date(text))->first; };
  CHECK(weekday_until(day("2019-10-28"), 0) == day("2019-10-28"));
  CHECK(weekday_until(day("2019-10-28"), 6) == day("2019-10-27"));
  CHECK(weekday_until(day("1969-12-29"), 0) == day("1969-12-29"));
  CHECK(weekday_until(day("0001-01-02"), 0) == day("0001-01-01"));
  CHECK(week_of(day("2019-11-03")) == DayRange{day("2019-10-28"), day("2019-11-03")});
  CHECK(month_from(day("2019-01-31"), -1) == *days_of(*parse_date("2018-12")));
  CHECK(month_from(day("2019-12-31"), 13) == *days_of(*parse_date("2021-01")));
  CHECK(year_from(day("2020-02-29"), -5) == *days_of(*parse_date("2015")));
  CHECK(likely_day(day("2019-12-28"), 1, 10, false) == day("2020-01-10"));
  CHECK(likely_day(day("2019-01-02"), 12, 30, false) == day("2018-12-30"));
  CHECK(likely_day(day("2019-06-01"), 10, 1, false) == day("2018-10-01"));
  CHECK(likely_day(day("2019-06-01"), 10, 1, true) == day("2019-10-01"));
  CHECK(likely_day(day("2021-03-01"), 2, 29, false) == day("2020-02-29"));
  CHECK_FALSE(likely_day(day("2018-03-01"), 2, 29, false).has_value());
  CHECK(latest_month(day("2019-10-28"), 10, false) == *days_of(*parse_date("2019-10")));
  CHECK(latest_month(day("2019-10-28"), 11, false) == *days_of(*parse_date("2018-11")));
  CHECK(latest_month(day("2019-10-28"), 10, true) == *days_of(*parse_date("2020-10")));
}

TEST_CASE("dates of the Islamic calendar are those of Umm al-Qura") {
  struct Row {
    int year, month, day;
    const char* first;
    const char* last;
  };
  const Row rows[] = {
      {1440, 9, 1, "2019-05-06", "2019-05-06"},  {1440, 9, 15, "2019-05-20", "2019-05-20"},
      {1440, 9, 0, "2019-05-06", "2019-06-03"},  {1441, 0, 0, "2019-08-31", "2020-08-19"},
      {1440, 9, 30, "2019-06-04", "2019-06-04"}, {1440, 12, 0, "2019-08-02", "2019-08-30"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.first);
    const auto days = hijri_days(row.year, row.month, row.day);
    REQUIRE(days.has_value());
    CHECK(days->first == days_of(*parse_date(row.first))->first);
    CHECK(days->last == days_of(*parse_date(row.last))->last);
  }
  CHECK_FALSE(hijri_days(2019, 5, 6).has_value());
  CHECK_FALSE(hijri_days(1440, 13, 1).has_value());
  CHECK_FALSE(hijri_days(1440, 0, 1).has_value());
  CHECK_FALSE(hijri_days(1440, 9, 31).has_value());
}
