// Where the words of documents stand, gathered until it is written into an index.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/position_block.h"

namespace indexer {

/// Where each term of a document stands; each term once.
using PositionLists = std::vector<std::pair<std::string, Positions>>;

/// One thread at a time.
class PositionChanges {
 public:
  /// `positions` of a document that has none yet, or none any more. Each list in ascending order.
  void add(Xapian::docid document, const PositionLists& positions);
  /// Whatever is known of `term` in `document` goes, unless it is added afterwards.
  void remove(Xapian::docid document, std::string_view term);

  /// What the index knows of places already: nothing, where it was just made.
  enum class Known { something, nothing };
  /// Writes all of it and forgets it. Lets Xapian::Error through; then what was written is to be given up.
  void write_to(Xapian::WritableDatabase& database, Known known = Known::something);

 private:
  std::string& noted(std::string_view term, Xapian::docid document);

  // By position_key(): changes one after the other, as note() packs them.
  std::unordered_map<std::string, std::string> changes_;
};

}  // namespace indexer
