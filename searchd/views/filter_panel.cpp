// The part of a search's page that narrows it: sorts, dates, facets, and the chips that take filters away
// again.
#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <utility>

#include "searchd/search/filter_fields.h"
#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"
#include "searchd/views/timeline_text.h"

namespace searchd {
namespace {

constexpr std::size_t kLongFacet = 9;  // more values than this scroll

std::string facet_label(FacetField field, const Messages& messages) {
  return messages.text("facet." + std::string(facet_name(field)));
}

Data chip(const std::string& field, const std::string& value, const SearchRequest& without,
          const PageView& view) {
  Data item;
  item.set("chip_field", field);
  item.set("chip_value", value);
  item.set("chip_href", search_address(view.language, without));
  item.set("chip_remove", view.messages.format("chips.remove", {{"field", field}, {"value", value}}));
  return item;
}

void add_filter_chips(Data& chips, const SearchRequest& request, const FilterField& filter,
                      const PageView& view) {
  for (const auto& value : request.filters.*filter.values) {
    auto without = first_page_of(request);
    auto& values = without.filters.*filter.values;
    values.erase(std::remove(values.begin(), values.end(), value), values.end());
    chips.push_back(chip(facet_label(filter.field, view.messages),
                         name_of_value(filter.field, value, view.vocabulary, view.messages), without, view));
  }
}

void add_date_chips(Data& chips, const SearchRequest& request, const PageView& view) {
  if (!request.dates.from_text.empty()) {
    auto without = first_page_of(request);
    without.dates.from.reset();
    without.dates.from_text.clear();
    chips.push_back(chip(view.messages.text("chips.from"),
                         name_of_date(request.dates.from_text, view.messages), without, view));
  }
  if (!request.dates.to_text.empty()) {
    auto without = first_page_of(request);
    without.dates.to.reset();
    without.dates.to_text.clear();
    chips.push_back(chip(view.messages.text("chips.to"), name_of_date(request.dates.to_text, view.messages),
                         without, view));
  }
  if (request.dates.is_asked() && request.dates.within) {
    auto without = first_page_of(request);
    without.dates.within = false;
    chips.push_back(
        chip(view.messages.text("dates.heading"), view.messages.text("chips.within"), without, view));
  }
}

Data sort_option(const std::string& value, Sort sort, Sort used, const Messages& messages) {
  Data option;
  option.set("sort_value", value);
  option.set("sort_label", messages.text("sort." + std::string(sort_name(sort))));
  option.set("sort_selected", sort == used);
  return option;
}

// The sort used by default has no value: were it sent, a reader who types the first words would keep the sort
// that was right without them.
void set_sorts(Data& data, const SearchRequest& request, Sort used, const Messages& messages) {
  auto sorts = empty_list();
  for (const auto sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
    if (sort == Sort::relevance && request.typed.empty()) continue;
    const bool is_default = sort == default_sort(request);
    sorts.push_back(sort_option(is_default ? "" : std::string(sort_name(sort)), sort, used, messages));
  }
  data["sorts"] = std::move(sorts);
}

void set_page_sizes(Data& data, const SearchRequest& request, const Messages& messages) {
  std::set<int> sizes = {20, 50, 100, request.per_page};
  auto list = empty_list();
  for (const int size : sizes) {
    Data option;
    option.set("size_value", size == kDefaultPerPage ? "" : std::to_string(size));
    option.set("size_label", messages.number(size));
    option.set("size_selected", size == request.per_page);
    list.push_back(std::move(option));
  }
  data["sizes"] = std::move(list);
}

// Links to what was published lately. `today` is a day, or empty: then there are none.
void set_quick_ranges(Data& data, const SearchRequest& request, const std::string& today,
                      const PageView& view) {
  auto ranges = empty_list();
  const auto date = corpus::parse_date(today);
  if (date) {
    const std::chrono::sys_days now = date->first_day;
    const auto year_before = date->first_day - std::chrono::years{1};
    const std::chrono::sys_days year_ago =
        year_before.ok() ? year_before : year_before.year() / std::chrono::February / 28;
    for (const auto& [key, from] :
         {std::pair{"dates.past_month", now - std::chrono::days{30}}, {"dates.past_year", year_ago}}) {
      auto other = first_page_of(request);
      const auto number = static_cast<std::int32_t>(from.time_since_epoch().count());
      other.dates = {
          number, std::nullopt, iso_text(number, corpus::DatePrecision::day), {}, request.dates.within};
      Data item;
      item.set("range_href", search_address(view.language, other));
      item.set("range_name", view.messages.text(key));
      ranges.push_back(std::move(item));
    }
  }
  set_list(data, "ranges", std::move(ranges));
}

// The list with passages and without: one is the page, the other a link.
void set_layouts(Data& data, const SearchRequest& request, const PageView& view) {
  auto layouts = empty_list();
  for (const bool whole : {true, false}) {
    auto other = request;
    other.passages = whole;
    Data item;
    item.set("layout_href", search_address(view.language, other));
    item.set("layout_name", view.messages.text(whole ? "results.list" : "results.compact"));
    item.set("layout_current", whole == request.passages);
    layouts.push_back(std::move(item));
  }
  data["layouts"] = std::move(layouts);
}

Data value_item(const std::string& value, const std::string& label, std::int64_t count, bool checked,
                const Messages& messages) {
  Data item;
  item.set("value", value);
  item.set("value_label", label);
  item.set("value_count", messages.number(count));
  item.set("value_checked", checked);
  return item;
}

bool has(const std::vector<std::string>& values, const std::string& value) {
  return std::count(values.begin(), values.end(), value) > 0;
}

// A label of the index where it has one: the vocabulary at hand may be another than that of the generation.
std::string label_of(const Facet& facet, const FacetValue& value, const PageView& view) {
  const auto& label = reads_arabic(view.language) ? value.label_ar : value.label_en;
  const auto name = name_of_value(facet.field, value.value, view.vocabulary, view.messages);
  return name != value.value || label.empty() ? name : label;
}

// Those that are chosen first, "not tagged" the last of them; else the last of all.
Data facet_values(const Facet& facet, const std::vector<std::string>& chosen, const PageView& view) {
  const auto missing_key = "filters.missing." + std::string(facet_name(facet.field));
  const bool missing_chosen = has(chosen, "_missing");
  bool missing = view.messages.has(missing_key) && (facet.missing > 0 || missing_chosen);
  auto values = empty_list();
  const auto add_missing = [&] {
    if (!std::exchange(missing, false)) return;
    values.push_back(value_item("_missing", view.messages.text(missing_key), facet.missing, missing_chosen,
                                view.messages));
  };
  for (const auto& value : facet.values) {
    const bool is_chosen = has(chosen, value.value);
    if (missing_chosen && !is_chosen) add_missing();
    values.push_back(
        value_item(value.value, label_of(facet, value, view), value.count, is_chosen, view.messages));
  }
  add_missing();
  return values;
}

Data facet_data(const Facet& facet, const FilterField& filter, const SearchRequest& request,
                const PageView& view) {
  const auto& messages = view.messages;
  const auto& chosen = request.filters.*filter.values;
  Data data;
  data.set("facet_label", facet_label(facet.field, messages));
  data.set("facet_parameter", std::string(filter.parameter));
  const auto count = static_cast<std::int64_t>(chosen.size());
  set_text(data, "facet_chosen", count == 0 ? "" : messages.format("filters.chosen", {{"count", count}}));
  auto values = facet_values(facet, chosen, view);
  data.set("facet_long", values.list_value().size() > kLongFacet);
  const bool all_apart = facet.values_in_all > static_cast<std::int64_t>(kLongFacet);
  set_text(data, "facet_href", all_apart ? facet_address(view.language, facet.field, request) : "");
  data.set("facet_all", messages.format("filters.all", {{"field", facet_label(facet.field, messages)},
                                                        {"count", facet.values_in_all}}));
  data["facet_values"] = std::move(values);
  return data;
}

void set_dates(Data& data, const SearchRequest& request, const SearchResults& results,
               const Messages& messages) {
  data.set("from", request.dates.from_text);
  data.set("to", request.dates.to_text);
  // What a filter by date leaves out is told where there is one, or while one is being written.
  data.set("dates_idle", !request.dates.is_asked());
  data.set("dates_within", request.dates.within);
  auto notes = empty_list();
  const auto add = [&](const char* key, std::int64_t count) {
    if (count == 0) return;
    Data note;
    note.set("date_note", messages.format(key, {{"count", count}}));
    notes.push_back(std::move(note));
  };
  for (const auto& facet : results.facets) {
    if (facet.field != FacetField::month) continue;
    add("dates.undated", facet.missing);
    add("dates.year_only", facet.year_only);
  }
  data["dates_note"] = std::move(notes);
}

std::int64_t chosen_filters(const SearchRequest& request) {
  std::size_t count = 0;
  for (const auto& filter : kFilterFields) count += (request.filters.*filter.values).size();
  count += request.dates.from_text.empty() ? 0 : 1;
  count += request.dates.to_text.empty() ? 0 : 1;
  count += request.dates.is_asked() && request.dates.within ? 1 : 0;
  return static_cast<std::int64_t>(count);
}

}  // namespace

void set_filters(Data& data, const SearchRequest& request, const SearchResults& results,
                 const std::string& today, const PageView& view) {
  set_sorts(data, request, results.sort, view.messages);
  set_page_sizes(data, request, view.messages);
  set_quick_ranges(data, request, today, view);
  set_layouts(data, request, view);
  set_dates(data, request, results, view.messages);
  auto facets = empty_list();
  for (const auto& facet : results.facets) {
    const auto* filter = filter_field(facet.field);
    if (filter == nullptr) continue;
    auto data_of_facet = facet_data(facet, *filter, request, view);
    if (data_of_facet.get("facet_values")->is_non_empty_list()) facets.push_back(std::move(data_of_facet));
  }
  set_list(data, "facets", std::move(facets));
  const auto count = chosen_filters(request);
  set_text(data, "chosen_text", count == 0 ? "" : view.messages.format("filters.chosen", {{"count", count}}));
  data.set("empty_filters", count > 0);

  // What the form does not show is carried along, so that Apply changes nothing else.
  auto kept = empty_list();
  const auto keep = [&kept](const char* name, std::string value) {
    Data item;
    item.set("kept_name", name);
    item.set("kept_value", std::move(value));
    kept.push_back(std::move(item));
  };
  if (request.match != Match::automatic) keep("match", std::string(match_name(request.match)));
  if (!request.cross) keep("cross", "off");
  if (!request.recency) keep("recency", "off");
  if (request.explain) keep("explain", "1");
  if (!request.passages) keep("passages", "off");
  if (!request.suggestions) keep("suggestions", "off");
  if (!request.labels) keep("labels", "off");
  if (request.interval) keep("interval", std::string(interval_name(*request.interval)));
  if (request.share) keep("share", "on");
  set_list(data, "kept", std::move(kept));
}

void set_chips(Data& data, const SearchRequest& request, const PageView& view) {
  auto chips = empty_list();
  for (const auto& filter : kFilterFields) add_filter_chips(chips, request, filter, view);
  add_date_chips(chips, request, view);
  set_list(data, "chips", std::move(chips));
  data.set("clear_href", search_address(view.language, without_filters(request)));
}

}  // namespace searchd
