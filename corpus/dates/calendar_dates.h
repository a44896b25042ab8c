// Dates of running text that name a day, month or year of a calendar.
#pragma once

#include <cstddef>
#include <optional>

#include "corpus/dates/date_tokens.h"
#include "corpus/dates/event_date.h"

namespace corpus {

/// A date found in a row of tokens.
struct FoundDate {
  DayRange days{};
  DatePrecision precision = DatePrecision::day;
  DateRule rule = DateRule::written;
  std::ptrdiff_t next = 0;  // the first token behind it
};

/// Whether the text looks ahead at `at`: "will meet on Thursday", "a planned Wednesday special".
bool looks_ahead(const TokenRow& row, std::ptrdiff_t at);

/// Reads dates of the calendar. `own`: the days that the document's own date may mean, for dates without a
/// year.
class CalendarReader {
 public:
  CalendarReader(const TokenRow& row, const std::optional<DayRange>& own) : row_(row), own_(own) {}

  /// The date that begins at `at`; nothing where none does.
  std::optional<FoundDate> read(std::ptrdiff_t at) const;

 private:
  static constexpr int kFirstYear = 1900;  // beside a month

  struct MonthAt {
    int month;  // 1 to 12; of the Islamic calendar -1 to -12
    std::ptrdiff_t next;
    bool doubtful;  // its name is another word too
  };
  struct Parts {
    int year = 0, month = 0, day = 0, last_day = 0;  // 0: not told
    std::ptrdiff_t next = 0;
  };

  std::optional<FoundDate> in_figures(std::ptrdiff_t at) const;
  std::optional<FoundDate> with_day(std::ptrdiff_t at) const;
  std::optional<FoundDate> with_month(std::ptrdiff_t at) const;
  std::optional<FoundDate> with_year(std::ptrdiff_t at) const;
  std::optional<FoundDate> hijri_year(std::ptrdiff_t at) const;

  std::optional<int> day_at(std::ptrdiff_t& at) const;
  std::optional<MonthAt> month_at(std::ptrdiff_t at) const;
  std::optional<MonthAt> one_month_at(std::ptrdiff_t at) const;
  int year_at(std::ptrdiff_t& at, bool hijri) const;
  std::optional<Parts> day_and_month(std::ptrdiff_t at) const;
  std::optional<Parts> month_and_day(std::ptrdiff_t at) const;
  void take_second_day(std::ptrdiff_t& at, Parts& parts) const;
  std::optional<FoundDate> up_to(const Parts& first, std::ptrdiff_t at) const;
  std::optional<FoundDate> months_up_to(const MonthAt& first, std::ptrdiff_t at) const;
  std::optional<FoundDate> found(const Parts& parts, std::ptrdiff_t at) const;
  std::optional<FoundDate> month_alone(const MonthAt& month, std::ptrdiff_t at) const;

  bool joins_range(std::ptrdiff_t at, bool begun_between) const;
  bool is_year(std::ptrdiff_t at) const;
  bool has_year_cue(std::ptrdiff_t at) const;
  bool is_name_of_place(std::ptrdiff_t from, std::ptrdiff_t next) const;

  const TokenRow& row_;
  const std::optional<DayRange>& own_;
};

}  // namespace corpus
