// What the pages beside a search are made of: partners, topics, weekly digests, help, what the archive holds,
// the values of a facet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzers/vocabulary.h"
#include "corpus/ledger.h"
#include "searchd/search/figures.h"
#include "searchd/search/known_item_quality.h"
#include "searchd/search/request.h"
#include "searchd/search/results.h"

namespace searchd {

/// All partners, or all topics.
struct EntryList {
  analyzers::EntryType type{};
  SearchResults everything;                 // of a search for nothing, with the facet of the type
  std::vector<corpus::LedgerEntry> ledger;  // of partners
  std::string named;  // only entries that have these letters in one of their names; empty: all
};

/// One partner or topic.
struct EntryRecord {
  analyzers::EntryType type{};
  std::string id;           // of the vocabulary that the page is made with
  SearchResults documents;  // that carry it, the newest first, with facets and timeline
  std::optional<Hit> first_statement, latest_statement;  // of those whose date is known
};

/// The digests of one year, or some of them where there are many.
struct DigestList {
  SearchResults all;  // a timeline of all digests by years
  int year = 0;       // 0: none of them is dated
  int page = 1, pages = 1;
  SearchResults shown;  // the newest first, each with the number of its items
};

/// What can be typed, by examples.
struct HelpExamples {
  std::vector<SearchRequest> asked;  // as Pages::help_examples() gives them
  std::vector<SearchResults> found;  // in the same order
};

/// What the index holds, and how well it is known.
struct About {
  SearchResults everything;  // with its languages, kinds, partners, topics, outlets and places, by year
  IndexFigures figures;
  KnownItemQuality quality = {};
};

/// All values of one facet for a search.
struct FacetList {
  FacetField field{};
  SearchRequest request;  // the search
  SearchResults results;  // with all values of the facet
  bool by_name = false;   // in the order of the alphabet; else by number
  std::string named;      // only values that have these letters in their label; empty: all
};

}  // namespace searchd
