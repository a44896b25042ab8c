// Where the words and phrases that a question wants stand in a text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "analyzers/passages.h"

namespace analyzers {

/// A word or phrase of a text that is wanted, [begin, end) in bytes.
struct FoundWord {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t wanted = 0;  // number of the wanted term
};

/// The wanted words of `text` in its order, none inside another; of the words of a wanted phrase the phrase
/// alone.
std::vector<FoundWord> find_wanted(const Analyzer& analyzer, std::string_view text,
                                   const std::vector<WantedTerm>& wanted);

}  // namespace analyzers
