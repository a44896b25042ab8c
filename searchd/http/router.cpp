#include "searchd/http/router.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <random>
#include <utility>

#include "searchd/http/compression.h"
#include "searchd/views/addresses.h"
#include "searchd/views/json.h"

namespace searchd {
namespace {

struct RouteEntry {
  std::string_view path;  // ends in '/': everything behind it too (but for "/" itself)
  std::string_view name;  // in the log
  Audience audience;
  Route route;
};

// Every address there is. Paths are compared, never matched as patterns.
constexpr RouteEntry kRoutes[] = {
    {"/", "home", Audience::english_reader, answer_home},
    {"/ar", "home", Audience::arabic_reader, answer_home},
    {"/search", "search", Audience::english_reader, answer_search_page},
    {"/ar/search", "search", Audience::arabic_reader, answer_search_page},
    {"/d/", "document", Audience::english_reader, answer_document_page},
    {"/ar/d/", "document", Audience::arabic_reader, answer_document_page},
    {"/api/v1/search", "api_search", Audience::program, answer_api_search},
    {"/api/v1/documents/", "api_document", Audience::program, answer_api_document},
    {"/api/v1/timeline", "api_timeline", Audience::program, answer_api_timeline},
    {"/api/v1/timeline.csv", "api_timeline", Audience::program, answer_api_timeline_csv},
    {"/api/v1/ledger", "api_ledger", Audience::program, answer_api_ledger},
    {"/api/v1/analyze", "api_analyze", Audience::program, answer_api_analyze},
    {"/api/v1/suggest", "api_suggest", Audience::program, answer_api_suggest},
    {"/api/v1/export", "api_export", Audience::program, answer_api_export},
    {"/export.csv", "export", Audience::program, answer_export_csv},
    {"/export.jsonl", "export", Audience::program, answer_export_json_lines},
    {"/export.ris", "export", Audience::program, answer_export_ris},
    {"/export.bib", "export", Audience::program, answer_export_bibtex},
    {"/export.csl.json", "export", Audience::program, answer_export_csl},
    {"/opensearch.xml", "opensearch", Audience::program, answer_opensearch},
    {"/problems/", "problem", Audience::english_reader, answer_problem_page},
    {"/static/", "static", Audience::program, answer_static_file},
    {"/favicon.svg", "static", Audience::program, answer_favicon},
    {"/robots.txt", "robots", Audience::program, answer_robots},
    {"/healthz", "healthz", Audience::program, answer_health},
    {"/readyz", "readyz", Audience::program, answer_ready},
    {"/version", "version", Audience::program, answer_version},
};

const RouteEntry* route_of(std::string_view path) {
  for (const auto& entry : kRoutes) {
    const bool takes_rest = entry.path.size() > 1 && entry.path.back() == '/';
    if (path == entry.path) return takes_rest ? nullptr : &entry;
    if (takes_rest && path.substr(0, entry.path.size()) == entry.path) return &entry;
  }
  return nullptr;
}

bool starts_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

// Of an address that is no route: what its beginning and the sender's headers make likely.
Audience likely_audience(const RequestHead& head) {
  if (starts_with(head.path, "/api/")) return Audience::program;
  if (starts_with(head.path, "/ar/")) return Audience::arabic_reader;
  if (head.accept.find("text/html") == std::string::npos) return Audience::program;
  return preferred_language(head.accept_language) == PageLanguage::arabic ? Audience::arabic_reader
                                                                          : Audience::english_reader;
}

// Who asks for a document in another form than its page is a program.
Audience audience_of(const RouteEntry& entry, std::string_view rest) {
  const bool is_file = entry.route == answer_document_page && asked_format(rest);
  return is_file ? Audience::program : entry.audience;
}

// "/ar/" is what a visitor types for "/ar": sent on to the address without the slash, where there is one.
Reply without_last_slash(const RequestHead& head) {
  const std::string_view path(head.path);
  const auto shorter = path.substr(0, path.find_last_not_of('/') + 1);
  if (shorter.empty() || shorter.size() == path.size() || route_of(shorter) == nullptr) {
    throw NotFound("there is no such address");
  }
  Reply reply;
  reply.status = 308;
  reply.headers.emplace_back(
      "Location", std::string(shorter) + (head.query.empty() ? "" : "?" + std::string(head.query)));
  return reply;
}

// The same address in the other language; empty where it has none.
std::string address_in_other_language(const RequestHead& head) {
  constexpr std::string_view kArabic = "/ar";
  const std::string_view path(head.path);
  std::string other;
  if (path == kArabic || starts_with(path, "/ar/")) {
    other = path.size() == kArabic.size() ? "/" : std::string(path.substr(kArabic.size()));
  } else {
    other = std::string(kArabic) + (path == "/" ? "" : std::string(path));
  }
  const auto* entry = route_of(other);
  if (entry == nullptr || entry->audience == Audience::program || route_of(path) == nullptr) return {};
  return other + (head.query.empty() ? "" : "?" + head.query);
}

std::string random_id() {
  thread_local std::mt19937_64 random{std::random_device{}()};
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(random()));
  return text.data();
}

constexpr const char* kContentSecurityPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; font-src "
    "'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

void add_common_headers(Reply& reply, bool is_api) {
  const auto add = [&reply](const char* name, std::string value) {
    reply.headers.emplace_back(name, std::move(value));
  };
  add("Content-Security-Policy", kContentSecurityPolicy);
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "strict-origin-when-cross-origin");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("X-Frame-Options", "DENY");
  if (is_api) add("Access-Control-Allow-Origin", "*");
  const bool has_cache_rule = std::any_of(reply.headers.begin(), reply.headers.end(),
                                          [](const auto& header) { return header.first == "Cache-Control"; });
  if (!has_cache_rule) add("Cache-Control", "no-store");
}

