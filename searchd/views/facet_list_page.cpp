// The page of all values of one facet for a search: a form that filters by those that are marked.
#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "searchd/search/filter_fields.h"
#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"

namespace searchd {
namespace {

struct ListedValue {
  std::string value, label, order;
  std::int64_t count = 0;
  bool chosen = false;
};

std::vector<ListedValue> values_of(const FacetList& list, const Facet& facet, const PageView& view) {
  std::vector<ListedValue> values;
  for (const auto& value : facet.values) {
    auto label = name_of_value(facet.field, value.value, view.vocabulary, view.messages);
    // What is chosen stays: the form would take it away.
    if (!value.selected && !has_letters_of(label, list.named)) continue;
    values.push_back({value.value, std::move(label), "", value.count, value.selected});
  }
  if (!list.by_name || facet.field == FacetField::month) return values;
  for (auto& value : values) value.order = view.messages.sort_key(value.label);
  std::stable_sort(values.begin(), values.end(),
                   [](const ListedValue& a, const ListedValue& b) { return a.order < b.order; });
  return values;
}

// Months are asked for by dates: a link each, not a box. As of any facet they are counted whatever is chosen
// of them, so that one takes the place of the dates that are asked for.
std::string month_address(const FacetList& list, const std::string& month, PageLanguage language) {
  auto request = list.request;
  request.dates.from_text = request.dates.to_text = month;
  request.dates.within = true;
  return search_address(language, request);
}

void add_missing(std::vector<ListedValue>& values, const FacetList& list, const Facet& facet,
                 const PageView& view) {
  const auto* filter = filter_field(facet.field);
  const auto key = "filters.missing." + std::string(facet_name(facet.field));
  if (filter == nullptr || !view.messages.has(key)) return;
  const auto& chosen = list.request.filters.*filter->values;
  const bool is_chosen = std::count(chosen.begin(), chosen.end(), "_missing") > 0;
  if (!is_chosen && (facet.missing == 0 || !list.named.empty())) return;
  // By number those that are chosen come first.
  auto place = values.end();
  if (is_chosen && !list.by_name)
    place =
        std::find_if(values.begin(), values.end(), [](const ListedValue& value) { return !value.chosen; });
  values.insert(place, {"_missing", view.messages.text(key), "", facet.missing, is_chosen});
}

Data value_list(const std::vector<ListedValue>& values, const FacetList& list, const PageView& view) {
  auto items = empty_list();
  for (const auto& value : values) {
    Data item;
    item.set("value", value.value);
    item.set("value_label", value.label);
    item.set("value_count", view.messages.number(value.count));
    item.set("value_checked", value.chosen);
    set_text(item, "value_href",
             list.field == FacetField::month ? month_address(list, value.value, view.language) : "");
    items.push_back(std::move(item));
  }
  return items;
}

// The search but for this facet's filter, for the form.
Data kept_parameters(SearchRequest request, const FilterField* filter) {
  if (filter != nullptr) (request.filters.*filter->values).clear();
  auto kept = empty_list();
  for (const auto& [name, value] : canonical_parameters(request)) {
    Data item;
    item.set("parameter", name);
    item.set("parameter_value", value);
    kept.push_back(std::move(item));
  }
  return kept;
}

void set_orders(Data& data, const FacetList& list, const PageView& view) {
  auto orders = empty_list();
  for (const bool by_name : {false, true}) {
    if (list.field == FacetField::month) break;
    Data item;
    item.set("order_href", facet_address(view.language, list.field, list.request, by_name, list.named));
    item.set("order_name", view.messages.text(by_name ? "values.by_name" : "values.by_number"));
    item.set("order_current", by_name == list.by_name);
    orders.push_back(std::move(item));
  }
  set_list(data, "orders", std::move(orders));
}

}  // namespace

Data facet_list_data(const FacetList& list, const PageView& view, Data data) {
  const auto& facet = list.results.facets.front();
  const auto* filter = filter_field(list.field);
  const auto name = view.messages.text("facet." + std::string(facet_name(list.field)));
  const auto& searched = list.request;
  auto values = values_of(list, facet, view);
  data.set("heading",
           view.messages.format("values.heading", {{"field", name}, {"count", facet.values_in_all}}));
  data.set("facet_label", name);
  data.set("sentence", sentence_of(list.request, list.results.total, view.vocabulary, view.messages));
  data.set("search_href", search_address(view.language, searched));
  data.set("list_href", facet_address(view.language, list.field, list.request, list.by_name));
  data.set("form_action", facet_address(view.language, list.field, search_for({})));
  data.set("facet_parameter", filter == nullptr ? std::string() : std::string(filter->parameter));
  data.set("is_form", filter != nullptr);
  data.set("by_name", list.by_name);
  const auto named = std::count_if(values.begin(), values.end(), [&](const ListedValue& value) {
    return has_letters_of(value.label, list.named);
  });
  set_named(data, list.named, static_cast<std::size_t>(named), view.messages);
  add_missing(values, list, facet, view);
  set_list(data, "values", value_list(values, list, view));
  set_orders(data, list, view);
  set_list(data, "search_parameters", kept_parameters(searched, filter));
  set_list(data, "list_parameters", kept_parameters(searched, nullptr));
  return data;
}

}  // namespace searchd
