#include "searchd/search/repair.h"

#include <algorithm>
#include <utility>

namespace searchd {

void add_repair(std::vector<Repair>& repairs, std::string code, std::string typed, std::string suggestion) {
  Repair repair{std::move(code), std::move(typed), std::move(suggestion)};
  if (repairs.size() > kMostRepairs) return;  // that there are more is told already
  if (std::find(repairs.begin(), repairs.end(), repair) != repairs.end()) return;
  if (repairs.size() == kMostRepairs) repair = {"more_repairs", "", std::to_string(kMostRepairs)};
  repairs.push_back(std::move(repair));
}

}  // namespace searchd
