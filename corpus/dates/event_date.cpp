#include "corpus/dates/event_date.h"

#include <array>
#include <utility>

namespace corpus {
namespace {

constexpr std::array<std::pair<DateRule, std::string_view>, 5> kRuleNames{{
    {DateRule::written, "written"},
    {DateRule::hijri, "hijri"},
    {DateRule::no_year, "no_year"},
    {DateRule::weekday, "weekday"},
    {DateRule::relative, "relative"},
}};

}  // namespace

std::string_view date_rule_name(DateRule rule) {
  for (const auto& [value, name] : kRuleNames) {
    if (value == rule) return name;
  }
  __builtin_unreachable();
}

std::optional<DateRule> date_rule_from_name(std::string_view name) {
  for (const auto& [value, known] : kRuleNames) {
    if (known == name) return value;
  }
  return std::nullopt;
}

PublicationDate date_of(const EventDate& event) {
  PublicationDate date;
  date.first_day = event.first_day;
  if (event.precision == DatePrecision::interval) date.last_day = event.last_day;
  date.precision = event.precision;
  return date;
}

std::string to_string(const EventDate& event) { return to_string(date_of(event)); }

std::optional<EventDate> event_date_of(const PublicationDate& date) {
  const auto days = days_of(date);
  if (!days) return std::nullopt;
  EventDate event;
  event.first_day = day_of_number(days->first);
  event.last_day = day_of_number(days->last);
  event.precision = date.precision;
  return event;
}

}  // namespace corpus
