#include "corpus/ledger_bounds.h"

#include <algorithm>
#include <optional>

namespace corpus {
namespace {

/// A count on a known date.
struct DatedCount {
  int members;
  DayRange days;
  std::string date;
};

std::vector<DatedCount> dated_counts(std::span<const LedgerEntry> entries) {
  std::vector<DatedCount> counts;
  for (const auto& entry : entries) {
    if (const auto days = days_of(entry.date))
      counts.push_back({entry.members, *days, to_string(entry.date)});
  }
  return counts;
}

// Later texts look back ("from 62 to 82 members"): what counts fewer than was counted before says nothing of
// its day.
bool looks_back(const std::vector<DatedCount>& counts, const DatedCount& count) {
  return std::any_of(counts.begin(), counts.end(), [&count](const DatedCount& other) {
    return other.members > count.members && other.days.last < count.days.first;
  });
}

const DatedCount* last_with_fewer(const std::vector<DatedCount>& counts, int members) {
  const DatedCount* last = nullptr;
  for (const auto& count : counts) {
    if (count.members >= members || looks_back(counts, count)) continue;
    if (last == nullptr || count.days.first > last->days.first) last = &count;
  }
  return last;
}

const DatedCount* first_with_more(const std::vector<DatedCount>& counts, int members) {
  const DatedCount* first = nullptr;
  for (const auto& count : counts) {
    if (count.members > members && (first == nullptr || count.days.last < first->days.last)) first = &count;
  }
  return first;
}

std::string named(const DatedCount& count) { return std::to_string(count.members) + ": " + count.date; }

std::optional<PublicationDate> bounded(const std::vector<DatedCount>& counts, int members,
                                       const std::string& first_seen) {
  const auto* fewer = last_with_fewer(counts, members);
  const auto* more = first_with_more(counts, members);
  const auto seen = parse_date(first_seen);
  if (fewer == nullptr || (more == nullptr && (!seen || seen->precision != DatePrecision::day)))
    return std::nullopt;
  PublicationDate date;
  date.precision = DatePrecision::interval;
  date.evidence = DateEvidence::member_count;
  date.first_day = day_of_number(fewer->days.first);
  date.last_day = more != nullptr ? day_of_number(more->days.last) : seen->first_day;
  date.words = named(*fewer) + "; " + (more != nullptr ? named(*more) : "seen: " + first_seen.substr(0, 10));
  if (date.first_day > date.last_day) return std::nullopt;
  return date;
}

}  // namespace

void bound_dates(std::span<LedgerEntry> entries, std::span<const std::string> first_seen) {
  const auto counts = dated_counts(entries);
  for (std::size_t at = 0; at < entries.size(); ++at) {
    if (entries[at].date.precision != DatePrecision::unknown) continue;
    if (auto date = bounded(counts, entries[at].members, first_seen[at])) entries[at].date = std::move(*date);
  }
}

}  // namespace corpus
