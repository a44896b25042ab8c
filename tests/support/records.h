// Records and their provenance in one line each, and how an archive is opened: for tests of what lies behind
// the sources.
#pragma once

#include <string>

#include "corpus/archive.h"

namespace tests {

inline constexpr auto kRead = corpus::Archive::Access::read_only;
inline constexpr auto kWrite = corpus::Archive::Access::read_write;

/// A news item in English with this key, title and body.
inline corpus::Record record(const std::string& key, const std::string& title,
                             const std::string& body = "Text.\n") {
  corpus::Record result;
  result.document.key = key;
  result.document.kind = corpus::Kind::news;
  result.document.title = title;
  result.document.body = body;
  result.where = "test";
  return result;
}

/// An item of a page: joins a document of its kind that has its title and text.
inline corpus::Record item(const std::string& page, const std::string& anchor, const std::string& title,
                           const std::string& body = "Text.\n") {
  auto result = record(page + "#news:" + title, title, body);
  result.document.occurrences = {{page, anchor}};
  result.joins_equal = true;
  return result;
}

inline corpus::Provenance from(const std::string& source) {
  return {source, "json-lines", "2026-11-21T09:00:00Z", "test", ""};
}

}  // namespace tests
