#include "tests/support/xapian_matcher.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "indexer/position_changes.h"
#include "searchd/matching/coverage.h"

namespace tests {
namespace {

using searchd::Clause;
using searchd::FoundMatch;
using searchd::Op;
using searchd::Scoring;
using searchd::WordCover;
using Xapian::docid;

/// The documents of one term, gone through once in their order.
struct TermList {
  Xapian::PostingIterator at, end;

  // Whether the term is in `document`, which is not below any that was asked for before.
  bool holds(docid document) {
    if (at == end) return false;
    if (*at < document) at.skip_to(document);
    return at != end && *at == document;
  }
};

class CoverageSource : public Xapian::PostingSource {
 public:
  CoverageSource(std::vector<WordCover> words, double share) : words_(std::move(words)), share_(share) {}

  PostingSource* clone() const override { return new CoverageSource(words_, share_); }

  void init(const Xapian::Database& database) override {
    lists_.clear();
    items_.clear();
    ahead_.clear();
    at_ = 0;
    ended_ = false;
    set_maxweight(0);
    std::map<std::string, std::size_t> known;
    most_ = 0;
    for (const auto& word : words_) add_item(database, word, known);
    order_items();
    most_ = std::min(most_, database.get_doccount());
  }

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return most_ / 2; }
  Xapian::doccount get_termfreq_max() const override { return most_; }

  void next(double) override {
    while (!ended_) {
      advance_to(at_ + 1);
      if (ended_ || covers(at_)) return;
    }
  }
  void skip_to(docid document, double) override {
    if (ended_ || document <= at_) return;
    advance_to(document);
    if (!ended_ && !covers(at_)) next(0);
  }
  bool at_end() const override { return ended_; }
  docid get_docid() const override { return at_; }
  std::string get_description() const override { return "Coverage()"; }

 private:
  struct Item {
    double mass;
    Xapian::doccount frequency;                  // at most so many documents cover it
    std::vector<std::vector<std::size_t>> ways;  // numbers of lists
  };

  void add_item(const Xapian::Database& database, const WordCover& word,
                std::map<std::string, std::size_t>& known) {
    Item item{word.mass, 0, {}};
    for (const auto& way : word.ways) {
      Xapian::doccount rarest = database.get_doccount();
      std::vector<std::size_t> numbers;
      for (const auto& term : way) {
        rarest = std::min(rarest, database.get_termfreq(term));
        const auto [place, is_new] = known.try_emplace(term, lists_.size());
        if (is_new) lists_.push_back({database.postlist_begin(term), database.postlist_end(term)});
        numbers.push_back(place->second);
      }
      if (rarest == 0) continue;
      item.frequency += rarest;
      item.ways.push_back(std::move(numbers));
    }
    asked_ += word.mass;
    items_.push_back(std::move(item));
  }

  // The rarest first. Words that all together do not reach the share need not be gone through: a document
  // that has them alone is none that is looked for.
  void order_items() {
    std::sort(items_.begin(), items_.end(),
              [](const Item& a, const Item& b) { return a.frequency < b.frequency; });
    needed_ = share_ * asked_ - searchd::kMassRounding;
    leading_ = items_.size();
    double behind = 0;
    while (leading_ > 0 && behind + items_[leading_ - 1].mass < needed_) behind += items_[--leading_].mass;
    for (std::size_t item = 0; item < leading_; ++item) {
      most_ += items_[item].frequency;
      for (const auto& way : items_[item].ways) ahead(way.front());
    }
    std::sort(ahead_.begin(), ahead_.end());
    ahead_.erase(std::unique(ahead_.begin(), ahead_.end()), ahead_.end());
    std::erase_if(ahead_, [this](const Ahead& list) { return list.document == 0; });
    std::make_heap(ahead_.begin(), ahead_.end(), std::greater<>());
    rest_.assign(items_.size() + 1, 0);
    for (auto item = items_.size(); item-- > 0;) rest_[item] = rest_[item + 1] + items_[item].mass;
  }

