#include "indexer/position_changes.h"

#include <algorithm>

#include "analyzers/packed_number.h"

namespace indexer {
namespace {

using analyzers::append_number;

// A few bytes each: there are as many as a batch has different words in each of its documents.
void note(std::string& changes, BlockOffset offset, const Positions& positions) {
  append_number(changes, offset);
  append_number(changes, positions.size());
  append_positions(changes, positions);
}

std::vector<PositionChange> noted_changes(std::string_view changes) {
  const auto number = [&changes] { return analyzers::take_number(changes).value_or(0); };
  std::vector<PositionChange> noted;
  while (!changes.empty()) {
    auto& [offset, positions] = noted.emplace_back();
    offset = static_cast<BlockOffset>(number());
    positions.resize(number());
    Xapian::termpos before = 0;
    for (auto& position : positions) position = before += static_cast<Xapian::termpos>(number());
  }
  return noted;
}

// In the order of the documents; of one document the last word counts.
void settle(std::vector<PositionChange>& changes) {
  const auto is_before = [](const auto& a, const auto& b) { return a.first < b.first; };
  const auto is_not_before = [](const auto& a, const auto& b) { return a.first >= b.first; };
  if (std::adjacent_find(changes.begin(), changes.end(), is_not_before) == changes.end()) return;
  std::stable_sort(changes.begin(), changes.end(), is_before);
  std::vector<PositionChange> settled;
  for (auto& change : changes) {
    if (!settled.empty() && settled.back().first == change.first) settled.pop_back();
    settled.push_back(std::move(change));
  }
  changes = std::move(settled);
}

}  // namespace

std::string& PositionChanges::noted(std::string_view term, Xapian::docid document) {
  return changes_[position_key(term, document)];
}

void PositionChanges::add(Xapian::docid document, const PositionLists& positions) {
  for (const auto& [term, list] : positions) note(noted(term, document), block_offset(document), list);
}

void PositionChanges::remove(Xapian::docid document, std::string_view term) {
  note(noted(term, document), block_offset(document), {});
}

// In the order of the keys: neighbours in Xapian's tree are written one after the other.
void PositionChanges::write_to(Xapian::WritableDatabase& database, Known known) {
  std::vector<const std::pair<const std::string, std::string>*> entries;
  entries.reserve(changes_.size());
  for (const auto& entry : changes_) entries.push_back(&entry);
  std::sort(entries.begin(), entries.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
  for (const auto* entry : entries) {
    auto changes = noted_changes(entry->second);
    settle(changes);
    const auto before = known == Known::nothing ? std::string() : database.get_metadata(entry->first);
    database.set_metadata(entry->first, changed_positions(before, changes));
  }
  changes_.clear();
}

}  // namespace indexer
