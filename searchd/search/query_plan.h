// What a question asks for: its words understood, its names known, its limits kept. Not yet a matter of the
// index.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "searchd/search/query_text.h"

namespace searchd {

inline constexpr std::size_t kMostQueryBytes = 1024;
inline constexpr std::size_t kMostTerms =
    32;  // words outside phrases; stop words that are not searched not counted
inline constexpr std::size_t kMostOperators = 16;
inline constexpr std::size_t kMostPhrases = 4;
inline constexpr std::size_t kMostPhraseWords = 16;

/// Words that together ask for one thing: one written word, a compound, a phrase, a tag, a name of several
/// words.
struct WantedUnit {
  QueryPart::Form form = QueryPart::Form::words;
  bool excluded = false;
  bool whole_part = true;                       // false: a stretch of a written word, or several of them
  std::string typed;                            // as written
  std::vector<analyzers::Token> words;          // what is searched, in order; never empty
  std::vector<analyzers::SpecialTerm> special;  // of all its words
  std::vector<const analyzers::Entry*> names;   // the entries that it names
};

struct QueryPlan {
  std::vector<WantedUnit> units;
  std::vector<std::string> ignored;  // as typed: stop words, signs without a word, what is beyond the limits
  std::vector<std::string> repairs;
};

/// Understands `typed`. Stop words are left out unless nothing else is wanted; a word in capitals that is an
/// acronym
/// ("US", "WHO") is none, except in a question written in capitals throughout. Names are those of persons,
/// and of groups and places that are written in more than one way. Beyond the limits above: with `repair` the
/// rest is left out and named in `ignored`, else QueryTooLong.
QueryPlan plan_query(std::string_view typed, bool repair, const analyzers::Analyzer& analyzer,
                     const analyzers::Tagger& tagger);

}  // namespace searchd
