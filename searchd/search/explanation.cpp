#include "searchd/search/explanation.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/index_schema.h"
#include "searchd/search/recency.h"

namespace searchd {
namespace {

using indexer::Field;
using Xapian::docid;

struct ToldField {
  std::string_view name;  // what stands before the ':' in Interpretation::Term::matched
  Field field;
};
// Phrases, pairs and dates are no single terms of the index.
constexpr ToldField kToldFields[] = {{"stem", Field::stem},
                                     {"exact", Field::exact},
                                     {"trigram", Field::trigram},
                                     {"title", Field::title_stem},
                                     {"title_exact", Field::title_exact},
                                     {"hashtag", Field::hashtag},
                                     {"mention", Field::mention},
                                     {"acronym", Field::acronym},
                                     {"joined", Field::joined},
                                     {"dated", Field::year},
                                     {"lang", Field::language},
                                     {"kind", Field::kind},
                                     {"partner", Field::partner},
                                     {"topic", Field::topic},
                                     {"place", Field::place},
                                     {"person", Field::person},
                                     {"group", Field::group},
                                     {"outlet", Field::outlet}};

// The term of the index that is told as `label`; empty where it is not one alone.
std::string term_of(std::string_view label) {
  const auto colon = label.find(':');
  if (colon == std::string_view::npos) return {};
  const auto* known =
      std::find_if(std::begin(kToldFields), std::end(kToldFields),
                   [&](const ToldField& field) { return field.name == label.substr(0, colon); });
  return known == std::end(kToldFields) ? std::string() : index_term(known->field, label.substr(colon + 1));
}

/// A term as it is told and as the index has it.
struct LeafTerm {
  std::string label, term;
};

std::vector<LeafTerm> terms_of(const WeightLeaf& leaf, const Interpretation& interpretation) {
  if (!leaf.label.empty()) return {{leaf.label, term_of(leaf.label)}};
  std::vector<LeafTerm> terms;
  if (leaf.told == WeightLeaf::kWhole) return terms;
  const auto weighed = leaf.query.terms();
  for (const auto& label : interpretation.terms[leaf.told].matched) {
    auto term = term_of(label);
    if (!term.empty() && weighed.contains(term)) terms.push_back({label, std::move(term)});
  }
  return terms;
}

/// The parts of one document, each thing typed and each kind of term once.
struct Row {
  std::size_t told = 0;
  Explanation::Part part;
};

class Explainer {
 public:
  Explainer(const Query& query, std::span<const FoundDocument> found, const SearchedIndex& index,
            Deadline deadline)
      : query_(query), index_(index), deadline_(deadline) {
    std::vector<docid> numbers;
    for (const auto& match : found) numbers.push_back(match.document);
    std::sort(numbers.begin(), numbers.end());
    for (const auto number : numbers) rows_[number];
    documents_ = Clause::of_documents(std::move(numbers));
    for (const auto& leaf : query_.leaves) terms_.push_back(terms_of(leaf, query_.interpretation));
    count_terms();
  }

  void weigh_all() {
    for (std::size_t leaf = 0; leaf < query_.leaves.size(); ++leaf) weigh(leaf);
  }

  Explanation explanation_of(const FoundDocument& found, const Recency* recency) {
    const auto document = found.document;
    auto& rows = rows_.at(document);
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.told < b.told; });
    Explanation explanation;
    double score = 0;
    for (auto& row : rows) {
      score += row.part.score;
      explanation.parts.push_back(std::move(row.part));
    }
    if (recency != nullptr && score > 0) {
      explanation.recency_factor = recency->factor(document);
      explanation.parts.push_back({{}, "recency", {}, recency->weigh(document, score) - score});
    }
    if (found.from_version != 0) explanation.parts.push_back({{}, "own version", {}, found.from_version});
    return explanation;
  }

 private:
  // What of all the terms each document has: its list is gone through once.
  void count_terms() {
    std::set<std::string> wanted;
    for (const auto& terms : terms_) {
      for (const auto& term : terms) {
        if (!term.term.empty()) wanted.insert(term.term);
      }
    }
    for (const auto& term : wanted) frequencies_[term] = index_.reader.frequency(term);
    const DeadlineGuard guard(deadline_);
    for (const auto& [document, rows] : rows_) {
      guard.check();
      const auto& database = index_.reader.holding(document);
      auto at = database.termlist_begin(document);
      const auto end = database.termlist_end(document);
      for (const auto& term : wanted) {
        if (at != end) at.skip_to(term);
        if (at == end) break;
        if (*at == term) counts_[{document, term}] = at.get_wdf();
      }
    }
  }

  void weigh(std::size_t number) {
    const auto& leaf = query_.leaves[number];
    if (leaf.query.empty()) return;
    auto where = leaf.only_where;
    where.push_back(documents_);
    const Clause all(Op::all, where.begin(), where.end());
    for_each_match(index_, Clause(Op::filter, leaf.query, all), Scoring::bm25, deadline_,
                   [&](docid document, double weight) { add(number, document, weight); });
  }

  void add(std::size_t number, docid document, double weight) {
    const auto& leaf = query_.leaves[number];
    auto& rows = rows_.at(document);
    auto row = std::find_if(rows.begin(), rows.end(), [&leaf](const Row& known) {
      return known.told == leaf.told && known.part.why == leaf.why;
    });
    if (row == rows.end()) {
      const bool is_whole = leaf.told == WeightLeaf::kWhole;
      auto typed = is_whole ? std::string() : query_.interpretation.terms[leaf.told].typed;
      row = rows.insert(rows.end(), {leaf.told, {std::move(typed), leaf.why, {}, 0}});
    }
    row->part.score += weight;
    for (const auto& term : terms_[number]) add_term(document, term, row->part.terms);
  }

  // What is no term of its own (a pair) the document has, or the leaf would not have matched.
  void add_term(docid document, const LeafTerm& term, std::vector<Explanation::Term>& terms) const {
    const bool is_known = std::any_of(terms.begin(), terms.end(), [&term](const Explanation::Term& known) {
      return known.matched == term.label;
    });
    if (is_known) return;
    if (term.term.empty()) return terms.push_back({term.label});
    const auto count = counts_.find({document, term.term});
    if (count != counts_.end()) terms.push_back({term.label, count->second, frequencies_.at(term.term)});
  }

  const Query& query_;
  const SearchedIndex& index_;
  Deadline deadline_;
  Clause documents_;                                                   // those found
  std::vector<std::vector<LeafTerm>> terms_;                           // of each leaf
  std::map<std::string, Xapian::doccount> frequencies_;                // of all of them
  std::map<std::pair<docid, std::string>, Xapian::termcount> counts_;  // in the documents
  std::map<docid, std::vector<Row>> rows_;
};

}  // namespace

std::vector<Explanation> explain(const Query& query, std::span<const FoundDocument> found,
                                 const SearchRequest& request, const ExplainedIndex& index,
                                 Deadline deadline) {
  std::vector<Explanation> explanations;
  if (!request.explain || found.empty()) return explanations;
  Explainer explainer(query, found, index.index, deadline);
  explainer.weigh_all();
  const Recency recency(index.columns);
  const auto* weighed = request.recency && request.rules.recency ? &recency : nullptr;
  for (const auto& match : found) explanations.push_back(explainer.explanation_of(match, weighed));
  return explanations;
}

}  // namespace searchd
