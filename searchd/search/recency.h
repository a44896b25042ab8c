// How much newer documents count above older ones when words are searched.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <span>

#include "searchd/search/columns.h"

namespace searchd {

/// The share by which the newest and the oldest documents differ from an undated one: enough to part what the
/// words hold to be alike, too little to lift what answers worse.
inline constexpr double kRecencyShare = 0.02;
/// No factor is greater.
inline constexpr double kMostByRecency = 1 + kRecencyShare;
/// Days after which half of the difference is gone: four years.
inline constexpr double kRecencyHalfLife = 1461;

/// What the score of a document `age` days older than the newest one is multiplied with:
/// 1 + kRecencyShare * (2 * 2^(-age / kRecencyHalfLife) - 1), so 1.02 for the newest, 1 at four years and
/// towards 0.98 for the oldest. The age counts from the newest document, not from today: an archive answers
/// alike tomorrow.
double recency_factor(double age);

/// The factors of the documents of one index. Keeps a reference.
class Recency {
 public:
  explicit Recency(const Columns& columns);

  /// `score` with the newer counting more; the rank that kTypedFirst gave stays what it is.
  double weigh(Xapian::docid document, double score) const;

  /// 1 for an undated document. One dated to a month or year counts from its last day.
  double factor(Xapian::docid document) const;

 private:
  const Columns& columns_;
  std::int32_t newest_;
  std::span<const double> factors_;  // by age in days
};

}  // namespace searchd
