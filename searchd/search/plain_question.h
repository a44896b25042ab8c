// A question put to an index of the plain schema, which knows the stems of words and nothing else of texts.
#pragma once

#include "searchd/search/query_plan.h"
#include "searchd/search/request.h"

namespace searchd {

/// Puts what such an index cannot answer as what it can: quotations, word*, word~, =word and hashtags by the
/// stems of their words, titles as the whole text. Each is told in `plan.repairs` ("plain_stems",
/// "plain_title"), and so are NEAR and acronyms, whose words are stems; where the other language was asked
/// for (`cross_asked`) and there are words, that there is none ("plain_cross"). The question's line stays as
/// typed.
void keep_to_stems(QueryPlan& plan, bool cross_asked);

/// `request` without words of the other language and without the rules that need more than stems.
SearchRequest asked_of_stems(SearchRequest request);

}  // namespace searchd
