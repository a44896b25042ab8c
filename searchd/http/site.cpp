// The routes of the pages that people read, and of what the pages are made with.
#include <algorithm>
#include <sstream>

#include "searchd/http/page_reply.h"
#include "searchd/http/percent.h"
#include "searchd/http/router.h"
#include "searchd/views/addresses.h"
#include "searchd/views/feeds/sitemap.h"

namespace searchd {
namespace {

constexpr std::size_t kLongestId = 2048;
constexpr std::size_t kSimilarOnPage = 5;

// What a page counts is its own business: facets= and facet_limit= are the API's. Whoever gives them is told.
void tell_what_is_for_programs(std::string_view query, std::vector<ParameterFault>& faults) {
  for (const auto& [name, value] : query_parameters(query)) {
    if ((name.text == "facets" || name.text == "facet_limit") && !value.text.empty())
      faults.push_back(parameter_fault(name.text, value.text, "plays no part on a page", "not_of_pages"));
  }
}

SearchRequest as_page_request(SearchRequest request) {
  request.facets = all_facets();
  request.facet_limit = kDefaultFacetLimit;
  request.timeline = true;
  request.repair = true;
  return request;
}

// A few of the newest documents of the kinds that readers come for.
Home home_of(Searcher& searcher, Searcher::Deadline deadline) {
  Home home;
  auto request = with_titles_alone(search_for({}), 1, {FacetField::partner, FacetField::topic});
  request.timeline = true;
  std::vector<SearchRequest> requests = {request};
  const auto kinds = {corpus::Kind::statement, corpus::Kind::news, corpus::Kind::digest};
  for (const auto kind : kinds) {
    auto newest = with_titles_alone(search_for({}), 2 * kNewestOfKind);
    newest.filters.kinds = {std::string(corpus::kind_name(kind))};
    requests.push_back(std::move(newest));
  }
  auto found = searcher.search_all(requests, deadline);
  home.everything = std::move(found.front());
  auto next = found.begin();
  for (const auto kind : kinds) {
    ++next;
    home.newest.push_back({kind, std::move(next->hits), next->total});
  }
  home.ledger = searcher.ledger();
  return home;
}

// Whether anything was asked that a search takes, well or wrongly written.
bool is_search(const ParsedSearch& parsed) {
  const bool has_fault = std::any_of(parsed.faults.begin(), parsed.faults.end(),
                                     [](const auto& fault) { return fault.code != "unknown"; });
  return has_fault || api_search_address(parsed.request) != api_search_address(search_for({}));
}

// Names of the vocabulary alone: titles and phrases are what was searched for in vain.
bool is_name(const Completion& completion) {
  return completion.kind != CompletionKind::title && completion.kind != CompletionKind::phrase &&
         completion.kind != CompletionKind::hashtag && completion.documents > 0;
}

// Of the whole question, or else of each of its words.
std::vector<Completion> near_names(Searcher& searcher, const std::string& typed,
                                   Searcher::Deadline deadline) {
  constexpr std::size_t kMostNames = 6, kMostWords = 4, kShortestWord = 4;  // bytes
  std::vector<std::string> questions = {typed};
  std::istringstream stream(typed);
  for (std::string word; stream >> word && questions.size() <= kMostWords;) {
    if (word.size() >= kShortestWord && word != typed) questions.push_back(word);
  }
  std::vector<Completion> names;
  for (const auto& question : questions) {
    for (auto& found : searcher.suggest(question, kMostNames, deadline).completions) {
      const bool known = std::any_of(names.begin(), names.end(), [&found](const Completion& name) {
        return name.kind == found.kind && name.id == found.id;
      });
      if (is_name(found) && !known && names.size() < kMostNames) names.push_back(std::move(found));
    }
    if (!names.empty() && &question == &questions.front()) break;
  }
  return names;
}

// Whether `path` names `file`, as it is or as it once was: "/static/app.0a1b2c3d4e5f.css".
bool is_edition_of(std::string_view path, const StaticFile& file) {
  const std::string_view now = file.address;
  const auto end = now.rfind('.');
  const auto begin = now.rfind('.', end - 1) + 1;
  return path.size() == now.size() && path.substr(0, begin) == now.substr(0, begin) &&
         path.substr(end) == now.substr(end) &&
         path.substr(begin, end - begin).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

struct FoundInstead {
  Instead instead;
  bool is_whole = true;
};

// A help on a page that is answered without it: it waits for little.
FoundInstead instead_of_nothing(Searcher& searcher, const SearchRequest& request,
                                Searcher::Deadline deadline) {
  constexpr std::chrono::milliseconds kHelpTime{200};
  const auto until = std::min(deadline, std::chrono::steady_clock::now() + kHelpTime);
  FoundInstead found;
  try {
    found.instead.newest = searcher.search(with_titles_alone(search_for({}), 2 * kNewestInstead), until).hits;
    if (!request.typed.empty()) found.instead.names = near_names(searcher, request.typed, until);
  } catch (const SearchTimeout&) {
    found.is_whole = false;
  }
  return found;
}

}  // namespace

Reply redirect(int status, std::string address) {
  Reply reply;
  reply.status = status;
  reply.headers.emplace_back("Location", std::move(address));
  return reply;
}

Reply gone_page(Pages& pages, const corpus::Document& document, PageLanguage language) {
  Reply reply;
  reply.status = 410;
  reply.content_type = kHtml;
  reply.body = pages.gone(language, document);
  reply.headers.emplace_back("Content-Language", page_language_code(language));
  return reply;
}

// The address alone says the language: a reader who is sent elsewhere could never reach the other one.
Reply answer_home(Router& router, const Exchange& exchange) {
  const auto language = exchange.language;
  const auto parsed = parse_search(exchange.head.query, *router.index().current().vocabulary);
  const auto everything = search_address(language, search_for({}));
  if (is_search(parsed)) return redirect(303, everything + '?' + exchange.head.query);
  const PageToMake page{"home", home_address(language), parsed.faults, api_search_address(search_for({}))};
  return answer_page(router, exchange, page, [&](Worker& worker, const auto& vocabulary, auto deadline) {
    const auto home = home_of(worker.searcher, deadline);
    return MadePage{worker.pages.home(language, home, vocabulary, notes_of(parsed.faults)),
                    home.everything.state};
  });
}

Reply answer_search_page(Router& router, const Exchange& exchange) {
  const auto language = exchange.language;
  auto current = router.index().current();
  auto parsed = parse_search(exchange.head.query, *current.vocabulary);
  tell_what_is_for_programs(exchange.head.query, parsed.faults);
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
    FoundInstead found;
    if (results.total == 0)
      found = instead_of_nothing(worker->searcher, request, exchange.began + kSearchTime);
    auto reply = cacheable(exchange.head, kHtml,
                           worker->pages.results(language, request, results, *current.vocabulary,
                                                 notes_of(parsed.faults), today, found.instead),
                           entity_tag(name.route, results.state, name.address));
    const auto searched = as_searched(request, results.interpretation);
    add_page_headers(reply, language, router.public_url(), address,
                     searched ? api_search_address(*searched) : std::string());
    return MadeAnswer{std::move(reply), results.state, !results.suggestions.cut_short && found.is_whole};
  });
}

