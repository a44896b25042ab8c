// A question as the index understands it: what was typed, made into a Xapian::Query and told to the reader.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/passages.h"
#include "analyzers/tagger.h"
#include "searchd/search/results.h"

namespace searchd {

/// One part of the query that gives weight. The weights of all parts of a document add up to its score.
struct WeightLeaf {
  std::size_t told = 0;  // for which of Interpretation::terms
  std::string why;       // "stem", "exact form", "pair" ...
  Xapian::Query query;   // with its scale
};

struct Query {
  Xapian::Query wanted_terms;                                       // empty where no word is wanted
  Xapian::Query excluded_terms;                                     // empty where none is excluded
  std::vector<analyzers::WantedTerm> wanted;                        // what passages should show
  std::vector<std::pair<analyzers::EntryType, std::string>> names;  // entries that the question names
  std::vector<WeightLeaf> leaves;                                   // of wanted_terms
  Interpretation interpretation;
};

/// Makes queries for one index. Keeps references: all three must outlive it. One thread at a time.
class QueryBuilder {
 public:
  QueryBuilder(const analyzers::Analyzer& analyzer, const analyzers::Tagger& tagger,
               const Xapian::Database& database)
      : analyzer_(analyzer), tagger_(tagger), database_(database) {}

  /// All words are wanted; stop words only where there is nothing else. Over the limits of query_plan.h: with
  /// `repair` what is beyond is left out and named in the interpretation, else QueryTooLong. Lets
  /// Xapian::Error through (the database is asked which terms it has).
  Query build(const SearchRequest& request) const;

 private:
  const analyzers::Analyzer& analyzer_;
  const analyzers::Tagger& tagger_;
  const Xapian::Database& database_;
};

}  // namespace searchd
