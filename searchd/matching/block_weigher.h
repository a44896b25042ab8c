// What matching documents of a block weigh: BM25, posting by posting.
#pragma once

#include <vector>

#include "searchd/matching/block_matcher.h"
#include "searchd/matching/weighing_order.h"

namespace searchd {

/// The documents that are weighed.
struct Targets {
  std::vector<Offset> offsets;  // ascending
  BlockBits bits;

  explicit Targets(const BlockBits& of) : bits(of) {
    offsets.reserve(bits.count());
    bits.for_each([this](std::size_t offset) { offsets.push_back(static_cast<Offset>(offset)); });
  }
};

class BlockWeigher {
  // What is added in another order may be rounded to a little less.
  static constexpr double kRoundingUp = 1 + 1e-12;

 public:
  /// Keeps references.
  BlockWeigher(const DecodedIndex& decoded, const ExecutionPlan& plan, const Block& block,
               BlockMatcher& matcher);

  /// Whether finish() has something left to do after begin(): then what is slow to weigh can be spared where
  /// a document cannot be among the first.
  bool has_more() const { return !order_.waiting.empty(); }
  /// Puts into `scores` what each of `targets`, which match the whole plan, weighs, but for what finish()
  /// adds. Throws SearchTimeout.
  void begin(const Targets& targets, Column<double>& scores);
  /// What the document at `offset`, one of begin()'s, weighs at most where begin() left `score` of it.
  double most_of(Offset offset, double score) const {
    return (score + order_.most_of_waiting + last_of(offset)) * kRoundingUp;
  }
  /// What finish() adds last to what begin() left of that document.
  double last_of(Offset offset) const { return order_.after.empty() ? 0 : after_[offset]; }
  /// Adds what is left, for `targets` which were some of begin()'s, but for last_of(). Throws SearchTimeout.
  void weigh_waiting(const Targets& targets, Column<double>& scores);
  /// Adds all that is left of the block of the last begin().
  void finish(const Targets& targets, Column<double>& scores);

 private:
  void measure_lengths(const Targets& targets);
  void weigh_in_order(const std::vector<WeighingOrder::Part>& parts, const Targets& targets,
                      Column<double>& scores);
  void weigh(PartNumber part, const Targets& targets, Column<double>& scores);
  void weigh_some(PartNumber part, const Targets& targets, Column<double>& scores);
  void weigh_together(PartNumber part, const Targets& targets, Column<double>& scores);
  void weigh_term(const PlannedClause& clause, const Targets& targets, Column<double>& scores) const;
  void weigh_synonym(const PlannedClause& clause, const Targets& targets, Column<double>& scores);
  void weigh_greatest(const PlannedClause& clause, const Targets& targets, Column<double>& scores);
  void add_counts(PartNumber part, const Targets& targets, Column<Xapian::termcount>& counts);
  template <typename Action>
  void for_each_count(TermNumber term, const Targets& targets, Action action) const;
  double share(Offset offset, double count) const { return count / (against_[offset] + count); }

  const DecodedIndex& decoded_;
  const ExecutionPlan& plan_;
  const Block& block_;
  BlockMatcher& matcher_;
  const WeighingOrder order_;
  double length_factor_;
  const Xapian::termcount* lengths_ = nullptr;  // of the block's documents, by offset
  Column<double> against_{};
  Column<double> after_{};  // what is added behind what waits
  Scratch<double> numbers_;
  Scratch<Xapian::termcount> counts_;
};

}  // namespace searchd
