#include "searchd/matching/clause.h"

#include <algorithm>

namespace searchd {
namespace {

bool is_choice(Op op) { return op == Op::any || op == Op::synonym || op == Op::greatest; }

bool is_empty(const Clause& clause) { return clause.empty(); }

// A synonym of one term weighs as the term does; of one phrase it does not.
bool stands_alone(Op op, const Clause& part) {
  return op != Op::synonym || part.node().op == Op::term || part.node().op == Op::synonym;
}

void add_terms(const Clause& clause, std::set<std::string>& terms) {
  if (clause.empty()) return;
  const auto& node = clause.node();
  if (node.op == Op::term) terms.insert(node.term);
  for (const auto& part : node.parts) add_terms(part, terms);
  for (const auto& word : node.words) {
    for (const auto& way : word.ways) terms.insert(way.begin(), way.end());
  }
}

}  // namespace

Clause::Clause(Node node) : node_(std::make_shared<const Node>(std::move(node))) {}

Clause::Clause(const std::string& term) : Clause(Node{.op = Op::term, .term = term}) {}

Clause::Clause(Op op, const Clause& first, const Clause& second) : Clause(joined(op, {first, second}, 0)) {}

Clause::Clause(Op op, const Clause& part, double factor) {
  if (!part.empty()) *this = Clause(Node{.op = op, .parts = {part}, .number = factor});
}

Clause Clause::joined(Op op, std::vector<Clause> parts, Xapian::termcount window) {
  if (is_choice(op)) {
    std::erase_if(parts, is_empty);
  } else if (op == Op::maybe) {
    if (parts.empty() || parts.front().empty()) return {};
    std::erase_if(parts, is_empty);
  } else if (std::any_of(parts.begin(), parts.end(), is_empty)) {
    return {};
  }
  if (parts.empty()) return {};
  if (parts.size() == 1 && stands_alone(op, parts.front())) return parts.front();
  return Clause(Node{.op = op, .parts = std::move(parts), .window = window});
}

Clause Clause::everything() { return Clause(Node{.op = Op::everything}); }

Clause Clause::constant(double weight) { return Clause(Node{.op = Op::constant, .number = weight}); }

Clause Clause::of_documents(std::vector<Xapian::docid> documents) {
  return Clause(Node{.op = Op::documents, .documents = std::move(documents)});
}

Clause Clause::covering(std::vector<WordCover> words, double share) {
  return Clause(Node{.op = Op::covering, .number = share, .words = std::move(words)});
}

std::set<std::string> Clause::terms() const {
  std::set<std::string> found;
  add_terms(*this, found);
  return found;
}

}  // namespace searchd
