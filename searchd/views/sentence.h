// The sentence that says what is shown: heading, status line and page title at once.
#pragma once

#include <string>
#include <vector>

#include "analyzers/vocabulary.h"
#include "searchd/search/request.h"
#include "searchd/views/messages.h"

namespace searchd {

/// "128 documents about “Mosul” from Italy, 2016 to 2018, in Arabic", in the language of `messages`. Every
/// filter of the request is in it. Words of the reader and names stand between isolates.
std::string sentence_of(const SearchRequest& request, std::int64_t total,
                        const analyzers::Vocabulary& vocabulary, const Messages& messages);

/// What readers call a filter's value: an entry's label, a kind's or language's name, the words for
/// "_missing"; the value itself where it has no name.
std::string name_of_value(FacetField field, const std::string& value, const analyzers::Vocabulary& vocabulary,
                          const Messages& messages);

/// What readers of `language` call an entry: its label in their language of the archive; the English one
/// where it has no Arabic one.
const std::string& name_in(const analyzers::Entry& entry, PageLanguage language);

/// `words`, each set apart, with the comma of the language between them.
std::string listed(const std::vector<std::string>& words, const Messages& messages);
const std::string& comma_of(const Messages& messages);

/// "13 February 2018" of "2018-02-13"; the text itself where it is no date.
std::string name_of_date(const std::string& text, const Messages& messages);

}  // namespace searchd
