// How good a ranking is, by the judgments of people.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>

namespace quality {

/// Grades by document id: 0 judged and not relevant, 1 to 3 relevant. A document that is not here is not
/// relevant.
using Judgments = std::map<std::string, int>;

/// How far down a ranking is looked at: trec_eval's own default, and what its "map" is made of.
inline constexpr std::size_t kRankingDepth = 1000;

/// All between 0 and 1, as trec_eval defines them (ndcg_cut.10, map, recip_rank within the first 10,
/// recall.100):
///   ndcg_at_10              sum of grade / log2(rank + 1) over the first 10, divided by what the best order
///   of the
///                           judged documents would give
///   average_precision       sum of the precision at each relevant document found, divided by how many there
///   are reciprocal_rank_at_10   1 / rank of the first relevant document; 0 where it is not among the first
///   10 recall_at_100           share of the relevant documents that are among the first 100
///   precision_of_found      share of relevant documents among all that were found: what a reader of totals
///   and facets
///                           meets; 0 where nothing was found
struct Measures {
  double ndcg_at_10 = 0;
  double average_precision = 0;
  double reciprocal_rank_at_10 = 0;
  double recall_at_100 = 0;
  double precision_of_found = 0;
};

/// The measures of one question's ranking, best document first, no document twice; what lies beyond
/// kRankingDepth does not count. All 0 where nothing is relevant.
Measures measure(std::span<const std::string> ranking, const Judgments& judgments);

/// Sums that become a mean.
class MeanMeasures {
 public:
  void add(const Measures& measures);
  std::size_t count() const { return count_; }
  /// All 0 where nothing was added.
  Measures mean() const;

 private:
  Measures sum_;
  std::size_t count_ = 0;
};

/// Which half of a collection a question belongs to: rules are tuned on one and reported on the other. By the
/// CRC-32 (zlib's) of the question's id: even tunes, odd reports.
bool is_for_tuning(const std::string& question_id);

}  // namespace quality
