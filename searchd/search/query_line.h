// A question written in one canonical form of the query language.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "searchd/search/query_text.h"

namespace searchd {

/// One part with its signs: `text` is its words, or the slug, code or days that were meant.
std::string part_line(const QueryPart& part, std::string_view text);

/// The tree in the query language, `line_of` giving each part: reading it again gives the same tree. Brackets
/// show what belongs together also where they could be left out, as long as they are no deeper than
/// kMostBrackets.
std::string query_line(const QueryNode& root, const std::function<std::string(std::size_t)>& line_of);

}  // namespace searchd
