#include "corpus/dates/hijri.h"

#include <unicode/calendar.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>

#include <cmath>
#include <memory>

namespace corpus {
namespace {

constexpr double kMillisecondsOfDay = 86'400'000;

icu::Calendar* calendar() {
  thread_local const std::unique_ptr<icu::Calendar> kCalendar = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Calendar> made(icu::Calendar::createInstance(
        icu::TimeZone::getGMT()->clone(), icu::Locale("en@calendar=islamic-umalqura"), status));
    if (U_FAILURE(status)) made.reset();
    return made;
  }();
  return kCalendar.get();
}

/// The day on which a day, month or year begins.
std::optional<std::int32_t> first_day_of(int year, int month, int day) {
  auto* hijri = calendar();
  if (hijri == nullptr) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  hijri->clear();
  hijri->set(year, month - 1, day);
  const double instant = hijri->getTime(status);
  if (U_FAILURE(status)) return std::nullopt;
  return static_cast<std::int32_t>(std::floor(instant / kMillisecondsOfDay));
}

}  // namespace

std::optional<DayRange> hijri_days(int year, int month, int day) {
  if (year < 1300 || year > 1500 || month < 0 || month > 12 || day < 0 || day > 30) return std::nullopt;
  if (month == 0 && day != 0) return std::nullopt;
  const auto first = first_day_of(year, month == 0 ? 1 : month, day == 0 ? 1 : day);
  if (!first) return std::nullopt;
  if (day != 0) return DayRange{*first, *first};
  const bool ends_year = month == 0 || month == 12;
  const auto after = first_day_of(ends_year ? year + 1 : year, ends_year ? 1 : month + 1, 1);
  if (!after) return std::nullopt;
  return DayRange{*first, *after - 1};
}

}  // namespace corpus
