// What the routes of pages have in common: language, headers, notes, and one state of the index a page.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/http/router.h"

namespace searchd {

inline constexpr const char* kHtml = "text/html; charset=utf-8";

/// Content-Language and Link: where the page is, and the same as JSON where `json_address` says where.
void add_page_headers(Reply& reply, PageLanguage language, const std::string& base,
                      const std::string& address, const std::string& json_address = {});

/// `request` for a page that shows titles and counts: `documents` of them at most, with `facets`.
SearchRequest with_titles_alone(SearchRequest request, int documents, std::vector<FacetField> facets = {});

std::vector<PageNote> notes_of(const std::vector<ParameterFault>& faults);

/// A page before it is made.
struct PageToMake {
  std::string_view route;
  std::string address;  // its own, canonical
  std::vector<ParameterFault> faults = {};
  std::string json_address = {};  // of the same as JSON, if there is such
};
/// A page that was made, and the state of the index that all of it is of.
struct MadePage {
  std::string html, state;
  bool is_whole = true;  // false: nobody else is shown it, for whoever has more time is told more
};
/// Makes a page with what a worker finds and the vocabulary of the state that is current.
using MakePage =
    std::function<MadePage(Worker&, const analyzers::Vocabulary& vocabulary, Searcher::Deadline deadline)>;

/// The page as answer_once() gives it, made again where the index went on to another state meanwhile, so that
/// its counts, names and ledger are of one. Throws what `make` throws.
Reply answer_page(Router& router, const Exchange& exchange, const PageToMake& page, const MakePage& make);

}  // namespace searchd
