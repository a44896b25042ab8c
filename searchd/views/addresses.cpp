// Addresses of pages and answers: requests written back as URLs.
#include "searchd/views/addresses.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "searchd/search/filter_fields.h"
#include "searchd/search/query_limits.h"
#include "searchd/search/results.h"

namespace searchd {
namespace {

bool stays_as_it_is(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

using Parameter = std::pair<std::string_view, std::string>;

std::string names_of(std::vector<FacetField> facets) {
  if (facets.empty()) return "none";
  std::sort(facets.begin(), facets.end());
  std::string names;
  for (const auto field : facets) {
    if (!names.empty()) names += ',';
    names += facet_name(field);
  }
  return names;
}

bool is_default(const std::vector<FacetField>& facets) {
  return std::is_permutation(facets.begin(), facets.end(), all_facets().begin(), all_facets().end());
}

std::vector<Parameter> parameters_of(const SearchRequest& request) {
  std::vector<Parameter> parameters;
  if (!request.typed.empty()) parameters.emplace_back("q", request.typed);
  for (const auto& filter : kFilterFields) {
    for (const auto& value : request.filters.*filter.values) parameters.emplace_back(filter.parameter, value);
  }
  if (!request.dates.from_text.empty()) parameters.emplace_back("from", request.dates.from_text);
  if (!request.dates.to_text.empty()) parameters.emplace_back("to", request.dates.to_text);
  if (request.dates.is_asked() && request.dates.within) parameters.emplace_back("dates", "within");
  if (request.sort && *request.sort != default_sort(request)) {
    parameters.emplace_back("sort", sort_name(*request.sort));
  }
  if (request.page != 1) parameters.emplace_back("page", std::to_string(request.page));
  if (request.per_page != kDefaultPerPage)
    parameters.emplace_back("per_page", std::to_string(request.per_page));
  if (!is_default(request.facets)) parameters.emplace_back("facets", names_of(request.facets));
  if (request.facet_limit != kDefaultFacetLimit) {
    parameters.emplace_back("facet_limit", std::to_string(request.facet_limit));
  }
  if (request.match != Match::automatic) parameters.emplace_back("match", match_name(request.match));
  if (!request.cross) parameters.emplace_back("cross", "off");
  if (!request.recency) parameters.emplace_back("recency", "off");
  if (request.explain) parameters.emplace_back("explain", "1");
  if (!request.passages) parameters.emplace_back("passages", "off");
  if (!request.suggestions) parameters.emplace_back("suggestions", "off");
  if (!request.labels) parameters.emplace_back("labels", "off");
  if (request.interval) parameters.emplace_back("interval", interval_name(*request.interval));
  if (request.share) parameters.emplace_back("share", "on");
  std::sort(parameters.begin(), parameters.end());
  parameters.erase(std::unique(parameters.begin(), parameters.end()), parameters.end());
  return parameters;
}

std::string localised(const char* path, PageLanguage language) { return path_of(language) + path; }

std::string with_query(std::string path, const SearchRequest& request) {
  const auto query = canonical_query(request);
  if (!query.empty()) path += '?' + query;
  return path;
}

}  // namespace

std::string query_encoded(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size() + text.size() / 2);
  for (const char c : text) {
    if (stays_as_it_is(c)) {
      encoded += c;
    } else if (c == ' ') {
      encoded += '+';
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return encoded;
}

std::string_view facet_name(FacetField field) {
  switch (field) {
    case FacetField::partner: return "partner";
    case FacetField::topic: return "topic";
    case FacetField::kind: return "kind";
    case FacetField::language: return "language";
    case FacetField::outlet: return "outlet";
    case FacetField::place: return "place";
    case FacetField::month: return "month";
  }
  return "";
}

std::optional<FacetField> facet_from_name(std::string_view name) {
  if (name == "lang") return FacetField::language;
  for (const auto field : all_facets()) {
    if (name == facet_name(field)) return field;
  }
  return std::nullopt;
}

std::string_view sort_name(Sort sort) {
  switch (sort) {
    case Sort::relevance: return "relevance";
    case Sort::newest: return "newest";
    case Sort::oldest: return "oldest";
  }
  return "";
}

std::optional<Sort> sort_from_name(std::string_view name) {
  if (name == "relevance") return Sort::relevance;
  if (name == "newest" || name == "-date") return Sort::newest;
  if (name == "oldest" || name == "date") return Sort::oldest;
  return std::nullopt;
}

std::string_view match_name(Match match) {
  switch (match) {
    case Match::automatic: return "auto";
    case Match::all: return "all";
    case Match::any: return "any";
  }
  return "";
}

std::optional<Match> match_from_name(std::string_view name) {
  for (const auto match : {Match::automatic, Match::all, Match::any}) {
    if (name == match_name(match)) return match;
  }
  return std::nullopt;
}

std::string_view interval_name(Interval interval) {
  switch (interval) {
    case Interval::automatic: return "auto";
    case Interval::day: return "day";
    case Interval::week: return "week";
    case Interval::month: return "month";
    case Interval::quarter: return "quarter";
    case Interval::year: return "year";
  }
  return "";
}

std::optional<Interval> interval_from_name(std::string_view name) {
  for (const auto interval : {Interval::automatic, Interval::day, Interval::week, Interval::month,
                              Interval::quarter, Interval::year}) {
    if (name == interval_name(interval)) return interval;
  }
  return std::nullopt;
}

Sort default_sort(const SearchRequest& request) {
  return request.typed.empty() ? Sort::newest : Sort::relevance;
}

const std::vector<FacetField>& all_facets() {
  static const std::vector<FacetField> all = {FacetField::partner,  FacetField::topic,  FacetField::kind,
                                              FacetField::language, FacetField::outlet, FacetField::place,
                                              FacetField::month};
  return all;
}

SearchRequest search_for(std::string typed) {
  SearchRequest request;
  request.typed = std::move(typed);
  request.facets = all_facets();
  return request;
}

std::string canonical_query(const SearchRequest& request) {
  std::string query;
  for (const auto& [name, value] : parameters_of(request)) {
    if (!query.empty()) query += '&';
    query += name;
    query += '=';
    // A comma between facet names is legal in a query and reads better than %2C.
    query += name == "facets" ? value : query_encoded(value);
  }
  return query;
}

std::string home_address(PageLanguage language) {
  const auto& path = path_of(language);
  return path.empty() ? "/" : path;
}

std::string problem_address(PageLanguage language, std::string_view name) {
  return localised("/problems/", language) + std::string(name);
}

std::string entries_address(PageLanguage language, analyzers::EntryType type) {
  return localised("/", language) + std::string(analyzers::entry_type_name(type)) + "s";
}

std::string entry_address(PageLanguage language, analyzers::EntryType type, std::string_view id) {
  return entries_address(language, type) + "/" + query_encoded(id);
}

std::string named_address(std::string address, std::string_view named) {
  return named.empty() ? address : address + "?name=" + query_encoded(named);
}

std::string digests_address(PageLanguage language, int year, int page) {
  std::string address = localised("/digests", language);
  if (year != 0) address += "?year=" + std::to_string(year);
  if (page != 1) address += (year == 0 ? "?page=" : "&page=") + std::to_string(page);
  return address;
}

std::string help_address(PageLanguage language) { return localised("/help", language); }

std::string about_address(PageLanguage language) { return localised("/about", language); }

std::string facet_address(PageLanguage language, FacetField field, const SearchRequest& request, bool by_name,
                          std::string_view named) {
  auto query = canonical_query(kept_search(request));
  const auto add = [&query](const std::string& parameter) {
    query += (query.empty() ? "" : "&") + parameter;
  };
  if (by_name) add("order=name");
  if (!named.empty()) add("name=" + query_encoded(named));
  return localised("/facets/", language) + std::string(facet_name(field)) +
         (query.empty() ? "" : "?" + query);
}

std::vector<std::pair<std::string, std::string>> canonical_parameters(const SearchRequest& request) {
  std::vector<std::pair<std::string, std::string>> parameters;
  for (auto& [name, value] : parameters_of(request)) parameters.emplace_back(name, std::move(value));
  return parameters;
}

std::string search_address(PageLanguage language, const SearchRequest& request) {
  return with_query(localised("/search", language), request);
}

std::string api_search_address(const SearchRequest& request) { return with_query("/api/v1/search", request); }

SearchRequest searched_alone(const SearchRequest& request) {
  auto alone = search_for(request.typed);
  alone.filters = request.filters;
  alone.dates = request.dates;
  alone.match = request.match;
  alone.cross = request.cross;
  alone.cross_asked = request.cross_asked;
  alone.interval = request.interval;
  alone.share = request.share;
  return alone;
}

SearchRequest found_alone(const SearchRequest& request) {
  auto found = searched_alone(request);
  found.interval.reset();
  found.share = false;
  found.sort = request.sort;
  found.recency = request.recency;
  return found;
}

SearchRequest first_page_of(SearchRequest request) {
  request.page = 1;
  return request;
}

SearchRequest kept_search(const SearchRequest& request) {
  auto kept = first_page_of(request);
  kept.facets = all_facets();
  kept.facet_limit = kDefaultFacetLimit;
  return kept;
}

SearchRequest without_filters(const SearchRequest& request) {
  auto bare = kept_search(request);
  bare.filters = {};
  bare.dates = {};
  return bare;
}

std::optional<SearchRequest> as_searched(SearchRequest request, const Interpretation& interpretation) {
  if (!interpretation.cut) return request;
  const auto& parsed = interpretation.parsed;
  if (parsed.empty() || parsed.size() > kMostQueryBytes) return std::nullopt;
  request.typed = parsed;
  return request;
}

std::string api_timeline_address(const SearchRequest& request) {
  return with_query("/api/v1/timeline", searched_alone(request));
}

std::string timeline_csv_address(const SearchRequest& request) {
  return with_query("/api/v1/timeline.csv", searched_alone(request));
}

std::string document_address(PageLanguage language, std::string_view id) {
  return localised("/d/", language) + query_encoded(id);
}

std::string found_address(std::string address, const SearchRequest& request) {
  const bool narrowed = request.filters != Filters() || request.dates.from || request.dates.to;
  return request.typed.empty() && !narrowed ? address : with_query(std::move(address), request);
}

std::string api_document_address(std::string_view id) { return "/api/v1/documents/" + query_encoded(id); }

std::string_view extension_of(ExportFormat format) {
  switch (format) {
    case ExportFormat::csv: return ".csv";
    case ExportFormat::json_lines: return ".jsonl";
    case ExportFormat::ris: return ".ris";
    case ExportFormat::bibtex: return ".bib";
    case ExportFormat::csl_json: return ".csl.json";
  }
  return "";
}

std::string_view extension_of(DocumentFormat format) {
  switch (format) {
    case DocumentFormat::json: return ".json";
    case DocumentFormat::text: return ".txt";
    case DocumentFormat::ris: return ".ris";
    case DocumentFormat::bibtex: return ".bib";
    case DocumentFormat::csl_json: return ".csl.json";
  }
  return "";
}

std::string export_address(ExportFormat format, const SearchRequest& request) {
  return with_query("/export" + std::string(extension_of(format)), found_alone(request));
}

std::string document_format_address(std::string_view id, DocumentFormat format, PageLanguage language) {
  return document_address(language, id) + std::string(extension_of(format));
}

std::string opensearch_address(PageLanguage language) { return localised("/opensearch.xml", language); }

std::string_view extension_of(FeedFormat format) {
  switch (format) {
    case FeedFormat::atom: return ".atom";
    case FeedFormat::rss: return ".rss";
    case FeedFormat::json: return ".json";
  }
  return "";
}

std::string_view media_type_of(FeedFormat format) {
  switch (format) {
    case FeedFormat::atom: return "application/atom+xml";
    case FeedFormat::rss: return "application/rss+xml";
    case FeedFormat::json: return "application/feed+json";
  }
  return "";
}

std::string feed_address(FeedFormat format, PageLanguage language, const SearchRequest& request) {
  auto followed = searched_alone(request);
  followed.interval.reset();
  followed.share = false;
  followed.page = request.page;
  return with_query(localised("/feed", language) + std::string(extension_of(format)), followed);
}

std::string history_address(PageLanguage language, std::string_view id) {
  return document_address(language, id) + "/history";
}

std::string api_history_address(std::string_view id) { return api_document_address(id) + "/history"; }

std::string api_similar_address(std::string_view id) { return api_document_address(id) + "/similar"; }

}  // namespace searchd
