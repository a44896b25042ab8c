#include "corpus/dates/relative_dates.h"

#include <algorithm>

#include "corpus/dates/day_counting.h"

namespace corpus {
namespace {

using namespace date_role;

constexpr std::int32_t kLongestOwn = 31;  // days: what is counted from more says nothing
constexpr int kMostSteps = 400;           // "400 years ago"

enum Unit { day_unit = 1, week_unit = 2, month_unit = 3, year_unit = 4 };

DayRange stepped(std::int32_t from, int unit, int steps) {
  switch (unit) {
    case week_unit: return week_of(from + 7 * steps);
    case month_unit: return month_from(from, steps);
    case year_unit: return year_from(from, steps);
    default: return {from + steps, from + steps};
  }
}

DatePrecision precision_of(int unit) {
  switch (unit) {
    case day_unit: return DatePrecision::day;
    case month_unit: return DatePrecision::month;
    case year_unit: return DatePrecision::year;
    default: return DatePrecision::interval;
  }
}

}  // namespace

FoundDate RelativeReader::counted(int unit, int steps, DateRule rule, std::ptrdiff_t next) const {
  const auto first = stepped(own_->first, unit, steps);
  const auto last = stepped(own_->last, unit, steps);
  return {{first.first, last.last}, first == last ? precision_of(unit) : DatePrecision::interval, rule, next};
}

std::optional<FoundDate> RelativeReader::read(std::ptrdiff_t at) const {
  if (!own_ || own_->last - own_->first > kLongestOwn || row_[at - 1].is_sign(U'#')) return std::nullopt;
  const auto& token = row_[at];
  if (token.kind == DateToken::Kind::number) return some_time_ago(at);
  if (token.word == nullptr) return std::nullopt;
  if (token.is(weekday)) return on_weekday(at);
  if (token.is(day_word)) return on_day(at);
  if (token.is(date_role::before)) {
    if (auto date = before_now(at)) return date;
  }
  if (token.is(number | article)) {
    if (auto date = some_time_ago(at)) return date;
  }
  if (token.is(last | next | current)) return marked_before(at);
  return token.is(unit) ? marked_behind(at) : std::nullopt;
}

bool RelativeReader::is_weekday_here(std::ptrdiff_t at) const {
  const auto& token = row_[at];
  const auto& before = row_[at - 1];
  const auto& after = row_[at + 1];
  if (token.is_latin() && (!token.capital || token.is(abbreviation))) return false;
  if (before.is(no_weekday_after) || (before.is(day_part) && row_[at - 2].is(no_weekday_after))) return false;
  if (after.is(no_weekday_before)) return false;
  return !token.is(weekday_with_cue) || before.is(day_part | day_word) || after.is(last | next);
}

std::optional<FoundDate> RelativeReader::on_weekday(std::ptrdiff_t at) const {
  if (!is_weekday_here(at)) return std::nullopt;
  const auto& before = row_[at - 1];
  const auto& after = row_[at + 1];
  const int day = row_[at].word->weekday;
  const bool marked = !row_[at].is_latin() && after.is(last | next);
  const bool ahead = before.is(next) || (marked && after.is(next)) || looks_ahead(row_, at);
  const bool strictly = before.is(last) || (marked && after.is(last));
  const auto counted_from = [&](std::int32_t from) {
    if (ahead) return weekday_until(from + 7, day);
    return weekday_until(strictly ? from - 1 : from, day);
  };
  const DayRange days{counted_from(own_->first), counted_from(own_->last)};
  return FoundDate{days, days.first == days.last ? DatePrecision::day : DatePrecision::interval,
                   DateRule::weekday, at + (marked ? 2 : 1)};
}

// "اليوم" is also "the day": of what follows, or of what was told.
bool RelativeReader::is_today(std::ptrdiff_t at) const {
  if (row_[at].is_latin()) return !row_[at - 1].is(ago);
  if (row_[at - 1].is(no_today_after) || row_[at].led) return false;
  return !row_[at + 1].is(no_today_before) || row_[at + 1].is(weekday);
}

std::optional<FoundDate> RelativeReader::on_day(std::ptrdiff_t at) const {
  int steps = row_[at].word->offset;
  auto next = at + 1;
  if (steps == 0 && !is_today(at)) return std::nullopt;
  if (steps == -1 && row_[next].is(ordinal) && row_[next].word->number == 1 && !row_[next].led) {
    steps = -2;  // أمس الأول
    ++next;
  }
  if (row_[next].is(weekday) && !row_[next].is_latin() && !row_[next].led) ++next;  // أمس الأحد
  return counted(day_unit, steps, DateRule::relative, next);
}

// How many: "3", "three", "a"; `at` moves behind it.
std::optional<int> RelativeReader::number_at(std::ptrdiff_t& at) const {
  const auto& token = row_[at];
  if (token.kind == DateToken::Kind::number) {
    if (!row_.is_whole_number(at) || token.digits > 3 || token.number < 1 || token.number > kMostSteps)
      return std::nullopt;
    ++at;
    return token.number;
  }
  if (token.is(number)) return row_[at++].word->number;
  if (token.is(article) && token.is_latin()) return ++at, 1;
  return std::nullopt;
}

// "three weeks ago".
std::optional<FoundDate> RelativeReader::some_time_ago(std::ptrdiff_t at) const {
  const auto count = number_at(at);
  if (!count || !row_[at].is(unit) || !row_[at].is_latin() || !row_[at + 1].is(ago)) return std::nullopt;
  return counted(row_[at].word->unit, -*count, DateRule::relative, at + 2);
}

// "قبل ثلاثة أسابيع", "قبل عامين"; not "قبل عام 2014" and not "قبل يومين من".
std::optional<FoundDate> RelativeReader::before_now(std::ptrdiff_t at) const {
  auto place = at + 1;
  const auto count = number_at(place);
  const auto& what = row_[place];
  if (!what.is(unit) || what.is_latin() || what.led) return std::nullopt;
  if (!count && what.word->number == 0 && what.is(last | next)) return std::nullopt;
  auto next = place + 1;
  int steps = count ? *count : what.word->number == 2 ? 2 : 1;
  if (count && *count <= 9 && row_[next].is(unit)) return std::nullopt;
  if (row_[next].kind == DateToken::Kind::number || row_[next].is(relates | date_role::month))
    return std::nullopt;
  return counted(what.word->unit, -steps, DateRule::relative, next);
}

// "last week", "this year", "هذا العام".
std::optional<FoundDate> RelativeReader::marked_before(std::ptrdiff_t at) const {
  const auto& mark = row_[at];
  const auto& what = row_[at + 1];
  if (!what.is(unit) || what.word->unit == day_unit || mark.is_latin() != what.is_latin())
    return std::nullopt;
  if (mark.is_latin() ? row_[at - 1].is(article) : !mark.is(current)) return std::nullopt;
  if (row_[at + 2].kind == DateToken::Kind::number) return std::nullopt;
  const int steps = mark.is(last) ? -1 : mark.is(next) ? 1 : 0;
  return counted(what.word->unit, steps, DateRule::relative, at + 2);
}

// "العام الماضي", "الشهر الجاري".
std::optional<FoundDate> RelativeReader::marked_behind(std::ptrdiff_t at) const {
  const auto& what = row_[at];
  const auto& mark = row_[at + 1];
  if (what.is_latin() || what.word->unit == day_unit || !mark.is(last | next | current) || mark.led)
    return std::nullopt;
  if (row_[at - 1].is(official)) return std::nullopt;
  const int steps = mark.is(last) ? -1 : mark.is(next) ? 1 : 0;
  return counted(what.word->unit, steps, DateRule::relative, at + 2);
}

}  // namespace corpus
