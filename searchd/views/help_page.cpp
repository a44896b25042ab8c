// The page that says what can be typed: by examples, each with how many documents it finds here and now.
#include <cassert>
#include <string>
#include <utility>
#include <vector>

#include "searchd/views/page_data.h"

namespace searchd {
namespace {

struct ExampleGroup {
  const char* name;
  std::vector<const char*> examples;  // what is typed is the message help.typed.NAME, why help.why.NAME
};

const std::vector<ExampleGroup>& example_groups() {
  static const std::vector<ExampleGroup> groups = {
      {"words", {"words", "phrase", "minus", "either", "near", "exact", "beginning", "similar"}},
      {"languages", {"spelling", "other"}},
      {"fields", {"title", "partner", "topic", "kind"}},
      {"dates", {"date", "range"}},
  };
  return groups;
}

SearchRequest request_of(const char* example, const Messages& messages) {
  return search_for(messages.text("help.typed." + std::string(example)));
}

}  // namespace

std::vector<SearchRequest> help_requests(const Messages& messages) {
  std::vector<SearchRequest> requests;
  for (const auto& group : example_groups()) {
    for (const auto* example : group.examples) requests.push_back(request_of(example, messages));
  }
  return requests;
}

Data help_data(const HelpExamples& examples, PageLanguage language, const Messages& messages, Data data) {
  auto groups = empty_list();
  std::size_t at = 0;
  for (const auto& group : example_groups()) {
    Data shown;
    shown.set("group_id", "help-" + std::string(group.name));
    shown.set("group_name", messages.text("help.group." + std::string(group.name)));
    auto list = empty_list();
    for (const auto* example : group.examples) {
      assert(at < examples.asked.size() && at < examples.found.size());
      const auto total = examples.found[at].total;
      Data item;
      item.set("example_typed", examples.asked[at].typed);
      item.set("example_href", search_address(language, examples.asked[at]));
      item.set("example_count", messages.format("meant.count", {{"count", total}}));
      item.set("example_number", std::to_string(total));
      item.set("example_why", messages.text("help.why." + std::string(example)));
      list.push_back(std::move(item));
      ++at;
    }
    shown["examples"] = std::move(list);
    groups.push_back(std::move(shown));
  }
  data["groups"] = std::move(groups);
  return data;
}

}  // namespace searchd
