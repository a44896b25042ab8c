// The first page: what the archive holds, at a glance.
#include <algorithm>
#include <vector>

#include "searchd/search/filter_fields.h"
#include "searchd/views/direction.h"
#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"

namespace searchd {
namespace {

constexpr std::size_t kMostValues = 12;                 // partners, topics: the filters of a search have all
constexpr std::int64_t kChartHeight = 100, kSlot = 10;  // as in the template

Data newest_of(const std::vector<Hit>& hits, const PageView& view) {
  auto list = empty_list();
  for (const auto& hit : hits) {
    Data item;
    set_document(item, hit.document, view);
    set_title(item, "doc_title", list_title(hit.document, view.messages), view);
    list.push_back(item);
  }
  return list;
}

SearchRequest only_kind(corpus::Kind kind) {
  auto request = search_for({});
  request.filters.kinds = {std::string(corpus::kind_name(kind))};
  return request;
}

void set_newest(Data& data, const Home& home, const PageView& view) {
  auto kinds = empty_list();
  for (const auto& newest : home.newest) {
    if (newest.hits.empty()) continue;
    const std::string name(corpus::kind_name(newest.kind));
    Data item;
    item.set("newest_name", view.messages.text("home.newest_" + name));
    item.set("newest_id", "newest-" + name);
    item.set("newest_href", search_address(view.language, only_kind(newest.kind)));
    item.set("newest_all", view.messages.format("home.all", {{"count", newest.total}}));
    item["newest_documents"] = newest_of(newest.hits, view);
    kinds.push_back(item);
  }
  set_list(data, "newest", std::move(kinds));
}

Data values_of(const Facet& facet, const PageView& view) {
  auto list = empty_list();
  for (const auto& value : facet.values) {
    if (list.list_value().size() == kMostValues) break;
    auto request = search_for({});
    for (const auto& filter : kFilterFields) {
      if (filter.field == facet.field) request.filters.*filter.values = {value.value};
    }
    Data item;
    item.set("value_href", search_address(view.language, request));
    item.set("value_label", name_of_value(facet.field, value.value, view.vocabulary, view.messages));
    item.set("value_count", view.messages.number(value.count));
    list.push_back(item);
  }
  return list;
}

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

void set_ledger(Data& data, const Home& home, const PageView& view) {
  const auto steps = steps_of(home.ledger);
  int most = 1;
  for (const auto* step : steps) most = std::max(most, step->members);
  auto list = empty_list();
  for (std::size_t at = 0; at < steps.size(); ++at) {
    const auto& step = *steps[at];
    const auto place = view.language == PageLanguage::arabic ? steps.size() - 1 - at : at;
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
    list.push_back(item);
  }
  data.set("steps_width", std::to_string(static_cast<std::int64_t>(steps.size()) * kSlot));
  set_list(data, "steps", std::move(list));
  set_text(data, "members_now",
           steps.empty() ? ""
                         : view.messages.format("home.members_now",
                                                {{"count", std::int64_t{steps.back()->members}},
                                                 {"date", view.messages.date(steps.back()->date)}}));
}

}  // namespace

Data home_data(const Home& home, const PageView& view, Data data) {
  const auto everything = search_for({});
  set_timeline(data, everything, home.everything, view);
  data.set("heading", view.messages.format("home.heading", {{"count", home.everything.total}}));
  set_newest(data, home, view);
  for (const auto& facet : home.everything.facets) {
    const auto name = facet.field == FacetField::partner ? "partners" : "topics";
    if (facet.field == FacetField::partner || facet.field == FacetField::topic)
      set_list(data, name, values_of(facet, view));
  }
  set_ledger(data, home, view);
  data.set("all_href", search_address(view.language, everything));
  return data;
}

}  // namespace searchd
