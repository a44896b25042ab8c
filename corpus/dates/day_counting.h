// Days counted from another day: pure arithmetic on days since 1970-01-01.
#pragma once

#include <cstdint>
#include <optional>

#include "corpus/dates/date.h"

namespace corpus {

/// All days of a month.
DayRange days_of_month(int year, int month);
/// All days of a year.
DayRange days_of_year(int year);
/// The week, Monday to Sunday, of the day.
DayRange week_of(std::int32_t day);

/// The day of the month that a text of `from` means where it does not tell the year: the latest that is not
/// more than three months (92 days) ahead; with `ahead` the first on or after `from`. Nothing where none of
/// the years around has it.
std::optional<std::int32_t> likely_day(std::int32_t from, int month, int day, bool ahead);

/// The latest such month that has begun on `from`; with `future` the first that begins after it.
DayRange latest_month(std::int32_t from, int month, bool future);

/// The month `months` after (before: negative) that of `day`; the year likewise.
DayRange month_from(std::int32_t day, int months);
DayRange year_from(std::int32_t day, int years);

/// The weekday (Monday 0) on or before `from`.
std::int32_t weekday_until(std::int32_t from, int weekday);

}  // namespace corpus
