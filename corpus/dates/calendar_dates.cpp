#include "corpus/dates/calendar_dates.h"

#include <array>
#include <cstdlib>

#include "corpus/dates/date_text.h"
#include "corpus/dates/day_counting.h"
#include "corpus/dates/hijri.h"

namespace corpus {
namespace {

using namespace date_role;

constexpr std::ptrdiff_t kSight = 6;  // tokens before a date in which "will" stands

bool ends_sentence(const DateToken& token) {
  return token.is_sign(U'.') || token.is_sign(U'\n') || token.is_sign(U'!') || token.is_sign(U'?') ||
         token.is_sign(U'؟');
}

std::optional<std::int32_t> day_of(int year, int month, int day) {
  const auto date = existing_date(year, month, day);
  if (!date) return std::nullopt;
  return day_number(date->first_day);
}

FoundDate written(DayRange days, DatePrecision precision, std::ptrdiff_t next) {
  return {days, precision, DateRule::written, next};
}

}  // namespace

bool looks_ahead(const TokenRow& row, std::ptrdiff_t at) {
  bool ahead = false;
  for (auto place = at - 1; place >= 0 && place > at - 1 - kSight; --place) {
    if (ends_sentence(row[place]) || row[place].is(past)) break;
    ahead = ahead || row[place].is(future);
  }
  return ahead;
}

std::optional<FoundDate> CalendarReader::read(std::ptrdiff_t at) const {
  const auto& token = row_[at];
  if (token.kind == DateToken::Kind::number) {
    if (auto date = in_figures(at)) return date;
    if (auto date = with_day(at)) return date;
    if (auto date = hijri_year(at)) return date;
    return with_year(at);
  }
  if (token.word == nullptr) return std::nullopt;
  if (token.is(weekday)) {
    auto next = at + 1;
    if (row_[next].is_sign(U'.')) ++next;
    if (row_[next].is_comma()) ++next;
    if (row_[next].is(article)) ++next;
    if (row_[next].kind == DateToken::Kind::number) return with_day(next);
    return row_[next].kind == DateToken::Kind::word && !row_[next].is(weekday) ? with_month(next)
                                                                               : std::nullopt;
  }
  if (token.is(ordinal)) {
    if (auto date = with_day(at)) return date;
  }
  return with_month(at);
}

// "2018-02-13", "13/02/2018", "13.02.2018".
std::optional<FoundDate> CalendarReader::in_figures(std::ptrdiff_t at) const {
  const auto& sign = row_[at + 1];
  if (!(sign.is_sign(U'-') || sign.is_sign(U'/') || sign.is_sign(U'.'))) return std::nullopt;
  const auto& before = row_[at - 1];
  const bool opens = row_[at].spaced || before.is_sign(U'(') || before.is_sign(U'\n') || before.is_sign(U'"');
  if (at > 0 && (!opens || before.is(version))) return std::nullopt;
  for (std::ptrdiff_t place = at + 1; place <= at + 4; ++place) {
    const bool is_figure = (place - at) % 2 == 0;
    if (row_[place].spaced ||
        (is_figure ? row_[place].kind != DateToken::Kind::number : !row_[place].is_sign(sign.sign))) {
      return std::nullopt;
    }
  }
  const auto& after = row_[at + 5];
  const bool goes_on =
      !after.spaced && at + 5 < row_.size() &&
      (after.kind == DateToken::Kind::word ? !after.capital : after.is_dash() || after.is_sign(U'/'));
  if (goes_on) return std::nullopt;
  const std::array<const DateToken*, 3> parts{&row_[at], &row_[at + 2], &row_[at + 4]};
  const bool dots = sign.sign == U'.';
  if (parts[1]->digits > 2 || (dots && parts[1]->digits != 2)) return std::nullopt;
  std::optional<std::int32_t> day;
  if (parts[0]->digits == 4 && parts[2]->digits <= 2) {
    day = day_of(parts[0]->number, parts[1]->number, parts[2]->number);
  } else if (parts[2]->digits == 4 && parts[0]->digits <= 2 && parts[2]->number >= kFirstYear) {
    const int year = parts[2]->number, first = parts[0]->number, second = parts[1]->number;
    if (dots && parts[0]->digits != 2) return std::nullopt;
    if (first <= 12 && second <= 12 && first != second && first > 0 && second > 0) {
      return written(days_of_year(year), DatePrecision::year, at + 5);  // the day first, or the month
    }
    day = first > 12 ? day_of(year, second, first) : day_of(year, first, second);
  }
  if (!day || parts[0]->number == 0 || parts[1]->number == 0 || parts[2]->number == 0) return std::nullopt;
  return written({*day, *day}, DatePrecision::day, at + 5);
}

// A day of the month at `at`, which moves behind it: "13", "13th", الثالث عشر.
std::optional<int> CalendarReader::day_at(std::ptrdiff_t& at) const {
  const auto& token = row_[at];
  if (token.is(ordinal) && !token.led) {
    int day = token.word->number;
    auto next = at + 1;
    if (row_[next].is(number) && row_[next].word->number == 10 && !row_[next].led) {
      day += 10;
      ++next;
    }
    if (!row_[next].is(joins)) return std::nullopt;  // "the first" of what follows, not "first" alone
    at = next;
    return day;
  }
  if (token.kind != DateToken::Kind::number || token.digits > 2 || !row_.is_whole_number(at))
    return std::nullopt;
  if (token.number < 1 || token.number > 31) return std::nullopt;
  ++at;
  if (row_[at].is(ordinal_ending) && !row_[at].spaced) ++at;
  return token.number;
}

std::optional<CalendarReader::MonthAt> CalendarReader::one_month_at(std::ptrdiff_t at) const {
  const auto& token = row_[at];
  if (token.word == nullptr) return std::nullopt;
  if (token.word->head != 0) {
    auto second = at + 1;
    while (second < at + 4 && (row_[second].is(part_of_name) || row_[second].is_sign(U'-'))) ++second;
    if (row_[second].word != nullptr) {
      if (const int month = month_of_two_words(*token.word, *row_[second].word); month != 0)
        return MonthAt{month, second + 1, false};
    }
  }
  if (token.is(hijri_month)) return MonthAt{-token.word->hijri, at + 1, false};
  if (!token.is(date_role::month)) return std::nullopt;
  if (token.is_latin() && !token.capital && token.is(month_in_caps | abbreviation)) return std::nullopt;
  auto next = at + 1;
  if (token.is(abbreviation) && row_[next].is_sign(U'.')) ++next;
  return MonthAt{token.word->month, next, token.is(month_in_caps) && !token.alef_madda};
}

// A month with, perhaps, its other name behind it: "شباط/فبراير", "تموز (يوليو)".
std::optional<CalendarReader::MonthAt> CalendarReader::month_at(std::ptrdiff_t at) const {
  auto month = one_month_at(at);
  if (!month || month->month < 0) return month;
  const bool opens = row_[month->next].is_sign(U'(');
  if (!opens && !row_[month->next].is_sign(U'/')) return month;
  const auto other = one_month_at(month->next + 1);
  if (!other || other->month != month->month) return month;
  month->next = other->next;
  month->doubtful = false;  // both names mean it
  if (opens && row_[month->next].is_sign(U')')) ++month->next;
  return month;
}

// "8 to 14", "1 and 2", "26–27".
void CalendarReader::take_second_day(std::ptrdiff_t& at, Parts& parts) const {
  const bool dash = row_[at].is_dash();
  const bool is_range = dash || row_[at].is(to);
  if (!is_range && !row_[at].is(also)) return;
  auto next = at + 1;
  const auto& second = row_[next];
  const bool figure = second.kind == DateToken::Kind::number && second.digits <= 2 &&
                      second.number > parts.day && second.number <= 31;
  if (!figure || (!dash && !row_.is_whole_number(next))) return;
  if (!is_range && second.number != parts.day + 1) return;  // two days apart, each by itself
  ++next;
  if (row_[next].is(ordinal_ending) && !row_[next].spaced) ++next;
  parts.last_day = second.number;
  at = next;
}

std::optional<CalendarReader::Parts> CalendarReader::day_and_month(std::ptrdiff_t at) const {
  Parts parts;
  const auto day = day_at(at);
  if (!day) return std::nullopt;
  parts.day = *day;
  take_second_day(at, parts);
  for (int joined = 0; joined < 2 && row_[at].is(joins); ++joined) ++at;
  const auto month = month_at(at);
  if (!month) return std::nullopt;
  parts.month = month->month;
  parts.next = month->next;
  parts.year = year_at(parts.next, parts.month < 0);
  return parts;
}

std::optional<CalendarReader::Parts> CalendarReader::month_and_day(std::ptrdiff_t at) const {
  if (!row_[at].capital) return std::nullopt;  // English alone puts the day behind
  Parts parts;
  const auto month = month_at(at);
  if (!month || month->month < 0) return std::nullopt;
  parts.month = month->month;
  at = month->next;
  if (row_[at].kind != DateToken::Kind::number) return std::nullopt;
  const auto day = day_at(at);
  if (!day || row_[at].is(counted)) return std::nullopt;
  parts.day = *day;
  take_second_day(at, parts);
  parts.next = at;
  parts.year = year_at(parts.next, false);
  return parts;
}

std::optional<FoundDate> CalendarReader::with_day(std::ptrdiff_t at) const {
  const auto parts = day_and_month(at);
  if (!parts || is_name_of_place(at, parts->next)) return std::nullopt;
  if (parts->month > 0) {
    if (auto range = up_to(*parts, at)) return range;
  }
  return found(*parts, at);
}

bool CalendarReader::joins_range(std::ptrdiff_t at, bool begun_between) const {
  return row_[at].is_dash() || row_[at].is(to) || (begun_between && row_[at].is(also));
}

// "28 October 2019 to 2 November 2019": each end is a day of its own month.
std::optional<FoundDate> CalendarReader::up_to(const Parts& first, std::ptrdiff_t at) const {
  if (first.last_day != 0 || !joins_range(first.next, row_[at - 1].is(between))) return std::nullopt;
  const auto second_at = first.next + 1;
  const auto second =
      row_[second_at].kind == DateToken::Kind::number ? day_and_month(second_at) : month_and_day(second_at);
  if (!second || second->month < 1 || second->last_day != 0) return std::nullopt;
  const auto end = found(*second, at);
  if (!end || end->days.first != end->days.last) return std::nullopt;
  const int end_year = static_cast<int>(day_of_number(end->days.first).year());
  const int year = first.year != 0 ? first.year : first.month > second->month ? end_year - 1 : end_year;
  const auto begin = day_of(year, first.month, first.day);
  if (!begin || *begin >= end->days.first) return std::nullopt;
  return FoundDate{{*begin, end->days.last}, DatePrecision::interval, end->rule, end->next};
}

std::optional<FoundDate> CalendarReader::found(const Parts& parts, std::ptrdiff_t at) const {
  if (parts.month < 0) {
    if (parts.year == 0 || parts.last_day != 0) return std::nullopt;
    const auto days = hijri_days(parts.year, -parts.month, parts.day);
    if (!days) return std::nullopt;
    return FoundDate{*days, parts.day != 0 ? DatePrecision::day : DatePrecision::interval, DateRule::hijri,
                     parts.next};
  }
  const int last = parts.last_day != 0 ? parts.last_day : parts.day;
  const auto precision = parts.last_day != 0 ? DatePrecision::interval : DatePrecision::day;
  if (parts.year != 0) {
    const auto begin = day_of(parts.year, parts.month, parts.day),
               end = day_of(parts.year, parts.month, last);
    if (!begin || !end) return std::nullopt;
    return written({*begin, *end}, precision, parts.next);
  }
  if (!own_) return std::nullopt;
  const bool ahead = looks_ahead(row_, at);
  const auto end = likely_day(own_->first, parts.month, last, ahead);
  if (!end || end != likely_day(own_->last, parts.month, last, ahead)) return std::nullopt;
  return FoundDate{{*end - (last - parts.day), *end}, precision, DateRule::no_year, parts.next};
}

bool CalendarReader::is_name_of_place(std::ptrdiff_t from, std::ptrdiff_t next) const {
  return row_[from - 1].is(place) || (row_[next].is(place) && row_[next].capital) ||
         row_[from - 1].is_sign(U'#');
}

std::optional<FoundDate> CalendarReader::with_month(std::ptrdiff_t at) const {
  if (row_[at - 1].is_sign(U'#')) return std::nullopt;
  if (const auto parts = month_and_day(at)) {
    if (is_name_of_place(at, parts->next)) return std::nullopt;
    if (auto range = up_to(*parts, at)) return range;
    return found(*parts, at);
  }
  const auto month = month_at(at);
  const auto& before = row_[at - 1];
  if (!month || (before.kind == DateToken::Kind::number && before.digits <= 2))
    return std::nullopt;  // no such day
  auto next = month->next;
  const int year = year_at(next, month->month < 0);
  if (year != 0 && month->month < 0) {
    const bool is_told = row_[next - 1].is(islamic) || before.is(date_role::month_cue);
    const auto days = is_told ? hijri_days(year, -month->month, 0) : std::nullopt;
    if (!days) return std::nullopt;
    return FoundDate{*days, DatePrecision::interval, DateRule::hijri, next};
  }
  if (month->month < 0) return std::nullopt;
  if (auto range = months_up_to(*month, at)) return range;
  if (year != 0) return written(days_of_month(year, month->month), DatePrecision::month, next);
  return month_alone(*month, at);
}

// "January to March 2019".
std::optional<FoundDate> CalendarReader::months_up_to(const MonthAt& first, std::ptrdiff_t at) const {
  auto next = first.next;
  const int stated = year_at(next, false);
  if (!joins_range(next, row_[at - 1].is(between))) return std::nullopt;
  const auto second = month_at(next + 1);
  if (!second || second->month < 1) return std::nullopt;
  auto end = second->next;
  const int year = year_at(end, false);
  if (year == 0) return std::nullopt;
  const int first_year = stated != 0 ? stated : first.month > second->month ? year - 1 : year;
  const DayRange days{days_of_month(first_year, first.month).first, days_of_month(year, second->month).last};
  if (days.first >= days.last) return std::nullopt;
  return written(days, DatePrecision::interval, end);
}

// "in November", "يوليو الماضي": the latest that has begun, or, where the text looks ahead, the next.
std::optional<FoundDate> CalendarReader::month_alone(const MonthAt& month, std::ptrdiff_t at) const {
  const auto& before = row_[at - 1];
  const auto& after = row_[month.next];
  const bool marked = after.is(last | date_role::next) && !after.is_latin();
  const bool told = before.is(month_cue) || marked || (!month.doubtful && before.is(weak_month_cue));
  if (!own_ || !told || own_->last - own_->first > 31) return std::nullopt;
  if (before.is(also) || row_[at].is(abbreviation) || (after.is_dash() && !after.spaced)) return std::nullopt;
  const bool ahead =
      before.is(date_role::next) || (marked && after.is(date_role::next)) || looks_ahead(row_, at);
  const auto days = latest_month(own_->first, month.month, ahead);
  if (days != latest_month(own_->last, month.month, ahead)) return std::nullopt;
  return FoundDate{days, DatePrecision::month, DateRule::no_year, month.next + (marked ? 1 : 0)};
}

}  // namespace corpus
