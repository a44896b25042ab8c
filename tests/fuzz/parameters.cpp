// Any query string into a request: the request keeps every limit, its address is read back as itself, and
// each fault is told in valid words.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "analyzers/utf8.h"
#include "searchd/http/parameters.h"
#include "searchd/views/addresses.h"
#include "tests/support/small_vocabulary.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_sound(std::string_view text) {
  bool sound = true;
  std::string again;
  analyzers::for_each_code_point(text, [&](char32_t c) {
    sound = sound && c >= 0x20 && c != 0x7F;
    analyzers::append_code_point(again, c);
  });
  return sound && again == text;
}

void check_limits(const searchd::SearchRequest& request) {
  require(request.typed.size() <= 1024 && is_sound(request.typed));
  require(request.per_page >= 1 && request.per_page <= 100);
  require(request.page >= 1 && request.page * request.per_page <= 10'000);
  require(request.facet_limit >= 1 && request.facet_limit <= 200);
  require(!request.dates.from || !request.dates.to || *request.dates.from <= *request.dates.to);
  require(request.dates.from.has_value() == !request.dates.from_text.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kVocabulary = tests::small_vocabulary();
  const std::string_view query(reinterpret_cast<const char*>(data), size);
  const auto parsed = searchd::parse_search(query, kVocabulary);
  check_limits(parsed.request);
  for (const auto& fault : parsed.faults) {
    require(!fault.code.empty() && !fault.reason.empty());
    require(is_sound(fault.name) && is_sound(fault.value));
  }
  const auto address = searchd::canonical_query(parsed.request);
  const auto again = searchd::parse_search(address, kVocabulary);
  require(again.faults.empty());
  require(searchd::canonical_query(again.request) == address);
  require(again.request.typed == parsed.request.typed && again.request.dates == parsed.request.dates);
  const auto suggest = searchd::parse_suggest(query);
  require(suggest.typed.size() <= 1024 && is_sound(suggest.typed));
  require(suggest.limit >= 1 && suggest.limit <= 20);
  const auto similar = searchd::parse_similar(query);
  require(similar.limit >= 1 && similar.limit <= 50);
  for (const auto& fault : suggest.faults) require(is_sound(fault.name) && is_sound(fault.value));
  return 0;
}
