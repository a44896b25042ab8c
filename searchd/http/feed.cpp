// The routes that tell feed readers what is new of a search: /feed.atom, .rss and .json, in every language.
#include "searchd/http/router.h"
#include "searchd/views/addresses.h"

namespace searchd {
namespace {

constexpr int kLastPage = kDeepestResult / kFeedDocuments;

// A feed's pages are of a size of their own.
SearchRequest as_feed_request(ParsedSearch parsed) {
  auto request = searched_alone(parsed.request);
  request.page = parsed.request.page;
  request.per_page = kFeedDocuments;
  if (request.page > kLastPage && parsed.faults.empty()) {
    parsed.faults.push_back(parameter_fault("page", std::to_string(request.page),
                                            "a feed has at most " + std::to_string(kLastPage) + " pages",
                                            "depth"));
  }
  if (!parsed.faults.empty()) throw InvalidParameters(std::move(parsed.faults));
  return request;
}

// What was withdrawn must be gone at once: whoever keeps a feed asks whether it is still the same.
void add_feed_headers(Reply& reply, const Router& router, PageLanguage language, const std::string& address,
                      const SearchRequest& request) {
  for (auto& [name, value] : reply.headers) {
    if (name == "Cache-Control") value = "no-cache";
  }
  reply.headers.emplace_back("Content-Language", page_language_code(language));
  reply.headers.emplace_back(
      "Link",
      link_header(router.public_url(), address, "self") + ", " +
          link_header(router.public_url(), search_address(language, searched_alone(request)), "alternate") +
          "; type=\"text/html\"");
  reply.headers.emplace_back("X-Robots-Tag", "noindex");
  reply.headers.emplace_back("Access-Control-Allow-Origin", "*");
}

template <FeedFormat kFormat>
Reply answer(Router& router, const Exchange& exchange) {
  auto current = router.index().current();
  const auto language = exchange.language;
  const auto request = as_feed_request(parse_search(exchange.head.query, *current.vocabulary));
  const auto address = feed_address(kFormat, language, request);
  const AnswerName name{"feed", std::move(current.state), address};
  auto reply = answer_once(router, exchange, name, [&] {
    const auto worker = router.workers().lease(exchange.began + kQueueTime);
    const auto seen = worker->searcher.newly_seen(request, exchange.began + kSearchTime);
    auto made = cacheable(exchange.head, std::string(media_type_of(kFormat)) + "; charset=utf-8",
                          worker->pages.feed(language, kFormat, request, seen, *current.vocabulary),
                          entity_tag(name.route, seen.state, name.address));
    return MadeAnswer{std::move(made), seen.state, true};
  });
  add_feed_headers(reply, router, language, address, request);
  return reply;
}

}  // namespace

Reply answer_feed_atom(Router& router, const Exchange& exchange) {
  return answer<FeedFormat::atom>(router, exchange);
}
Reply answer_feed_rss(Router& router, const Exchange& exchange) {
  return answer<FeedFormat::rss>(router, exchange);
}
Reply answer_feed_json(Router& router, const Exchange& exchange) {
  return answer<FeedFormat::json>(router, exchange);
}

}  // namespace searchd
