#include "searchd/matching/execution_plan.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "searchd/matching/coverage.h"

namespace searchd {
namespace {

// Xapian's guesses of how many of the documents that have all words of a phrase have the phrase.
constexpr Xapian::doccount kRowShare = 4;
constexpr Xapian::doccount kWindowShare = 3;

// How many of `postings` are of documents that are not `replaced`.
Xapian::doccount still_there(const indexer::Postings& postings, const std::vector<Xapian::docid>& replaced) {
  const auto gone = std::count_if(replaced.begin(), replaced.end(),
                                  [&](Xapian::docid document) { return postings.has(document); });
  return static_cast<Xapian::doccount>(postings.size() - static_cast<std::size_t>(gone));
}

Xapian::doccount in_delta(const PlannedTerm& term) {
  return term.in_delta != nullptr ? static_cast<Xapian::doccount>(term.in_delta->postings().size()) : 0;
}

Xapian::doccount to_nearest(double number) { return static_cast<Xapian::doccount>(number + 0.5); }

}  // namespace

ExecutionPlan::ExecutionPlan(const SearchedIndex& index, const Clause& clause, Scoring scoring,
                             Deadline deadline)
    : index_(index), guard_(deadline), room_(index.decoded.most_of_one_search()) {
  add(clause, scoring == Scoring::bm25 ? 1 : 0);
}

PartNumber ExecutionPlan::add(const Clause& clause, double factor) {
  const auto& node = clause.node();
  PlannedClause planned{.op = node.op, .window = node.window, .documents = &node.documents};
  if (node.op == Op::term) planned.term = number_of(node.term);
  if (node.op == Op::covering) plan_words(planned, node);
  add_parts(planned, node, factor);
  plan_pairs(planned);
  planned.estimate = estimate(planned);
  const bool is_weighed = node.op == Op::term || node.op == Op::synonym;
  if (is_weighed && factor != 0) planned.weight = term_weight(planned.estimate, factor);
  if (node.op == Op::constant) planned.weight = node.number * factor;
  planned.weighs = planned.weight != 0 || std::any_of(planned.parts.begin(), planned.parts.end(),
                                                      [this](auto part) { return clauses_[part].weighs; });
  clauses_.push_back(std::move(planned));
  return clauses_.size() - 1;
}

void ExecutionPlan::add_parts(PlannedClause& planned, const Clause::Node& node, double factor) {
  for (const auto& part : node.parts) {
    auto its_factor = factor;
    if (node.op == Op::scaled) its_factor *= node.number;
    if (node.op == Op::synonym) its_factor = 0;  // they count as one
    if (node.op == Op::filter && !planned.parts.empty()) its_factor = 0;
    planned.parts.push_back(add(part, its_factor));
  }
  planned.rarest_first = planned.parts;
  if (node.op == Op::maybe) planned.rarest_first.resize(1);
  std::stable_sort(planned.rarest_first.begin(), planned.rarest_first.end(),
                   [this](auto a, auto b) { return clauses_[a].estimate < clauses_[b].estimate; });
}

// Of words that stand in a row. What signatures do not tell of is left to the places of the words.
void ExecutionPlan::plan_pairs(PlannedClause& phrase) const {
  const auto* const signatures = index_.decoded.pairs();
  if (phrase.op != Op::phrase || phrase.window != phrase.parts.size() || signatures == nullptr) return;
  for (std::size_t at = 1; at < phrase.parts.size(); ++at) {
    const auto& first = terms_[clauses_[phrase.parts[at - 1]].term];
    const auto& second = terms_[clauses_[phrase.parts[at]].term];
    const auto pair =
        signatures->pair(first.text, documents_in_main(first), second.text, documents_in_main(second));
    if (pair) phrase.pairs.push_back(*pair);
  }
}

Xapian::doccount ExecutionPlan::documents_in_main(const PlannedTerm& term) const {
  if (term.decoded == nullptr) return index_.reader.main().get_termfreq(term.text);
  return static_cast<Xapian::doccount>(term.decoded->postings().size());
}

TermNumber ExecutionPlan::number_of(const std::string& term) {
  const auto [known, is_new] = numbers_.try_emplace(term, terms_.size());
  if (!is_new) return known->second;
  guard_.check();  // a term may have to be read
  const auto& reader = index_.reader;
  PlannedTerm planned{term, 0, index_.decoded.term(reader.main(), term, room_), {}};
  if (planned.decoded != nullptr) room_ -= planned.decoded->bytes();
  if (reader.delta() != nullptr)
    planned.in_delta = std::make_shared<const DecodedTerm>(indexer::read_postings(*reader.delta(), term));
  planned.frequency = planned.decoded == nullptr
                          ? reader.frequency(term)
                          : still_there(planned.decoded->postings(), reader.replaced()) + in_delta(planned);
  terms_.push_back(std::move(planned));
  return known->second;
}

void ExecutionPlan::plan_words(PlannedClause& planned, const Clause::Node& node) {
  std::vector<Xapian::doccount> frequencies;  // at most so many documents cover the word
  double asked = 0;
  for (const auto& word : node.words) {
    PlannedWord found{word.mass, {}};
    Xapian::doccount frequency = 0;
    for (const auto& way : word.ways) {
      auto rarest = index_.decoded.documents();
      auto& terms = found.ways.emplace_back();
      for (const auto& term : way) {
        terms.push_back(number_of(term));
        rarest = std::min(rarest, terms_[terms.back()].frequency);
      }
      frequency += rarest;
    }
    asked += word.mass;
    planned.words.push_back(std::move(found));
    frequencies.push_back(frequency);
  }
  planned.needed = node.number * asked - kMassRounding;
  order_words(planned, frequencies);
}

// The rarest first. Words that all together do not reach the share need not be gone through: a document that
// has them alone is none that is looked for.
void ExecutionPlan::order_words(PlannedClause& planned, const std::vector<Xapian::doccount>& frequencies) {
  std::vector<std::size_t> order(planned.words.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return frequencies[a] < frequencies[b]; });
  std::vector<PlannedWord> words;
  for (const auto at : order) words.push_back(std::move(planned.words[at]));
  planned.words = std::move(words);
  planned.leading = planned.words.size();
  double behind = 0;
  while (planned.leading > 0 && behind + planned.words[planned.leading - 1].mass < planned.needed)
    behind += planned.words[--planned.leading].mass;
  for (std::size_t word = 0; word < planned.leading; ++word) planned.estimate += frequencies[order[word]];
  planned.estimate = std::min(planned.estimate, index_.decoded.documents()) / 2;
}

