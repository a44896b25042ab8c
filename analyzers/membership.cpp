#include "analyzers/membership.h"

#include <charconv>
#include <chrono>

namespace analyzers {
namespace {

std::optional<unsigned> number_of(std::string_view digits) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

struct Days {
  std::chrono::sys_days first, last;
};

// The days that 2014, 2014-09 or 2014-09-24 may mean.
std::optional<Days> days_of(std::string_view date) {
  using namespace std::chrono;
  constexpr std::size_t kYear = 4, kMonth = 7, kDay = 10;
  if (date.size() != kYear && date.size() != kMonth && date.size() != kDay) return std::nullopt;
  const auto year_number = number_of(date.substr(0, kYear));
  if (!year_number) return std::nullopt;
  const year y(static_cast<int>(*year_number));
  if (date.size() == kYear) return Days{sys_days(y / 1 / 1), sys_days(y / 12 / 31)};
  const auto month_number = number_of(date.substr(kYear + 1, 2));
  if (date[kYear] != '-' || !month_number || !month(*month_number).ok()) return std::nullopt;
  const auto m = y / month(*month_number);
  if (date.size() == kMonth) return Days{sys_days(m / 1), sys_days(m / std::chrono::last)};
  const auto day_number = number_of(date.substr(kMonth + 1));
  if (date[kMonth] != '-' || !day_number || !(m / day(*day_number)).ok()) return std::nullopt;
  return Days{sys_days(m / day(*day_number)), sys_days(m / day(*day_number))};
}

}  // namespace

std::optional<Membership> read_membership(std::string_view text) {
  const auto slash = text.find('/');
  const auto from = text.substr(0, slash);
  const auto to = slash == std::string_view::npos ? from : text.substr(slash + 1);
  const auto first = days_of(from);
  const auto last = days_of(to);
  if (!first || !last || first->first > last->last) return std::nullopt;
  return Membership{std::string(from), std::string(to)};
}

std::optional<Membership> membership_of(const Entry& partner) {
  const auto fact = partner.facts.find("member_since");
  if (fact == partner.facts.end()) return std::nullopt;
  return read_membership(fact->second);
}

bool is_organisation(const Entry& partner) {
  const auto kind = partner.facts.find("kind");
  return kind != partner.facts.end() && kind->second == "organisation";
}

}  // namespace analyzers
