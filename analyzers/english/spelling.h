// British spellings and irregular plurals as the words that Porter's stemmer should see instead.
#pragma once

#include <string>
#include <string_view>

namespace analyzers::english {

/// `word` (folded, ASCII letters) as Americans spell it and in the singular where that is irregular:
/// organised → organized, neighbourhood → neighborhood, centres → centers, defence → defense, travelling →
/// traveling, women → woman. Words that only look British (exercise, surprise, our, four) are their own.
/// American words are never changed.
std::string american_spelling(std::string_view word);

}  // namespace analyzers::english