// As Xapian 1.4 estimates it: a synonym weighs by it, so that scores are the same.
Xapian::doccount ExecutionPlan::estimate(const PlannedClause& planned) const {
  switch (planned.op) {
    case Op::term: return terms_[planned.term].frequency;
    case Op::everything:
    case Op::constant: return index_.decoded.documents();
    case Op::documents: return static_cast<Xapian::doccount>(planned.documents->size());
    case Op::covering: return planned.estimate;
    case Op::any:
    case Op::synonym:
    case Op::greatest: return estimate_of_choice(planned.parts);
    case Op::all:
    case Op::filter: return estimate_of_all(planned.rarest_first);
    case Op::maybe:
    case Op::scaled: return clauses_[planned.parts.front()].estimate;
    case Op::phrase:
      return estimate_of_all(planned.rarest_first) /
             (planned.window == planned.parts.size() ? kRowShare : kWindowShare);
  }
  __builtin_unreachable();
}

// The two rarest are taken together until one is left (Huffman's tree), each as if it had nothing to do with
// the other.
Xapian::doccount ExecutionPlan::estimate_of_choice(const std::vector<PartNumber>& parts) const {
  const auto documents = static_cast<double>(index_.decoded.documents());
  if (documents == 0) return 0;
  std::vector<Xapian::doccount> heap;
  for (const auto part : parts) heap.push_back(clauses_[part].estimate);
  const std::greater<> least_first;
  std::make_heap(heap.begin(), heap.end(), least_first);
  while (heap.size() > 1) {
    std::pop_heap(heap.begin(), heap.end(), least_first);
    const double a = heap.back();
    heap.pop_back();
    std::pop_heap(heap.begin(), heap.end(), least_first);
    const double b = heap.back();
    heap.back() = to_nearest(b + a - (b * a / documents));
    std::push_heap(heap.begin(), heap.end(), least_first);
  }
  return heap.front();
}

Xapian::doccount ExecutionPlan::estimate_of_all(const std::vector<PartNumber>& parts) const {
  const auto documents = static_cast<double>(index_.decoded.documents());
  if (documents == 0) return 0;
  double estimate = clauses_[parts.front()].estimate;
  for (std::size_t at = 1; at < parts.size(); ++at) {
    estimate = (estimate * clauses_[parts[at]].estimate) / documents;
  }
  return to_nearest(estimate);
}

// BM25's weight of a word that `frequency` documents have, as Xapian's BM25Weight computes it, which lets no
// word count less than nothing.
double ExecutionPlan::term_weight(Xapian::doccount frequency, double factor) const {
  const auto documents = static_cast<double>(index_.decoded.documents());
  double rarity = (documents - frequency + 0.5) / (frequency + 0.5);
  if (rarity < 2) rarity = rarity * 0.5 + 1;
  return std::log(rarity) * factor * (kWordSaturation + 1);
}

}  // namespace searchd
