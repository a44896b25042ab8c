// Questions asked of the searcher as a visitor's are, and the documents it ranks.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "corpus/document.h"
#include "searchd/search/ranking_rules.h"
#include "searchd/search/request.h"
#include "searchd/search/searcher.h"
#include "tests/quality/collection.h"
#include "tests/quality/measures.h"

namespace quality {

struct AskingOptions {
  std::string documents_language;  // "ar": the language filter of the search; empty: all documents
  searchd::Match match = searchd::Match::automatic;
  bool cross = true;
  searchd::RankingRules rules{};
  unsigned threads = 1;
};

/// The first kRankingDepth documents for each question, in the order of `questions`. A question over the
/// limits is shortened as on a page. Throws what Searcher::search throws.
std::vector<std::vector<searchd::RankedDocument>> ask(const std::shared_ptr<searchd::IndexView>& view,
                                                      std::span<const Question> questions,
                                                      const AskingOptions& options);

/// What each ranking is worth by the judgments of its question, in the order of `questions`; `keys` are the
/// documents' by the id that the searcher knows them by (keys_of()).
std::vector<Measures> measure_each(std::span<const Question> questions,
                                   std::span<const std::vector<searchd::RankedDocument>> rankings,
                                   const std::map<corpus::DocumentId, std::string>& keys, const Qrels& qrels);

}  // namespace quality
