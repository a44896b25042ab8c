// What of an answer may be kept and for how long, and which language a sender prefers.
#include <algorithm>
#include <optional>

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

// RFC 9110, 12.5.4: of the pages' languages the one that `range` ("pt-BR;q=0.8") names, or else the first
// that is of the same language, wherever it is spoken.
std::optional<PageLanguage> language_named(std::string_view range) {
  const auto tag = range.substr(0, range.find_first_of("; \t"));
  const auto main_part = [](std::string_view code) { return code.substr(0, code.find('-')); };
  std::optional<PageLanguage> alike;
  for (const auto language : page_languages()) {
    const std::string_view code = page_language_code(language);
    if (equal_ignoring_case(tag, code)) return language;
    if (!alike && equal_ignoring_case(main_part(tag), main_part(code))) alike = language;
  }
  return alike;
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
  auto preferred = PageLanguage::english;
  double heaviest = 0;  // zero is a refusal
  while (!accept_language.empty()) {
    const auto range = take_member(accept_language);
    const double weight = weight_of(range);
    const auto language = language_named(range);
    if (!language || !(weight > heaviest)) continue;
    preferred = *language;
    heaviest = weight;
  }
  return preferred;
}

}  // namespace searchd
