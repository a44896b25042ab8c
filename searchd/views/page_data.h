// What templates are filled with: the parts that several pages share.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/vocabulary.h"
#include "corpus/document.h"
#include "searchd/search/results.h"
#include "searchd/views/data.h"
#include "searchd/views/formats/reference.h"
#include "searchd/views/messages.h"
#include "searchd/views/pages.h"
#include "searchd/views/shown_title.h"
#include "searchd/views/web_address.h"

namespace searchd {

/// What every part of a page needs to know.
struct PageView {
  PageLanguage language;
  const Messages& messages;
  const analyzers::Vocabulary& vocabulary;
};

/// Sets `name` to `text`, or to false where it is empty: mustache takes an empty text for true, and would
/// find a name that is missing in the object around this one.
void set_text(Data& data, const std::string& name, const std::string& text);

/// Sets `list` and `has_list`.
void set_list(Data& data, const std::string& name, Data list);

/// A date as the attribute `datetime` takes it; empty for an interval, for which HTML has no form.
std::string iso_of(const corpus::PublicationDate& date);
Data empty_list();

/// The value of HTML's lang and dir for a text in `language`.
std::string_view html_language(analyzers::Language language);
std::string_view html_direction(PageLanguage language);  // "rtl" or "ltr"

/// What every page has in its head, header and footer. `addresses`: where the page is in each language; empty
/// for one that has no address. `links`: where the links to the other languages lead, if elsewhere.
struct PageFrame {
  std::string title, json_address, typed;
  AddressInEach addresses, links;
  bool for_search_engines = false;
};
Data frame_data(PageLanguage language, const std::string& public_url, const PageFrame& frame);

/// NAME, and NAME_class, the class of its element: "untitled" where it is no title. Where the document has no
/// text either, NAME_lang and NAME_dir: it is in the page's language then.
void set_title(Data& data, const std::string& name, const ShownTitle& title, const PageView& view);

/// doc_*, kind_label, date_*, certainty, source_*, twin_*, parent_*, outlets: of a card and of a document's
/// page.
void set_document(Data& data, const corpus::Document& document, const PageView& view);
void set_links(Data& data, const std::optional<DocumentLink>& parent,
               const std::optional<DocumentLink>& translation, const PageView& view);
/// That there is no version of `document` in the other of the two languages; empty where it has one
/// (`translation`), and for a document in neither or both.
std::string no_twin_text(const corpus::Document& document, const std::optional<DocumentLink>& translation,
                         const Messages& messages);

/// `text` in parts, those inside `marks` (code points, ascending) with marked = true. Marks beyond the text,
/// empty, or overlapping an earlier one are cut to what is left of them.
/// With `number` each marked part has an id of its own, mark_id ("m7"), and `number` is that of the last.
Data marked_parts(std::string_view text, const Marks& marks, int* number = nullptr);

/// What was wrong in a request and repaired, a sentence each: items with `note`.
Data note_items(const std::vector<PageNote>& notes, const Messages& messages);

/// The address of a search for documents with this tag, and nothing else; for one that the vocabulary does
/// not know, and no filter takes, of a search for its id.
std::string tag_address(const analyzers::Tag& tag, const PageView& view);
/// What readers call it, in the page's language; its id where the vocabulary does not know it.
std::string tag_label(const analyzers::Tag& tag, const PageView& view);

/// Whether something was typed of which nothing could be searched.
bool is_unsearchable(const SearchRequest& request, const Interpretation& interpretation);

Data results_data(const SearchRequest& request, const SearchResults& results,
                  const std::vector<PageNote>& notes, const std::string& today, const PageView& view,
                  Data data);
Data home_data(const Home& home, const PageView& view, Data data);
/// The members of the Coalition as the texts state them, by time: steps, members_now.
void set_ledger(Data& data, const std::vector<corpus::LedgerEntry>& ledger, const PageView& view);
/// The version of a document in the page's language, where it is another one: what lists name in its place.
const DocumentLink* own_version(const Hit& hit, const PageView& view);
/// A list of at most `most` documents by their titles and dates, for `newest` and its like: each in the
/// page's language where it has a version in it, and the two versions of one once.
Data document_items(const std::vector<Hit>& hits, std::size_t most, const PageView& view);
/// The values of a facet, `most` at most, each a link to `address_of(value)`.
Data value_items(const Facet& facet, std::size_t most,
                 const std::function<std::string(const std::string&)>& address_of, const PageView& view);
Data entries_data(const EntryList& list, const PageView& view, Data data);
Data entry_data(const EntryRecord& record, const PageView& view, Data data);
Data digests_data(const DigestList& list, const PageView& view, Data data);
Data help_data(const HelpExamples& examples, PageLanguage language, const Messages& messages, Data data);
std::vector<SearchRequest> help_requests(const Messages& messages);
Data about_data(const About& about, const PageView& view, Data data);
Data facet_list_data(const FacetList& list, const PageView& view, Data data);
/// Whether `name` has the letters of `wanted`, however both are written: always where `wanted` is empty,
/// never where it is signs alone.
bool has_letters_of(std::string_view name, std::string_view wanted);
/// What a list was asked to be narrowed to by has_letters_of(), and how many of it are left.
void set_named(Data& data, const std::string& named, std::size_t found, const Messages& messages);
Data document_data(const DocumentView& shown, const PageView& view, Data data);
/// The versions of a document, and what each changed.
Data history_data(const DocumentView& shown, const PageView& view, Data data);
/// The text of a document and of its version in the other language, what was asked for marked.
void set_document_text(Data& data, const DocumentView& shown, const PageView& view);
/// How to cite it in the page's language and in the other one: citations and other_citations, lists of styles
/// with the parts of each. Both references are of the same document.
void set_citations(Data& data, const Reference& reference, const Reference& in_other_language,
                   const PageView& view);
/// What programs read in its head: head_tags, and `json_ld` for the place of kJsonLd.
void set_document_head(Data& data, const corpus::Document& document, const Reference& reference,
                       const PageView& view);
/// The document as schema.org's NewsArticle: JSON that may stand in an HTML script element as it is.
std::string document_json_ld(const DocumentView& shown, const Reference& reference,
                             const std::string& public_url, const PageView& view);
/// The filter panel: sorts, date fields, facets; beside it how the list looks. Links to the past month and
/// year count back from `today` ("2026-11-21"; empty: there are none).
void set_filters(Data& data, const SearchRequest& request, const SearchResults& results,
                 const std::string& today, const PageView& view);
/// What may be searched for instead: did_you_mean, offers (filters), relaxations.
void set_suggestions(Data& data, const Suggestions& suggestions, const PageView& view);
/// Why a hit has its score: explained (a list, one line a part), explain_score. Nothing where it was not
/// asked.
void set_explanation(Data& card, const Hit& hit, const PageView& view);
/// How the question was searched: terms, also (words of the other language), and the links that switch these
/// off and on.
void set_understood(Data& data, const SearchRequest& request, const Interpretation& interpretation,
                    const PageView& view);
/// The documents found by time: has_timeline, and what its chart and table need.
void set_timeline(Data& data, const SearchRequest& request, const SearchResults& results,
                  const PageView& view);
/// What one says of a search where it is used elsewhere.
struct UsedSearch {
  std::string sentence, today, public_url;
  std::int64_t total = 0;
  corpus::Revision revision = 0;
};
/// The links under "Use this search", and its citation. `asked`: the request for programs, as_searched();
/// there are no links for them without it.
void set_use(Data& data, const SearchRequest& request, const std::optional<SearchRequest>& asked,
             const UsedSearch& used, const PageView& view);
/// The feeds of a search, for the head of a page: has_feeds, feeds.
void set_feeds(Data& data, const SearchRequest& request, const std::string& sentence, const PageView& view);
/// What there is where no document was found: is_nothing, names, newest, feed_href; beyond_href where there
/// are documents, but none on this page.
void set_nothing(Data& data, const SearchRequest& request, const SearchResults& results,
                 const Instead& instead, const PageView& view);
/// What to do about an error: steps, faults, allowed.
void set_error_help(Data& data, const ErrorPage& page, const PageView& view);
/// The chips that take one filter away each.
void set_chips(Data& data, const SearchRequest& request, const PageView& view);

}  // namespace searchd
