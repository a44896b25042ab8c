// Clauses of random words, for tests of matching.
#pragma once

#include <xapian.h>

#include <utility>
#include <vector>

#include "searchd/matching/clause.h"
#include "tests/unit/searchd/random_database.h"

namespace tests {

/// Makes clauses such as questions are made of. What Xapian 1.4.22 is known to answer wrongly is not made: a
/// phrase in an OP_OR, where another part leads, is taken for found in every document with its words, unless
/// an operator asks for it otherwise; an OP_OR in an OP_MAX is taken for parts of the OP_MAX.
class RandomClauses {
 public:
  RandomClauses(Dice& dice, Xapian::docid last) : dice_(dice), last_(last) {}

  searchd::Clause clause(unsigned depth) {
    if (depth == 0) return leaf();
    switch (dice_.below(9)) {
      case 0: return joined(searchd::Op::all, depth);
      case 1:
      case 2: return joined(searchd::Op::any, depth);
      case 3: return joined(searchd::Op::filter, depth);
      case 4: return {searchd::Op::maybe, clause(depth - 1), weight(depth - 1)};
      case 5: return greatest(depth);
      case 6: return {searchd::Op::scaled, clause(depth - 1), factor()};
      case 7: return synonym();
      default: return leaf();
    }
  }

  /// As questions are: what matches, what only weighs, words that stand together last, and a rank.
  searchd::Clause question() {
    std::vector<searchd::Clause> weights;
    for (unsigned count = dice_.below(4); count > 0; --count) weights.push_back(clause(1));
    for (unsigned count = 1 + dice_.below(3); count > 0; --count) {
      weights.emplace_back(searchd::Op::scaled, phrase(), factor());
    }
    if (dice_.one_in(5)) weights.emplace_back(searchd::Op::scaled, term(), factor());
    const searchd::Clause made(searchd::Op::maybe, clause(2),
                               searchd::Clause(searchd::Op::any, weights.begin(), weights.end()));
    if (dice_.one_in(2)) return made;
    return {searchd::Op::maybe, made,
            searchd::Clause(searchd::Op::filter, searchd::Clause::constant(1000), term())};
  }

 private:
  searchd::Clause term() {
    return dice_.one_in(20) ? searchd::Clause("tag") : searchd::Clause(word(dice_.zipf(kWords)));
  }

  searchd::Clause leaf() {
    switch (dice_.below(12)) {
      case 0: return documents();
      case 1: return {searchd::Op::filter, searchd::Clause::constant(1 + dice_.below(9)), term()};
      case 2: return {searchd::Op::maybe, phrase(), searchd::Clause::everything()};
      case 3: return covering();
      case 4: return {searchd::Op::filter, searchd::Clause::everything(), term()};
      default: return term();
    }
  }

  // What only adds weight.
  searchd::Clause weight(unsigned depth) {
    if (dice_.one_in(3)) {
      const auto rare = term();
      return {searchd::Op::maybe, searchd::Clause(searchd::Op::scaled, rare, 0.0),
              searchd::Clause(searchd::Op::scaled, phrase(), factor())};
    }
    return clause(depth);
  }

  double factor() { return dice_.one_in(5) ? 0 : (1 + dice_.below(40)) / 8.0; }

  searchd::Clause joined(searchd::Op op, unsigned depth) {
    std::vector<searchd::Clause> parts;
    for (unsigned count = 1 + dice_.below(4); count > 0; --count) parts.push_back(clause(depth - 1));
    return {op, parts.begin(), parts.end()};
  }

  searchd::Clause greatest(unsigned depth) {
    std::vector<searchd::Clause> parts;
    for (unsigned count = 1 + dice_.below(3); count > 0; --count) {
      parts.emplace_back(searchd::Op::filter, clause(depth - 1), searchd::Clause::everything());
    }
    return {searchd::Op::greatest, parts.begin(), parts.end()};
  }

  searchd::Clause synonym() {
    std::vector<searchd::Clause> parts;
    for (unsigned count = 1 + dice_.below(6); count > 0; --count) parts.push_back(term());
    return {searchd::Op::synonym, parts.begin(), parts.end()};
  }

  searchd::Clause phrase() {
    std::vector<searchd::Clause> terms;
    for (unsigned count = 2 + dice_.below(3); count > 0; --count) terms.emplace_back(word(dice_.zipf(20)));
    const auto window = static_cast<Xapian::termcount>(terms.size() + dice_.below(4));
    return {searchd::Op::phrase, terms.begin(), terms.end(), window};
  }

  searchd::Clause documents() {
    std::vector<Xapian::docid> numbers;
    for (Xapian::docid number = 1; number <= last_; ++number) {
      if (dice_.one_in(3)) numbers.push_back(number);
    }
    return searchd::Clause::of_documents(std::move(numbers));
  }

  searchd::Clause covering() {
    std::vector<searchd::WordCover> words(1 + dice_.below(5));
    for (auto& its : words) {
      its.mass = 1 + dice_.below(8);
      for (unsigned ways = 1 + dice_.below(3); ways > 0; --ways) {
        auto& way = its.ways.emplace_back();
        for (unsigned terms = 1 + dice_.below(2); terms > 0; --terms) way.push_back(word(dice_.zipf(kWords)));
      }
    }
    return searchd::Clause::covering(std::move(words), (1 + dice_.below(10)) / 10.0);
  }

  Dice& dice_;
  Xapian::docid last_;
};

}  // namespace tests
