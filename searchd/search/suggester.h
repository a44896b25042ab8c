// Letters typed so far into what may be meant by them.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "searchd/search/completion.h"
#include "searchd/search/completion_index.h"

namespace searchd {

/// What completions are taken from: all of one state of the index.
struct CompletionSources {
  const CompletionIndex& completions;
  const analyzers::Analyzer& analyzer;  // of the calling thread
  /// Whether nothing is found by it any more; may be empty.
  std::function<bool(const CompletionIndex::Entry&)> is_gone = {};
};

/// At most `most` completions of `typed` (UTF-8; what is beyond 128 bytes is not looked at), the best first:
/// by CompletionMatch, then those in more documents. Where few begin with what was typed, also those that
/// have its words in another order, then those with a name or word spelled nearly so; where there are none at
/// all, those of what the same keys give on the keyboard of the other script. Each text is there once. None
/// where nothing was typed that is a word.
std::vector<Completion> complete(std::string_view typed, std::size_t most, const CompletionSources& from);

/// `found`, which complete() gave, with `titles` that it gave for the same letters out of another index:
/// before those among `found` that match no better. At most `most`, each text once.
std::vector<Completion> with_titles(std::vector<Completion> found, std::vector<Completion> titles,
                                    std::size_t most);

}  // namespace searchd
