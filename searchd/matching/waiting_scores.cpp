#include "searchd/matching/waiting_scores.h"

#include <algorithm>
#include <memory>
#include <span>

namespace searchd {
namespace {

// So many are weighed first, about as many as a page shows, so that it is soon known what the others must
// reach; then so many times as many each time, for each time the index is gone through.
constexpr std::size_t kFirstWeighed = 32;
constexpr std::size_t kMoreEachTime = 4;
// So many may wait. Where more are left after some were weighed, nearly all are wanted.
constexpr std::size_t kMostWaiting = 16'384;

}  // namespace

/// Goes through the index once more, for some candidates in the order of their numbers.
class WaitingScores::Pass {
 public:
  Pass(const SearchedIndex& index, const ExecutionPlan& plan, Deadline deadline)
      : block_(index, plan),
        matcher_(plan, block_, deadline),
        weigher_(index.decoded, plan, block_, matcher_),
        guard_(deadline) {}

  /// Tells `visitor` of the scores of those from `begin` on that are of one block; comes back with the rest.
  std::span<const Candidate> weigh_block(std::span<const Candidate> candidates, BlockVisitor& visitor) {
    const auto block = candidates.front().document / kBlockDocuments;
    guard_.check();
    block_.enter(block * kBlockDocuments);
    matcher_.enter();
    const auto is_elsewhere = [block](const Candidate& it) { return it.document / kBlockDocuments != block; };
    const auto behind = std::find_if(candidates.begin(), candidates.end(), is_elsewhere);
    const auto here = candidates.first(static_cast<std::size_t>(behind - candidates.begin()));
    documents_.clear();
    for (const auto& candidate : here) {
      documents_.set(block_.offset_of(candidate.document));
      scores_[block_.offset_of(candidate.document)] = candidate.score;
    }
    weigher_.weigh_waiting(Targets(documents_), scores_);
    for (const auto& candidate : here) scores_[block_.offset_of(candidate.document)] += candidate.last;
    visitor.score(block_.document_at(0), documents_, scores_);
    return candidates.subspan(here.size());
  }

 private:
  Block block_;
  BlockMatcher matcher_;
  BlockWeigher weigher_;
  DeadlineGuard guard_;
  BlockBits documents_;
  Column<double> scores_;
};

void WaitingScores::add(Xapian::docid first, const Targets& targets, const BlockWeigher& weigher,
                        const Column<double>& scores, BlockVisitor& visitor) {
  for (const auto offset : targets.offsets) {
    const auto document = first + offset;
    const auto most = weigher.most_of(offset, scores[offset]);
    if (!visitor.wants_score(document, most)) continue;
    candidates_.push_back({document, scores[offset], weigher.last_of(offset), most});
  }
  if (candidates_.size() > kMostWaiting) weigh_most_promising(kFirstWeighed, visitor);
  if (candidates_.size() > kMostWaiting) weigh_most_promising(candidates_.size(), visitor);
}

void WaitingScores::finish(BlockVisitor& visitor) {
  for (auto documents = kFirstWeighed; !candidates_.empty(); documents *= kMoreEachTime)
    weigh_most_promising(documents, visitor);
}

void WaitingScores::weigh_most_promising(std::size_t documents, BlockVisitor& visitor) {
  auto behind = candidates_.end();
  if (documents < candidates_.size()) {
    behind = candidates_.begin() + static_cast<std::ptrdiff_t>(documents);
    std::nth_element(candidates_.begin(), behind, candidates_.end(),
                     [](const Candidate& a, const Candidate& b) { return a.most > b.most; });
  }
  std::sort(candidates_.begin(), behind,
            [](const Candidate& a, const Candidate& b) { return a.document < b.document; });
  const auto pass = std::make_unique<Pass>(index_, plan_, deadline_);
  for (std::span<const Candidate> rest(candidates_.begin(), behind); !rest.empty();)
    rest = pass->weigh_block(rest, visitor);
  candidates_.erase(candidates_.begin(), behind);
  std::erase_if(candidates_, [&visitor](const Candidate& candidate) {
    return !visitor.wants_score(candidate.document, candidate.most);
  });
}

}  // namespace searchd
