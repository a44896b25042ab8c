// The sample archive, indexed and asked as an address asks, for tests of what searchd answers.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "searchd/views/addresses.h"
#include "tests/support/asked_routes.h"

namespace tests {

/// The sample archive and its routes, without a network between.
struct SampleRoutes : ServedIndex {
  SampleRoutes() : ServedIndex(sample_index()) {
    open();
    workers->warm_up();
  }
};

inline SampleRoutes& sample() {
  static SampleRoutes served;
  return served;
}

inline nlohmann::json ask(const std::string& query) {
  return nlohmann::json::parse(sample().get("/api/v1/search?" + query));
}
inline nlohmann::json ask_for(const std::string& typed, const std::string& more = {}) {
  return ask("q=" + searchd::query_encoded(typed) + more);
}

/// The ids of what a list in `language` names: each document once, its version in that language where there
/// is one.
inline std::vector<std::string> own_versions(const nlohmann::json& found, const std::string& language) {
  std::vector<std::string> ids;
  for (const auto& hit : found["hits"]) {
    const bool other =
        hit["lang"] != language && hit["translation"].is_object() && hit["translation"]["lang"] == language;
    const auto id = (other ? hit["translation"]["id"] : hit["id"]).get<std::string>();
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

}  // namespace tests
