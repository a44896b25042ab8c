// Clauses answered block by block: first which documents of the block match, then what these weigh.
#include <memory>

#include "searchd/matching/block_matcher.h"
#include "searchd/matching/block_weigher.h"
#include "searchd/matching/matching.h"
#include "searchd/matching/waiting_scores.h"

namespace searchd {
namespace {

class Executor {
 public:
  Executor(const SearchedIndex& index, const Clause& clause, Scoring scoring, Deadline deadline)
      : decoded_(index.decoded),
        plan_(index, clause, scoring, deadline),
        block_(index, plan_),
        matcher_(plan_, block_, deadline),
        weigher_(index.decoded, plan_, block_, matcher_),
        waiting_(index, plan_, deadline),
        guard_(deadline) {}

  void run(BlockVisitor& visitor) {
    const auto last = std::size_t{decoded_.last()};
    for (std::size_t first = 0; first <= last; first += kBlockDocuments) {
      guard_.check();
      block_.enter(first);
      matcher_.enter();
      if (!matcher_.may_match(plan_.root())) continue;
      BlockBits matches;
      matches.fill();
      matches.keep(decoded_.existing(), block_.first_word());
      matcher_.narrow(plan_.root(), matches);
      if (matches.any()) report(matches, visitor);
    }
    waiting_.finish(visitor);
  }

 private:
  void report(BlockBits& matches, BlockVisitor& visitor) {
    const auto first = block_.document_at(0);
    visitor.match(first, matches);
    if (!matches.any()) return;
    const Targets targets(matches);
    weigher_.begin(targets, scores_);
    if (weigher_.has_more()) {
      if (visitor.wants_some_scores()) return waiting_.add(first, targets, weigher_, scores_, visitor);
      weigher_.finish(targets, scores_);
    }
    visitor.score(first, matches, scores_);
  }

  const DecodedIndex& decoded_;
  const ExecutionPlan plan_;
  Block block_;
  BlockMatcher matcher_;
  BlockWeigher weigher_;
  WaitingScores waiting_;
  DeadlineGuard guard_;
  Column<double> scores_{};
};

class OneByOne : public BlockVisitor {
 public:
  OneByOne(const FoundMatch& found, Deadline deadline) : found_(found), guard_(deadline) {}

  void match(Xapian::docid, BlockBits&) override {}
  void score(Xapian::docid first, const BlockBits& matches, const Column<double>& scores) override {
    matches.for_each([&](std::size_t offset) {
      guard_.tick();
      found_(first + static_cast<Xapian::docid>(offset), scores[offset]);
    });
  }

 private:
  const FoundMatch& found_;
  DeadlineGuard guard_;
};

}  // namespace

void visit_matches(const SearchedIndex& index, const Clause& clause, Scoring scoring, Deadline deadline,
                   BlockVisitor& visitor) {
  DeadlineGuard(deadline).check();
  if (clause.empty() || index.decoded.documents() == 0) return;
  std::make_unique<Executor>(index, clause, scoring, deadline)->run(visitor);
}

void for_each_match(const SearchedIndex& index, const Clause& clause, Scoring scoring, Deadline deadline,
                    const FoundMatch& found) {
  OneByOne one_by_one(found, deadline);
  visit_matches(index, clause, scoring, deadline, one_by_one);
}

std::vector<Xapian::docid> matching_documents(const SearchedIndex& index, const Clause& clause,
                                              Deadline deadline) {
  std::vector<Xapian::docid> documents;
  for_each_match(index, clause, Scoring::none, deadline,
                 [&documents](Xapian::docid document, double) { documents.push_back(document); });
  return documents;
}

}  // namespace searchd
