// The tree of a question without the branches that ask for nothing.
#pragma once

#include <optional>
#include <vector>

#include "searchd/search/query_text.h"

namespace searchd {

/// What is known of the parts of a question, by number.
struct AskedParts {
  std::vector<bool> asked;  // it restricts what is found
  std::vector<bool> known;  // it has words: a stop word asks for nothing, but tells what stands how far from
                            //   what; so do the later words of a name
};

/// The tree below `root` with the parts that ask for something, and the words between them; a row inside a
/// row of the same kind joins it, a row of one is its only child. Nothing where nothing is asked for.
std::optional<QueryNode> asked_tree(const QueryNode& root, const AskedParts& parts);

}  // namespace searchd
