// What is written together with an Arabic word: conjunctions, prepositions and the article before it, endings
// behind.
#pragma once

#include <string_view>

namespace analyzers::arabic {

// All words here are folded (orthography.h) and UTF-16, one unit a letter.

/// `word` without the longest of وبال وكال فبال ولل فلل وال بال كال فال لل ال that leaves three letters or
/// more.
std::u16string_view without_article(std::u16string_view word);

/// `word` without its endings, three letters at least: a pronoun, then وا ها ان ات ون ين يه ه ي ت ا, each
/// once and in this order. With `tanwin` the final alef only carries the mark: it goes first, however short
/// the rest.
std::u16string_view without_endings(std::u16string_view word, bool tanwin);

/// `word` without an attached pronoun of two letters or more (كما هما هم هن كم نا ها) that leaves three.
std::u16string_view without_pronoun(std::u16string_view word);

}  // namespace analyzers::arabic
