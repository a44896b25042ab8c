// What a reader can do about an error, and what the address would have taken.
#include "searchd/views/page_data.h"

#include <utility>

namespace searchd {
namespace {

void add_step(Data& steps, const std::string& key, const std::string& href, const Messages& messages) {
  if (href.empty()) return;
  Data item;
  item.set("step_href", href);
  item.set("step_text", messages.text(key));
  steps.push_back(std::move(item));
}

Data faults_of(const std::vector<PageNote>& faults, const Messages& messages) {
  auto list = empty_list();
  for (const auto& fault : faults) {
    std::string key = fault.code == "unknown" || fault.code == "repeated" || fault.code == "missing"
                          ? "fault." + fault.code
                          : "fault.value";
    if (!fault.suggestion.empty() && messages.has(key + "_near")) key += "_near";
    std::vector<Messages::Argument> arguments = {{"name", fault.name}};
    if (key.starts_with("fault.value")) arguments.emplace_back("value", fault.value);
    if (key.ends_with("_near")) arguments.emplace_back("suggestion", fault.suggestion);
    Data item;
    item.set("fault", messages.format(key, arguments));
    list.push_back(std::move(item));
  }
  return list;
}

// In the order of the search form.
Data allowed_of(const Messages& messages) {
  constexpr std::pair<const char*, const char*> kAllowed[] = {
      {"q", "words"},        {"partner, topic, outlet, place", "entries"},
      {"kind", "kinds"},     {"lang", "languages"},
      {"from, to", "dates"}, {"dates", "within"},
      {"sort", "sorts"},     {"match", "matches"},
      {"cross", "cross"},    {"page", "page"},
  };
  auto list = empty_list();
  for (const auto& [names, key] : kAllowed) {
    Data item;
    item.set("allowed_names", std::string(names));
    item.set("allowed_text", messages.text("allowed." + std::string(key)));
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace

void set_error_help(Data& data, const ErrorPage& page, const PageView& view) {
  const auto& messages = view.messages;
  auto steps = empty_list();
  add_step(steps, "error.again", page.again, messages);
  add_step(steps, "also.off", page.in_own_words, messages);
  add_step(steps, "error.repaired", page.repaired, messages);
  add_step(steps, "error.home", search_address(view.language, search_for({})), messages);
  add_step(steps, "error.first", home_address(view.language), messages);
  set_list(data, "steps", std::move(steps));
  set_list(data, "faults", faults_of(page.faults, messages));
  set_list(data, "allowed", page.takes_search ? allowed_of(messages) : empty_list());
  data.set("takes_none", !page.faults.empty() && !page.takes_search);
}

}  // namespace searchd
