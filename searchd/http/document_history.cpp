// The versions of one document: /d/ID/history, and for programs /d/ID/history.json,
// /api/v1/documents/ID/history.
#include "searchd/http/page_reply.h"
#include "searchd/http/router.h"
#include "searchd/views/addresses.h"
#include "searchd/views/json.h"

namespace searchd {
namespace {

constexpr std::string_view kHistory = "/history";
constexpr std::string_view kHistoryJson = "/history.json";

DocumentView versions_of(Searcher& searcher, std::string_view id, const Exchange& exchange) {
  DocumentExtras extras;
  extras.versions = DocumentExtras::Versions::with_texts;
  return find_document(searcher, id, exchange.began + kSearchTime, extras);
}

}  // namespace

std::optional<AskedHistory> asked_history(std::string_view rest) {
  for (const auto end : {kHistory, kHistoryJson}) {
    if (!rest.ends_with(end)) continue;
    const auto id = rest.substr(0, rest.size() - end.size());
    if (is_document_id(id)) return AskedHistory{id, end == kHistoryJson};
  }
  return std::nullopt;
}

Reply answer_history_json(Router& router, const Exchange& exchange, std::string_view id) {
  refuse_parameters(exchange);
  const auto worker = router.workers().lease(exchange.began + kQueueTime);
  const auto view = versions_of(worker->searcher, id, exchange);
  if (view.document.withdrawn) return tombstone(view, router.public_url());
  const auto address = api_history_address(view.document.id);
  auto reply = cacheable(exchange.head, "application/json", history_json(view, router.public_url()),
                         entity_tag("api_history", view.state, address));
  reply.headers.emplace_back("Link", link_header(router.public_url(), address, "canonical"));
  return reply;
}

Reply answer_history_page(Router& router, const Exchange& exchange, PageLanguage language,
                          std::string_view id) {
  const auto faults = parse_no_parameters(exchange.head.query);
  const auto worker = router.workers().lease(exchange.began + kQueueTime);
  const auto view = versions_of(worker->searcher, id, exchange);
  const auto address = history_address(language, view.document.id);
  if (view.document.id != id) return redirect(308, address);
  if (view.document.withdrawn) return gone_page(worker->pages, view.document, language);
  auto reply = cacheable(
      exchange.head, kHtml,
      worker->pages.history(language, view, *worker->searcher.vocabulary(), notes_of(faults)),
      entity_tag("history", view.state, address + (faults.empty() ? "" : '\n' + exchange.head.query)));
  add_page_headers(reply, language, router.public_url(), address);
  return reply;
}

}  // namespace searchd
