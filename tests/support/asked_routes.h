// The routes of searchd, asked as an address asks, without a network between, and what they answer.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>

#include "searchd/http/router.h"

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

}  // namespace tests