std::vector<InvalidParameter> invalid_parameters(const std::vector<ParameterFault>& faults) {
  std::vector<InvalidParameter> list;
  list.reserve(faults.size());
  for (const auto& fault : faults) {
    list.push_back({fault.name, fault.value, fault.reason, fault.code, fault.suggestion});
  }
  return list;
}

}  // namespace

/// What became of a request that could not be answered.
struct Router::Failure {
  int status;
  std::string_view problem;  // its page: /problems/NAME
  std::string_view page;     // messages error.NAME.*
  std::string title, detail;
  std::vector<InvalidParameter> invalid = {};
  int retry_after_s = 0;
};

InvalidParameters::InvalidParameters(std::vector<ParameterFault> faults)
    : std::runtime_error(std::to_string(faults.size()) + (faults.size() == 1 ? " fault" : " faults")),
      faults_(std::move(faults)) {}

Router::Router(std::shared_ptr<IndexView> index, WorkerPool& workers, std::string public_url,
               std::size_t results_kept)
    : index_(std::move(index)),
      workers_(workers),
      public_url_(std::move(public_url)),
      results_(results_kept),
      pages_(public_url_) {}

Reply Router::answer(const RequestHead& head) noexcept {
  const auto* entry = route_of(head.path);
  Reply reply;
  try {
    reply = guarded(head);
  } catch (...) {  // the failure could not even be told: no memory, say
    reply.status = 500;
    reply.content_type = "text/plain; charset=utf-8";
    reply.body = "This went wrong on our side.\n";
  }
  if (entry != nullptr) reply.route = entry->name;
  add_common_headers(reply, starts_with(head.path, "/api/"));
  compress(reply, head.accept_encoding);
  return reply;
}

