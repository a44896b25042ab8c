// The lexicon of our own: what the vocabulary names, the word pairs of its lexicon.tsv, and ICU's names of
// territories, languages and cities.
#pragma once

#include "analyzers/analyzer.h"
#include "analyzers/lexicon.h"
#include "analyzers/vocabulary.h"

namespace analyzers {

/// Names of one entry render each other: names names, adjectives adjectives, capitals capitals. A name with a
/// condition that only the words around it can meet renders nothing. Takes some tens of milliseconds.
Lexicon lexicon_of(const Vocabulary& vocabulary, const Analyzer& analyzer);

}  // namespace analyzers
