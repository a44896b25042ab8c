// Where the words and phrases that a question wants stand in a text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/token_table.h"

namespace analyzers {

/// What a passage should show: a word by its stem (or by its exact form where `exact` is true); a phrase by
/// the exact forms of its words, one directly behind another, which is marked as one.
struct WantedTerm {
  std::string text;
  bool exact = false;
  std::vector<std::string> then =
      {};  // of a phrase: the exact forms behind `text`, which is an exact form too
};

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

/// The same of a text that was analysed before: `words` are its own. Throws TokenTableError.
std::vector<FoundWord> find_wanted(const TokenTable& words, const std::vector<WantedTerm>& wanted);

}  // namespace analyzers
