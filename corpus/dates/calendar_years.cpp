// Years: beside a month, and alone where a word says that they are one.
#include "corpus/dates/calendar_dates.h"
#include "corpus/dates/day_counting.h"
#include "corpus/dates/hijri.h"

namespace corpus {
namespace {

using namespace date_role;

constexpr int kLastYear = 2199;             // beside a month
constexpr int kFirstYearAlone = 1800;       // where a word says that it is one
constexpr int kFirstYearCalledYear = 1000;  // where it is called "year", عام, or م stands behind it
constexpr int kLastYearAlone = 2100;
constexpr int kFirstNamingYear = 1990;  // "the 2018 conference"
constexpr int kLastNamingYear = 2049;
constexpr int kFirstHijriYear = 1300;
constexpr int kLastHijriYear = 1500;

}  // namespace

bool CalendarReader::is_year(std::ptrdiff_t at) const {
  return row_[at].digits == 4 && row_.is_whole_number(at);
}

// The year at `at`, behind a comma, "of", عام: `at` moves behind it. 0 where there is none.
int CalendarReader::year_at(std::ptrdiff_t& at, bool hijri) const {
  auto place = at;
  if (row_[place].is_comma()) ++place;
  if (row_[place].is(joins) && !row_[place].is(date_role::month_cue)) ++place;
  if (row_[place].is(year_word)) ++place;
  if (!is_year(place)) return 0;
  const int year = row_[place].number;
  const bool called = row_[place + 1].is(of_christ);
  const int first = hijri ? kFirstHijriYear : called ? kFirstYearCalledYear : kFirstYear;
  const int last = hijri ? kLastHijriYear : kLastYear;
  if (year < first || year > last || row_[place + 1].is(counted)) return 0;
  at = place + 1;
  if (row_[at].is(hijri ? islamic : of_christ)) ++at;
  return year;
}

bool CalendarReader::has_year_cue(std::ptrdiff_t at) const {
  const auto& before = row_[at - 1];
  if (before.is(year_cue | year_word | years_word)) return true;
  const auto& after = row_[at + 1];
  const int year = row_[at].number;
  const bool names = after.kind == DateToken::Kind::word && after.spaced && year >= kFirstNamingYear &&
                     year <= kLastNamingYear;
  return names && before.is(article) && !after.is(also | to | between | year_cue);
}

// A year alone where a word says that it is one, and two of them.
std::optional<FoundDate> CalendarReader::with_year(std::ptrdiff_t at) const {
  if (!is_year(at) || row_[at + 1].is(counted)) return std::nullopt;
  const int year = row_[at].number;
  const auto& before = row_[at - 1];
  const auto& sign = row_[at + 1];
  const bool called = before.is(year_word | years_word) || sign.is(of_christ);
  const bool may_be_hijri = year >= kFirstHijriYear && year <= kLastHijriYear;
  if (year < (called ? kFirstYearCalledYear : kFirstYearAlone) || year > kLastYearAlone || may_be_hijri)
    return std::nullopt;
  const auto other = at + 2;
  const bool second = is_year(other) || (sign.is_dash() && row_[other].digits == 4);
  const int last_year = second ? row_[other].number : 0;
  const bool follows = last_year > year && last_year <= kLastYearAlone && !row_[other + 1].is(counted);
  const bool between_them = before.is(between) || (before.is(years_word) && row_[at - 2].is(between));
  const bool bracketed =
      sign.is_dash() && ((before.is_sign(U'(') && row_[other + 1].is_sign(U')')) ||
                         (before.is(article) && row_[other + 1].kind == DateToken::Kind::word));
  const bool ranges =
      sign.is_dash() || sign.is(to) || (sign.is(also) && (between_them || last_year == year + 1));
  if (follows && ranges && (between_them || has_year_cue(at) || bracketed)) {
    return FoundDate{{days_of_year(year).first, days_of_year(last_year).last},
                     DatePrecision::interval,
                     DateRule::written,
                     other + 1};
  }
  const bool continues = before.is(also) && row_[at - 2].digits == 4 && has_year_cue(at - 2);
  if (!continues && !has_year_cue(at)) return std::nullopt;
  if (sign.is(islamic)) return std::nullopt;
  return FoundDate{days_of_year(year), DatePrecision::year, DateRule::written,
                   at + 1 + (sign.is(of_christ) ? 1 : 0)};
}

// "عام 1441 هـ", "in 1441 AH".
std::optional<FoundDate> CalendarReader::hijri_year(std::ptrdiff_t at) const {
  if (!is_year(at) || !row_[at + 1].is(islamic)) return std::nullopt;
  const auto days = hijri_days(row_[at].number, 0, 0);
  if (!days) return std::nullopt;
  return FoundDate{*days, DatePrecision::interval, DateRule::hijri, at + 2};
}

}  // namespace corpus
