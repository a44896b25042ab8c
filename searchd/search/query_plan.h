// What a question asks for: its words understood, its names known, its limits kept. Not yet a matter of the
// index.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "searchd/search/query_text.h"
#include "searchd/search/query_values.h"

namespace searchd {

/// Words that together ask for one thing: one written word, a compound, a tag, a name of several words.
struct WantedUnit {
  QueryPart::Form form = QueryPart::Form::words;
  bool excluded = false;
  bool whole_part = true;                       // false: a stretch of a written word, or several of them
  std::string typed;                            // as written
  std::vector<analyzers::Token> words;          // what is searched, in order; never empty
  std::vector<analyzers::SpecialTerm> special;  // of all its words
  std::vector<const analyzers::Entry*> names;   // the entries that it names
};

/// A part of the question, understood.
struct PlannedPart {
  QueryPart::Form form = QueryPart::Form::words;
  QueryField field = QueryField::none;
  bool excluded = false;          // an odd number of '-' and NOT stands before it and the brackets around it
  std::string typed;              // as written, with its signs
  std::string line;               // the same in its one canonical form
  std::size_t number = 0;         // of "…"~5; of word~2, where 0 leaves it to the word's length
  std::vector<WantedUnit> units;  // words, hashtag, mention, outside of titles and of NEAR: those that
                                  //   begin here; a name may take in the parts that follow it
  std::vector<analyzers::Token> words;  // all other forms but value and date: in order
  std::vector<std::string> written;     // how each of `words` is written: analyzers::written_form()
  std::string value;                    // value: slug, code or "_missing"
  DateRange dates;                      // date
};

struct QueryPlan {
  QueryNode root{QueryNode::Kind::together, 0, {}, {}};  // no children where nothing is asked for
  std::vector<PlannedPart> parts;
  bool whole_question = false;       // is_whole_question(): not every word of it is in its answer
  bool shouted = false;              // is_shouted(): its capitals say nothing
  std::string line;                  // the whole question in the query language; read again it is the same
  bool cut = false;                  // something was beyond the limits
  std::vector<std::string> ignored;  // as typed: stop words, what is beyond the limits
  std::vector<Repair> repairs;
};

/// Understands `typed`. Stop words are left out unless nothing else is wanted; a word in capitals that is an
/// acronym ("US", "WHO") is none, except in a question written in capitals throughout. Names are those of
/// persons, and of groups and places that are written in more than one way. Beyond the limits of
/// query_limits.h: with `repair` the rest is left out and named in `ignored`, else QueryTooLong. An unknown
/// value of a field is told and searched as words.
QueryPlan plan_query(std::string_view typed, bool repair, const analyzers::Analyzer& analyzer,
                     const analyzers::Tagger& tagger, const analyzers::Vocabulary& vocabulary);

}  // namespace searchd
