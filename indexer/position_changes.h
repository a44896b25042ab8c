// Where the words of documents stand, gathered until it is written into an index.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/position_block.h"

namespace indexer {

/// Where each term of a document stands.
using PositionLists = std::unordered_map<std::string, Positions>;

/// One thread at a time.
class PositionChanges {
 public:
  /// `positions` of a document that has none yet, or none any more. Each list in ascending order.
  void add(Xapian::docid document, PositionLists positions);
  /// Whatever is known of `term` in `document` goes, unless it is added afterwards.
  void remove(Xapian::docid document, std::string_view term);

  /// Writes all of it and forgets it. Lets Xapian::Error through; then what was written is to be given up.
  void write_to(Xapian::WritableDatabase& database);

 private:
  std::unordered_map<std::string, std::vector<PositionChange>> changes_;  // by position_key()
};

}  // namespace indexer
