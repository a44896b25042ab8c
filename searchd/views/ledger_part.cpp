// The members of the Coalition as its texts state them: a small picture, and the same numbers as a table.
#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "searchd/views/page_data.h"

namespace searchd {
namespace {

constexpr std::int64_t kChartHeight = 100, kSlot = 10;  // as in the template

// Of the numbers that the texts state, each with the first day on which it was stated, as long as they go up
// or down.
std::vector<const corpus::LedgerEntry*> steps_of(const std::vector<corpus::LedgerEntry>& ledger) {
  std::vector<const corpus::LedgerEntry*> dated;
  for (const auto& entry : ledger) {
    if (corpus::days_of(entry.date)) dated.push_back(&entry);
  }
  std::stable_sort(dated.begin(), dated.end(), [](const auto* a, const auto* b) {
    return corpus::days_of(a->date)->first < corpus::days_of(b->date)->first;
  });
  std::vector<const corpus::LedgerEntry*> steps;
  for (const auto* entry : dated) {
    if (steps.empty() || steps.back()->members != entry->members) steps.push_back(entry);
  }
  return steps;
}

}  // namespace

void set_ledger(Data& data, const std::vector<corpus::LedgerEntry>& ledger, const PageView& view) {
  const auto steps = steps_of(ledger);
  int most = 1;
  for (const auto* step : steps) most = std::max(most, step->members);
  auto list = empty_list();
  for (std::size_t at = 0; at < steps.size(); ++at) {
    const auto& step = *steps[at];
    const auto place = is_right_to_left(view.language) ? steps.size() - 1 - at : at;
    const auto tall = kChartHeight * step.members / most;
    const auto date = view.messages.date(step.date);
    Data item;
    item.set("step_x", std::to_string(static_cast<std::int64_t>(place) * kSlot));
    item.set("step_y", std::to_string(kChartHeight - tall));
    item.set("step_height", std::to_string(tall));
    item.set("step_date", date);
    item.set("step_members", view.messages.number(step.members));
    item.set("step_label", view.messages.format("home.members_at",
                                                {{"count", std::int64_t{step.members}}, {"date", date}}));
    set_text(item, "step_href", step.document.empty() ? "" : document_address(view.language, step.document));
    list.push_back(std::move(item));
  }
  data.set("steps_width", std::to_string(static_cast<std::int64_t>(steps.size()) * kSlot));
  set_list(data, "steps", std::move(list));
  set_text(data, "members_now",
           steps.empty() ? ""
                         : view.messages.format("home.members_now",
                                                {{"count", std::int64_t{steps.back()->members}},
                                                 {"date", view.messages.date(steps.back()->date)}}));
}

}  // namespace searchd
