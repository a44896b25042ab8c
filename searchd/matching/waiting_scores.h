// Documents whose scores wait for what is slow to weigh, until it is known which of them may be among the
// first: the most promising are weighed to the end, and with each the others need more to be asked for.
#pragma once

#include <cstddef>
#include <vector>

#include "searchd/matching/block_weigher.h"
#include "searchd/matching/matching.h"

namespace searchd {

class WaitingScores {
 public:
  /// Keeps references. Throws SearchTimeout from whatever takes long.
  WaitingScores(const SearchedIndex& index, const ExecutionPlan& plan, Deadline deadline)
      : index_(index), plan_(plan), deadline_(deadline) {}

  /// `targets` of the block that begins at document `first`, and what `weigher`'s begin() left of them in
  /// `scores`. May tell `visitor` of scores.
  void add(Xapian::docid first, const Targets& targets, const BlockWeigher& weigher,
           const Column<double>& scores, BlockVisitor& visitor);
  /// Tells `visitor` of all scores that it still wants.
  void finish(BlockVisitor& visitor);

 private:
  struct Candidate {
    Xapian::docid document;
    double score;  // as far as it is known
    double last;   // BlockWeigher::last_of()
    double most;
  };
  using Candidates = std::vector<Candidate>;
  class Pass;

  void weigh_most_promising(std::size_t documents, BlockVisitor& visitor);
  const SearchedIndex& index_;
  const ExecutionPlan& plan_;
  Deadline deadline_;
  Candidates candidates_;
};

}  // namespace searchd