Reply Router::guarded(const RequestHead& head) {
  const auto* entry = route_of(head.path);
  const auto rest = entry == nullptr ? "" : std::string_view(head.path).substr(entry->path.size());
  const Exchange exchange{head, rest, entry == nullptr ? likely_audience(head) : audience_of(*entry, rest),
                          random_id(), std::chrono::steady_clock::now()};
  try {
    if (head.method != "GET" && head.method != "HEAD") {
      auto reply = reply_of(
          {405, "method-not-allowed", "method_not_allowed", "Only GET and HEAD are answered", ""}, exchange);
      reply.headers.emplace_back("Allow", "GET, HEAD");
      return reply;
    }
    if (entry == nullptr) return without_last_slash(head);
    return entry->route(*this, exchange);
  } catch (const InvalidParameters& error) {
    return reply_of({400, "invalid-parameter", "bad_request", "Some parameters are not valid", error.what(),
                     invalid_parameters(error.faults())},
                    exchange);
  } catch (const QueryTooLong& error) {
    return reply_of({400, "query-too-long", "bad_request", "The query is too long", error.what()}, exchange);
  } catch (const NotFound& error) {
    return reply_of({404, "not-found", "not_found", "There is nothing at this address", error.what()},
                    exchange);
  } catch (const Overloaded&) {
    if (workers_.is_warming()) {  // nobody searches yet
      return reply_of({503, "not-ready", "not_ready", "The search is starting", "/readyz says why", {}, 2},
                      exchange);
    }
    return reply_of({503, "overloaded", "overloaded", "Too many searches at once", "", {}, 2}, exchange);
  } catch (const TooManyExports& error) {
    return reply_of(
        {503, "overloaded", "overloaded", "Too many whole results are sent at once", error.what(), {}, 10},
        exchange);
  } catch (const SearchTimeout& error) {
    return reply_of({503, "timeout", "timeout", "The search took too long", error.what(), {}, 2}, exchange);
  } catch (const IndexUnavailable& error) {
    // Why it is so stands in /readyz and in the log, not here: it names folders of this machine.
    spdlog::warn("request_id={} {}", exchange.request_id, error.what());
    return reply_of({503, "not-ready", "not_ready", "The index is not ready", "/readyz says why", {}, 10},
                    exchange);
  } catch (const std::exception& error) {
    spdlog::error("request_id={} route={} failed: {}", exchange.request_id,
                  entry == nullptr ? "none" : entry->name, error.what());
    return reply_of({500, "internal", "internal", "This went wrong on our side. It has been noted.", ""},
                    exchange);
  }
}

Reply Router::reply_of(const Failure& failure, const Exchange& exchange) {
  Reply reply;
  reply.status = failure.status;
  if (failure.retry_after_s > 0)
    reply.headers.emplace_back("Retry-After", std::to_string(failure.retry_after_s));
  if (exchange.audience == Audience::program) {
    Problem problem{failure.status,     "/problems/" + std::string(failure.problem),
                    failure.title,      failure.detail,
                    exchange.head.path, exchange.request_id,
                    failure.invalid};
    reply.content_type = "application/problem+json";
    reply.headers.emplace_back("Content-Language", "en");
    reply.body = problem_json(problem, public_url_);
    return reply;
  }
  const auto language =
      exchange.audience == Audience::arabic_reader ? PageLanguage::arabic : PageLanguage::english;
  reply.content_type = "text/html; charset=utf-8";
  reply.headers.emplace_back("Content-Language", std::string(page_language_code(language)));
  // What is not here is not there either; everything else may be by the time the reader follows the link.
  const auto other = failure.status == 404 ? std::string() : address_in_other_language(exchange.head);
  const std::lock_guard lock(pages_mutex_);
  reply.body = pages_.error(language, {failure.status, failure.page, "", exchange.request_id, other});
  return reply;
}

Reply Router::answer(const HeadFault& fault) noexcept {
  const bool overloaded = fault.status == 503;
  Reply reply;
  reply.status = fault.status;
  reply.route = overloaded ? "refused" : "none";
  reply.content_type = "application/problem+json";
  Problem problem;
  problem.status = fault.status;
  problem.type = overloaded ? "/problems/overloaded" : "/problems/malformed-request";
  problem.title = overloaded ? "Too many connections at once" : "The request is malformed";
  problem.detail = fault.reason;
  problem.request_id = random_id();
  reply.body = problem_json(problem, public_url_);
  if (overloaded) reply.headers.emplace_back("Retry-After", "2");
  add_common_headers(reply, true);
  return reply;
}

std::shared_ptr<void> Router::begin_export() {
  if (exports_->fetch_add(1) >= kMostExports) {
    exports_->fetch_sub(1);
    throw TooManyExports("as many as may be are under way; try again when one of them has ended");
  }
  return {exports_.get(), [exports = exports_](void*) { exports->fetch_sub(1); }};
}

std::string Router::problem_page(PageLanguage language, std::string_view name) {
  const std::lock_guard lock(pages_mutex_);
  return pages_.problem(language, name);
}

}  // namespace searchd
