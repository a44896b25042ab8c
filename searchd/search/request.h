// SearchRequest: what is asked. Plain values, checked by http/parameters before they come here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "searchd/search/ranking_rules.h"

namespace searchd {

/// The fields that can be filtered and counted, in the order in which they are shown.
enum class FacetField { partner, topic, kind, language, outlet, place, month };

enum class Sort { relevance, newest, oldest };

/// How long the periods of a timeline are; automatic: as fits the time that the documents span.
enum class Interval { automatic, day, week, month, quarter, year };

/// How many of the plain words that stand side by side a document must have. Operators are always strict.
enum class Match {
  automatic,  // all of a few; of a whole question typed as one, enough of them (docs/relevance.md)
  all,
  any
};

/// Values within a field are alternatives; fields restrict each other. "_missing" stands for "has none".
struct Filters {
  std::vector<std::string> partners, topics, kinds, languages, outlets, places;

  bool operator==(const Filters&) const = default;
};

/// Days since 1970-01-01, both inclusive; either may be open. A document is inside when its day, or any day
/// that its month or year may mean, is inside, with `within` when all of them are; an undated document never
/// is.
struct DateFilter {
  std::optional<std::int32_t> from, to;
  std::string from_text, to_text;  // as asked, canonical: "2018", "2018-02", "2018-02-13"
  bool within = false;             // says nothing where both are open

  /// Whether it was asked for.
  bool is_asked() const { return !from_text.empty() || !to_text.empty(); }

  bool operator==(const DateFilter&) const = default;
};

/// How deep a reader can page: page * per_page is at most this.
inline constexpr int kDeepestResult = 10'000;
inline constexpr int kDefaultPerPage = 20;
inline constexpr int kDefaultFacetLimit = 100;

struct SearchRequest {
  std::string typed;  // at most 1,024 bytes of valid UTF-8 without control characters
  Filters filters;
  DateFilter dates;
  std::optional<Sort> sort;              // nothing: relevance where words are typed, else newest
  int page = 1;                          // page * per_page <= kDeepestResult
  int per_page = kDefaultPerPage;        // 1 to 100
  std::vector<FacetField> facets;        // which to count
  int facet_limit = kDefaultFacetLimit;  // values a facet, 1 to 200; how many there are in all is told
  Match match = Match::automatic;
  bool timeline = false;             // the documents found are counted by time
  std::optional<Interval> interval;  // of the timeline, and that there is one
  bool share = false;                // each period says how many documents there are in all
  bool cross = true;                 // words are also looked for in the other language
  bool cross_asked = false;          // in so many words: an index that has no other language tells it
  bool recency = true;               // newer documents count a little more
  bool explain = false;              // each hit says why it is there
  bool passages = true;              // hits have passages, and marks in their titles
  bool items = false;                // a hit that is a digest says how many items it has
  bool suggestions = true;           // what may be wanted instead is looked for
  bool labels = true;                // facet values have names in both languages
  bool repair =
      false;  // a page: over the limits the first 32 terms are searched and the rest named; else QueryTooLong
  RankingRules rules{};  // never from an address: measurements alone switch one off
};

}  // namespace searchd
