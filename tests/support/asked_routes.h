// The routes of searchd, asked as an address asks, without a network between, and what they answer.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "searchd/http/router.h"
#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"

namespace tests {

/// What `router` answers to GET of `target`. `fields`: "Name: value\r\n".
inline searchd::Reply reply_of(searchd::Router& router, const std::string& target,
                               const std::string& fields = {}) {
  const auto head = searchd::parse_head("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
  REQUIRE(std::holds_alternative<searchd::RequestHead>(head));
  return router.answer(std::get<searchd::RequestHead>(head));
}

/// Its body, also where that is made while it is sent: read to its end, once.
inline std::string whole_body(const searchd::Reply& reply) {
  auto body = reply.body;
  if (reply.stream == nullptr) return body;
  for (auto piece = reply.stream->next(); !piece.empty(); piece = reply.stream->next()) body += piece;
  return body;
}

/// The values of the header `name`, " | " between them; empty where there is none.
inline std::string header_of(const searchd::Reply& reply, std::string_view name) {
  std::string values;
  for (const auto& [field, value] : reply.headers) {
    if (field == name) values += (values.empty() ? "" : " | ") + value;
  }
  return values;
}

/// An index of its own behind routes, once open() was called.
struct ServedIndex {
  ServedIndex() : ServedIndex(std::make_unique<SmallIndex>(small_vocabulary())) {}
  explicit ServedIndex(std::unique_ptr<SmallIndex> own) : index(std::move(own)) {}

  /// With one worker. `public_url` and `results_kept` as Router has them.
  void open(const std::string& public_url = {}, std::size_t results_kept = 0) {
    view = index->view();
    workers = std::make_unique<searchd::WorkerPool>(view, public_url, 1, 1);
    router = std::make_unique<searchd::Router>(view, *workers, public_url, results_kept);
  }

  /// As reply_of().
  searchd::Reply reply(const std::string& target, const std::string& fields = {}) const {
    return reply_of(*router, target, fields);
  }

  /// The whole body of what is answered with `status`.
  std::string get(const std::string& target, int status = 200) const {
    const auto answer = reply(target);
    CAPTURE(target);
    CAPTURE(answer.body);
    REQUIRE(answer.status == status);
    return whole_body(answer);
  }

  std::unique_ptr<SmallIndex> index;
  std::shared_ptr<searchd::IndexView> view;
  std::unique_ptr<searchd::WorkerPool> workers;
  std::unique_ptr<searchd::Router> router;
};

}  // namespace tests
