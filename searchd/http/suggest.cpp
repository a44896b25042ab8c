// The routes that help while a reader types: completions, and how a browser's own search box finds them.
#include "searchd/http/router.h"
#include "searchd/views/suggest_json.h"

namespace searchd {
namespace {

constexpr const char* kForBrowsers = "application/x-suggestions+json";

// What is waited for longer is typed over by then, and others want the worker. Only the first to type in a
// large index waits at all.
constexpr std::chrono::milliseconds kCompletionTime{500};

}  // namespace

Reply answer_api_suggest(Router& router, const Exchange& exchange) {
  auto parsed = parse_suggest(exchange.head.query);
  if (!parsed.faults.empty()) throw InvalidParameters(std::move(parsed.faults));
  const bool for_browser = exchange.head.accept.find(kForBrowsers) != std::string::npos;
  const auto asked =
      std::string(for_browser ? "b" : "p") + std::to_string(parsed.limit) + '\n' + parsed.typed;
  if (!exchange.head.if_none_match.empty()) {
    const auto tag = entity_tag("api_suggest", router.index().health().state, asked);
    if (is_known_to_sender(exchange.head, tag)) return cacheable(exchange.head, "", "", tag);
  }
  const auto worker = router.workers().lease(exchange.began + kQueueTime);
  const auto suggested = worker->searcher.suggest(parsed.typed, static_cast<std::size_t>(parsed.limit),
                                                  exchange.began + kCompletionTime);
  const auto tag = entity_tag("api_suggest", suggested.state, asked);
  const auto& base = router.public_url();
  auto reply = for_browser
                   ? cacheable(exchange.head, kForBrowsers,
                               browser_suggestions_json(parsed.typed, suggested.completions, base), tag)
                   : cacheable(exchange.head, "application/json",
                               suggest_json(parsed.typed, suggested.completions, base), tag);
  for (auto& [name, value] : reply.headers) {
    if (name == "Vary") value.insert(0, "Accept, ");
  }
  return reply;
}

Reply answer_opensearch(Router& router, const Exchange& exchange) {
  want_public_url(router);
  Reply reply;
  reply.content_type = "application/opensearchdescription+xml; charset=utf-8";
  reply.body = router.opensearch(exchange.language);
  reply.headers = {{"Cache-Control", "public, max-age=86400"}, {"Vary", "Accept-Encoding"}};
  return reply;
}

}  // namespace searchd