  /// A list that is gone through, and where it stands.
  struct Ahead {
    docid document;
    std::size_t list;
    auto operator<=>(const Ahead&) const = default;
  };
  void ahead(std::size_t list) {
    const auto& terms = lists_[list];
    ahead_.push_back({terms.at == terms.end ? 0 : *terms.at, list});
  }

  // The next document from `least` on that has a leading word.
  void advance_to(docid least) {
    while (!ahead_.empty() && ahead_.front().document < least) {
      std::pop_heap(ahead_.begin(), ahead_.end(), std::greater<>());
      auto& last = ahead_.back();
      auto& terms = lists_[last.list];
      if (terms.at != terms.end && *terms.at < least) terms.at.skip_to(least);
      if (terms.at == terms.end) {
        ahead_.pop_back();
      } else {
        last.document = *terms.at;
        std::push_heap(ahead_.begin(), ahead_.end(), std::greater<>());
      }
    }
    ended_ = ahead_.empty();
    if (!ended_) at_ = ahead_.front().document;
  }

  bool covers(docid document) {
    double covered = 0;
    for (std::size_t item = 0; item < items_.size(); ++item) {
      if (covered >= needed_) return true;
      if (covered + rest_[item] < needed_) return false;
      if (is_covered(items_[item], document)) covered += items_[item].mass;
    }
    return covered >= needed_;
  }
  bool is_covered(const Item& item, docid document) {
    return std::any_of(item.ways.begin(), item.ways.end(), [this, document](const auto& way) {
      return std::all_of(way.begin(), way.end(),
                         [this, document](std::size_t list) { return lists_[list].holds(document); });
    });
  }

  std::vector<WordCover> words_;
  double share_;

  // of the database that init() was given
  std::vector<TermList> lists_;
  std::vector<Item> items_;
  std::vector<double> rest_;  // mass of the items from this one on
  std::vector<Ahead> ahead_;  // a heap, the least document first
  std::size_t leading_ = 0;   // items whose documents are gone through
  double asked_ = 0, needed_ = 0;
  Xapian::doccount most_ = 0;
  docid at_ = 0;
  bool ended_ = false;
};

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

// Xapian::Query::MatchAll is one for all threads and counts who uses it without a lock: one of our own.
Xapian::Query every_document() { return Xapian::Query(std::string()); }

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
    case Op::everything: return every_document();
    case Op::documents: return Query((new DocumentSource(node.documents))->release());
    case Op::constant: return Query((new Xapian::FixedWeightPostingSource(node.number))->release());
    case Op::covering: return Query((new CoverageSource(node.words, node.number))->release());
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
                              const FoundMatch& found) {
  if (clause.empty() || database.get_doccount() == 0) return;
  Xapian::Enquire enquire(database);
  // Of documents known beforehand some may be gone.
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query_of(clause), every_document()));
  if (scoring == Scoring::bm25) {
    enquire.set_weighting_scheme(
        Xapian::BM25Weight(searchd::kWordSaturation, 0, 8, searchd::kLengthShare, 0));
  } else {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  }
  EveryMatch spy(found);
  enquire.add_matchspy(&spy);
  enquire.get_mset(0, 0, database.get_doccount());
}

void write_positions(Xapian::WritableDatabase& database) {
  indexer::PositionChanges changes;
  for (auto document = database.postlist_begin(""); document != database.postlist_end(""); ++document) {
    indexer::PositionLists lists;
    for (auto term = database.termlist_begin(*document); term != database.termlist_end(*document); ++term) {
      indexer::Positions positions(term.positionlist_begin(), term.positionlist_end());
      if (!positions.empty()) lists.emplace_back(*term, std::move(positions));
    }
    changes.add(*document, std::move(lists));
  }
  changes.write_to(database);
}

}  // namespace tests
