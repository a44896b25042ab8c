// Plain words that stand side by side, as one scored query: what they match and how much each counts.
#pragma once

#include <xapian.h>

#include <span>
#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "searchd/search/index_words.h"
#include "searchd/search/query.h"
#include "searchd/search/query_plan.h"
#include "searchd/search/ranking_rules.h"

namespace searchd {

/// Added to the score of a document that has all words of a run as they were typed, where others have them in
/// the other language: more than the words of any question weigh together, so that scores fall into ranks of
/// their own.
inline constexpr double kTypedFirst = 1000;
/// What a score has of it: a multiple of kTypedFirst.
double rank_of(double score);

/// How much a word in the form as typed counts beside its stem (docs/relevance.md).
inline constexpr double kExactScale = 0.3;

class Translator;

/// A part of a question's query and how it reads.
struct WordQuery {
  Clause query;
  std::string parsed;
};

/// One query that all, or any, of `parts` (at least one) make together.
WordQuery all_of(std::vector<WordQuery> parts);
WordQuery any_of(std::vector<WordQuery> parts);

/// What the builder of a question's query may ask. References must outlive it.
struct WordQueryContext {
  const analyzers::Analyzer& analyzer;
  const indexer::IndexReader& index;
  const IndexWords& words;                 // of the index
  const Translator* translator = nullptr;  // null: words of the other language are not searched
  RankingRules rules{};
  Match match = Match::automatic;
  bool whole_question = false;  // match=auto: a few of its words are enough
  bool name_spellings = false;  // a name that the index does not have is searched as it spells it
  bool plain = false;           // the index knows stems alone: those of a phrase too
  double most_wanted = 1;       // match=auto: of what the words say no more than this share is wanted
};

/// Whether quotation marks among words name something and do not say that nothing else will do: where any
/// word is enough, and in a whole question. Then the words of a phrase count as words, and that they stand
/// together adds weight.
inline bool phrases_are_loose(Match match, bool whole_question) {
  return match == Match::any || (match == Match::automatic && whole_question);
}

/// The query of a run of words, compounds, tags, names and phrases, at least one; all are wanted. `told`
/// gains the terms that are searched, what passages should show, and the entries that are named. A run of one
/// unit may be excluded. Lets Xapian::Error through.
WordQuery word_query(std::span<const WantedUnit> run, const WordQueryContext& context, Query& told);

}  // namespace searchd
