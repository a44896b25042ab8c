// Where in a document words stand, and what stands near what: phrases as written, NEAR, ADJ.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

#include "searchd/matching/matching.h"
#include "searchd/search/query_text.h"

namespace searchd {

/// What is looked for in the positions of one document.
struct Places {
  enum class Kind {
    terms,   // a word: where one of `terms` stands and none of `but_not`
    either,  // where one of the children stands
    row,     // the children directly one after the other
    window,  // all children, none at the place of another, in any order, with at most `words` words between
             // them
    near     // each child as near to the one before it as its gap says
  };
  Kind kind = Kind::terms;
  std::vector<std::string> terms, but_not;  // of the index
  std::vector<Places> children;
  std::vector<QueryNode::Gap> gaps;
  std::size_t words = 0;
  bool in_title = false;  // all of it stands in the title
};

/// A query for documents that may have it: all that do have it match.
Clause candidates(const Places& places);

/// The documents among those that match `query` that have `places`, ascending. Throws SearchTimeout; lets
/// Xapian::Error through.
std::vector<Xapian::docid> documents_with(const Places& places, const Clause& query,
                                          const SearchedIndex& index, Deadline deadline);

}  // namespace searchd
