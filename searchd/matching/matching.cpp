#include "searchd/matching/matching.h"

namespace searchd {

void for_each_match(const SearchedIndex& index, const Clause& clause, Scoring scoring, Deadline deadline,
                    const FoundMatch& found) {
  if (index.decoded.holds_all(index.database, clause.terms())) {
    for_each_match_by_executor(index, clause, scoring, deadline, found);
  } else {
    for_each_match_by_xapian(index.database, clause, scoring, deadline, found);
  }
}

std::vector<Xapian::docid> matching_documents(const SearchedIndex& index, const Clause& clause,
                                              Deadline deadline) {
  std::vector<Xapian::docid> documents;
  for_each_match(index, clause, Scoring::none, deadline,
                 [&documents](Xapian::docid document, double) { documents.push_back(document); });
  return documents;
}

}  // namespace searchd
