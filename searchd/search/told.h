// Telling what was searched: each thing once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searchd/search/results.h"

namespace searchd {

/// Adds `text` at the end unless it is there.
void add_once(std::vector<std::string>& list, std::string_view text);

/// Notes in `term` that `matched` was searched for it, and why.
void tell(Interpretation::Term& term, std::string_view matched, std::string_view why);

}  // namespace searchd
