// Numbers that pages show, and what a search counts for the same.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/integration/sample_routes.h"
#include "tests/support/contains.h"
#include "tests/support/html.h"

namespace tests {

// "1,234" of a text: the digits alone.
inline std::int64_t number_of(const std::string& text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  return digits.empty() ? -1 : std::stoll(digits);
}

/// Links of a page with the number that stands behind each: as <a href>name</a> <span class="count">.
struct Counted {
  std::string href, name;
  std::int64_t count = 0;
};
inline std::vector<Counted> counted_links(const std::string& html, const std::string& prefix) {
  std::vector<Counted> links;
  bool open = false;
  for (const auto& element : elements_of(html)) {
    if (element.name == "a") {
      open = element.attribute("href").rfind(prefix, 0) == 0;
      if (open) links.push_back({element.attribute("href"), element.text, 0});
    } else if (open && element.has_class("count")) {
      links.back().count = number_of(element.text);
      open = false;
    }
  }
  return links;
}

inline std::int64_t total_at(const std::string& search) {
  const auto query = search.find('?');
  return ask(query == std::string::npos ? "" : search.substr(query + 1))["total"].get<std::int64_t>();
}

inline std::map<std::string, std::int64_t> facet_of(const std::string& field, const std::string& query = {}) {
  std::map<std::string, std::int64_t> counts;
  const auto answer = ask("facet_limit=200&facets=" + field + (query.empty() ? "" : "&" + query));
  for (const auto& value : answer["facets"][field]["values"])
    counts[value["value"].get<std::string>()] = value["count"].get<std::int64_t>();
  return counts;
}

}  // namespace tests
