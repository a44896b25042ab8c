// Which documents hold enough of what a question's words say, when not every word is wanted.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace searchd {

/// One word of a question and all that stands for it in an index.
struct WordCover {
  double mass = 0;                             // how much it says, > 0; word_mass() gives it
  std::vector<std::vector<std::string>> ways;  // terms of the index; all terms of one way cover the word
};

/// How much a word says that `frequency` of `documents` documents hold: the less usual, the more. Above 0.
double word_mass(Xapian::doccount frequency, Xapian::doccount documents);

/// Every document that covers at least `share` (0 to 1) of the mass of `words`, without weight. Frequent
/// words are only looked up in documents that hold a rarer one.
Xapian::Query covering(std::vector<WordCover> words, double share);

}  // namespace searchd
