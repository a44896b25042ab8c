// One written word, compound, tag or name, as the parts of which the query of a run of words is made.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

#include "searchd/search/word_query.h"
#include "searchd/search/word_variants.h"

namespace searchd {

/// One word: every document that has it in some form, weighed by how often.
struct WordGroup {
  const analyzers::Token* token = nullptr;  // of the unit
  WordQuery part;
  Clause found_by;  // where words of the same root weigh in `part`: the word without them; else empty
  std::vector<std::vector<std::string>> ways;  // terms of the index; all terms of one way are the word
};

/// What stands for all words of a unit: a tag, the compound written as one word, another spelling of a name.
struct OtherWay {
  WordQuery part;
  std::vector<std::vector<std::string>> ways;  // as of a word: each of them is enough; empty for a phrase
};

struct UnitQuery {
  std::vector<WordGroup> words;  // none for a phrase
  std::vector<OtherWay> others;
  Clause extra;          // adds weight where a word matches; may be empty
  std::size_t told = 0;  // where in Interpretation::terms it is told
};

/// The parts of `unit`, told to `query`. Lets Xapian::Error through.
UnitQuery unit_query(const WantedUnit& unit, const WordQueryContext& context, Frequencies& frequencies,
                     Query& query);

}  // namespace searchd
