// The questions of the benchmark, drawn from the corpus, and how each engine is asked them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peers {

enum class Operator { all, any, phrase };

struct Query {
  std::string of_class;  // "and1" ... "headf": docs/performance.md
  Operator op = Operator::all;
  std::vector<std::string> words;  // plain words of letters, in lower case
  std::string without;             // a word that documents may not have; empty: none
  std::string partner, topic;      // ids that documents must have; empty: any
  std::string from, to;            // days, both inclusive; empty: any

  bool operator==(const Query&) const = default;
};

/// A document of the corpus as far as queries are drawn from it.
struct DrawnFrom {
  std::string language, title, body, partners, topics;  // ids with commas between
};

/// 500 queries in the classes of docs/performance.md, half of them Arabic, shuffled; the same for a seed.
/// Without `documents` enough for a class, fewer.
std::vector<Query> draw_queries(const std::vector<DrawnFrom>& documents, std::uint64_t seed);

/// `count` queries of the same classes, none like another and none of `but`; fewer where `documents` do not
/// give so many.
std::vector<Query> draw_fresh_queries(const std::vector<DrawnFrom>& documents, std::size_t count,
                                      const std::vector<Query>& but, std::uint64_t seed);

/// What is asked of our server: all facets, exact totals, ten hits; no other language.
std::string sijill_target(const Query& query);

/// The same of our server over an index of the plain schema, which is asked what the others give and no more:
/// three facets, no passages, suggestions or labels, no weight of recency.
std::string sijill_plain_target(const Query& query);

/// The same of the small servers of this folder (Lucene, SQLite FTS5): /search?op=and&q=...
std::string peer_target(const Query& query);

/// The same of Groonga's own server.
std::string groonga_target(const Query& query);

}  // namespace peers
