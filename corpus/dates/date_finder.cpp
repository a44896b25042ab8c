#include "corpus/dates/date_finder.h"

#include <algorithm>

#include "corpus/dates/calendar_dates.h"
#include "corpus/dates/relative_dates.h"

namespace corpus {
namespace {

// Years that are written with four figures, so that what is found can be written down and read again.
constexpr DayRange kCalendar{-719162, 2932896};  // 0001-01-01, 9999-12-31

bool is_within_calendar(const DayRange& days) {
  return days.first >= kCalendar.first && days.last <= kCalendar.last;
}

constexpr std::ptrdiff_t kMostBetween = 5;  // tokens between two dates of one day: "هـ (الموافق"

struct Placed {
  FoundDate date;
  std::ptrdiff_t first;  // token
};

// "15 رمضان 1440 هـ الموافق 20 أيار 2019" tells one day twice: the Gregorian one is the one that is meant.
bool tells_the_same(const TokenRow& row, const Placed& one, const Placed& other) {
  if (other.first - one.date.next > kMostBetween) return false;
  for (auto at = one.date.next; at < other.first; ++at) {
    if (row[at].is(date_role::corresponds) || row[at].is_sign(U'(')) return true;
  }
  return false;
}

void drop_hijri_doubles(const TokenRow& row, std::vector<Placed>& dates) {
  std::vector<Placed> kept;
  for (const auto& date : dates) {
    const bool pair = !kept.empty() && tells_the_same(row, kept.back(), date);
    const bool before_hijri = pair && kept.back().date.rule == DateRule::hijri;
    const bool now_hijri = date.date.rule == DateRule::hijri;
    if (before_hijri && !now_hijri) kept.pop_back();
    if (!(pair && now_hijri && !before_hijri)) kept.push_back(date);
  }
  dates = std::move(kept);
}

EventDate event_of(const TokenRow& row, const Placed& placed, std::string_view text,
                   analyzers::TextField field) {
  const auto& first = row[placed.first];
  const auto& last = row[placed.date.next - 1];
  EventDate event;
  event.first_day = day_of_number(placed.date.days.first);
  event.last_day = day_of_number(placed.date.days.last);
  event.precision = placed.date.precision;
  event.rule = placed.date.rule;
  event.words = text.substr(first.first_byte, last.last_byte - first.first_byte);
  event.where = {field, first.begin, last.end};
  return event;
}

}  // namespace

std::vector<EventDate> dates_in(std::string_view text, analyzers::TextField field,
                                const PublicationDate& own) {
  const auto tokens = date_tokens(text);
  const TokenRow row(tokens);
  const auto own_days = days_of(own);
  const CalendarReader calendar(row, own_days);
  const RelativeReader relative(row, own_days);
  std::vector<Placed> dates;
  for (std::ptrdiff_t at = 0; at < row.size();) {
    std::optional<FoundDate> date;
    if (row[at].word != nullptr || row[at].kind == DateToken::Kind::number) {
      date = calendar.read(at);
      if (!date) date = relative.read(at);
    }
    if (date && !is_within_calendar(date->days)) date.reset();
    if (date) dates.push_back({*date, at});
    at = date ? date->next : at + 1;
  }
  drop_hijri_doubles(row, dates);
  std::vector<EventDate> events;
  events.reserve(dates.size());
  for (const auto& date : dates) events.push_back(event_of(row, date, text, field));
  return events;
}

std::vector<EventDate> events_in(std::string_view title, std::string_view summary, std::string_view body,
                                 const PublicationDate& own) {
  using analyzers::TextField;
  auto events = dates_in(title, TextField::title, own);
  for (const auto& [text, field] :
       {std::pair{summary, TextField::summary}, std::pair{body, TextField::body}}) {
    auto more = dates_in(text, field, own);
    events.insert(events.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  if (events.size() > kMostEvents) events.resize(kMostEvents);
  return events;
}

}  // namespace corpus
