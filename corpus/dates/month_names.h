// The names of the months, in English and in the Arabic of Levant and Iraq, Egypt and the Gulf, and the
// Maghreb.
#pragma once

#include <span>
#include <string_view>

namespace corpus {

struct MonthName {
  std::string_view name;  // folded as key_letter() folds; of one word or of two with a space between
  int month;              // 1 to 12
};

/// All names of the months of the Gregorian calendar.
std::span<const MonthName> month_names();

/// Those of the Islamic calendar, Arabic and in Latin letters; 1 is Muharram.
std::span<const MonthName> hijri_month_names();

}  // namespace corpus
