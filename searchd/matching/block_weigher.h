// What matching documents of a block weigh: BM25, posting by posting.
#pragma once

#include <vector>

#include "searchd/matching/block_matcher.h"

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
 public:
  /// Keeps references.
  BlockWeigher(const DecodedIndex& decoded, const ExecutionPlan& plan, const Block& block,
               BlockMatcher& matcher);

  /// Puts into `scores` what each of `targets`, which match the whole plan, weighs. Throws SearchTimeout.
  void score(const Targets& targets, Column<double>& scores);

 private:
  void measure_lengths(const Targets& targets);
  void weigh(PartNumber part, const Targets& targets, Column<double>& scores);
  void weigh_some(PartNumber part, const Targets& targets, Column<double>& scores);
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
  double length_factor_;
  const Xapian::termcount* lengths_ = nullptr;  // of the block's documents, by offset
  Column<double> against_{};
  Scratch<double> numbers_;
  Scratch<Xapian::termcount> counts_;
};

}  // namespace searchd
