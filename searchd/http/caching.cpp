// What of an answer may be kept and for how long, and which language a sender prefers.
#include <algorithm>

#include "corpus/document.h"
#include "searchd/http/compression.h"
#include "searchd/http/field_list.h"
#include "searchd/http/router.h"
#include "searchd/views/pages.h"

namespace searchd {
namespace {

// Another program may word the same answer otherwise, and so may other templates.
const std::string& program() {
  static const std::string name = SIJILL_VERSION " " + views_fingerprint();
  return name;
}

// RFC 9110, 8.8.3.2: compared weakly, "W/" does not matter.
std::string_view without_weakness(std::string_view tag) {
  if (tag.substr(0, 2) == "W/") tag.remove_prefix(2);
  return tag;
}

bool is_language(std::string_view range, char first, char second) {
  const auto lower = [&](std::size_t i) {
    return range.size() > i ? static_cast<char>(range[i] | 0x20) : '\0';
  };
  const bool ends =
      range.size() == 2 || (range.size() > 2 && (range[2] == '-' || range[2] == ';' || range[2] == ' '));
  return ends && lower(0) == first && lower(1) == second;
}

}  // namespace

std::string entity_tag(std::string_view route, std::string_view state, std::string_view address) {
  std::string all = program();
  for (const auto part : {route, state, address}) all.append("\n").append(part);
  return "W/\"" + corpus::sha256_hex(all).substr(0, 20) + "\"";
}

bool is_known_to_sender(const RequestHead& head, std::string_view tag) {
  std::string_view list = head.if_none_match;
  while (!list.empty()) {
    const auto known = take_member(list);
    if (known == "*" || without_weakness(known) == without_weakness(tag)) return true;
  }
  return false;
}

std::string answer_address(std::string address, const SearchRequest& request, indexer::Schema schema) {
  return request.cross_asked && schema == indexer::Schema::plain ? std::move(address) + "\ncross=on"
                                                                 : address;
}

Reply answer_once(Router& router, const Exchange& exchange, const AnswerName& name,
                  const std::function<MadeAnswer()>& make) {
  const auto& head = exchange.head;
  if (!head.if_none_match.empty()) {
    const auto tag = entity_tag(name.route, name.state, name.address);
    if (is_known_to_sender(head, tag)) return cacheable(head, "", "", tag);
  }
  const auto kept_as =
      std::string(name.route) + (takes_gzip(head.accept_encoding) ? " gzip " : " plain ") + name.address;
  if (const auto kept = router.results().find(name.state, kept_as)) return *kept;
  auto made = make();
  compress(made.reply, head.accept_encoding);  // once, and kept so: it is a third as long
  if (made.is_whole && made.state == name.state && made.reply.status == 200)
    router.results().keep(name.state, kept_as, made.reply);
  return std::move(made.reply);
}

Reply cacheable(const RequestHead& head, std::string content_type, std::string body, const std::string& tag) {
  Reply reply;
  reply.headers = {{"ETag", tag},
                   {"Cache-Control", "public, max-age=60, stale-while-revalidate=600"},
                   {"Vary", "Accept-Encoding"}};
  if (is_known_to_sender(head, tag)) {
    reply.status = 304;
    return reply;
  }
  reply.content_type = std::move(content_type);
  reply.body = std::move(body);
  return reply;
}

PageLanguage preferred_language(std::string_view accept_language) {
  double arabic = 0;
  double english = 0;
  while (!accept_language.empty()) {
    const auto range = take_member(accept_language);
    const double weight = weight_of(range);
    if (weight == 0) continue;  // a refusal
    // The first of equals is preferred: what comes later must be heavier.
    if (is_language(range, 'a', 'r')) arabic = std::max(arabic, weight + (english > 0 ? 0 : 1e-6));
    if (is_language(range, 'e', 'n')) english = std::max(english, weight + (arabic > 0 ? 0 : 1e-6));
  }
  return arabic > english ? PageLanguage::arabic : PageLanguage::english;
}

}  // namespace searchd
