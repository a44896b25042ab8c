// A date that a text speaks of: not when the text appeared, but when what it tells happened or will happen.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analyzers/tagger.h"
#include "corpus/dates/date.h"

namespace corpus {

/// How an event's date was told from its words.
enum class DateRule {
  written,   // with its year: "13 February 2018", "نوفمبر 2019", "8 to 14 July 2017"
  hijri,     // of the Islamic calendar, as Umm al-Qura counts it: "15 رمضان 1440"
  no_year,   // day or month without its year: that nearest to the document's own date
  weekday,   // "on Sunday", "next Monday": counted from the document's own date
  relative,  // "yesterday", "two days ago", "last month", "أمس": likewise
};

/// "written", "hijri", "no_year", "weekday", "relative".
std::string_view date_rule_name(DateRule rule);
std::optional<DateRule> date_rule_from_name(std::string_view name);

struct EventDate {
  std::chrono::year_month_day first_day{}, last_day{};  // the days it may mean; of a day the same
  DatePrecision precision = DatePrecision::unknown;     // never unknown for one that was found
  DateRule rule{};
  std::string words;      // as written
  analyzers::Span where;  // of the words, in code points of their field

  bool operator==(const EventDate&) const = default;
};

/// "2017", "2017-07", "2017-07-10" or "2017-07-08/2017-07-14", as to_string(PublicationDate) does.
std::string to_string(const EventDate& event);

/// Its days as a date without evidence.
PublicationDate date_of(const EventDate& event);

/// The days, months, years or intervals that parse_date() reads, as an event's days.
std::optional<EventDate> event_date_of(const PublicationDate& date);

}  // namespace corpus
