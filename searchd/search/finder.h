// What a request finds in one state of the index: its query, and what matches it, counted and ranked.
#pragma once

#include <memory>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "searchd/matching/deadline.h"
#include "searchd/matching/matching.h"
#include "searchd/search/facets.h"
#include "searchd/search/index_state.h"
#include "searchd/search/query.h"
#include "searchd/search/request.h"

namespace searchd {

/// Finds. For one thread, as the analyzer and the leases it is given are. All throw SearchTimeout,
/// QueryTooLong and Xapian::Error.
class Finder {
 public:
  /// `analyzer` must outlive this.
  explicit Finder(const analyzers::Analyzer& analyzer) : analyzer_(&analyzer) {}

  struct Found {
    Query query;
    Counter counter;
    Sort sort;
    bool as_asked = true;  // false: no document has all that was asked for, so less was
  };
  /// What `request` finds; where no document at all has what its plain words ask for, what has most of it.
  Found find(const SearchRequest& request, Deadline deadline, const IndexLease& index,
             Scoring scoring = Scoring::bm25);

  /// The same, where nothing less is tried. `most_wanted`: the share of what the words say that is enough.
  Found find_as_asked(const SearchRequest& request, Deadline deadline, const IndexLease& index,
                      double most_wanted = 1, Scoring scoring = Scoring::bm25);

  /// The query of `request`, which asks the index for no more than its schema has.
  Query query_of(const SearchRequest& request, Deadline deadline, const IndexLease& index,
                 double most_wanted = 1);

  /// Valid until the next call with another vocabulary.
  const analyzers::Tagger& tagger_for(const std::shared_ptr<const analyzers::Vocabulary>& vocabulary);

 private:
  Query build(const SearchRequest& asked, Deadline deadline, const IndexLease& index, double most_wanted);

  const analyzers::Analyzer* analyzer_;
  std::shared_ptr<const analyzers::Vocabulary> tagged_with_;  // what `tagger_` was made of
  std::unique_ptr<analyzers::Tagger> tagger_;
};

}  // namespace searchd
