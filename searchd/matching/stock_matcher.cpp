// Clauses answered by Xapian's own matcher.
#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "searchd/matching/coverage.h"
#include "searchd/matching/matching.h"

namespace searchd {
namespace {

// Sees every match as long as the matcher is told to check as many documents as there are.
class EveryMatch : public Xapian::MatchSpy {
 public:
  explicit EveryMatch(const FoundMatch& found) : found_(found) {}
  void operator()(const Xapian::Document& document, double weight) override {
    found_(document.get_docid(), weight);
  }

 private:
  const FoundMatch& found_;
};

// Every document, without weight: joined to a query by OP_FILTER it is asked about each candidate before
// positions are compared, which is where a hostile phrase spends its time.
class ClockSource : public Xapian::PostingSource {
 public:
  ClockSource(const Xapian::Database& database, Deadline deadline)
      : documents_(database.get_doccount()), last_(database.get_lastdocid()), guard_(deadline) {}

  Xapian::doccount get_termfreq_min() const override { return documents_; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }
  void init(const Xapian::Database&) override { at_ = 0; }
  void next(double) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid document, double) override {
    if (document > at_) move_to(document);
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  std::string get_description() const override { return "ClockSource()"; }

 private:
  void move_to(Xapian::docid document) {
    guard_.tick();
    at_ = document;
  }

  Xapian::doccount documents_;
  Xapian::docid last_;
  Xapian::docid at_ = 0;
  DeadlineGuard guard_;
};

// The documents of a clause, which outlives it.
class DocumentSource : public Xapian::PostingSource {
 public:
  explicit DocumentSource(const std::vector<Xapian::docid>& numbers) : numbers_(numbers) {}

  Xapian::doccount get_termfreq_min() const override { return count(); }
  Xapian::doccount get_termfreq_est() const override { return count(); }
  Xapian::doccount get_termfreq_max() const override { return count(); }
  void init(const Xapian::Database&) override {
    at_ = 0;
    begun_ = false;
  }
  void next(double) override {
    if (begun_) ++at_;
    begun_ = true;
  }
  void skip_to(Xapian::docid document, double) override {
    begun_ = true;
    const auto from = numbers_.begin() + static_cast<std::ptrdiff_t>(at_);
    at_ = static_cast<std::size_t>(std::lower_bound(from, numbers_.end(), document) - numbers_.begin());
  }
  bool at_end() const override { return at_ >= numbers_.size(); }
  Xapian::docid get_docid() const override { return numbers_[at_]; }
  PostingSource* clone() const override { return new DocumentSource(numbers_); }
  std::string get_description() const override {
    return "DocumentSource(" + std::to_string(numbers_.size()) + ")";
  }

 private:
  Xapian::doccount count() const { return static_cast<Xapian::doccount>(numbers_.size()); }

  const std::vector<Xapian::docid>& numbers_;
  std::size_t at_ = 0;
  bool begun_ = false;
};

Xapian::Query query_of(const Clause& clause);

Xapian::Query joined(Xapian::Query::op op, const Clause::Node& node) {
  std::vector<Xapian::Query> parts;
  for (const auto& part : node.parts) parts.push_back(query_of(part));
  return {op, parts.begin(), parts.end(), node.window};
}

Xapian::Query query_of(const Clause& clause) {
  if (clause.empty()) return {};
  const auto& node = clause.node();
  using Query = Xapian::Query;
  switch (node.op) {
    case Op::term: return Query(node.term);
    case Op::everything: return Query::MatchAll;
    case Op::documents: return Query((new DocumentSource(node.documents))->release());
    case Op::constant: return Query((new Xapian::FixedWeightPostingSource(node.number))->release());
    case Op::covering: return coverage_query(node.words, node.number);
    case Op::all: return joined(Query::OP_AND, node);
    case Op::any: return joined(Query::OP_OR, node);
    case Op::filter: return joined(Query::OP_FILTER, node);
    case Op::maybe: return joined(Query::OP_AND_MAYBE, node);
    case Op::synonym: return joined(Query::OP_SYNONYM, node);
    case Op::greatest: return joined(Query::OP_MAX, node);
    case Op::scaled: return {Query::OP_SCALE_WEIGHT, query_of(node.parts.front()), node.number};
    case Op::phrase: return joined(Query::OP_PHRASE, node);
  }
  __builtin_unreachable();
}

}  // namespace

void for_each_match_by_xapian(const Xapian::Database& database, const Clause& clause, Scoring scoring,
                              Deadline deadline, const FoundMatch& found) {
  DeadlineGuard(deadline).check();
  if (clause.empty() || database.get_doccount() == 0) return;
  ClockSource clock(database, deadline);
  Xapian::Enquire enquire(database);
  // Of documents known beforehand some may be gone.
  const Xapian::Query parts[] = {query_of(clause), Xapian::Query::MatchAll, Xapian::Query(&clock)};
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, parts, parts + 3));
  if (scoring == Scoring::bm25) {
    enquire.set_weighting_scheme(Xapian::BM25Weight(kWordSaturation, 0, 8, kLengthShare, 0));
  } else {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  }
  EveryMatch spy(found);
  enquire.add_matchspy(&spy);
  enquire.get_mset(0, 0, database.get_doccount());
}

}  // namespace searchd
