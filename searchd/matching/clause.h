// What is asked of the index: which documents, and how much each part of the question counts in them.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace searchd {

/// How the parts of a clause go together. They mean what their namesakes in Xapian::Query mean.
enum class Op {
  term,        // one term of the index; BM25 weighs it
  everything,  // every document, without weight
  documents,   // documents known beforehand, without weight
  constant,    // every document, with a fixed weight
  covering,    // documents that have enough of some words of what they say, without weight
  all,         // all parts match; their weights are added
  any,         // one part matches at least; the weights of those that do are added
  filter,      // all parts match; the first one's weight alone counts
  maybe,       // the first part matches; the weights of the others count where they match
  synonym,     // one part matches at least; all together are weighed as if they were one term
  greatest,    // one part matches at least; the greatest weight counts
  scaled,      // the part's weight, multiplied
  phrase       // all terms stand in this order within a window
};

/// One word of a question and all that stands for it in an index.
struct WordCover {
  double mass = 0;                             // how much it says, > 0; word_mass() gives it
  std::vector<std::vector<std::string>> ways;  // terms of the index; all terms of one way cover the word
};

/// A query, or a part of one. Made of parts it is simplified: what no document can match is left out where
/// another part is enough, and makes empty what wants all parts. Cheap to copy; never changes, so that
/// threads may share it.
class Clause {
 public:
  /// Its parts and numbers, each of which only some kinds have.
  struct Node {
    Op op = Op::everything;
    std::vector<Clause> parts = {};
    std::string term = {};
    double number = 0;  // constant: the weight; scaled: the factor; covering: the share
    Xapian::termcount window = 0;
    std::vector<Xapian::docid> documents = {};
    std::vector<WordCover> words = {};
  };

  /// Matches nothing.
  Clause() = default;
  Clause(const std::string& term);  // NOLINT(google-explicit-constructor): a term is a clause
  /// all, any, filter, maybe, synonym, greatest, phrase. `window` words for a phrase of terms, at least as
  /// many as these are.
  template <typename Iterator>
  Clause(Op op, Iterator begin, Iterator end, Xapian::termcount window = 0)
      : Clause(joined(op, std::vector<Clause>(begin, end), window)) {}
  Clause(Op op, const Clause& first, const Clause& second);
  /// scaled. `factor` is not negative.
  Clause(Op op, const Clause& part, double factor);

  static Clause everything();
  static Clause constant(double weight);
  /// Those of `documents` (ascending numbers) that exist.
  static Clause of_documents(std::vector<Xapian::docid> documents);
  /// Every document that covers at least `share` (0 to 1) of the mass of `words`.
  static Clause covering(std::vector<WordCover> words, double share);

  bool empty() const { return node_ == nullptr; }
  /// Not of an empty one.
  const Node& node() const { return *node_; }
  /// Each once; those of covering words among them.
  std::set<std::string> terms() const;

 private:
  explicit Clause(Node node);
  static Clause joined(Op op, std::vector<Clause> parts, Xapian::termcount window);

  std::shared_ptr<const Node> node_;
};

}  // namespace searchd
