#include "searchd/matching/block_weigher.h"

#include <algorithm>
#include <limits>

#include "searchd/matching/matching.h"

namespace searchd {
namespace {

// Where so many documents are wanted of a list so many times as long, they are looked up in it one by one.
constexpr std::size_t kLookedUp = 16;

// Weighing these in documents that do not match them adds nothing.
bool is_choice(Op op) { return op == Op::term || op == Op::synonym || op == Op::any || op == Op::greatest; }

}  // namespace

BlockWeigher::BlockWeigher(const DecodedIndex& decoded, const ExecutionPlan& plan, const Block& block,
                           BlockMatcher& matcher)
    : decoded_(decoded),
      plan_(plan),
      block_(block),
      matcher_(matcher),
      order_(weighing_order(plan)),
      length_factor_(decoded.average_length() > 0 ? 1 / decoded.average_length() : 0) {}

void BlockWeigher::begin(const Targets& targets, Column<double>& scores) {
  for (const auto offset : targets.offsets) scores[offset] = 0;
  if (!plan_.clause(plan_.root()).weighs) return;
  measure_lengths(targets);
  weigh_in_order(order_.before, targets, scores);
  if (order_.after.empty()) return;
  for (const auto offset : targets.offsets) after_[offset] = 0;
  weigh_in_order(order_.after, targets, after_);
}

void BlockWeigher::weigh_waiting(const Targets& targets, Column<double>& scores) {
  measure_lengths(targets);
  // Each by itself first: weighing may touch other documents of the block.
  Scratch<double>::Loan loan(numbers_);
  auto& its = *loan;
  for (const auto& part : order_.waiting) {
    for (const auto offset : targets.offsets) its[offset] = 0;
    weigh_some(part.number, targets, its);
    for (const auto offset : targets.offsets) scores[offset] += its[offset];
  }
}

void BlockWeigher::finish(const Targets& targets, Column<double>& scores) {
  weigh_waiting(targets, scores);
  if (order_.after.empty()) return;
  for (const auto offset : targets.offsets) scores[offset] += after_[offset];
}

void BlockWeigher::weigh_in_order(const std::vector<WeighingOrder::Part>& parts, const Targets& targets,
                                  Column<double>& scores) {
  for (const auto& part : parts) {
    part.everywhere ? weigh(part.number, targets, scores) : weigh_some(part.number, targets, scores);
  }
}

// What a word must be weighed against in each document: more in a long one.
void BlockWeigher::measure_lengths(const Targets& targets) {
  lengths_ = decoded_.lengths_from(block_.document_at(0));
  for (const auto offset : targets.offsets) {
    const double length = lengths_[offset];
    against_[offset] = kWordSaturation * (length * length_factor_ * kLengthShare + (1 - kLengthShare));
  }
}

// Adds to `scores` what the clause weighs in `targets`, all of which match it.
void BlockWeigher::weigh(PartNumber part, const Targets& targets, Column<double>& scores) {
  const auto& clause = plan_.clause(part);
  if (!clause.weighs) return;
  switch (clause.op) {
    case Op::term: return weigh_term(clause, targets, scores);
    case Op::synonym: return weigh_synonym(clause, targets, scores);
    case Op::greatest: return weigh_greatest(clause, targets, scores);
    case Op::constant:
      for (const auto offset : targets.offsets) scores[offset] += clause.weight;
      return;
    case Op::any:
      for (const auto its_part : clause.parts) weigh_some(its_part, targets, scores);
      return;
    case Op::maybe:
      weigh(clause.parts.front(), targets, scores);
      for (std::size_t at = 1; at < clause.parts.size(); ++at) weigh_some(clause.parts[at], targets, scores);
      return;
    case Op::all:
    case Op::filter:
    case Op::scaled:
    case Op::phrase:
      for (const auto its_part : clause.parts) weigh(its_part, targets, scores);
      return;
    case Op::everything:
    case Op::documents:
    case Op::covering: return;
  }
}

// The same for those of `targets` that match it.
void BlockWeigher::weigh_some(PartNumber part, const Targets& targets, Column<double>& scores) {
  const auto& clause = plan_.clause(part);
  if (!clause.weighs || !matcher_.may_match(part)) return;
  if (is_choice(clause.op)) return weigh(part, targets, scores);
  if (clause.op == Op::scaled && is_choice(plan_.clause(clause.parts.front()).op))
    return weigh_together(part, targets, scores);
  auto matching = targets.bits;
  matcher_.narrow(part, matching);
  if (!matching.any()) return;
  weigh_together(part, Targets(matching), scores);
}

// Adds what the parts of the clause weigh as one number.
void BlockWeigher::weigh_together(PartNumber part, const Targets& targets, Column<double>& scores) {
  Scratch<double>::Loan loan(numbers_);
  auto& its = *loan;
  for (const auto offset : targets.offsets) its[offset] = 0;
  weigh(part, targets, its);
  for (const auto offset : targets.offsets) scores[offset] += its[offset];
}

// Calls `action` with the offset of each of `targets` that has the term, and how often; also with those of
// others of the block, where that is faster than to look each up.
template <typename Action>
void BlockWeigher::for_each_count(TermNumber term, const Targets& targets, Action action) const {
  const auto& postings = block_.postings(term);
  if (postings.is_dense()) return postings.for_each_of(targets.bits.words(), action);
  if (targets.offsets.size() * kLookedUp > postings.size()) return postings.for_each(action);
  const auto offsets = postings.offsets();
  auto at = offsets.begin();
  for (const auto offset : targets.offsets) {
    at = std::lower_bound(at, offsets.end(), offset);
    if (at == offsets.end()) return;
    if (*at == offset) action(offset, postings.count(static_cast<std::size_t>(at - offsets.begin())));
  }
}

void BlockWeigher::weigh_term(const PlannedClause& clause, const Targets& targets,
                              Column<double>& scores) const {
  for_each_count(clause.term, targets, [&](Offset offset, Xapian::termcount count) {
    scores[offset] += clause.weight * share(offset, count);
  });
}

void BlockWeigher::weigh_synonym(const PlannedClause& clause, const Targets& targets,
                                 Column<double>& scores) {
  Scratch<Xapian::termcount>::Loan loan(counts_);
  auto& counts = *loan;
  for (const auto offset : targets.offsets) counts[offset] = 0;
  for (const auto part : clause.parts) add_counts(part, targets, counts);
  for (const auto offset : targets.offsets) {
    if (counts[offset] == 0) continue;
    scores[offset] += clause.weight * share(offset, std::min(counts[offset], lengths_[offset]));
  }
}

// How often one part of a synonym stands in each document; of a phrase as often as its rarest word, as
// Xapian takes it.
void BlockWeigher::add_counts(PartNumber part, const Targets& targets, Column<Xapian::termcount>& counts) {
  const auto& clause = plan_.clause(part);
  if (clause.op == Op::term) {
    return for_each_count(clause.term, targets,
                          [&](Offset offset, Xapian::termcount count) { counts[offset] += count; });
  }
  auto matching = targets.bits;
  matcher_.narrow(part, matching);
  if (!matching.any()) return;
  const Targets some(matching);
  Scratch<Xapian::termcount>::Loan loan(counts_);
  auto& least = *loan;
  for (const auto offset : some.offsets) least[offset] = std::numeric_limits<Xapian::termcount>::max();
  for (const auto word : clause.parts) {
    for_each_count(plan_.clause(word).term, some, [&](Offset offset, Xapian::termcount count) {
      least[offset] = std::min(least[offset], count);
    });
  }
  for (const auto offset : some.offsets) counts[offset] += least[offset];
}

void BlockWeigher::weigh_greatest(const PlannedClause& clause, const Targets& targets,
                                  Column<double>& scores) {
  Scratch<double>::Loan loan(numbers_), other(numbers_);
  auto& greatest = *loan;
  auto& its = *other;
  for (const auto offset : targets.offsets) greatest[offset] = 0;
  for (const auto part : clause.parts) {
    for (const auto offset : targets.offsets) its[offset] = 0;
    weigh_some(part, targets, its);
    for (const auto offset : targets.offsets) greatest[offset] = std::max(greatest[offset], its[offset]);
  }
  for (const auto offset : targets.offsets) scores[offset] += greatest[offset];
}

}  // namespace searchd
