// Results as a search might give them, made by hand: for tests of how they are shown.
#pragma once

#include "searchd/search/request.h"
#include "searchd/search/results.h"

namespace tests {

/// A search for words with filters, and four hits: an English statement with a translation, an Arabic one, an
/// item of a digest with an outlet, an undated post in both languages. With facets, a second page and an
/// interpretation.
searchd::SearchRequest sample_request();
searchd::SearchResults sample_results();

/// The statement's page: translation, tags with spans, two occurrences.
searchd::DocumentView sample_document();
/// A digest with two items, in Arabic.
searchd::DocumentView sample_digest();
/// sample_document() with three versions: the second told it in more words, in the third this archive found
/// another date and a tag.
searchd::DocumentView sample_history();
/// A withdrawn document.
corpus::Document sample_tombstone();

}  // namespace tests
