#include "corpus/dates/day_counting.h"

namespace corpus {
namespace {

constexpr std::int32_t kMostAhead = 92;  // days; a text that speaks of a later day tells its year

int year_of(std::int32_t day) { return static_cast<int>(day_of_number(day).year()); }
int month_of(std::int32_t day) { return static_cast<int>(static_cast<unsigned>(day_of_number(day).month())); }

}  // namespace

DayRange days_of_month(int year, int month) {
  const auto first = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month));
  return {day_number(first / 1), day_number(first / std::chrono::last)};
}

DayRange days_of_year(int year) { return {days_of_month(year, 1).first, days_of_month(year, 12).last}; }

DayRange week_of(std::int32_t day) {
  const auto monday = weekday_until(day, 0);
  return {monday, monday + 6};
}

std::optional<std::int32_t> likely_day(std::int32_t from, int month, int day, bool ahead) {
  std::optional<std::int32_t> likely;
  for (int year = year_of(from) - 1; year <= year_of(from) + 1; ++year) {
    const auto date = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
                      std::chrono::day(static_cast<unsigned>(day));
    if (!date.ok()) continue;
    const auto number = day_number(date);
    if (ahead ? number >= from && !likely : number <= from + kMostAhead) likely = number;
  }
  return likely;
}

DayRange latest_month(std::int32_t from, int month, bool future) {
  const int year = year_of(from);
  if (future) return days_of_month(month > month_of(from) ? year : year + 1, month);
  return days_of_month(month <= month_of(from) ? year : year - 1, month);
}

DayRange month_from(std::int32_t day, int months) {
  const int count = year_of(day) * 12 + month_of(day) - 1 + months;
  return days_of_month(count / 12, count % 12 + 1);
}

DayRange year_from(std::int32_t day, int years) { return days_of_year(year_of(day) + years); }

std::int32_t weekday_until(std::int32_t from, int weekday) {
  const int today = ((from + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
  return from - (today - weekday + 7) % 7;
}

}  // namespace corpus
