// Completions as JSON: for our own page and for programs, and in the short form that browsers ask for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searchd/search/completion.h"
#include "searchd/views/addresses.h"

namespace searchd {

/// The answer of /api/v1/suggest. `base` as in json.h.
std::string suggest_json(std::string_view typed, const std::vector<Completion>& completions,
                         std::string_view base);

/// The same as application/x-suggestions+json (OpenSearch): what was typed, texts, remarks, addresses.
std::string browser_suggestions_json(std::string_view typed, const std::vector<Completion>& completions,
                                     std::string_view base);

/// Where a completion leads: a title to its document, everything else to a search.
std::string completion_address(const Completion& completion, PageLanguage language);

/// The OpenSearch description of the search in one language, as XML: its name (16 letters at most) and what
/// it searches. `base` must not be empty: its addresses are absolute.
struct OpenSearchWords {
  std::string name, description;
};
std::string opensearch_xml(const std::string& base, PageLanguage language, const OpenSearchWords& words);

}  // namespace searchd
