// Clauses answered from decoded postings, block by block: first which documents of the block match, as sets
// of bits; then what these weigh, posting by posting.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "searchd/matching/block_bits.h"
#include "searchd/matching/execution_plan.h"
#include "searchd/matching/matching.h"

namespace searchd {
namespace {

using Offset = std::uint16_t;
static_assert(kBlockDocuments <= std::size_t{1} << 16);

// Where so many documents are wanted of a list so many times as long, they are looked up in it one by one.
constexpr std::size_t kLookedUp = 16;

/// One number for each document of a block.
template <typename Number>
using Column = std::array<Number, kBlockDocuments>;

/// The documents that are weighed.
struct Targets {
  std::vector<Offset> offsets;  // ascending
  BlockBits bits;

  explicit Targets(const BlockBits& of) : bits(of) {
    bits.for_each([this](std::size_t offset) { offsets.push_back(static_cast<Offset>(offset)); });
  }
};

/// Columns that are not in use: what is computed of a block needs a few, one inside the other.
template <typename Number>
class Scratch {
 public:
  class Loan {
   public:
    explicit Loan(Scratch& columns) : columns_(columns) {
      if (columns.idle_.empty()) columns.idle_.push_back(std::make_unique<Column<Number>>());
      column_ = std::move(columns.idle_.back());
      columns.idle_.pop_back();
    }
    ~Loan() { columns_.idle_.push_back(std::move(column_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;

    Column<Number>& operator*() { return *column_; }

   private:
    Scratch& columns_;
    std::unique_ptr<Column<Number>> column_;
  };

 private:
  std::vector<std::unique_ptr<Column<Number>>> idle_;
};

class Executor {
 public:
  Executor(const SearchedIndex& index, const Clause& clause, Scoring scoring, Deadline deadline)
      : index_(index),
        plan_(index, clause, scoring),
        guard_(deadline),
        ranges_(plan_.terms()),
        document_ranges_(plan_.clauses()),
        phrases_(plan_.clauses()),
        length_factor_(index.decoded.average_length() > 0 ? 1 / index.decoded.average_length() : 0) {}

  void run(const FoundMatch& found) {
    const auto last = std::size_t{index_.decoded.last()};
    for (first_ = 0; first_ <= last; first_ += kBlockDocuments) {
      guard_.check();
      enter_block();
      if (!may_match(plan_.root())) continue;
      BlockBits matches;
      matches.fill();
      matches.keep(index_.decoded.existing(), first_ / kBitsInWord);
      narrow(plan_.root(), matches);
      if (matches.any()) report(matches, found);
    }
  }

 private:
  struct Range {
    std::size_t begin = 0, end = 0;
  };
  /// A phrase in the block: where it was looked for, and where it stands.
  struct KnownPhrase {
    BlockBits asked, found;
    std::size_t first = static_cast<std::size_t>(-1);
  };

  // --- the block ---

  template <typename List, typename Number>
  void advance(Range& range, const List& list, Number number_of) const {
    range.begin = range.end;
    const auto beyond = first_ + kBlockDocuments;
    const auto from = list.begin() + static_cast<std::ptrdiff_t>(range.begin);
    const auto end =
        std::partition_point(from, list.end(), [&](const auto& entry) { return number_of(entry) < beyond; });
    range.end = static_cast<std::size_t>(end - list.begin());
  }

  void enter_block() {
    for (TermNumber term = 0; term < ranges_.size(); ++term) {
      advance(ranges_[term], plan_.list(term), [](const Posting& posting) { return posting.document; });
    }
    for (PartNumber part = 0; part < plan_.clauses(); ++part) {
      const auto& clause = plan_.clause(part);
      if (clause.op != Op::documents) continue;
      advance(document_ranges_[part], *clause.documents, [](Xapian::docid number) { return number; });
    }
  }

  static bool is_empty(const Range& range) { return range.begin == range.end; }
  std::span<const Posting> postings_here(TermNumber term) const {
    const auto& range = ranges_[term];
    return std::span(plan_.list(term)).subspan(range.begin, range.end - range.begin);
  }
  Offset offset_of(Xapian::docid document) const { return static_cast<Offset>(document - first_); }
  Xapian::docid document_at(std::size_t offset) const { return static_cast<Xapian::docid>(first_ + offset); }

  // False where no document of the block can match: most blocks have nothing of a rare word.
  bool may_match(PartNumber part) const {
    const auto& clause = plan_.clause(part);
    const auto may = [this](PartNumber its_part) { return may_match(its_part); };
    switch (clause.op) {
      case Op::term: return !is_empty(ranges_[clause.term]);
      case Op::documents: return !is_empty(document_ranges_[part]);
      case Op::everything:
      case Op::constant:
      case Op::covering: return true;
      case Op::any:
      case Op::synonym:
      case Op::greatest: return std::any_of(clause.parts.begin(), clause.parts.end(), may);
      case Op::all:
      case Op::filter:
      case Op::phrase: return std::all_of(clause.parts.begin(), clause.parts.end(), may);
      case Op::maybe:
      case Op::scaled: return may_match(clause.parts.front());
    }
    __builtin_unreachable();
  }

  // --- which documents match ---

  // Leaves of `documents` those that match.
  void narrow(PartNumber part, BlockBits& documents) {
    const auto& clause = plan_.clause(part);
    switch (clause.op) {
      case Op::term: return narrow_to_term(clause.term, documents);
      case Op::documents: return narrow_to_documents(part, documents);
      case Op::everything:
      case Op::constant: return;  // the documents are those that exist
      case Op::covering: return narrow_to_covering(clause, documents);
      case Op::any:
      case Op::synonym:
      case Op::greatest: return narrow_to_any(clause.parts, documents);
      case Op::phrase: return narrow_to_phrase(part, documents);
      case Op::scaled: return narrow(clause.parts.front(), documents);
      case Op::all:
      case Op::filter:
      case Op::maybe: return narrow_to_all(clause, documents);
    }
  }

  void set_term(TermNumber term, BlockBits& documents) const {
    for (const auto& posting : postings_here(term)) documents.set(offset_of(posting.document));
  }

  void narrow_to_term(TermNumber term, BlockBits& documents) const {
    const auto& bits = plan_.postings(term).bits;
    if (!bits.empty()) return documents.keep(bits, first_ / kBitsInWord);
    BlockBits its;
    its.clear();
    set_term(term, its);
    documents &= its;
  }

  void narrow_to_documents(PartNumber part, BlockBits& documents) const {
    const auto& range = document_ranges_[part];
    BlockBits its;
    its.clear();
    for (auto at = range.begin; at < range.end; ++at) its.set(offset_of((*plan_.clause(part).documents)[at]));
    documents &= its;
  }

  void narrow_to_all(const PlannedClause& clause, BlockBits& documents) {
    for (const auto part : clause.rarest_first) {
      narrow(part, documents);
      if (!documents.any()) return;
    }
  }

  void narrow_to_any(const std::vector<PartNumber>& parts, BlockBits& documents) {
    BlockBits either;
    either.clear();
    for (const auto part : parts) {
      const auto& clause = plan_.clause(part);
      if (clause.op == Op::term && plan_.postings(clause.term).bits.empty()) {
        set_term(clause.term, either);
      } else if (may_match(part)) {
        auto its = documents;
        narrow(part, its);
        either |= its;
      }
    }
    documents &= either;
  }

  void narrow_to_phrase(PartNumber part, BlockBits& documents) {
    auto& known = phrases_[part];
    if (known == nullptr) known = std::make_unique<KnownPhrase>();
    if (known->first != first_ || !documents.is_within(known->asked)) {
      known->first = first_;
      known->asked = known->found = documents;
      look_for_phrase(plan_.clause(part), known->found);
    }
    documents &= known->found;
  }

  // Where words stand Xapian reads faster than it tells: what has all words is given to its matcher.
  void look_for_phrase(const PlannedClause& phrase, BlockBits& documents) {
    narrow_to_all(phrase, documents);
    if (!documents.any()) return;
    std::vector<Xapian::docid> candidates;
    documents.for_each([&](std::size_t offset) { candidates.push_back(document_at(offset)); });
    documents.clear();
    for_each_match_by_xapian(index_.database,
                             {Op::filter, phrase.clause, Clause::of_documents(std::move(candidates))},
                             Scoring::none, guard_.deadline(),
                             [&](Xapian::docid document, double) { documents.set(offset_of(document)); });
  }

  void narrow_to_way(const std::vector<TermNumber>& way, BlockBits& documents) const {
    for (const auto term : way) narrow_to_term(term, documents);
  }
  // Leaves those that have the word.
  void narrow_to_word(const PlannedWord& word, BlockBits& documents) const {
    BlockBits either;
    either.clear();
    for (const auto& way : word.ways) {
      auto its = documents;
      narrow_to_way(way, its);
      either |= its;
    }
    documents &= either;
  }

  void narrow_to_covering(const PlannedClause& clause, BlockBits& documents) {
    BlockBits candidates;
    candidates.clear();
    Scratch<double>::Loan loan(numbers_);
    auto& masses = *loan;
    masses.fill(0);
    for (std::size_t word = 0; word < clause.words.size(); ++word) {
      auto its = word < clause.leading ? documents : candidates;
      narrow_to_word(clause.words[word], its);
      its.for_each([&](std::size_t offset) { masses[offset] += clause.words[word].mass; });
      if (word < clause.leading) candidates |= its;
    }
    documents &= candidates;
    candidates = documents;
    candidates.for_each([&](std::size_t offset) {
      if (masses[offset] < clause.needed) documents.reset(offset);
    });
  }

  // --- what they weigh ---

  void report(const BlockBits& matches, const FoundMatch& found) {
    const Targets targets(matches);
    Scratch<double>::Loan loan(numbers_);
    auto& scores = *loan;
    for (const auto offset : targets.offsets) scores[offset] = 0;
    if (plan_.clause(plan_.root()).weighs) {
      measure_lengths(targets);
      weigh(plan_.root(), targets, scores);
    }
    for (const auto offset : targets.offsets) {
      guard_.tick();
      found(document_at(offset), scores[offset]);
    }
  }

  // What a word must be weighed against in each document: more in a long one.
  void measure_lengths(const Targets& targets) {
    for (const auto offset : targets.offsets) {
      const auto length = index_.decoded.length(document_at(offset));
      against_[offset] = kWordSaturation * (length * length_factor_ * kLengthShare + (1 - kLengthShare));
    }
  }

  // Adds to `scores` what the clause weighs in `targets`, all of which match it.
  void weigh(PartNumber part, const Targets& targets, Column<double>& scores) {
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
        for (std::size_t at = 1; at < clause.parts.size(); ++at)
          weigh_some(clause.parts[at], targets, scores);
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
  void weigh_some(PartNumber part, const Targets& targets, Column<double>& scores) {
    const auto& clause = plan_.clause(part);
    if (!clause.weighs || !may_match(part)) return;
    const bool is_choice = clause.op == Op::term || clause.op == Op::synonym || clause.op == Op::any ||
                           clause.op == Op::greatest;
    if (is_choice) return weigh(part, targets, scores);
    auto matching = targets.bits;
    narrow(part, matching);
    if (!matching.any()) return;
    const Targets some(matching);
    Scratch<double>::Loan loan(numbers_);
    auto& its = *loan;
    for (const auto offset : some.offsets) its[offset] = 0;
    weigh(part, some, its);
    for (const auto offset : some.offsets) scores[offset] += its[offset];
  }

  // Calls `action` with the offset of each of `targets` that has the term, and how often; also with those of
  // others of the block, where that is faster than to look each up.
  template <typename Action>
  void for_each_count(TermNumber term, const Targets& targets, Action action) const {
    const auto postings = postings_here(term);
    if (targets.offsets.size() * kLookedUp > postings.size()) {
      for (const auto& posting : postings) action(offset_of(posting.document), posting.count);
      return;
    }
    auto at = postings.begin();
    for (const auto offset : targets.offsets) {
      const auto document = document_at(offset);
      at = std::lower_bound(at, postings.end(), document, [](const Posting& posting, Xapian::docid number) {
        return posting.document < number;
      });
      if (at == postings.end()) return;
      if (at->document == document) action(offset, at->count);
    }
  }

  double share(Offset offset, double count) const { return count / (against_[offset] + count); }

  void weigh_term(const PlannedClause& clause, const Targets& targets, Column<double>& scores) const {
    for_each_count(clause.term, targets, [&](Offset offset, Xapian::termcount count) {
      scores[offset] += clause.weight * share(offset, count);
    });
  }

  void weigh_synonym(const PlannedClause& clause, const Targets& targets, Column<double>& scores) {
    Scratch<Xapian::termcount>::Loan loan(counts_);
    auto& counts = *loan;
    for (const auto offset : targets.offsets) counts[offset] = 0;
    for (const auto part : clause.parts) add_counts(part, targets, counts);
    for (const auto offset : targets.offsets) {
      if (counts[offset] == 0) continue;
      const auto longest = index_.decoded.length(document_at(offset));
      scores[offset] += clause.weight * share(offset, std::min(counts[offset], longest));
    }
  }

  // How often one part of a synonym stands in each document; of a phrase as often as its rarest word, as
  // Xapian takes it.
  void add_counts(PartNumber part, const Targets& targets, Column<Xapian::termcount>& counts) {
    const auto& clause = plan_.clause(part);
    if (clause.op == Op::term) {
      return for_each_count(clause.term, targets,
                            [&](Offset offset, Xapian::termcount count) { counts[offset] += count; });
    }
    auto matching = targets.bits;
    narrow(part, matching);
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

  void weigh_greatest(const PlannedClause& clause, const Targets& targets, Column<double>& scores) {
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

  const SearchedIndex& index_;
  const ExecutionPlan plan_;
  DeadlineGuard guard_;
  std::size_t first_ = 0;                              // document of the block: its offset is 0
  std::vector<Range> ranges_;                          // of each term's postings: those of the block
  std::vector<Range> document_ranges_;                 // of each clause's documents, likewise
  std::vector<std::unique_ptr<KnownPhrase>> phrases_;  // of each clause
  double length_factor_;
  Column<double> against_{};
  Scratch<double> numbers_;
  Scratch<Xapian::termcount> counts_;
};

}  // namespace

void for_each_match_by_executor(const SearchedIndex& index, const Clause& clause, Scoring scoring,
                                Deadline deadline, const FoundMatch& found) {
  DeadlineGuard(deadline).check();
  if (clause.empty() || index.decoded.documents() == 0) return;
  std::make_unique<Executor>(index, clause, scoring, deadline)->run(found);
}

}  // namespace searchd
