// The names in a question: which of its words together stand for a person, group or place.
#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"

namespace searchd {

/// Entries that the tokens [first, last) name.
struct NamedWords {
  std::size_t first, last;
  std::vector<const analyzers::Entry*> entries;
};

/// The names of `entry` in one script, folded, without those that only add words to another ("West Mosul",
/// "al-Hawija"), acronyms, and those that need words around them.
std::set<std::string> plain_spellings(const analyzers::Analyzer& analyzer, const analyzers::Entry& entry,
                                      bool arabic);

/// The entries that `text` (whose tokens are `tokens`) names and whose other spellings should be searched
/// too: persons, groups and places that are written in more than one way, and partners by their acronyms.
/// Longest names first.
std::vector<NamedWords> names_with_spellings(std::string_view text, std::span<const analyzers::Token> tokens,
                                             const analyzers::Analyzer& analyzer,
                                             const analyzers::Tagger& tagger);

}  // namespace searchd
