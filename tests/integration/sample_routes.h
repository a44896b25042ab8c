// The sample archive, indexed and asked as an address asks, for tests of what searchd answers.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "searchd/http/router.h"
#include "searchd/views/addresses.h"
#include "tests/support/asked_routes.h"
#include "tests/support/small_index.h"

namespace tests {

/// The sample archive and its routes, without a network between.
class SampleRoutes {
 public:
  SampleRoutes() {
    view_ = index_->view();
    workers_ = std::make_unique<searchd::WorkerPool>(view_, "", 1, 1);
    workers_->warm_up();
    router_ = std::make_unique<searchd::Router>(view_, *workers_, "");
  }

  searchd::Reply reply(const std::string& target, const std::string& fields = {}) {
    return reply_of(*router_, target, fields);
  }

  std::string get(const std::string& target, int status = 200) {
    const auto reply = this->reply(target);
    CAPTURE(target);
    CAPTURE(reply.body);
    REQUIRE(reply.status == status);
    return reply.body;
  }

 private:
  std::unique_ptr<tests::SmallIndex> index_ = tests::sample_index();
  std::shared_ptr<searchd::IndexView> view_;
  std::unique_ptr<searchd::WorkerPool> workers_;
  std::unique_ptr<searchd::Router> router_;
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
