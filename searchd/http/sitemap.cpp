// The routes that tell search engines of every document: /sitemap.xml and its parts, made while they are
// sent.
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <utility>

#include "searchd/http/router.h"
#include "searchd/views/feeds/sitemap.h"

namespace searchd {
namespace {

constexpr const char* kXml = "application/xml; charset=utf-8";
constexpr std::size_t kPieceBytes = std::size_t{64} << 10;

/// Reads documents as they are wanted.
class SitemapPart final : public BodySource {
 public:
  SitemapPart(WholeResult documents, bool is_first, std::string base, std::string request_id)
      : documents_(std::move(documents)),
        base_(std::move(base)),
        request_id_(std::move(request_id)),
        piece_(sitemap_beginning() + (is_first ? sitemap_of_ways(base_, documents_.vocabulary()) : "")) {}

  std::string next() override {
    auto piece = std::exchange(piece_, {});
    try {
      while (!ended_ && piece.size() < kPieceBytes) {
        const auto item = documents_.next();
        ended_ = !item;
        piece += item ? sitemap_of(item->document, base_) : sitemap_end();
      }
    } catch (const std::exception& error) {
      spdlog::warn("request_id={} a sitemap ends before its end: {}", request_id_, error.what());
      throw;
    }
    return piece;
  }

 private:
  WholeResult documents_;
  const std::string base_, request_id_;
  std::string piece_;
  bool ended_ = false;
};

// As many as there are, and one for the first page where there is no document.
std::size_t parts_of(std::int64_t documents) {
  const auto all = static_cast<std::size_t>(documents);
  return all == 0 ? 1 : (all + sitemap_documents() - 1) / sitemap_documents();
}

// "7" of "7.xml"; 0 for anything else.
std::size_t part_number(std::string_view rest) {
  constexpr std::string_view kEnd = ".xml";
  if (!rest.ends_with(kEnd)) return 0;
  const std::string digits(rest.substr(0, rest.size() - kEnd.size()));
  const bool is_number = !digits.empty() && digits.size() <= 6 && digits.front() != '0' &&
                         digits.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? static_cast<std::size_t>(std::atoi(digits.c_str())) : 0;
}

// Search engines come back when they will; between, nothing is lost: a withdrawn document's page says so.
void add_headers(Reply& reply, const std::string& tag) {
  reply.headers.emplace_back("ETag", tag);
  reply.headers.emplace_back("Cache-Control", "public, max-age=3600");
}

}  // namespace

Reply answer_sitemap(Router& router, const Exchange& exchange) {
  want_public_url(router);
  refuse_parameters(exchange);
  const auto current = router.index().current();  // throws where there is no index
  Reply reply;
  const auto tag = entity_tag("sitemap", current.state, "");
  add_headers(reply, tag);
  reply.status = is_known_to_sender(exchange.head, tag) ? 304 : 200;
  if (reply.status == 304) return reply;
  reply.content_type = kXml;
  reply.body = sitemap_index(parts_of(router.index().health().documents), router.public_url());
  return reply;
}

Reply answer_sitemap_part(Router& router, const Exchange& exchange) {
  want_public_url(router);
  refuse_parameters(exchange);
  const auto part = part_number(exchange.rest);
  if (part == 0) throw NotFound("there is no such part of the sitemap");
  const auto address = sitemap_part_address(part);
  Reply reply;
  const auto known = entity_tag("sitemap", router.index().current().state, address);
  if (is_known_to_sender(exchange.head, known)) {
    reply.status = 304;
    add_headers(reply, known);
    return reply;
  }
  const auto turn = router.take_turn(exchange);
  auto documents = router.workers()
                       .lease(exchange.began + kQueueTime)
                       ->searcher.all_documents((part - 1) * sitemap_documents(), sitemap_documents());
  if (documents.total() == 0 && part > 1) throw NotFound("there is no such part of the sitemap");
  add_headers(reply, entity_tag("sitemap", documents.state(), address));
  reply.content_type = kXml;
  reply.stream = router.begin_sending(std::make_unique<SitemapPart>(std::move(documents), part == 1,
                                                                    router.public_url(), exchange.request_id),
                                      exchange, Router::Sending::sitemap);
  return reply;
}

}  // namespace searchd
