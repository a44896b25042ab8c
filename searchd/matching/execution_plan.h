// A clause made ready for one run of the executor: its terms looked up, their weights computed.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "indexer/pair_signatures.h"
#include "searchd/matching/matching.h"

namespace searchd {

/// Terms and parts are known by their numbers in the plan.
using TermNumber = std::size_t;
using PartNumber = std::size_t;

struct PlannedTerm {
  std::string text;
  Xapian::doccount frequency = 0;
  std::shared_ptr<const DecodedTerm> decoded;   // of the main database; null where it takes too much: read
                                                // block by block
  std::shared_ptr<const DecodedTerm> in_delta;  // null where there is no delta
};

struct PlannedWord {
  double mass = 0;
  std::vector<std::vector<TermNumber>> ways;
};

struct PlannedClause {
  Op op = Op::everything;
  std::vector<PartNumber> parts = {};  // as in the clause: of filter and maybe the first is apart
  std::vector<PartNumber> rarest_first = {};
  TermNumber term = 0;
  double weight = 0;    // BM25's of a term or a synonym, the fixed one of a constant: times all factors
  bool weighs = false;  // whether it, or a part of it, gives weight
  Xapian::doccount estimate = 0;                          // of its documents, as Xapian estimates them
  Xapian::termcount window = 0;                           // of a phrase
  std::vector<indexer::PairSignatures::Pair> pairs = {};  // of a phrase: who lacks one has it not
  const std::vector<Xapian::docid>* documents = nullptr;
  std::vector<PlannedWord> words = {};  // the rarest first
  std::size_t leading = 0;              // of the words: who has none of these covers too little
  double needed = 0;                    // mass
};

class ExecutionPlan {
 public:
  /// Keeps references. The clause is not empty. Throws SearchTimeout; lets Xapian::Error through.
  ExecutionPlan(const SearchedIndex& index, const Clause& clause, Scoring scoring, Deadline deadline);

  PartNumber root() const { return clauses_.size() - 1; }
  const PlannedClause& clause(PartNumber number) const { return clauses_[number]; }
  std::size_t clauses() const { return clauses_.size(); }
  const PlannedTerm& term(TermNumber number) const { return terms_[number]; }
  std::size_t terms() const { return terms_.size(); }

 private:
  PartNumber add(const Clause& clause, double factor);
  void add_parts(PlannedClause& planned, const Clause::Node& node, double factor);
  TermNumber number_of(const std::string& term);
  void plan_pairs(PlannedClause& phrase) const;
  Xapian::doccount documents_in_main(const PlannedTerm& term) const;
  void plan_words(PlannedClause& planned, const Clause::Node& node);
  void order_words(PlannedClause& planned, const std::vector<Xapian::doccount>& frequencies);
  Xapian::doccount estimate(const PlannedClause& planned) const;
  Xapian::doccount estimate_of_choice(const std::vector<PartNumber>& parts) const;
  Xapian::doccount estimate_of_all(const std::vector<PartNumber>& parts) const;
  double term_weight(Xapian::doccount frequency, double factor) const;

  const SearchedIndex& index_;
  DeadlineGuard guard_;
  std::vector<PlannedClause> clauses_;
  std::map<std::string, TermNumber> numbers_;
  std::vector<PlannedTerm> terms_;
  std::size_t room_;  // in bytes, for postings of further terms
};

}  // namespace searchd
