// What templates are filled with: the parts that several pages share.
#pragma once

#include <kainjow/mustache.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/vocabulary.h"
#include "corpus/document.h"
#include "searchd/search/results.h"
#include "searchd/views/messages.h"
#include "searchd/views/pages.h"
#include "searchd/views/shown_title.h"

namespace searchd {

using Data = kainjow::mustache::data;

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
std::string_view html_direction(analyzers::Language language);
std::string_view html_direction(PageLanguage language);

/// What every page has in its head, header and footer. `address` is the page's own, in its language.
struct PageFrame {
  std::string title, address, other_address, json_address, typed;
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

/// `text` in parts, those inside `marks` (code points, ascending) with marked = true. Marks beyond the text,
/// empty, or overlapping an earlier one are cut to what is left of them.
/// With `number` each marked part has an id of its own, mark_id ("m7"), and `number` is that of the last.
Data marked_parts(std::string_view text, const Marks& marks, int* number = nullptr);

/// What was wrong in a request and repaired, a sentence each: items with `note`.
Data note_items(const std::vector<PageNote>& notes, const Messages& messages);

/// The address of a search for documents with this tag, and nothing else; for one that the vocabulary does
/// not know, and no filter takes, of a search for its id.
std::string tag_address(const analyzers::Tag& tag, const PageView& view);

/// "theglobalcoalition.org" of an address; empty where it has none.
std::string host_of(std::string_view url);

/// Only http and https addresses become links; empty for anything else.
std::string safe_link(const std::string& url);

/// Whether something was typed of which nothing could be searched.
bool is_unsearchable(const SearchRequest& request, const Interpretation& interpretation);

Data results_data(const SearchRequest& request, const SearchResults& results,
                  const std::vector<PageNote>& notes, const std::string& today, const PageView& view,
                  Data data);
Data home_data(const Home& home, const PageView& view, Data data);
Data document_data(const DocumentView& shown, const PageView& view, Data data);
/// The text of a document and of its version in the other language, what was asked for marked.
void set_document_text(Data& data, const DocumentView& shown, const PageView& view);
/// How to cite it: citations, a list of styles with the parts of each.
void set_citations(Data& data, const corpus::Document& document, const std::string& public_url,
                   const PageView& view);
/// What programs read in its head: head_tags, and `json_ld` for the place of kJsonLd.
void set_document_head(Data& data, const DocumentView& shown, const std::string& public_url,
                       const PageView& view);
/// The document as schema.org's NewsArticle: JSON that may stand in an HTML script element as it is.
std::string document_json_ld(const DocumentView& shown, const std::string& public_url, const PageView& view);
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
/// The links under "Use this search", and its citation.
void set_use(Data& data, const SearchRequest& request, const UsedSearch& used, const PageView& view);
/// The chips that take one filter away each.
void set_chips(Data& data, const SearchRequest& request, const PageView& view);

}  // namespace searchd
