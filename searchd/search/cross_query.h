// The words of a question in the other language, put beside the words as typed.
#pragma once

#include <vector>

#include "searchd/search/unit_query.h"
#include "searchd/search/word_query.h"

namespace searchd {

/// Gives every word of `units` that `context`'s translator knows its ways in the other language: a document
/// that has one of them has the word. What is added is told to `query`. A term of several words stands for
/// each of its words, so that it stands for all. Returns whether anything was added. Lets Xapian::Error
/// through.
bool add_other_language(std::vector<UnitQuery>& units, const WordQueryContext& context,
                        Frequencies& frequencies, Query& query);

}  // namespace searchd
