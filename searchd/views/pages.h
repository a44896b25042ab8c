// The pages a reader sees, as HTML in both languages.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/vocabulary.h"
#include "searchd/search/request.h"
#include "searchd/search/results.h"
#include "searchd/views/addresses.h"

namespace searchd {

/// Something in the request that a page repaired, to be told to the reader.
struct PageNote {
  std::string code;  // "unknown_value": the message note.CODE says it
  std::string name, value, suggestion;
};

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

/// A page that says why there is nothing else.
struct ErrorPage {
  int status = 500;
  std::string_view name;           // "not_found": the messages error.NAME.title and .text
  std::string detail;              // for operators, English; may be empty
  std::string request_id;          // may be empty
  std::string other_address = {};  // of the same thing in the other language; empty: its search page
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

  /// `today`, a day ("2026-11-21"), is what "the past year" counts back from; empty: it is not offered.
  std::string results(PageLanguage language, const SearchRequest& request, const SearchResults& results,
                      const analyzers::Vocabulary& vocabulary, const std::vector<PageNote>& notes,
                      const std::string& today = {});
  std::string home(PageLanguage language, const Home& home, const analyzers::Vocabulary& vocabulary);
  /// `typed`: the question whose words are marked; empty: there is none.
  std::string document(PageLanguage language, const DocumentView& view,
                       const analyzers::Vocabulary& vocabulary, const std::string& typed = {},
                       const std::vector<PageNote>& notes = {});
  /// The tombstone of a withdrawn document.
  std::string gone(PageLanguage language, const corpus::Document& document);
  std::string error(PageLanguage language, const ErrorPage& page);

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
/// Another text whenever a template, a message, the style sheet or the icon changed.
std::string views_fingerprint();
/// The icon, an SVG.
std::string_view favicon();

}  // namespace searchd
