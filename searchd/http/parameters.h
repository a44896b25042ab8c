// A URL's parameters into a SearchRequest, with every fault in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/vocabulary.h"
#include "searchd/http/parameter_fault.h"
#include "searchd/search/request.h"
#include "searchd/views/addresses.h"

namespace searchd {

struct ParsedSearch {
  SearchRequest request;  // with every fault repaired: a wrong value dropped, a wrong number the nearest
  std::vector<ParameterFault> faults;  // in the order of the query, limits of the whole last
};

/// Reads the query string of /search and /api/v1/search:
///
///  - q: at most 1,024 bytes of UTF-8
///  - partner, topic, kind, lang, outlet, place: repeatable; slugs, codes, and (partner, topic, outlet,
///    place) "_missing"
///  - from, to: 2018, 2018-02, 2018-02-13; western or Arabic-Indic digits; either may be missing
///  - dates: overlap or within; without from and to it says nothing
///  - sort: relevance, newest (or -date), oldest (or date)
///  - page, per_page: whole numbers; per_page 1 to 100, page * per_page at most 10,000
///  - facets: names with commas between them or repeated; "none" alone
///  - facet_limit: 1 to 200
///  - match: auto, all or any
///  - interval: auto, day, week, month, quarter or year
///  - share, cross, recency, explain, passages, suggestions, labels: on or off (or 1, 0)
///
/// A parameter without a value counts as not given (forms send such). utm_*, fbclid and gclid are passed
/// over.
ParsedSearch parse_search(std::string_view query, const analyzers::Vocabulary& vocabulary);

struct ParsedExport {
  ParsedSearch search;
  ExportFormat format = ExportFormat::csv;
};
/// Reads the query string of /api/v1/export: that of a search, and `format`, once: csv, jsonl, ris, bibtex or
/// csl.
ParsedExport parse_export(std::string_view query, const analyzers::Vocabulary& vocabulary);

struct ParsedText {
  std::string text;
  std::vector<ParameterFault> faults;
};
/// Reads the query string of /api/v1/analyze: text, once, 1 to 1,024 bytes of UTF-8.
ParsedText parse_text(std::string_view query);

struct ParsedSuggest {
  std::string typed;
  int limit = 8;
  std::vector<ParameterFault> faults;
};
/// Reads the query string of /api/v1/suggest: q, once, 1 to 1,024 bytes of UTF-8; limit: 1 to 20.
ParsedSuggest parse_suggest(std::string_view query);

struct ParsedNamed {
  std::string named;
  std::vector<ParameterFault> faults;
};
/// Reads the query string of a list of names: name, once, at most 1,024 bytes of UTF-8.
ParsedNamed parse_named(std::string_view query);

struct ParsedDigests {
  int year = 0;  // 0: not asked for
  int page = 1;
  std::vector<ParameterFault> faults;
};
/// Reads the query string of the weekly digests: year, 1 to 9999; page, 1 to 1,000.
ParsedDigests parse_digests(std::string_view query);

struct ParsedFacetList {
  ParsedSearch search;
  bool by_name = false;
  std::string named;
};
/// Reads the query string of a facet's page: that of a search, `order`, count or name, and `name`, at most
/// 1,024 bytes; each once.
ParsedFacetList parse_facet_list(std::string_view query, const analyzers::Vocabulary& vocabulary);

struct ParsedSimilar {
  int limit = 5;
  std::vector<ParameterFault> faults;
};
/// Reads the query string of /api/v1/documents/ID/similar: limit: 1 to 50.
ParsedSimilar parse_similar(std::string_view query);

/// Reads a query that may hold no parameter at all: each is a fault.
std::vector<ParameterFault> parse_no_parameters(std::string_view query);

}  // namespace searchd
