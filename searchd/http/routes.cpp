#include "searchd/http/routes.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "searchd/views/addresses.h"

namespace searchd {
namespace {

// Every address there is: those of pages, feeds and the descriptions of the search are served in every
// language, each under the path of its language.
constexpr auto kEach = RouteEntry::Languages::each;
constexpr auto kNone = RouteEntry::Languages::none;
constexpr RouteEntry kRoutes[] = {
    {"/", "home", Audience::reader, kEach, answer_home},
    {"/search", "search", Audience::reader, kEach, answer_search_page},
    {"/d/", "document", Audience::reader, kEach, answer_document_page},
    {"/partners", "partners", Audience::reader, kEach, answer_partners},
    {"/partners/", "partner", Audience::reader, kEach, answer_partner},
    {"/topics", "topics", Audience::reader, kEach, answer_topics},
    {"/topics/", "topic", Audience::reader, kEach, answer_topic},
    {"/digests", "digests", Audience::reader, kEach, answer_digests},
    {"/help", "help", Audience::reader, kEach, answer_help},
    {"/about", "about", Audience::reader, kEach, answer_about},
    {"/facets/", "facet", Audience::reader, kEach, answer_facet_page},
    {"/api/v1/search", "api_search", Audience::program, kNone, answer_api_search},
    {"/api/v1/documents/", "api_document", Audience::program, kNone, answer_api_document},
    {"/api/v1/timeline", "api_timeline", Audience::program, kNone, answer_api_timeline},
    {"/api/v1/timeline.csv", "api_timeline", Audience::program, kNone, answer_api_timeline_csv},
    {"/api/v1/ledger", "api_ledger", Audience::program, kNone, answer_api_ledger},
    {"/api/v1/analyze", "api_analyze", Audience::program, kNone, answer_api_analyze},
    {"/api/v1/suggest", "api_suggest", Audience::program, kNone, answer_api_suggest},
    {"/api/v1/export", "api_export", Audience::program, kNone, answer_api_export},
    {"/export.csv", "export", Audience::program, kNone, answer_export_csv},
    {"/export.jsonl", "export", Audience::program, kNone, answer_export_json_lines},
    {"/export.ris", "export", Audience::program, kNone, answer_export_ris},
    {"/export.bib", "export", Audience::program, kNone, answer_export_bibtex},
    {"/export.csl.json", "export", Audience::program, kNone, answer_export_csl},
    {"/feed.atom", "feed", Audience::program, kEach, answer_feed_atom},
    {"/feed.rss", "feed", Audience::program, kEach, answer_feed_rss},
    {"/feed.json", "feed", Audience::program, kEach, answer_feed_json},
    {"/opensearch.xml", "opensearch", Audience::program, kEach, answer_opensearch},
    {"/sitemap.xml", "sitemap", Audience::program, kNone, answer_sitemap},
    {"/sitemap/", "sitemap", Audience::program, kNone, answer_sitemap_part},
    {"/problems/", "problem", Audience::reader, kEach, answer_problem_page},
    {"/static/", "static", Audience::program, kNone, answer_static_file},
    {"/favicon.svg", "static", Audience::program, kNone, answer_favicon},
    {"/favicon.ico", "static", Audience::program, kNone,
     answer_favicon},  // where nobody looked for the other
    {"/robots.txt", "robots", Audience::program, kNone, answer_robots},
    {"/healthz", "healthz", Audience::program, kNone, answer_health},
    {"/readyz", "readyz", Audience::program, kNone, answer_ready},
    {"/version", "version", Audience::program, kNone, answer_version},
};

// By the address, or else what the reader prefers.
PageLanguage language_of_reader(const RequestHead& head) {
  const auto named = local_path(head.path).language;
  return named == PageLanguage::english ? preferred_language(head.accept_language) : named;
}

// Who asks for a document in another form than its page is a program.
Audience audience_of(const FoundRoute& found) {
  if (found.entry->route != answer_document_page) return found.entry->audience;
  const auto history = asked_history(found.rest);
  const bool is_file = asked_format(found.rest) || (history && history->as_json);
  return is_file ? Audience::program : found.entry->audience;
}

// Of an address that is no route: what its beginning and the sender's headers make likely.
Audience likely_audience(const RequestHead& head) {
  if (head.path.starts_with("/api/")) return Audience::program;
  const bool names_language = local_path(head.path).language != PageLanguage::english;
  return names_language || wants_page(head) ? Audience::reader : Audience::program;
}

}  // namespace

FoundRoute route_of(std::string_view path) {
  const auto local = local_path(path);
  for (const auto& entry : kRoutes) {
    if (entry.languages == kNone && local.language != PageLanguage::english) continue;
    const bool takes_rest = entry.path.size() > 1 && entry.path.back() == '/';
    if (local.path == entry.path) return takes_rest ? FoundRoute() : FoundRoute{&entry, local.language, {}};
    if (takes_rest && local.path.starts_with(entry.path))
      return {&entry, local.language, local.path.substr(entry.path.size())};
  }
  return {};
}

Exchange exchange_of(const RequestHead& head, std::string request_id) {
  const auto found = route_of(head.path);
  const bool known = found.entry != nullptr;
  return {head,
          found.rest,
          known ? audience_of(found) : likely_audience(head),
          std::move(request_id),
          std::chrono::steady_clock::now(),
          known ? found.language : language_of_reader(head),
          found.entry};
}

bool is_open_to_scripts(std::string_view path) {
  if (path.starts_with("/api/") || path.starts_with("/export.")) return true;
  const auto found = route_of(path);
  return found.entry != nullptr && found.entry->route == answer_document_page &&
         audience_of(found) == Audience::program;
}

std::optional<PageLanguage> reader_of_failure(const Exchange& exchange) {
  const auto& head = exchange.head;
  if (exchange.audience == Audience::reader) return exchange.language;
  if (head.path.starts_with("/api/") || !wants_page(head)) return std::nullopt;
  return language_of_reader(head);
}

AddressInEach addresses_in_each_language(const Exchange& exchange) {
  if (exchange.entry == nullptr || exchange.entry->audience == Audience::program) return {};
  const auto& head = exchange.head;
  const auto path = local_path(head.path).path;
  const auto query = head.query.empty() ? "" : "?" + head.query;
  return in_each_language([&](PageLanguage language) {
    return (path == "/" ? home_address(language) : path_of(language) + std::string(path)) + query;
  });
}

bool begins_an_address(std::string_view path) {
  return std::any_of(std::begin(kRoutes), std::end(kRoutes), [path](const RouteEntry& entry) {
    return entry.path.starts_with(path) && (entry.path.size() == path.size() ||
                                            entry.path[path.size()] == '/' || entry.path[path.size()] == '.');
  });
}

}  // namespace searchd
