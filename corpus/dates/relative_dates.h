// Dates of running text that are counted from the document's own date: "on Sunday", "yesterday", "قبل عامين".
#pragma once

#include <cstdint>
#include <optional>

#include "corpus/dates/calendar_dates.h"
#include "corpus/dates/date_tokens.h"

namespace corpus {

/// Reads them. `own`: the days that the document's own date may mean; where it is not one day, what is
/// counted from it is an interval, and where they are more than a month, nothing.
class RelativeReader {
 public:
  RelativeReader(const TokenRow& row, const std::optional<DayRange>& own) : row_(row), own_(own) {}

  std::optional<FoundDate> read(std::ptrdiff_t at) const;

 private:
  std::optional<FoundDate> on_weekday(std::ptrdiff_t at) const;
  std::optional<FoundDate> on_day(std::ptrdiff_t at) const;
  std::optional<FoundDate> some_time_ago(std::ptrdiff_t at) const;
  std::optional<FoundDate> before_now(std::ptrdiff_t at) const;
  std::optional<FoundDate> marked_before(std::ptrdiff_t at) const;
  std::optional<FoundDate> marked_behind(std::ptrdiff_t at) const;

  bool is_weekday_here(std::ptrdiff_t at) const;
  bool is_today(std::ptrdiff_t at) const;
  std::optional<int> number_at(std::ptrdiff_t& at) const;
  FoundDate counted(int unit, int steps, DateRule rule, std::ptrdiff_t next) const;

  const TokenRow& row_;
  const std::optional<DayRange>& own_;
};

}  // namespace corpus
