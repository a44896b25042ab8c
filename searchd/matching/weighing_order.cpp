#include "searchd/matching/weighing_order.h"

#include <algorithm>
#include <utility>

namespace searchd {
namespace {

using Part = WeighingOrder::Part;

// BlockWeigher::weigh() adds the parts of these one by one to what there is.
void add_parts_of(const ExecutionPlan& plan, Part part, std::vector<Part>& parts) {
  const auto& clause = plan.clause(part.number);
  if (!clause.weighs) return;
  const bool is_sum = clause.op == Op::any || (clause.op == Op::maybe && part.everywhere);
  if (!is_sum) return parts.push_back(part);
  for (std::size_t at = 0; at < clause.parts.size(); ++at) {
    const bool everywhere = clause.op == Op::maybe && at == 0;
    add_parts_of(plan, {clause.parts[at], everywhere}, parts);
  }
}

bool has_phrase(const ExecutionPlan& plan, PartNumber number) {
  const auto& clause = plan.clause(number);
  return clause.op == Op::phrase || std::any_of(clause.parts.begin(), clause.parts.end(),
                                                [&plan](PartNumber part) { return has_phrase(plan, part); });
}

// What no document can get more of: BM25 gives a word its weight only in the limit of endless repetition.
double most_of(const ExecutionPlan& plan, PartNumber number) {
  const auto& clause = plan.clause(number);
  auto most = clause.weight;
  for (const auto part : clause.parts) most += most_of(plan, part);
  return most;
}

}  // namespace

WeighingOrder weighing_order(const ExecutionPlan& plan) {
  WeighingOrder order;
  add_parts_of(plan, {plan.root(), true}, order.before);
  auto& parts = order.before;
  const auto is_slow = [&plan](const Part& part) {
    return !part.everywhere && has_phrase(plan, part.number);
  };
  const auto first = std::find_if(parts.begin(), parts.end(), is_slow);
  const auto behind = std::find_if(parts.rbegin(), parts.rend(), is_slow).base();
  if (first == parts.end() || parts.end() - behind > 1) return order;
  order.waiting.assign(first, behind);
  order.after.assign(behind, parts.end());
  parts.erase(first, parts.end());
  for (const auto& part : order.waiting) order.most_of_waiting += most_of(plan, part.number);
  return order;
}

}  // namespace searchd
