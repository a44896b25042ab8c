// Which words of an index stand for one word typed as word* or word~.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "searchd/search/index_words.h"

namespace searchd {

/// How many words of the index one word* or word~ stands for, at most.
inline constexpr std::size_t kMostExpansions = 100;

struct Expansions {
  std::vector<std::string> words;  // folded, each once; at most kMostExpansions
  bool left_more = false;          // the index has others
};

/// The words that begin like `word`, an Arabic one also after the article and what may stand before it; the
/// most usual first.
Expansions words_beginning_with(const analyzers::Token& word, const IndexWords& words);

/// `word` and those at most `letters` apart from it (0: as many as its length allows), the nearest first.
Expansions words_similar_to(const analyzers::Token& word, std::size_t letters, const IndexWords& words);

}  // namespace searchd
