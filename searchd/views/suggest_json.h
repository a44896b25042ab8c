// Completions as JSON: for our own page and for programs, and in the short form that browsers ask for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searchd/search/completion.h"

namespace searchd {

/// The answer of /api/v1/suggest. `base` as in json.h.
std::string suggest_json(std::string_view typed, const std::vector<Completion>& completions,
                         std::string_view base);

/// The same as application/x-suggestions+json (OpenSearch): what was typed, texts, remarks, addresses.
std::string browser_suggestions_json(std::string_view typed, const std::vector<Completion>& completions,
                                     std::string_view base);

/// The OpenSearch description of the search, as XML. `base` must not be empty: its addresses are absolute.
std::string opensearch_xml(std::string_view base);

}  // namespace searchd
