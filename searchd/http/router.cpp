#include "searchd/http/router.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <random>
#include <utility>

#include "searchd/http/begun_body.h"
#include "searchd/http/compression.h"
#include "searchd/http/page_reply.h"
#include "searchd/http/routes.h"
#include "searchd/views/addresses.h"
#include "searchd/views/json.h"

namespace searchd {
namespace {

// "/ar/" is what a visitor types for "/ar": sent on to the address without the slash, where there is one.
Reply without_last_slash(const RequestHead& head) {
  const std::string_view path(head.path);
  const auto shorter = path.substr(0, path.find_last_not_of('/') + 1);
  if (shorter.empty() || shorter.size() == path.size() || route_of(shorter).entry == nullptr) {
    throw NotFound("there is no such address");
  }
  Reply reply;
  reply.status = 308;
  reply.headers.emplace_back(
      "Location", std::string(shorter) + (head.query.empty() ? "" : "?" + std::string(head.query)));
  return reply;
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

void add_common_headers(Reply& reply, bool open_to_scripts) {
  const auto add = [&reply](const char* name, std::string value) {
    reply.headers.emplace_back(name, std::move(value));
  };
  add("Content-Security-Policy", kContentSecurityPolicy);
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "strict-origin-when-cross-origin");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("X-Frame-Options", "DENY");
  if (open_to_scripts) add("Access-Control-Allow-Origin", "*");
  const bool has_cache_rule = std::any_of(reply.headers.begin(), reply.headers.end(),
                                          [](const auto& header) { return header.first == "Cache-Control"; });
  if (!has_cache_rule) add("Cache-Control", "no-store");
}

// Where the failure could not even be told: no memory, say.
Reply plain_failure() {
  Reply reply;
  reply.status = 500;
  reply.content_type = "text/plain; charset=utf-8";
  reply.body = "This went wrong on our side.\n";
  return reply;
}

// The messages error.NAME.* of a head that was refused.
std::string_view page_of_fault(int status, bool is_search) {
  switch (status) {
    case 408: return "too_slow";
    case 413: return "method_not_allowed";
    case 414: return is_search ? "words_too_long" : "address_too_long";
    case 431: return "head_too_long";
    default: return "bad_request";
  }
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

void refuse_parameters(const Exchange& exchange) {
  auto faults = parse_no_parameters(exchange.head.query);
  if (!faults.empty()) throw InvalidParameters(std::move(faults));
}

void want_public_url(const Router& router) {
  if (router.public_url().empty()) throw NotFound("this server was not told its address (--public-url)");
}

std::string link_header(const std::string& base, const std::string& address, const char* relation) {
  return "<" + base + address + ">; rel=\"" + relation + "\"";
}

bool wants_page(const RequestHead& head) { return head.accept.find("text/html") != std::string::npos; }

// Nobody searches yet.
Router::Failure Router::starting() {
  return {503, "not-ready", "starting", "The search is starting", "/readyz says why", {}, 2};
}

Router::Router(std::shared_ptr<IndexView> index, WorkerPool& workers, std::string public_url,
               std::size_t results_kept)
    : index_(std::move(index)),
      workers_(workers),
      public_url_(std::move(public_url)),
      results_(results_kept),
      pages_(public_url_),
      crowd_pages_(page_languages().size()) {}

Reply Router::answer(const RequestHead& head) noexcept {
  const auto* entry = route_of(head.path).entry;
  Reply reply;
  try {
    reply = guarded(head);
  } catch (...) {
    reply = plain_failure();
  }
  if (entry != nullptr) reply.route = entry->name;
  add_common_headers(reply, is_open_to_scripts(head.path));
  compress(reply, head.accept_encoding);
  return reply;
}

Reply Router::guarded(const RequestHead& head) {
  const auto exchange = exchange_of(head, random_id());
  const auto* entry = exchange.entry;
  // A search that began while the dictionaries were being read waited for them.
  const bool is_starting = workers_.is_warming();
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
    return reply_of({400, "invalid-parameter", "wrong_parameter", "Some parameters are not valid",
                     error.what(), invalid_parameters(error.faults())},
                    exchange);
  } catch (const QueryTooLong& error) {
    return reply_of({400, "query-too-long", "query_too_long", "The query is too long", error.what()},
                    exchange);
  } catch (const NotFound& error) {
    return reply_of({404, "not-found", "not_found", "There is nothing at this address", error.what()},
                    exchange);
  } catch (const Overloaded&) {
    if (workers_.is_warming()) {  // nobody searches yet
      return reply_of(starting(), exchange);
    }
    return reply_of({503, "overloaded", "overloaded", "Too many searches at once", "", {}, 2}, exchange);
  } catch (const TooManyExports& error) {
    return reply_of(
        {503, "overloaded", "export_busy", "Too many whole results are sent at once", error.what(), {}, 10},
        exchange);
  } catch (const SearchTimeout& error) {
    if (is_starting || workers_.is_warming()) return reply_of(starting(), exchange);
    return reply_of({503, "timeout", "timeout", "The search took too long", error.what(), {}, 2}, exchange);
  } catch (const IndexChanging& error) {
    spdlog::warn("request_id={} {}", exchange.request_id, error.what());
    return reply_of({503, "not-ready", "changing", "The index is being written", "try again", {}, 1},
                    exchange);
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
  const auto reader = reader_of_failure(exchange);
  if (!reader) {
    Problem problem{failure.status,     "/problems/" + std::string(failure.problem),
                    failure.title,      failure.detail,
                    exchange.head.path, exchange.request_id,
                    failure.invalid};
    reply.content_type = "application/problem+json";
    reply.headers.emplace_back("Content-Language", "en");
    reply.body = problem_json(problem, public_url_);
    return reply;
  }
  reply.content_type = kHtml;
  reply.headers.emplace_back("Content-Language", page_language_code(*reader));
  reply.body = error_page(failure, exchange, *reader);
  return reply;
}

std::string Router::error_page(const Failure& failure, const Exchange& exchange, PageLanguage language) {
  const auto& head = exchange.head;
  const auto* entry = exchange.entry;
  const std::string query = head.query.empty() ? "" : "?" + head.query;
  const bool is_file = exchange.audience == Audience::program;
  const auto name = failure.page == "wrong_parameter" && !is_file ? "bad_request" : failure.page;
  ErrorPage page{failure.status, name, "", exchange.request_id};
  // What is not here is not there either; everything else may be by the time the reader follows the link. Of
  // an address that is too long only the beginning is known.
  if (failure.status != 404 && failure.status != 414) page.addresses = addresses_in_each_language(exchange);
  if (entry != nullptr && failure.status >= 500) page.again = head.path + query;
  const bool is_timeout = failure.page == "timeout" && entry != nullptr && entry->route == answer_search_page;
  if (is_timeout && !head.query.empty() && head.query.find("cross=") == std::string::npos)
    page.in_own_words = page.again + "&cross=off";
  if (entry != nullptr && failure.status == 400 && (entry->name == "export" || entry->name == "feed")) {
    page.takes_search = true;
    page.repaired = search_address(language, search_for({})) + query;
  }
  for (const auto& fault : failure.invalid)
    page.faults.push_back({fault.code, fault.name, fault.value, fault.suggestion});
  const std::lock_guard lock(pages_mutex_);
  return pages_.error(language, page);
}

std::string Router::opensearch(PageLanguage language) {
  const std::lock_guard lock(pages_mutex_);
  return pages_.opensearch(language);
}

Reply Router::answer(const HeadFault& fault) noexcept {
  Reply reply;
  try {
    reply = refused(fault);
  } catch (...) {
    reply = plain_failure();
  }
  reply.route = fault.status == 503 ? "refused" : "none";
  add_common_headers(reply, true);
  return reply;
}

// Told to a reader as a page, in the language of what was asked for, as far as that was read.
Reply Router::refused(const HeadFault& fault) {
  const auto& head = fault.head;
  const auto exchange = exchange_of(head, random_id());
  const bool is_search = exchange.entry != nullptr && exchange.entry->route == answer_search_page;
  const Failure malformed{fault.status, "malformed-request", page_of_fault(fault.status, is_search),
                          "The request is malformed", fault.reason};
  if (fault.status == 405) {
    auto reply = reply_of(
        {405, "method-not-allowed", "method_not_allowed", "Only GET and HEAD are answered", fault.reason},
        exchange);
    reply.headers.emplace_back("Allow", "GET, HEAD");
    return reply;
  }
  if (fault.status != 503) return reply_of(malformed, exchange);
  const auto reader = reader_of_failure(exchange);
  const Failure crowded{503, "overloaded", "crowded", "Too many connections at once", fault.reason, {}, 2};
  return reader ? page_of_crowd(*reader) : reply_of(crowded, exchange);
}

Reply Router::page_of_crowd(PageLanguage language) {
  const std::lock_guard lock(pages_mutex_);
  auto& page = crowd_pages_[place_of(language)];
  if (page.empty()) page = pages_.error(language, {503, "crowded", "", ""});
  Reply reply;
  reply.status = 503;
  reply.content_type = kHtml;
  reply.body = page;
  reply.headers = {{"Retry-After", "2"}, {"Content-Language", page_language_code(language)}};
  return reply;
}

std::shared_ptr<void> Router::take_turn(const Exchange& exchange) {
  auto turn = turns_->take(exchange.began + kQueueTime);
  if (turn == nullptr) throw TooManyExports("others are being made; try again in some seconds");
  return turn;
}

std::shared_ptr<BodySource> Router::begin_sending(std::unique_ptr<BodySource> source,
                                                  const Exchange& exchange, Sending what) {
  if (exchange.head.method == "HEAD") return source;
  std::shared_ptr<BegunBody> body;
  try {
    body = std::make_shared<BegunBody>(std::move(source));
  } catch (const ResultLost& error) {
    throw IndexChanging(error.what());
  }
  if (body->is_made()) return body;
  auto& places = what == Sending::sitemap ? sitemap_places_ : export_places_;
  auto place = places.take(exchange.head.client);
  if (place == nullptr)
    throw TooManyExports("as many as may be are under way; try again when one of them has ended");
  body->go_on_with(std::move(place), turns_);
  return body;
}

std::string Router::problem_page(PageLanguage language, std::string_view name) {
  const std::lock_guard lock(pages_mutex_);
  return pages_.problem(language, name);
}

}  // namespace searchd
