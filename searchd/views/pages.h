// The pages a reader sees, as HTML in each language.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/vocabulary.h"
#include "searchd/search/completion.h"
#include "searchd/search/request.h"
#include "searchd/search/results.h"
#include "searchd/views/addresses.h"
#include "searchd/views/ways.h"

namespace searchd {

/// Something in the request that a page repaired, to be told to the reader.
struct PageNote {
  std::string code;  // "unknown_value": the message note.CODE says it
  std::string name, value, suggestion;
};

/// How many the lists of the newest name, of a kind on the first page, of an entry on its own, and where
/// nothing was found. Twice as many are to be looked for: of the two versions of a document a list names the
/// one in the page's language.
inline constexpr int kNewestOfKind = 4, kNewestOfEntry = 8, kNewestInstead = 3;

/// What the first page shows.
struct Home {
  SearchResults everything;  // of a search for nothing, with its timeline
  struct Newest {
    corpus::Kind kind{};
    std::vector<Hit> hits;  // the newest first
    std::int64_t total = 0;
  };
  std::vector<Newest> newest;
  std::vector<corpus::LedgerEntry> ledger;
};

/// What a page of results offers where nothing was found.
struct Instead {
  std::vector<Completion> names;  // that are written nearly like what was typed
  std::vector<Hit> newest;
};

/// A page that says why there is nothing else, and what to do.
struct ErrorPage {
  int status = 500;
  std::string_view name;              // "not_found": the messages error.NAME.title and .text
  std::string detail;                 // for operators, English; may be empty
  std::string request_id;             // may be empty
  AddressInEach addresses = {};       // of the same thing in each language; empty: the search pages
  std::string again = {};             // the address itself, where another try may do better
  std::string in_own_words = {};      // the same search without the other language
  std::string repaired = {};          // the page of a search that leaves out what is wrong
  std::vector<PageNote> faults = {};  // what is wrong
  bool takes_search = false;          // what the address takes is what a search takes: that is listed
};

/// Makes pages. Not safe for use from two threads at once: one for each worker.
class Pages {
 public:
  /// Parses all templates and texts, which are part of the program. `public_url` ("https://example.org",
  /// without a slash at its end) stands before addresses in rel=canonical; empty: they are relative. Throws
  /// ViewError.
  explicit Pages(std::string public_url);
  ~Pages();
  Pages(Pages&&) noexcept;

  /// `instead` is shown where nothing was found. `today`, a day ("2026-11-21"), is what "the past year"
  /// counts back from; empty: it is not offered.
  std::string results(PageLanguage language, const SearchRequest& request, const SearchResults& results,
                      const analyzers::Vocabulary& vocabulary, const std::vector<PageNote>& notes,
                      const std::string& today = {}, const Instead& instead = {});
  std::string home(PageLanguage language, const Home& home, const analyzers::Vocabulary& vocabulary,
                   const std::vector<PageNote>& notes = {});
  /// What is new of a search, for feed readers; `request` says which page of it.
  std::string feed(PageLanguage language, FeedFormat format, const SearchRequest& request,
                   const NewlySeen& seen, const analyzers::Vocabulary& vocabulary);
  /// All partners or all topics, in the order of the page's alphabet.
  std::string entries(PageLanguage language, const EntryList& list, const analyzers::Vocabulary& vocabulary,
                      const std::vector<PageNote>& notes = {});
  /// One of them; the vocabulary knows it.
  std::string entry(PageLanguage language, const EntryRecord& record, const analyzers::Vocabulary& vocabulary,
                    const std::vector<PageNote>& notes = {});
  std::string digests(PageLanguage language, const DigestList& list, const analyzers::Vocabulary& vocabulary,
                      const std::vector<PageNote>& notes = {});
  /// The searches whose totals help() shows, in its order.
  std::vector<SearchRequest> help_examples(PageLanguage language) const;
  std::string help(PageLanguage language, const HelpExamples& examples,
                   const std::vector<PageNote>& notes = {});
  std::string about(PageLanguage language, const About& about, const analyzers::Vocabulary& vocabulary,
                    const std::vector<PageNote>& notes = {});
  std::string facet(PageLanguage language, const FacetList& list, const analyzers::Vocabulary& vocabulary,
                    const std::vector<PageNote>& notes = {});
  /// `found_by`: the search that led to it, whose words are marked and to which a link leads back.
  std::string document(PageLanguage language, const DocumentView& view,
                       const analyzers::Vocabulary& vocabulary,
                       const SearchRequest& found_by = search_for({}),
                       const std::vector<PageNote>& notes = {});
  /// What the document said before; `view` was asked for with the texts of versions.
  std::string history(PageLanguage language, const DocumentView& view,
                      const analyzers::Vocabulary& vocabulary, const std::vector<PageNote>& notes = {});
  /// The tombstone of a withdrawn document.
  std::string gone(PageLanguage language, const corpus::Document& document);
  std::string error(PageLanguage language, const ErrorPage& page);

  /// The OpenSearch description of the search in this language.
  std::string opensearch(PageLanguage language);

  /// The page that a problem's `type` leads to; empty where there is no such problem.
  std::string problem(PageLanguage language, std::string_view name);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// What pages are made with, and where it is served: the address changes with the contents, so it may be kept
/// for ever.
struct StaticFile {
  std::string address, content_type;
  std::string_view bytes;
};
const StaticFile& stylesheet();
const StaticFile& script();
/// Another text whenever a template, a message, the style sheet, the icon or an added language changed.
std::string views_fingerprint();
/// The icon, an SVG.
std::string_view favicon();

}  // namespace searchd
