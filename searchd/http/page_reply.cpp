#include "searchd/http/page_reply.h"

#include <utility>

namespace searchd {
namespace {

constexpr int kMostTries = 3;  // of an index that changes all the time the last is as good as any

}  // namespace

void add_page_headers(Reply& reply, PageLanguage language, const std::string& base,
                      const std::string& address, const std::string& json_address) {
  reply.headers.emplace_back("Content-Language", page_language_code(language));
  auto link = link_header(base, address, "canonical");
  if (!json_address.empty())
    link += ", " + link_header(base, json_address, "alternate") + "; type=\"application/json\"";
  reply.headers.emplace_back("Link", std::move(link));
}

SearchRequest with_titles_alone(SearchRequest request, int documents, std::vector<FacetField> facets) {
  request.facets = std::move(facets);
  request.suggestions = request.passages = false;
  request.per_page = documents;
  return request;
}

std::vector<PageNote> notes_of(const std::vector<ParameterFault>& faults) {
  std::vector<PageNote> notes;
  notes.reserve(faults.size());
  for (const auto& fault : faults) notes.push_back({fault.code, fault.name, fault.value, fault.suggestion});
  return notes;
}

Reply answer_page(Router& router, const Exchange& exchange, const PageToMake& page, const MakePage& make) {
  auto current = router.index().current();
  // The notes tell of what was typed, so the tag depends on all of it.
  const AnswerName name{page.route, current.state,
                        page.faults.empty() ? page.address : page.address + '\n' + exchange.head.query};
  return answer_once(router, exchange, name, [&] {
    const auto worker = router.workers().lease(exchange.began + kQueueTime);
    for (int tries = 1;; ++tries) {
      const auto made = make(*worker.operator->(), *current.vocabulary, exchange.began + kSearchTime);
      auto later = router.index().current();
      const bool is_one = made.state == current.state && later.state == current.state;
      current = std::move(later);
      if (!is_one && tries < kMostTries) continue;
      auto reply =
          cacheable(exchange.head, kHtml, made.html, entity_tag(name.route, made.state, name.address));
      add_page_headers(reply, exchange.language, router.public_url(), page.address, page.json_address);
      return MadeAnswer{std::move(reply), made.state, is_one && made.is_whole};
    }
  });
}

}  // namespace searchd
