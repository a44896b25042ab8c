#include "corpus/sources/moved_addresses.h"

#include <algorithm>

#include "corpus/whole_address.h"

namespace corpus {

void MovedAddresses::add(const std::string& from, const std::string& to) {
  if (from == to || is_front(from) || bytes_ + from.size() + to.size() > kMostBytes) return;
  auto& known = moves_[to];
  if (known.size() > kMostToOne || std::find(known.begin(), known.end(), from) != known.end()) return;
  known.push_back(from);
  bytes_ += from.size() + to.size();
}

std::vector<std::string> MovedAddresses::leading_to(const std::string& address) const {
  if (is_front(address)) return {};
  std::vector<std::string> found{address};
  for (std::size_t at = 0; at < found.size(); ++at) {
    const auto known = moves_.find(found[at]);
    if (known == moves_.end()) continue;
    for (const auto& from : known->second) {
      if (std::find(found.begin(), found.end(), from) == found.end()) found.push_back(from);
    }
    if (found.size() > kMostToOne + 1) return {};
  }
  found.erase(found.begin());
  return found;
}

}  // namespace corpus
