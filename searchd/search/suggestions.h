// What a reader may want to search for instead, each with the number of documents that it finds.
#pragma once

#include <cstdint>
#include <functional>

#include "searchd/search/request.h"
#include "searchd/search/results.h"
#include "searchd/search/spelling_advice.h"

namespace searchd {

/// Fewer results than this call for relaxations.
inline constexpr std::int64_t kFewResults = 3;

struct SuggestionSources {
  SpellingSources spelling;
  /// How many documents have all that a request asks for, exactly. May throw SearchTimeout and QueryTooLong.
  std::function<std::int64_t(const SearchRequest&)> count;
};

/// How many documents a request finds that have all it asks for, and how many are shown: others where none
/// has all.
struct FoundCounts {
  std::int64_t as_asked = 0, shown = 0;
  bool respelled = false;  // a name was searched as the index spells it: a correction may find no more
};

/// Suggestions for `request`, which finds `found`: corrections that find more, filters that its
/// words name, and, where it finds little, what finds more. Nothing is suggested that finds nothing. Where
/// the time of `count` is up, what was found until then.
Suggestions suggestions_for(const SearchRequest& request, FoundCounts found, const SuggestionSources& from);

}  // namespace searchd
