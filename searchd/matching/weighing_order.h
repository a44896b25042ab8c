// In which order the parts of a plan add what they weigh, and which of them can wait until it is known that a
// document may be among the first (after MaxScore: Turtle and Flood, "Query evaluation: strategies and
// optimizations", 1995).
#pragma once

#include <vector>

#include "searchd/matching/execution_plan.h"

namespace searchd {

/// Added up in this order a plan's parts give what the whole weighs.
struct WeighingOrder {
  struct Part {
    PartNumber number = 0;
    bool everywhere = true;  // it matches in all documents that match the plan
  };
  std::vector<Part> before;
  /// Parts that match in some documents and are slow to find there: words that stand together. Empty where
  /// none is slow, or where they could not wait without changing how numbers are rounded.
  std::vector<Part> waiting;
  std::vector<Part> after;  // one at most
  /// No document gets more from what waits.
  double most_of_waiting = 0;
};

WeighingOrder weighing_order(const ExecutionPlan& plan);

}  // namespace searchd
