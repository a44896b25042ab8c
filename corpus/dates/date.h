// Calendar days as sources give them: with the precision they have and the evidence they rest on.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace corpus {

/// `interval`: bounded on both sides, by days that say nothing of a calendar's month or year.
enum class DatePrecision { unknown, year, month, day, interval };
/// `member_count`: what the page says of how many members the Coalition has, held against dated pages;
/// `decision`: an editor's.
enum class DateEvidence { unknown, metadata, address, visible_text, member_count, decision };

std::string_view date_precision_name(
    DatePrecision precision);  // "unknown", "year", "month", "day", "interval"
/// "unknown", "metadata", "address", "visible_text", "member_count", "decision".
std::string_view date_evidence_name(DateEvidence evidence);
std::optional<DatePrecision> date_precision_from_name(std::string_view name);
std::optional<DateEvidence> date_evidence_from_name(std::string_view name);

/// When a source says that a document was published, or last changed: a day, month or year of the site's own
/// local calendar, or the days between which it must lie. Unknown by default, never today.
struct PublicationDate {
  std::chrono::year_month_day
      first_day{};  // of the day, month, year or interval; meaningless where precision is unknown
  std::chrono::year_month_day last_day{};  // of an interval alone; for any other precision unset
  DatePrecision precision = DatePrecision::unknown;
  DateEvidence evidence = DateEvidence::unknown;
  std::string words;  // what it was read from, as written: "2018-02-13T09:30:00", "/2018/02/", "13 شباط 2018"
  std::string gmt;  // the same instant in UTC, ISO 8601, where the source gives one; else empty

  bool operator==(const PublicationDate&) const = default;
};

/// "2018", "2018-02", "2018-02-13" or, for an interval, "2018-02-13/2018-03-06" (ISO 8601), by precision; ""
/// where unknown.
std::string to_string(const PublicationDate& date);

/// Reads "2018", "2018-02", "2018-02-13" and ISO 8601 instants beginning with such a day
/// ("2018-02-13T09:30:00Z", "2018-02-13 09:30:00"; the day is taken as written, the site's local day).
/// "2018-02-13/2018-03-06", two days in their order, is an interval.
/// Western or Arabic-Indic digits. Nothing for anything else, for days that do not exist and for the zero
/// date "0000-00-00". Sets precision, first_day, last_day and words; evidence is the caller's.
std::optional<PublicationDate> parse_date(std::string_view text);

/// A date in an address such as ".../2018/02/13/title" or ".../2018/02/title": evidence address; else
/// nothing.
std::optional<PublicationDate> date_in_address(std::string_view url);

/// A line that is nothing but a date in words, in English or Arabic, both traditions of month names:
/// "13 February 2018", "February 13, 2018", "13 شباط/فبراير 2018", "كانون الأول 2019". Evidence visible_text.
std::optional<PublicationDate> date_line(std::string_view line);

/// First and last day that `date` may mean, as days since 1970-01-01; nothing where precision is unknown.
struct DayRange {
  std::int32_t first, last;

  bool operator==(const DayRange&) const = default;
};
std::optional<DayRange> days_of(const PublicationDate& date);

/// A day as days since 1970-01-01, and back.
std::int32_t day_number(std::chrono::year_month_day day);
std::chrono::year_month_day day_of_number(std::int32_t number);

/// The current instant in UTC as "2026-11-21T08:50:25Z": for provenance, never for publication dates.
std::string now_utc();

}  // namespace corpus
