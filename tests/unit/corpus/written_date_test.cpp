// Dates as fields and short lines write them, for machines and for readers.
#include "corpus/dates/written_date.h"

#include <doctest/doctest.h>

using namespace corpus;

TEST_CASE("dates in metadata are read in the forms that sites use") {
  struct Row {
    const char* written;
    const char* day;
    const char* gmt;
  };
  const Row rows[] = {
      {"2018-02-13", "2018-02-13", ""},
      {"2018-02", "2018-02", ""},
      {"2018-02-13T09:30:00", "2018-02-13", ""},
      {"2018-02-13T09:30:00Z", "2018-02-13", "2018-02-13T09:30:00Z"},
      {"2018-02-13T01:30:00+03:00", "2018-02-13", "2018-02-12T22:30:00Z"},
      {"2018-02-13T01:30+0300", "2018-02-13", "2018-02-12T22:30:00Z"},
      {"2017-12-31T20:00:00.123-07:00", "2017-12-31", "2018-01-01T03:00:00Z"},
      {"2018-02-13 09:30:00 +0000", "2018-02-13", ""},
      {"٢٠١٨-٠٢-١٣", "2018-02-13", ""},
      {"20180213", "2018-02-13", ""},
      {"2018/02/13", "2018-02-13", ""},
      {"2018/2/3 10:00", "2018-02-03", ""},
      {"13.02.2018", "2018-02-13", ""},
      {"13/02/2018 09:30", "2018-02-13", ""},
      {"02/13/2018", "2018-02-13", ""},
      {"03/02/2018", "2018", ""},  // the third of February, or the second of March
      {"02/02/2018", "2018-02-02", ""},
      {"Tue, 13 Feb 2018 09:30:00 GMT", "2018-02-13", ""},
      {"February 13, 2018 9:30 am", "2018-02-13", ""},
      {"13 شباط/فبراير 2018", "2018-02-13", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.written);
    const auto date = written_date(row.written);
    REQUIRE(date.has_value());
    CHECK(to_string(*date) == row.day);
    CHECK(date->gmt == row.gmt);
    CHECK(date->words == row.written);
  }
  for (const char* none : {"", "today", "0000-00-00", "0001-01-01T00:00:00", "1970-01-01T00:00:00Z",
                           "2018-13-45", "31/02/2018", "1/2", "12345678901234567890", "99/99/9999"}) {
    CAPTURE(none);
    CHECK(!written_date(none));
  }
}

TEST_CASE("a date is found in a line that says more") {
  struct Row {
    const char* line;
    const char* day;
    const char* words;
  };
  const Row rows[] = {
      {"Published on 13 February 2018 at 9:30", "2018-02-13", "on 13 February 2018"},
      {"By Sara Holm | 3 October 2019 | 6 min read", "2019-10-03", "3 October 2019"},
      {"الأربعاء 20 مايو 2020 - 10:45 ص", "2020-05-20", "الأربعاء 20 مايو 2020"},
      {"نشر بتاريخ: 20 تشرين الثاني/نوفمبر 2016", "2016-11-20", "20 تشرين الثاني/نوفمبر 2016"},
      {"Updated 14.05.2018", "2018-05-14", "14.05.2018"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    const auto date = date_within_line(row.line);
    REQUIRE(date.has_value());
    CHECK(to_string(*date) == row.day);
    CHECK(date->words == row.words);
    CHECK(date->evidence == DateEvidence::visible_text);
  }
  CHECK(!date_within_line("Members since the beginning: 81"));
  CHECK(
      !date_within_line("It was in May that the road was opened, and nobody who was there that day will "
                        "forget 2018 and what it "
                        "brought to all who live here"));
}
