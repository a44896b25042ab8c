#include "searchd/search/date_text.h"

#include <chrono>
#include <cstdio>
#include <optional>
#include <vector>

#include "analyzers/utf8.h"

namespace searchd {
namespace {

using namespace std::chrono;

std::optional<int> digit_value(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c >= U'\u0660' && c <= U'\u0669') return static_cast<int>(c - U'\u0660');  // Arabic-Indic
  if (c >= U'\u06F0' && c <= U'\u06F9') return static_cast<int>(c - U'\u06F0');  // Persian
  return std::nullopt;
}

bool is_direction_mark(char32_t c) { return c == U'\u200E' || c == U'\u200F' || c == U'\u061C'; }

struct Number {
  int value = 0, digits = 0;
};

/// The numbers between separators; nothing where anything else stands in `text`.
std::optional<std::vector<Number>> numbers_in(std::string_view text) {
  std::vector<Number> numbers(1);
  bool understood = true;
  analyzers::for_each_code_point(text, [&](char32_t c) {
    if (const auto digit = digit_value(c)) {
      auto& number = numbers.back();
      if (++number.digits <= 4) number.value = number.value * 10 + *digit;
    } else if (c == U'-' || c == U'/') {
      numbers.emplace_back();
    } else if (c != U' ' && !is_direction_mark(c)) {
      understood = false;
    }
  });
  if (!understood) return std::nullopt;
  return numbers;
}

bool has_form_of_date(const std::vector<Number>& numbers) {
  if (numbers.size() > 3 || numbers[0].digits != 4) return false;
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    if (numbers[i].digits < 1 || numbers[i].digits > 2) return false;
  }
  return true;
}

std::int32_t day_number(year_month_day day) {
  return static_cast<std::int32_t>(sys_days(day).time_since_epoch().count());
}

std::string written(const std::vector<Number>& numbers) {
  char text[16] = "";
  if (numbers.size() == 1) std::snprintf(text, sizeof text, "%04d", numbers[0].value);
  if (numbers.size() == 2)
    std::snprintf(text, sizeof text, "%04d-%02d", numbers[0].value, numbers[1].value % 100);
  if (numbers.size() == 3) {
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", numbers[0].value, numbers[1].value % 100,
                  numbers[2].value % 100);
  }
  return text;
}

}  // namespace

std::variant<DateText, DateFault> read_date(std::string_view text) {
  const auto numbers = numbers_in(text);
  if (!numbers || !has_form_of_date(*numbers)) {
    return DateFault{"a date is written 2018, 2018-02 or 2018-02-13", "date_form"};
  }
  const year y{(*numbers)[0].value};
  if ((*numbers)[0].value < 1000) return DateFault{"year must be 1000 to 9999", "date_year"};
  if (numbers->size() == 1)
    return DateText{written(*numbers), day_number(y / 1 / 1), day_number(y / 12 / 31)};

  const month m{static_cast<unsigned>((*numbers)[1].value)};
  if (!m.ok()) return DateFault{"month must be 01 to 12", "date_month"};
  const auto last = (y / m / std::chrono::last).day();
  if (numbers->size() == 2)
    return DateText{written(*numbers), day_number(y / m / 1), day_number(y / m / last)};

  const day d{static_cast<unsigned>((*numbers)[2].value)};
  if (!(y / m / d).ok()) {
    return DateFault{"that month has the days 01 to " + std::to_string(static_cast<unsigned>(last)),
                     "date_day"};
  }
  return DateText{written(*numbers), day_number(y / m / d), day_number(y / m / d)};
}

bool is_year(std::string_view word, std::string_view typed) {
  const bool of_our_time = word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
                           word.find_first_not_of("0123456789") == std::string_view::npos;
  bool after_comma = false, grouped = false;
  analyzers::for_each_code_point(typed, [&](char32_t c) {
    grouped = grouped || (after_comma && digit_value(c));
    after_comma = c == U',' || c == U'\u060C' || c == U'\u066C';
  });
  return of_our_time && !grouped;
}

}  // namespace searchd