Reply answer_document_page(Router& router, const Exchange& exchange) {
  const auto language = exchange.language;
  if (const auto asked = asked_format(exchange.rest))
    return answer_document_format(router, exchange, language, *asked);
  if (const auto asked = asked_history(exchange.rest)) {
    return asked->as_json ? answer_history_json(router, exchange, asked->id)
                          : answer_history_page(router, exchange, language, asked->id);
  }
  const auto id = percent_decoded(exchange.rest, UrlPart::path).text;
  if (id.empty() || id.size() > kLongestId) throw NotFound("no document has this number");
  // The search that led here: its words are marked, and a link leads back to it.
  const auto from = parse_search(exchange.head.query, *router.index().current().vocabulary);
  const auto worker = router.workers().lease(exchange.began + kQueueTime);
  const auto deadline = exchange.began + kSearchTime;
  const DocumentExtras extras{kSimilarOnPage, /*twin=*/true, from.request.typed,
                              DocumentExtras::Versions::listed};
  auto view = worker->searcher.document(id, deadline, extras);
  // "/d/ID/" too; an address that is asked for may itself end in a slash.
  if (!view && id.back() == '/')
    view = worker->searcher.document(id.substr(0, id.size() - 1), deadline, extras);
  if (!view) throw NotFound("no document has this number");
  const auto address = document_address(language, view->document.id);
  // Known by a former id or an address: the page has one place.
  if (view->document.id != id) return redirect(308, found_address(address, from.request));
  if (view->document.withdrawn) return gone_page(worker->pages, view->document, language);
  auto reply = cacheable(exchange.head, kHtml,
                         worker->pages.document(language, *view, *worker->searcher.vocabulary(), from.request,
                                                notes_of(from.faults)),
                         entity_tag("document", view->state, address + '\n' + exchange.head.query));
  add_page_headers(reply, language, router.public_url(), address, api_document_address(id));
  return reply;
}

Reply answer_problem_page(Router& router, const Exchange& exchange) {
  const auto language = exchange.language;
  Reply reply;
  reply.body = router.problem_page(language, exchange.rest);
  if (reply.body.empty()) throw NotFound("there is no such problem");
  reply.content_type = kHtml;
  reply.headers = {{"Cache-Control", "public, max-age=3600"},
                   {"Vary", "Accept-Encoding"},
                   {"Content-Language", page_language_code(language)}};
  return reply;
}

// A page that was kept from before the program was renewed names the file as it was then: it gets what there
// is now, to be asked for again.
Reply answer_static_file(Router&, const Exchange& exchange) {
  const auto& path = exchange.head.path;
  const auto* file = is_edition_of(path, stylesheet()) ? &stylesheet()
                     : is_edition_of(path, script())   ? &script()
                                                       : nullptr;
  if (file == nullptr) throw NotFound("there is no such file");
  const bool is_current = path == file->address;
  Reply reply;
  reply.content_type = file->content_type;
  reply.body = std::string(file->bytes);
  reply.headers = {{"Cache-Control", is_current ? "public, max-age=31536000, immutable" : "no-cache"},
                   {"Vary", "Accept-Encoding"}};
  return reply;
}

Reply answer_favicon(Router&, const Exchange&) {
  Reply reply;
  reply.content_type = "image/svg+xml";
  reply.body = std::string(favicon());
  reply.headers = {{"Cache-Control", "public, max-age=86400"}, {"Vary", "Accept-Encoding"}};
  return reply;
}

Reply answer_robots(Router& router, const Exchange&) {
  Reply reply;
  reply.content_type = "text/plain; charset=utf-8";
  // Result pages say noindex themselves; they are how a crawler finds the documents.
  reply.body = "User-agent: *\nDisallow: /api/\nDisallow: /export\n";
  for (const auto language : page_languages()) reply.body += "Disallow: " + path_of(language) + "/facets/\n";
  if (!router.public_url().empty())
    reply.body += "\nSitemap: " + router.public_url() + std::string(sitemap_address()) + '\n';
  reply.headers = {{"Cache-Control", "public, max-age=86400"}};
  return reply;
}

}  // namespace searchd
