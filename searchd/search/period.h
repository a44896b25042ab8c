// The days, weeks, months, quarters and years by which a timeline counts.
#pragma once

#include <chrono>
#include <cstdint>

#include "corpus/dates/date.h"
#include "searchd/search/request.h"

namespace searchd {

/// The days of one period, since 1970-01-01, both inclusive. Weeks begin on Mondays (ISO 8601).
struct PeriodDays {
  std::int32_t first = 0, last = 0;

  bool operator==(const PeriodDays&) const = default;
};

/// `count` whole months from `first` on, the first day of one.
inline PeriodDays days_of_months(std::chrono::year_month_day first, int count) {
  return {corpus::day_number(first), corpus::day_number(first + std::chrono::months{count}) - 1};
}

/// The period of this length that `day` is in; `interval` is not automatic.
inline PeriodDays period_around(std::int32_t day, Interval interval) {
  const std::chrono::sys_days instant{std::chrono::days{day}};
  const std::chrono::year_month_day date{instant};
  const auto month_before = (static_cast<unsigned>(date.month()) - 1) % 3;
  switch (interval) {
    case Interval::week: {
      const auto monday = day - static_cast<std::int32_t>(std::chrono::weekday{instant}.iso_encoding() - 1);
      return {monday, monday + 6};
    }
    case Interval::month: return days_of_months(date.year() / date.month() / 1, 1);
    case Interval::quarter:
      return days_of_months(
          date.year() / date.month() / 1 - std::chrono::months{static_cast<int>(month_before)}, 3);
    case Interval::year: return days_of_months(date.year() / 1 / 1, 12);
    case Interval::automatic:
    case Interval::day: break;
  }
  return {day, day};
}

}  // namespace searchd
