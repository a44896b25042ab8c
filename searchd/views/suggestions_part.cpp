// The part of a results page that offers other searches.
#include "searchd/search/filter_fields.h"

#include <utility>

#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"

namespace searchd {
namespace {

std::string count_text(std::int64_t count, const Messages& messages) {
  return messages.format("meant.count", {{"count", count}});
}

Data corrections_of(const Suggestions& suggestions, const PageView& view) {
  auto list = empty_list();
  bool first = true;
  for (const auto& correction : suggestions.did_you_mean) {
    Data item;
    item.set("meant_intro", view.messages.text(first ? "meant.intro" : "meant.intro_also"));
    item.set("meant_href", search_address(view.language, correction.request));
    item.set("meant_text", correction.request.typed);
    item.set("meant_count", count_text(correction.count, view.messages));
    item.set("meant_number", std::to_string(correction.count));
    set_text(item, "meant_why", correction.why == "keyboard" ? view.messages.text("meant.keyboard") : "");
    list.push_back(std::move(item));
    first = false;
  }
  return list;
}

// "2018", "2016 to 2019".
std::string name_of_time(const std::string& time, const Messages& messages) {
  const auto dots = time.find("..");
  if (dots == std::string::npos) return name_of_date(time, messages);
  return messages.format("offer.years", {{"first", name_of_date(time.substr(0, dots), messages)},
                                         {"last", name_of_date(time.substr(dots + 2), messages)}});
}

Data offers_of(const Suggestions& suggestions, const PageView& view) {
  auto list = empty_list();
  for (const auto& filter : suggestions.filters) {
    const bool is_date = !filter.date.empty();
    const auto key = is_date ? "offer.date" : "offer." + std::string(analyzers::entry_type_name(filter.type));
    const auto name =
        is_date ? name_of_time(filter.date, view.messages)
                : name_of_value(filter_field(filter.type)->field, filter.id, view.vocabulary, view.messages);
    Data item;
    item.set("offer_href", search_address(view.language, filter.request));
    item.set("offer_text", view.messages.format(key, {{"name", name}, {"count", filter.count}}));
    item.set("offer_number", std::to_string(filter.count));
    list.push_back(std::move(item));
  }
  return list;
}

std::string relaxation_text(const Suggestions::Relaxation& relaxation, const Messages& messages) {
  const auto key = "relax." + relaxation.kind;
  if (relaxation.kind == "word") return messages.format(key, {{"word", relaxation.what}});
  if (relaxation.field) return messages.text(key + "." + std::string(facet_name(*relaxation.field)));
  return messages.text(key);
}

Data relaxations_of(const Suggestions& suggestions, const PageView& view) {
  auto list = empty_list();
  for (const auto& relaxation : suggestions.relaxations) {
    Data item;
    item.set("relax_href", search_address(view.language, relaxation.request));
    item.set("relax_text", relaxation_text(relaxation, view.messages));
    item.set("relax_count", count_text(relaxation.count, view.messages));
    item.set("relax_number", std::to_string(relaxation.count));
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace

void set_suggestions(Data& data, const Suggestions& suggestions, const PageView& view) {
  set_list(data, "did_you_mean", corrections_of(suggestions, view));
  set_list(data, "offers", offers_of(suggestions, view));
  set_list(data, "relaxations", relaxations_of(suggestions, view));
}

}  // namespace searchd
