// A question as the index understands it: what was typed, made into a clause and told to the reader.
#pragma once

#include <xapian.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/language.h"
#include "analyzers/passages.h"
#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "searchd/matching/matching.h"
#include "searchd/search/columns.h"
#include "searchd/search/index_words.h"
#include "searchd/search/request.h"
#include "searchd/search/results.h"

namespace searchd {

/// One part of the query that finds documents or gives them weight. The weights of all parts that a document
/// has add up to its score (before recency): see explanation.h.
struct WeightLeaf {
  static constexpr std::size_t kWhole = static_cast<std::size_t>(-1);

  std::size_t told = 0;    // for which of Interpretation::terms; kWhole: for several together
  std::string why;         // Explanation::Part::why
  Clause query;            // with its scale
  std::string label = {};  // the one of Interpretation::Term::matched that it is; empty: each that it has
  bool of_word = false;    // one word of several that may stand for the same thing
  std::vector<Clause> only_where = {};  // it counts in no document that one of these does not match
};

/// What `leaves` has from `first` on counts only where `query` matches: one of several that are enough.
void count_only_where(std::vector<WeightLeaf>& leaves, std::size_t first, const Clause& query);

struct Query {
  Clause wanted_terms;                        // empty where all documents are wanted
  Clause excluded_terms;                      // empty where none is excluded
  bool scored = false;                        // words are wanted: documents have scores
  std::vector<Clause> asked_before;           // queries whose documents went into these two
  std::vector<analyzers::WantedTerm> wanted;  // what passages should show
  std::vector<std::pair<analyzers::EntryType, std::string>> names;  // entries that the question names
  std::vector<WeightLeaf> leaves;                                   // of wanted_terms
  bool respelled = false;                            // another spelling of a name is searched beside it
  std::optional<analyzers::Language> language = {};  // of what is typed: Arabic or English; else nothing
  bool is_plain = false;  // several plain words and nothing else; match=auto: less of them may do
  std::vector<std::string> found_nowhere;  // plain words that no document has, where not all are wanted
  Interpretation interpretation;
};

class Translator;

/// What questions are asked of: one state of the index and what understands text.
struct QuestionGround {
  const analyzers::Analyzer& analyzer;
  const analyzers::Tagger& tagger;
  const analyzers::Vocabulary& vocabulary;
  SearchedIndex index;
  const Columns& columns;
  std::function<const IndexWords&()> words;  // asked where a question has * or ~
  const Translator* translator = nullptr;    // null: no other language
  bool plain = false;                        // the index is of the plain schema: it knows stems alone
};

/// Makes queries for one index. Keeps a reference: the ground, and what it names, must outlive it. One thread
/// at a time.
class QueryBuilder {
 public:
  explicit QueryBuilder(const QuestionGround& ground) : ground_(ground) {}

  /// The query of `request.typed`. What is left out, what stands near what and what is written how is decided
  /// here, by queries of their own: a clause has no operators for these. Over the limits of query_limits.h:
  /// with `request.repair` what is beyond is left out and named in the interpretation, else QueryTooLong. Of
  /// a question with `match=auto` no more than the share `most_wanted` (0 to 1) of what its words say is
  /// wanted. Throws SearchTimeout; lets Xapian::Error through.
  Query build(const SearchRequest& request, Deadline deadline, double most_wanted = 1) const;

 private:
  const QuestionGround& ground_;
};

}  // namespace searchd
