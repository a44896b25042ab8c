#include "indexer/position_changes.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace indexer {
namespace {

// In the order of the documents; of one document the last word counts.
void settle(std::vector<PositionChange>& changes) {
  std::stable_sort(changes.begin(), changes.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<PositionChange> settled;
  for (auto& change : changes) {
    if (!settled.empty() && settled.back().first == change.first) settled.pop_back();
    settled.push_back(std::move(change));
  }
  changes = std::move(settled);
}

}  // namespace

void PositionChanges::add(Xapian::docid document, PositionLists positions) {
  for (auto& [term, list] : positions) {
    changes_[position_key(term, document)].emplace_back(block_offset(document), std::move(list));
  }
}

void PositionChanges::remove(Xapian::docid document, std::string_view term) {
  changes_[position_key(term, document)].emplace_back(block_offset(document), Positions());
}

// In the order of the keys: neighbours in Xapian's tree are written one after the other.
void PositionChanges::write_to(Xapian::WritableDatabase& database) {
  std::vector<std::string> keys;
  keys.reserve(changes_.size());
  for (const auto& [key, changes] : changes_) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  for (const auto& key : keys) {
    auto& changes = changes_[key];
    settle(changes);
    database.set_metadata(key, changed_positions(database.get_metadata(key), changes));
  }
  changes_.clear();
}

}  // namespace indexer
