// Dates of the Islamic calendar as days of the Gregorian one.
#pragma once

#include <optional>

#include "corpus/dates/date.h"

namespace corpus {

/// The first and the last day of what is dated so in the calendar of Umm al-Qura as ICU has it
/// (islamic-umalqura): a day, a month where `day` is 0, a year where `month` is 0 too. Where a month is begun
/// by sighting its days may lie a day off. The thirtieth of a month that has 29 days there is the day after.
/// `year` from 1300 to 1500; nothing for anything else and for what no calendar has.
std::optional<DayRange> hijri_days(int year, int month, int day);

}  // namespace corpus
