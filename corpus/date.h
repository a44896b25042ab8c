// Calendar days as sources give them: with the precision they have and the evidence they rest on.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace corpus {

enum class DatePrecision { unknown, year, month, day };
enum class DateEvidence { unknown, metadata, address, visible_text, decision };

std::string_view date_precision_name(DatePrecision precision);  // "unknown", "year", "month", "day"
std::string_view date_evidence_name(
    DateEvidence evidence);  // "unknown", "metadata", "address", "visible_text", "decision" (an editor's)
std::optional<DatePrecision> date_precision_from_name(std::string_view name);
std::optional<DateEvidence> date_evidence_from_name(std::string_view name);

/// When something was published: a day, month or year of the site's own local calendar. Unknown by default,
/// never today.
struct PublicationDate {
  std::chrono::year_month_day
      first_day{};  // of the day, month or year; meaningless where precision is unknown
  DatePrecision precision = DatePrecision::unknown;
  DateEvidence evidence = DateEvidence::unknown;
  std::string words;  // what it was read from, as written: "2018-02-13T09:30:00", "/2018/02/", "13 شباط 2018"
  std::string gmt;  // the same instant in UTC, ISO 8601, where the source gives one; else empty

  bool operator==(const PublicationDate&) const = default;
};

/// "2018", "2018-02" or "2018-02-13", by precision; "" where unknown.
std::string to_string(const PublicationDate& date);

/// Reads "2018", "2018-02", "2018-02-13" and ISO 8601 instants beginning with such a day
/// ("2018-02-13T09:30:00Z", "2018-02-13 09:30:00"; the day is taken as written, the site's local day).
/// Western or Arabic-Indic digits. Nothing for anything else, for days that do not exist and for the zero
/// date "0000-00-00". Sets precision, first_day and words; evidence is the caller's.
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
};
std::optional<DayRange> days_of(const PublicationDate& date);

/// The current instant in UTC as "2026-11-21T08:50:25Z": for provenance, never for publication dates.
std::string now_utc();

}  // namespace corpus
