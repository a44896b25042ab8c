// The first page: what the archive holds, at a glance.
#include "searchd/views/page_data.h"

#include <utility>

namespace searchd {
namespace {

constexpr std::size_t kMostValues = 12;  // partners, topics: their own pages have all

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
    item["newest_documents"] = document_items(newest.hits, kNewestOfKind, view);
    kinds.push_back(std::move(item));
  }
  set_list(data, "newest", std::move(kinds));
}

}  // namespace

Data home_data(const Home& home, const PageView& view, Data data) {
  const auto everything = search_for({});
  set_timeline(data, everything, home.everything, view);
  data.set("heading", view.messages.format("home.heading", {{"count", home.everything.total}}));
  set_newest(data, home, view);
  for (const auto& facet : home.everything.facets) {
    const bool partners = facet.field == FacetField::partner;
    if (!partners && facet.field != FacetField::topic) continue;
    const auto type = partners ? analyzers::EntryType::partner : analyzers::EntryType::topic;
    const auto page_of = [&](const std::string& id) { return entry_address(view.language, type, id); };
    set_list(data, partners ? "partners" : "topics", value_items(facet, kMostValues, page_of, view));
  }
  set_ledger(data, home.ledger, view);
  data.set("all_href", search_address(view.language, everything));
  return data;
}

}  // namespace searchd
