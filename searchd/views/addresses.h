// Addresses of pages and answers: a request written back as the URL that asks for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "searchd/search/request.h"

namespace searchd {

/// The language a page speaks to its reader; a document's own language is another matter.
enum class PageLanguage { english, arabic };

/// "en" or "ar".
std::string_view page_language_code(PageLanguage language);
PageLanguage other_language(PageLanguage language);

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
/// "/search?...", "/ar/search?...".
std::string search_address(PageLanguage language, const SearchRequest& request);
/// "/api/v1/search?...".
std::string api_search_address(const SearchRequest& request);
/// What is searched, without what tells how a list of it looks: the request of a timeline, a feed, an export.
SearchRequest searched_alone(const SearchRequest& request);
/// "/api/v1/timeline?..." and "/api/v1/timeline.csv?...", of searched_alone(request).
std::string api_timeline_address(const SearchRequest& request);
std::string timeline_csv_address(const SearchRequest& request);
/// "/d/ID", "/ar/d/ID". An id comes from the archive: it is encoded all the same.
std::string document_address(PageLanguage language, std::string_view id);
/// `address`, of a document, with the words of the question `typed` marked: "/d/ID?q=..."; itself where it is
/// empty.
std::string marked_address(std::string address, std::string_view typed);
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

/// "/api/v1/documents/ID/similar".
std::string api_similar_address(std::string_view id);

}  // namespace searchd
