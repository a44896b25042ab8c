// A date as people type it into a field or an address, read with the reason where it cannot be.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace searchd {

/// "2018", "2018-02" or "2018-02-13": the days it covers.
struct DateText {
  std::string text;                          // canonical
  std::int32_t first_day = 0, last_day = 0;  // days since 1970-01-01, inclusive
};

struct DateFault {
  std::string reason;  // "month must be 01 to 12"
  std::string code;    // "date_form", "date_year", "date_month", "date_day"
};

/// Reads a year, a month or a day: digits western, Arabic-Indic or Persian; '-' or '/' between them; months
/// and days of one digit too. Years 1000 to 9999.
std::variant<DateText, DateFault> read_date(std::string_view text);

/// Whether `word`, a word of a question as it is folded, may be a year: 1900 to 2099, for what stands alone
/// in four digits is rarely anything else. Not where `typed`, what was written, parts its digits by a comma:
/// "2,017" is a number.
bool is_year(std::string_view word, std::string_view typed);

}  // namespace searchd
