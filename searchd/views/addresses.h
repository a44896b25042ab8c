// Addresses of pages and answers: a request written back as the URL that asks for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/vocabulary.h"
#include "searchd/search/request.h"
#include "searchd/views/page_language.h"

namespace searchd {

struct Interpretation;

/// `text` as a name or value in the query part of a URL: letters, digits and -._~ stay, a space becomes '+',
/// every other byte %XX.
std::string query_encoded(std::string_view text);

/// "partner", "topic", "kind", "language", "outlet", "place", "month": the word in `facets=` and in answers.
std::string_view facet_name(FacetField field);
/// Also understands "lang". Nothing for another word.
std::optional<FacetField> facet_from_name(std::string_view name);

/// "relevance", "newest", "oldest".
std::string_view sort_name(Sort sort);
/// Also understands "-date" (newest) and "date" (oldest). Nothing for another word.
std::optional<Sort> sort_from_name(std::string_view name);
/// "auto", "all", "any".
std::string_view match_name(Match match);
/// Nothing for another word.
std::optional<Match> match_from_name(std::string_view name);
/// "auto", "day", "week", "month", "quarter", "year".
std::string_view interval_name(Interval interval);
/// Nothing for another word.
std::optional<Interval> interval_from_name(std::string_view name);
/// What is used where nothing was asked: relevance where words were typed, else newest.
Sort default_sort(const SearchRequest& request);

/// All facets, in the order in which they are shown: what is counted where nothing was asked.
const std::vector<FacetField>& all_facets();

/// A search for `typed` without any filter, all facets counted.
SearchRequest search_for(std::string typed);

/// The one query string for `request`, without '?': parameters and values sorted, what is the default left
/// out. Two requests that ask the same have the same one. Empty for a request that asks for everything.
std::string canonical_query(const SearchRequest& request);

/// "/", "/ar": the first page.
std::string home_address(PageLanguage language);
/// "/problems/not-found", "/ar/problems/not-found": what a problem's `type` means.
std::string problem_address(PageLanguage language, std::string_view name);
/// "/partners", "/ar/topics": the list of the entries of a type, partner or topic.
std::string entries_address(PageLanguage language, analyzers::EntryType type);
/// "/partners/italy": one of them.
std::string entry_address(PageLanguage language, analyzers::EntryType type, std::string_view id);
/// Of that list, the entries alone that have these letters in a name: "/partners?name=ita".
std::string named_address(std::string address, std::string_view named);
/// "/digests?year=2018&page=2": the weekly digests; 0: the newest year, page 1 is left out.
std::string digests_address(PageLanguage language, int year = 0, int page = 1);
/// "/help", "/about".
std::string help_address(PageLanguage language);
std::string about_address(PageLanguage language);
/// "/facets/partner?...": all values of a facet for a search. `by_name`: in the order of the alphabet;
/// `named`: only those that have these letters. The search is kept as a reader set it, for the way back.
std::string facet_address(PageLanguage language, FacetField field, const SearchRequest& request,
                          bool by_name = false, std::string_view named = {});
/// The parameters of canonical_query(), not encoded, ascending.
std::vector<std::pair<std::string, std::string>> canonical_parameters(const SearchRequest& request);
/// "/search?...", "/ar/search?...".
std::string search_address(PageLanguage language, const SearchRequest& request);
/// "/api/v1/search?...".
std::string api_search_address(const SearchRequest& request);
/// `request` from its first page on.
SearchRequest first_page_of(SearchRequest request);
/// What is searched, without what tells how a list of it looks: the request of a timeline, a feed, an export.
SearchRequest searched_alone(const SearchRequest& request);
/// What is found and in which order, on which page or in which file it may stand.
SearchRequest found_alone(const SearchRequest& request);
/// `request` as a reader set it, on its first page: all but what a page counts and what is offered beside it.
SearchRequest kept_search(const SearchRequest& request);
/// The same without any filter, dates among them.
SearchRequest without_filters(const SearchRequest& request);
/// `request`, of a page, as the routes take it that do not mend a question: of one that was cut
/// (Interpretation::cut) what was searched. Nothing where even that is longer than a question may be.
std::optional<SearchRequest> as_searched(SearchRequest request, const Interpretation& interpretation);
/// "/api/v1/timeline?..." and "/api/v1/timeline.csv?...", of searched_alone(request).
std::string api_timeline_address(const SearchRequest& request);
std::string timeline_csv_address(const SearchRequest& request);
/// "/d/ID", "/ar/d/ID". An id comes from the archive: it is encoded all the same.
std::string document_address(PageLanguage language, std::string_view id);
/// `address`, of a document that `request` found: "/d/ID?partner=italy&q=...", whose page marks the words
/// and leads back to the search. Itself for a request that asks for everything.
std::string found_address(std::string address, const SearchRequest& request);
/// "/api/v1/documents/ID".
std::string api_document_address(std::string_view id);

/// In which form a whole result is sent, and one document.
enum class ExportFormat { csv, json_lines, ris, bibtex, csl_json };
enum class DocumentFormat { json, text, ris, bibtex, csl_json };
/// What a file in this form is called behind its last points: ".csv", ".jsonl", ".ris", ".bib", ".csl.json",
/// ".json", ".txt".
std::string_view extension_of(ExportFormat format);
std::string_view extension_of(DocumentFormat format);
/// "/export.csv?...": all documents that `request` finds, in its order; which page it shows and what a page
/// has beside its documents plays no part.
std::string export_address(ExportFormat format, const SearchRequest& request);
/// "/d/ID.ris"; "/ar/d/ID.txt" is the one that speaks the page's language.
std::string document_format_address(std::string_view id, DocumentFormat format,
                                    PageLanguage language = PageLanguage::english);

/// "/opensearch.xml", "/ar/opensearch.xml": how a browser adds the search in this language to its own.
std::string opensearch_address(PageLanguage language);

/// The formats in which what is new of a search can be followed.
enum class FeedFormat { atom, rss, json };
/// ".atom", ".rss", ".json".
std::string_view extension_of(FeedFormat format);
/// "application/atom+xml", "application/rss+xml", "application/feed+json".
std::string_view media_type_of(FeedFormat format);
/// How many documents a page of a feed has.
inline constexpr int kFeedDocuments = 50;
/// "/feed.atom?...", "/ar/feed.atom?...": what `request` finds, at the page it says; what else tells how a
/// list looks, its order too, plays no part. The language is that of the feed's own words.
std::string feed_address(FeedFormat format, PageLanguage language, const SearchRequest& request);

/// "/d/ID/history", "/ar/d/ID/history", and for programs "/api/v1/documents/ID/history".
std::string history_address(PageLanguage language, std::string_view id);
std::string api_history_address(std::string_view id);
/// "/api/v1/documents/ID/similar".
std::string api_similar_address(std::string_view id);

}  // namespace searchd
