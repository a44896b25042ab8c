// Every document that a clause matches, with its score, within a deadline.
#pragma once

#include <xapian.h>

#include <functional>
#include <vector>

#include "searchd/matching/block_bits.h"
#include "searchd/matching/clause.h"
#include "searchd/matching/deadline.h"
#include "searchd/matching/decoded_index.h"

namespace searchd {

/// BM25: how soon more of the same word in a document says no more (k1), and how far a long document's words
/// count less (b). Chosen by measurement: docs/relevance.md.
inline constexpr double kWordSaturation = 1.0;
inline constexpr double kLengthShare = 0.7;

enum class Scoring { none, bm25 };

/// What is searched: a reader for the time of the search, and what is decoded of the same state. Both must
/// outlive it.
struct SearchedIndex {
  const indexer::IndexReader& reader;
  const DecodedIndex& decoded;
};

/// Is told of matches block by block, in the order of the documents' numbers.
class BlockVisitor {
 public:
  virtual ~BlockVisitor() = default;
  /// The documents at the offsets `matches` from `first` on match. Those that are taken out of it are not
  /// scored.
  virtual void match(Xapian::docid first, BlockBits& matches) = 0;
  /// What match() left, if anything, with its scores by offset; others have none.
  virtual void score(Xapian::docid first, const BlockBits& matches, const Column<double>& scores) = 0;
  /// Whether, after match(), the scores of some documents alone are asked for: then score() is told of these,
  /// in pieces of blocks and in any order, and wants_score() says which they are.
  virtual bool wants_some_scores() const { return false; }
  /// False where nobody asks for the score of `document`, which match() left, be it as high as `most`. It may
  /// be false later where it was true.
  virtual bool wants_score(Xapian::docid /*document*/, double /*most*/) { return true; }
};

/// Tells `visitor` of each document that matches `clause`. The deadline is kept also while documents are
/// looked at that turn out not to match (a phrase of frequent words). Postings come from what is at hand
/// decoded; what is more than one search may hold is read block by block. Throws SearchTimeout, and what
/// `visitor` throws; lets Xapian::Error through.
void visit_matches(const SearchedIndex& index, const Clause& clause, Scoring scoring, Deadline deadline,
                   BlockVisitor& visitor);

using FoundMatch = std::function<void(Xapian::docid, double)>;

/// Calls `found` with the number and the score of each document that matches `clause`, in the order of the
/// numbers. Otherwise as visit_matches().
void for_each_match(const SearchedIndex& index, const Clause& clause, Scoring scoring, Deadline deadline,
                    const FoundMatch& found);

/// The numbers of the documents that match `clause`, ascending. As for_each_match().
std::vector<Xapian::docid> matching_documents(const SearchedIndex& index, const Clause& clause,
                                              Deadline deadline);

}  // namespace searchd
