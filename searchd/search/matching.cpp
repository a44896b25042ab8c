#include "searchd/search/matching.h"

#include <string>

#include "searchd/search/searcher.h"

namespace searchd {
namespace {

// Sees every match as long as the matcher is told to check as many documents as there are.
class EveryMatch : public Xapian::MatchSpy {
 public:
  explicit EveryMatch(const std::function<void(Xapian::docid, double)>& found) : found_(found) {}
  void operator()(const Xapian::Document& document, double weight) override {
    found_(document.get_docid(), weight);
  }

 private:
  const std::function<void(Xapian::docid, double)>& found_;
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

}  // namespace

void DeadlineGuard::check() const {
  if (std::chrono::steady_clock::now() >= deadline_)
    throw SearchTimeout("the search took longer than it may");
}

void for_each_match(const Xapian::Database& database, const Xapian::Query& terms, Scoring scoring,
                    Deadline deadline, const std::function<void(Xapian::docid, double)>& found) {
  DeadlineGuard(deadline).check();
  if (database.get_doccount() == 0) return;
  ClockSource clock(database, deadline);
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, terms, Xapian::Query(&clock)));
  if (scoring == Scoring::bm25) {
    enquire.set_weighting_scheme(Xapian::BM25Weight(kWordSaturation, 0, 8, kLengthShare, 0));
  } else {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  }
  EveryMatch spy(found);
  enquire.add_matchspy(&spy);
  enquire.get_mset(0, 0, database.get_doccount());
}

std::vector<Xapian::docid> matching_documents(const Xapian::Database& database, const Xapian::Query& terms,
                                              Deadline deadline) {
  std::vector<Xapian::docid> documents;
  if (terms.empty()) return documents;
  for_each_match(database, terms, Scoring::none, deadline,
                 [&documents](Xapian::docid document, double) { documents.push_back(document); });
  return documents;
}

}  // namespace searchd
