// The JSON routes: what programs ask.
#include "searchd/http/percent.h"
#include "searchd/http/router.h"
#include "searchd/views/addresses.h"
#include "searchd/views/analysis_json.h"
#include "searchd/views/json.h"

namespace searchd {
namespace {

constexpr std::size_t kLongestId = 2048;  // an address may stand for an id
constexpr std::string_view kSimilar = "/similar";
constexpr std::string_view kHistory = "/history";

void add_search_links(Reply& reply, const SearchRequest& request, const SearchResults& results,
                      const std::string& base) {
  std::string links = link_header(base, api_search_address(request), "canonical");
  auto other = request;
  other.page = request.page + 1;
  const auto shown = static_cast<std::int64_t>(request.page) * request.per_page;
  if (shown < results.total && other.page * request.per_page <= kDeepestResult) {
    links += ", " + link_header(base, api_search_address(other), "next");
  }
  other.page = request.page - 1;
  if (other.page >= 1) links += ", " + link_header(base, api_search_address(other), "prev");
  reply.headers.emplace_back("Link", links);
}

Reply answer_api_similar(Router& router, const Exchange& exchange) {
  auto [limit, faults] = parse_similar(exchange.head.query);
  if (!faults.empty()) throw InvalidParameters(std::move(faults));
  const auto worker = router.workers().lease(exchange.began + kQueueTime);
  const auto view =
      find_document(worker->searcher, exchange.rest.substr(0, exchange.rest.size() - kSimilar.size()),
                    exchange.began + kSearchTime, {static_cast<std::size_t>(limit)});
  if (view.document.withdrawn) return tombstone(view, router.public_url());
  if (!view.similar) throw SearchTimeout("similar documents were not found in time");
  const auto address = api_similar_address(view.document.id);
  auto reply = cacheable(exchange.head, "application/json", similar_json(view, router.public_url()),
                         entity_tag("api_similar", view.state, address + '?' + std::to_string(limit)));
  reply.headers.emplace_back("Link", link_header(router.public_url(), address, "canonical"));
  return reply;
}

}  // namespace

DocumentView find_document(Searcher& searcher, std::string_view encoded, Searcher::Deadline deadline,
                           const DocumentExtras& extras) {
  const auto id = percent_decoded(encoded, UrlPart::path).text;
  if (id.empty() || id.size() > kLongestId) throw NotFound("no document has this number");
  auto view = searcher.document(id, deadline, extras);
  if (!view) throw NotFound("no document has this number");
  return std::move(*view);
}

Reply tombstone(const DocumentView& view, const std::string& base) {
  Reply reply;
  reply.status = 410;
  reply.content_type = "application/problem+json";
  reply.body = tombstone_json(view, base);
  return reply;
}

Reply answer_api_search(Router& router, const Exchange& exchange) {
  auto current = router.index().current();
  auto parsed = parse_search(exchange.head.query, *current.vocabulary);
  if (!parsed.faults.empty()) throw InvalidParameters(std::move(parsed.faults));
  const auto& request = parsed.request;
  const AnswerName name{"api_search", std::move(current.state),
                        answer_address(api_search_address(request), request, current.schema)};
  return answer_once(router, exchange, name, [&] {
    const auto worker = router.workers().lease(exchange.began + kQueueTime);
    const auto results = worker->searcher.search(request, exchange.began + kSearchTime);
    auto reply =
        cacheable(exchange.head, "application/json", search_json(request, results, router.public_url()),
                  entity_tag(name.route, results.state, name.address));
    add_search_links(reply, request, results, router.public_url());
    return MadeAnswer{std::move(reply), results.state, !results.suggestions.cut_short};
  });
}

Reply answer_api_document(Router& router, const Exchange& exchange) {
  // A '/' of an address that stands for an id is encoded: what is behind a plain one is ours.
  if (exchange.rest.ends_with(kSimilar)) return answer_api_similar(router, exchange);
  if (exchange.rest.ends_with(kHistory)) {
    return answer_history_json(router, exchange,
                               exchange.rest.substr(0, exchange.rest.size() - kHistory.size()));
  }
  refuse_parameters(exchange);
  const auto worker = router.workers().lease(exchange.began + kQueueTime);
  const auto view = find_document(worker->searcher, exchange.rest, exchange.began + kSearchTime);
  if (view.document.withdrawn) return tombstone(view, router.public_url());
  const auto address = api_document_address(view.document.id);
  const auto vocabulary = worker->searcher.vocabulary();
  auto reply =
      cacheable(exchange.head, "application/json", document_json(view, *vocabulary, router.public_url()),
                entity_tag("api_document", view.state, address));
  reply.headers.emplace_back("Link", link_header(router.public_url(), address, "canonical"));
  return reply;
}

Reply answer_api_ledger(Router& router, const Exchange& exchange) {
  refuse_parameters(exchange);
  const auto worker = router.workers().lease(exchange.began + kQueueTime);
  // The tag is taken first: should the index change in between, it is one that nobody is answered 304 for.
  const auto health = router.index().health();
  const auto entries = worker->searcher.ledger();
  return cacheable(exchange.head, "application/json",
                   ledger_json(entries, health.revision, router.public_url()),
                   entity_tag("api_ledger", health.state, ""));
}

// Depends on the program alone, not on the index.
Reply answer_api_analyze(Router& router, const Exchange& exchange) {
  auto [text, faults] = parse_text(exchange.head.query);
  if (!faults.empty()) throw InvalidParameters(std::move(faults));
  const auto tag = entity_tag("api_analyze", std::to_string(analyzers::kAnalysisVersion), text);
  const auto worker = router.workers().lease(exchange.began + kQueueTime);
  return cacheable(exchange.head, "application/json",
                   analysis_json(text, worker->searcher.analyzer().analyze(text)), tag);
}

}  // namespace searchd
