// How much a question may ask for.
#pragma once

#include <cstddef>

#include "searchd/search/query_text.h"

namespace searchd {

inline constexpr std::size_t kMostQueryBytes = 1024;
inline constexpr std::size_t kMostTerms =
    32;  // words outside phrases, and values; stop words that are not searched not counted
inline constexpr std::size_t kMostOperators = 16;
inline constexpr std::size_t kMostPhrases = 4;
inline constexpr std::size_t kMostPhraseWords = 16;
inline constexpr std::size_t kMostBeginnings = 2;  // word*
inline constexpr std::size_t kMostSimilar = 2;     // word~
inline constexpr std::size_t kMostDates = 4;

/// Counts what the parts of one question use up, in their order.
class QueryLimits {
 public:
  /// With `repair` what is beyond a limit is to be left out, else it is QueryTooLong, also here.
  QueryLimits(bool repair, bool too_many_bytes, bool too_deep);

  /// Whether `part`, of which `words` words are searched, is within all limits. A phrase of more than
  /// kMostPhraseWords is, when `repair`: it is to be cut. Throws QueryTooLong.
  bool keep(const QueryPart& part, std::size_t words);

 private:
  struct Used {
    std::size_t terms = 0, phrases = 0, beginnings = 0, similar = 0, dates = 0;
  };
  static Used use_of(const QueryPart& part, std::size_t words);
  bool refuse(const char* what, std::size_t most) const;

  bool repair_;
  Used used_;
};

}  // namespace searchd
