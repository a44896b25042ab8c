// The routes of the pages that people read, and of what the pages are made with.
#include "searchd/http/percent.h"
#include "searchd/http/router.h"
#include "searchd/views/addresses.h"

namespace searchd {
namespace {

constexpr std::size_t kLongestId = 2048;
constexpr std::size_t kSimilarOnPage = 5;
constexpr const char* kHtml = "text/html; charset=utf-8";

PageLanguage language_of(const Exchange& exchange) {
  return exchange.audience == Audience::arabic_reader ? PageLanguage::arabic : PageLanguage::english;
}

Reply redirect(int status, std::string address) {
  Reply reply;
  reply.status = status;
  reply.headers.emplace_back("Location", std::move(address));
  return reply;
}

void add_page_headers(Reply& reply, PageLanguage language, const std::string& base,
                      const std::string& address, const std::string& json_address) {
  reply.headers.emplace_back("Content-Language", std::string(page_language_code(language)));
  reply.headers.emplace_back("Link", "<" + base + address + ">; rel=\"canonical\", <" + base + json_address +
                                         ">; rel=\"alternate\"; type=\"application/json\"");
}

std::vector<PageNote> notes_of(const std::vector<ParameterFault>& faults) {
  std::vector<PageNote> notes;
  notes.reserve(faults.size());
  for (const auto& fault : faults) notes.push_back({fault.code, fault.name, fault.value, fault.suggestion});
  return notes;
}

// What a page counts is its own business: facets= and facet_limit= are the API's.
SearchRequest as_page_request(SearchRequest request) {
  request.facets = all_facets();
  request.facet_limit = SearchRequest().facet_limit;
  request.timeline = true;
  request.repair = true;
  return request;
}

// A few of the newest documents of the kinds that readers come for.
Home home_of(Searcher& searcher, Searcher::Deadline deadline) {
  constexpr int kNewest = 4;
  Home home;
  auto request = search_for({});
  request.facets = {FacetField::partner, FacetField::topic};
  request.timeline = true;
  request.suggestions = request.passages = false;
  request.per_page = 1;
  home.everything = searcher.search(request, deadline);
  for (const auto kind : {corpus::Kind::statement, corpus::Kind::news, corpus::Kind::digest}) {
    auto newest = search_for({});
    newest.filters.kinds = {std::string(corpus::kind_name(kind))};
    newest.facets.clear();
    newest.suggestions = newest.passages = false;
    newest.per_page = kNewest;
    auto found = searcher.search(newest, deadline);
    home.newest.push_back({kind, std::move(found.hits), found.total});
  }
  home.ledger = searcher.ledger();
  return home;
}

}  // namespace

// The English page sends readers on whose browser prefers Arabic; the Arabic one was asked for.
Reply answer_home(Router& router, const Exchange& exchange) {
  const auto language = language_of(exchange);
  if (language == PageLanguage::english &&
      preferred_language(exchange.head.accept_language) == PageLanguage::arabic) {
    auto reply = redirect(303, home_address(PageLanguage::arabic));
    reply.headers.emplace_back("Vary", "Accept-Language");
    return reply;
  }
  auto current = router.index().current();
  const auto address = home_address(language);
  const AnswerName name{"home", std::move(current.state), address};
  return answer_once(router, exchange, name, [&] {
    const auto worker = router.workers().lease(exchange.began + kQueueTime);
    const auto home = home_of(worker->searcher, exchange.began + kSearchTime);
    auto reply = cacheable(exchange.head, kHtml, worker->pages.home(language, home, *current.vocabulary),
                           entity_tag(name.route, home.everything.state, name.address));
    add_page_headers(reply, language, router.public_url(), address, api_search_address(search_for({})));
    for (auto& [header, value] : reply.headers) {
      if (header == "Vary" && language == PageLanguage::english) value += ", Accept-Language";
    }
    return MadeAnswer{std::move(reply), home.everything.state, true};
  });
}

Reply answer_search_page(Router& router, const Exchange& exchange) {
  const auto language = language_of(exchange);
  auto current = router.index().current();
  const auto parsed = parse_search(exchange.head.query, *current.vocabulary);
  const auto request = as_page_request(parsed.request);
  const auto address = search_address(language, request);
  // The notes tell of what was typed, so the tag depends on all of it; "the past year" depends on the day.
  const auto today = corpus::now_utc().substr(0, 10);
  const AnswerName name{"search", std::move(current.state),
                        answer_address(address, request, current.schema) + '\n' + today +
                            (parsed.faults.empty() ? "" : '\n' + exchange.head.query)};
  return answer_once(router, exchange, name, [&] {
    const auto worker = router.workers().lease(exchange.began + kQueueTime);
    const auto results = worker->searcher.search(request, exchange.began + kSearchTime);
    auto reply = cacheable(exchange.head, kHtml,
                           worker->pages.results(language, request, results, *current.vocabulary,
                                                 notes_of(parsed.faults), today),
                           entity_tag(name.route, results.state, name.address));
    add_page_headers(reply, language, router.public_url(), address, api_search_address(request));
    return MadeAnswer{std::move(reply), results.state, !results.suggestions.cut_short};
  });
}

Reply answer_document_page(Router& router, const Exchange& exchange) {
  // Who asks for another form than the page is a program, and has no language: the path tells.
  const bool arabic = std::string_view(exchange.head.path).starts_with("/ar/");
  const auto language = arabic ? PageLanguage::arabic : PageLanguage::english;
  if (const auto asked = asked_format(exchange.rest))
    return answer_document_format(router, exchange, language, *asked);
  const auto id = percent_decoded(exchange.rest, UrlPart::path).text;
  if (id.empty() || id.size() > kLongestId) throw NotFound("no document has this number");
  const auto marked = parse_marked(exchange.head.query);
  const auto worker = router.workers().lease(exchange.began + kQueueTime);
  const auto deadline = exchange.began + kSearchTime;
  const DocumentExtras extras{kSimilarOnPage, /*twin=*/true, marked.typed};
  auto view = worker->searcher.document(id, deadline, extras);
  // "/d/ID/" too; an address that is asked for may itself end in a slash.
  if (!view && id.back() == '/')
    view = worker->searcher.document(id.substr(0, id.size() - 1), deadline, extras);
  if (!view) throw NotFound("no document has this number");
  const auto address = document_address(language, view->document.id);
  // Known by a former id or an address: the page has one place.
  if (view->document.id != id) return redirect(308, marked_address(address, marked.typed));
  if (view->document.withdrawn) {
    Reply reply;
    reply.status = 410;
    reply.content_type = kHtml;
    reply.body = worker->pages.gone(language, view->document);
    reply.headers.emplace_back("Content-Language", std::string(page_language_code(language)));
    return reply;
  }
  auto reply = cacheable(exchange.head, kHtml,
                         worker->pages.document(language, *view, *worker->searcher.vocabulary(), marked.typed,
                                                notes_of(marked.faults)),
                         entity_tag("document", view->state, address + '\n' + exchange.head.query));
  add_page_headers(reply, language, router.public_url(), address, api_document_address(id));
  return reply;
}

Reply answer_problem_page(Router& router, const Exchange& exchange) {
  const auto language = preferred_language(exchange.head.accept_language);
  Reply reply;
  reply.body = router.problem_page(language, exchange.rest);
  if (reply.body.empty()) throw NotFound("there is no such problem");
  reply.content_type = kHtml;
  reply.headers = {{"Cache-Control", "public, max-age=3600"},
                   {"Vary", "Accept-Language, Accept-Encoding"},
                   {"Content-Language", std::string(page_language_code(language))}};
  return reply;
}

Reply answer_static_file(Router&, const Exchange& exchange) {
  const auto* file = exchange.head.path == stylesheet().address ? &stylesheet()
                     : exchange.head.path == script().address   ? &script()
                                                                : nullptr;
  if (file == nullptr) throw NotFound("there is no such file");
  Reply reply;
  reply.content_type = file->content_type;
  reply.body = std::string(file->bytes);
  reply.headers = {{"Cache-Control", "public, max-age=31536000, immutable"}, {"Vary", "Accept-Encoding"}};
  return reply;
}

Reply answer_favicon(Router&, const Exchange&) {
  Reply reply;
  reply.content_type = "image/svg+xml";
  reply.body = std::string(favicon());
  reply.headers = {{"Cache-Control", "public, max-age=86400"}, {"Vary", "Accept-Encoding"}};
  return reply;
}

Reply answer_robots(Router&, const Exchange&) {
  Reply reply;
  reply.content_type = "text/plain; charset=utf-8";
  // Result pages say noindex themselves; they are how a crawler finds the documents.
  reply.body = "User-agent: *\nDisallow: /api/\nDisallow: /export\n";
  reply.headers = {{"Cache-Control", "public, max-age=86400"}};
  return reply;
}

}  // namespace searchd
