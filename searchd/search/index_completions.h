// What completes typed letters in one state of the index: its main database and its delta together.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "searchd/search/completion.h"
#include "searchd/search/index_state.h"

namespace searchd {

/// As complete(), of all that the state has; `analyzer` is the calling thread's. The
/// first who asks has them made (25 seconds for a million documents), and waits for them until
/// `deadline`. Throws SearchTimeout where they take longer; lets Xapian::Error through.
std::vector<Completion> completions_of(std::string_view typed, std::size_t most, const IndexLease& index,
                                       const analyzers::Analyzer& analyzer, Deadline deadline);

}  // namespace searchd
