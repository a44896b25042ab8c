// A decoded index over documents that are read anew.
#pragma once

#include <algorithm>
#include <memory>
#include <utility>

#include "searchd/matching/decoded_index.h"

namespace tests {

/// As searchd makes it of a state of the index, but for files that a writer left, other than `files`. Lets
/// Xapian::Error through.
inline searchd::DecodedIndex decoded_index(const indexer::IndexReader& index, std::size_t most_bytes,
                                           searchd::MappedFiles files = {}) {
  searchd::DecodedIndex::Documents delta;
  if (index.delta() != nullptr) {
    indexer::DocumentColumns::Tables tables;
    delta = std::make_shared<const indexer::DocumentColumns>(
        *index.delta(), index.first_in_delta(), std::max(index.last() + 1, index.first_in_delta()), tables);
  }
  return {index, indexer::DocumentColumns::of_main(index.main()), std::move(delta), std::move(files),
          most_bytes};
}

}  // namespace tests
