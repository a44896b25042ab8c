// The routes that count what a search finds by time.
#include "searchd/http/router.h"
#include "searchd/views/addresses.h"
#include "searchd/views/timeline_text.h"

namespace searchd {
namespace {

// As little of a list of hits as there can be.
SearchRequest as_timeline_request(const SearchRequest& request) {
  auto counted = request;
  counted.timeline = true;
  counted.per_page = 1;
  counted.facets.clear();
  counted.explain = counted.passages = counted.suggestions = counted.labels = false;
  return counted;
}

template <typename Write>
Reply answer(Router& router, const Exchange& exchange, const char* route, const char* content_type,
             Write write) {
  auto current = router.index().current();
  auto parsed = parse_search(exchange.head.query, *current.vocabulary);
  if (!parsed.faults.empty()) throw InvalidParameters(std::move(parsed.faults));
  const auto request = searched_alone(parsed.request);
  const AnswerName name{route, std::move(current.state), api_timeline_address(request)};
  return answer_once(router, exchange, name, [&] {
    const auto worker = router.workers().lease(exchange.began + kQueueTime);
    const auto results = worker->searcher.search(as_timeline_request(request), exchange.began + kSearchTime);
    auto reply = cacheable(exchange.head, content_type, write(request, results),
                           entity_tag(name.route, results.state, name.address));
    return MadeAnswer{std::move(reply), results.state, true};
  });
}

}  // namespace

Reply answer_api_timeline(Router& router, const Exchange& exchange) {
  return answer(router, exchange, "api_timeline", "application/json",
                [&router](const SearchRequest& request, const SearchResults& results) {
                  return timeline_json(request, results, router.public_url());
                });
}

Reply answer_api_timeline_csv(Router& router, const Exchange& exchange) {
  return answer(
      router, exchange, "api_timeline_csv", "text/csv; charset=utf-8; header=present",
      [](const SearchRequest&, const SearchResults& results) { return timeline_csv(*results.timeline); });
}

}  // namespace searchd
