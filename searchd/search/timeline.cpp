#include "searchd/search/timeline.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "corpus/dates/date.h"

namespace searchd {
namespace {

using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month_day;

// Days that are counted in a table: of other centuries there are few documents, if any.
constexpr std::size_t kMostDaysInTable = 100'000;

// With these at most, each interval makes about sixty periods or fewer.
constexpr std::pair<Interval, std::int32_t> kLongestSpans[] = {
    {Interval::day, 31}, {Interval::week, 26 * 7}, {Interval::month, 5 * 366}, {Interval::quarter, 15 * 366}};

/// Dates of documents by what they may mean.
class DateCounts {
 public:
  /// Of `documents`, which lie among those that `columns` has.
  DateCounts(const Columns& columns, const PlaceBits& documents)
      : base_(columns.first_month() <= columns.last_month() ? first_day_of_month(columns.first_month()) : 0) {
    if (columns.first_month() <= columns.last_month()) {
      const auto size = first_day_of_month(columns.last_month() + 1) - base_;
      of_day_.resize(std::min<std::size_t>(static_cast<std::size_t>(size), kMostDaysInTable));
    }
    add(*columns.main(), documents);
    if (columns.delta() != nullptr) add(*columns.delta(), documents);
  }

  std::int64_t undated() const { return undated_; }

  /// Calls `action(days, count)` for all days that dates may mean, in no order.
  template <typename Action>
  void for_each(Action action) const {
    for (std::size_t at = 0; at < of_day_.size(); ++at) {
      const auto day = base_ + static_cast<std::int32_t>(at);
      if (of_day_[at] != 0) action(PeriodDays{day, day}, of_day_[at]);
    }
    for (const auto& [days, count] : others_) action(PeriodDays{days.first, days.second}, count);
  }

 private:
  void add(const DocumentColumns& columns, const PlaceBits& documents) {
    documents.for_each(columns.first(), columns.end(), [&](std::size_t place) {
      const auto document = static_cast<Xapian::docid>(place);
      const auto first = columns.first_day(document), last = columns.last_day(document);
      const auto at = static_cast<std::int64_t>(first) - base_;
      if (first == Columns::kUndated) {
        ++undated_;
      } else if (first == last && at >= 0 && at < static_cast<std::int64_t>(of_day_.size())) {
        ++of_day_[static_cast<std::size_t>(at)];
      } else {
        ++others_[{first, last}];
      }
    });
  }

  std::int32_t base_;
  std::vector<std::int64_t> of_day_;
  std::map<std::pair<std::int32_t, std::int32_t>, std::int64_t> others_;
  std::int64_t undated_ = 0;
};

bool is_within_one(PeriodDays days, Interval interval) {
  return period_around(days.first, interval).last >= days.last;
}

// The period in which all of `days` lie, as much of it as is asked for; nothing where they reach beyond that.
std::optional<PeriodDays> period_of(PeriodDays days, Interval interval, const DateFilter& asked) {
  auto period = period_around(days.first, interval);
  period.first = std::max(period.first, asked.from.value_or(period.first));
  period.last = std::min(period.last, asked.to.value_or(period.last));
  return days.first >= period.first && days.last <= period.last ? std::optional(period) : std::nullopt;
}

// How many periods begin from `first`, the first day of one, to `day`, that of another.
std::int64_t periods_between(std::int32_t first, std::int32_t day, Interval interval) {
  const year_month_day from{sys_days{std::chrono::days{first}}}, to{sys_days{std::chrono::days{day}}};
  const auto months_between = (to.year() / to.month() - from.year() / from.month()).count();
  switch (interval) {
    case Interval::week: return (static_cast<std::int64_t>(day) - first) / 7;
    case Interval::month: return months_between;
    case Interval::quarter: return months_between / 3;
    case Interval::year: return months_between / 12;
    case Interval::automatic:
    case Interval::day: break;
  }
  return static_cast<std::int64_t>(day) - first;
}

Interval fitting_interval(const DateCounts& counts) {
  std::int32_t first = std::numeric_limits<std::int32_t>::max(),
               last = std::numeric_limits<std::int32_t>::min();
  std::int64_t dated = 0;
  counts.for_each([&](PeriodDays days, std::int64_t count) {
    first = std::min(first, days.first);
    last = std::max(last, days.last);
    dated += count;
  });
  for (const auto& [interval, longest] : kLongestSpans) {
    if (dated == 0 || last - first >= longest) continue;
    std::int64_t inside = 0;
    counts.for_each([&, &interval = interval](PeriodDays days, std::int64_t count) {
      if (is_within_one(days, interval)) inside += count;
    });
    if (2 * inside >= dated) return interval;
  }
  return dated == 0 ? Interval::month : Interval::year;
}

}  // namespace

Timeline timeline_of(const Columns& columns, const PlaceBits& documents, Interval interval, bool with_all,
                     const DateFilter& dates) {
  const DateCounts counts(columns, documents);
  Timeline timeline;
  timeline.interval = interval == Interval::automatic ? fitting_interval(counts) : interval;
  timeline.undated = counts.undated();
  std::map<std::int32_t, Timeline::Period> periods;  // by their first day
  counts.for_each([&](PeriodDays days, std::int64_t count) {
    const auto around = period_of(days, timeline.interval, dates);
    if (!around) {
      timeline.wider += count;
      return;
    }
    auto& period = periods[around->first];
    period.first_day = around->first;
    period.last_day = around->last;
    period.count += count;
  });
  if (with_all) {
    DateCounts(columns, columns.shown()).for_each([&](PeriodDays days, std::int64_t count) {
      const auto around = period_of(days, timeline.interval, dates);
      const auto found = around ? periods.find(around->first) : periods.end();
      if (found != periods.end()) found->second.in_all = found->second.in_all.value_or(0) + count;
    });
  }
  for (auto& [first, period] : periods) {
    const auto whole_first = period_around(periods.begin()->first, timeline.interval).first;
    period.place =
        periods_between(whole_first, period_around(first, timeline.interval).first, timeline.interval);
    timeline.periods.push_back(period);
  }
  return timeline;
}

}  // namespace searchd
