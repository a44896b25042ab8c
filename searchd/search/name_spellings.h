// How an index writes a name that it does not have as it was typed: "Ghwayran" for "Gweiran".
#pragma once

#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "searchd/search/index_words.h"
#include "searchd/search/word_variants.h"

namespace searchd {

inline constexpr std::size_t kMostNameSpellings = 3;  // of one word

struct NameSpelling {
  std::string word;  // exact folded form, as the index has it
  std::string stem;
};

/// Words of the same script that may be the name `typed`, where no document has it as typed: the same
/// consonants (analyzers::name_key()), at most a third of the letters another, each stem once and more usual
/// than that of `typed`; those in most documents first, at most kMostNameSpellings. Lets Xapian::Error
/// through.
std::vector<NameSpelling> name_spellings(const analyzers::Token& typed, const analyzers::Analyzer& analyzer,
                                         const IndexWords& words, Frequencies& frequencies);

}  // namespace searchd
