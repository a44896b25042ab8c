// Every document that a query matches, with its score, within a deadline.
#pragma once

#include <xapian.h>

#include <chrono>
#include <functional>
#include <vector>

namespace searchd {

using Deadline = std::chrono::steady_clock::time_point;

/// Looks at the clock once in 1,024 calls.
class DeadlineGuard {
 public:
  explicit DeadlineGuard(Deadline deadline) : deadline_(deadline) {}

  /// Throws SearchTimeout where the deadline has passed and it is time to look.
  void tick() {
    if ((++calls_ & 1023U) == 0) check();
  }
  /// Looks now. Throws SearchTimeout.
  void check() const;

 private:
  Deadline deadline_;
  unsigned calls_ = 0;
};

/// BM25: how soon more of the same word in a document says no more (k1), and how far a long document's words
/// count less (b). Chosen by measurement: docs/relevance.md.
inline constexpr double kWordSaturation = 1.0;
inline constexpr double kLengthShare = 0.7;

enum class Scoring { none, bm25 };

/// Calls `found` with the number and the score of each document that matches `terms`, in the order of the
/// numbers. The deadline is kept also while documents are looked at that turn out not to match (a phrase of
/// frequent words). Throws SearchTimeout, and what `found` throws; lets Xapian::Error through.
void for_each_match(const Xapian::Database& database, const Xapian::Query& terms, Scoring scoring,
                    Deadline deadline, const std::function<void(Xapian::docid, double)>& found);

/// The numbers of the documents that match `terms`, ascending; none where it is empty. As for_each_match().
std::vector<Xapian::docid> matching_documents(const Xapian::Database& database, const Xapian::Query& terms,
                                              Deadline deadline);

}  // namespace searchd
