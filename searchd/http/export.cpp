// The routes that send a whole result, made while it is sent.
#include <spdlog/spdlog.h>

#include <utility>

#include "searchd/http/export_name.h"
#include "searchd/http/router.h"
#include "searchd/views/addresses.h"
#include "searchd/views/formats/bibliography.h"
#include "searchd/views/formats/table_row.h"

namespace searchd {
namespace {

// Longer than a page's search may take: of a million documents all are put in order.
constexpr std::chrono::milliseconds kFindingTime{5'000};
constexpr std::size_t kPieceBytes = std::size_t{64} << 10;

const char* content_type_of(ExportFormat format) {
  switch (format) {
    case ExportFormat::csv: return "text/csv; charset=utf-8; header=present";
    case ExportFormat::json_lines: return "application/x-ndjson; charset=utf-8";
    case ExportFormat::ris: return kRisType;
    case ExportFormat::bibtex: return kBibtexType;
    case ExportFormat::csl_json: return kCslType;
  }
  return "text/plain; charset=utf-8";
}

/// Reads documents as they are wanted: some at a time are in memory.
class ExportBody final : public BodySource {
 public:
  ExportBody(WholeResult result, ExportFormat format, const Router& router, std::string request_id)
      : result_(std::move(result)),
        format_(format),
        base_(router.public_url()),
        request_id_(std::move(request_id)) {}

  std::string next() override {
    try {
      return made();
    } catch (const std::exception& error) {
      spdlog::warn("request_id={} an export ends before its end: {}", request_id_, error.what());
      throw;
    }
  }

 private:
  std::string made() {
    std::string piece;
    if (!begun_) piece = beginning();
    begun_ = true;
    while (!ended_ && piece.size() < kPieceBytes) {
      if (const auto item = result_.next()) {
        piece += row_of(*item);
        ++written_;
      } else {
        ended_ = true;
        if (format_ == ExportFormat::csl_json) piece += "\n]\n";
      }
    }
    return piece;
  }

  std::string beginning() const {
    if (format_ == ExportFormat::csv) return csv_head();
    return format_ == ExportFormat::csl_json ? "[\n" : "";
  }

  std::string row_of(const WholeResult::Item& item) {
    const auto& document = item.document;
    const RowContext context{result_.revision(), base_};
    if (format_ == ExportFormat::csv) return csv_row(document, item.translation, item.parent, context);
    if (format_ == ExportFormat::json_lines)
      return json_line(document, result_.link(item.translation), result_.link(item.parent), context);
    const auto reference = reference_of(document, result_.vocabulary(), base_,
                                        citation_words(page_language_of(document.language)));
    if (format_ == ExportFormat::ris) return ris_record(reference);
    if (format_ == ExportFormat::bibtex) return bibtex_entry(reference);
    return (written_ == 0 ? "" : ",\n") + csl_item(reference);
  }

  WholeResult result_;
  const ExportFormat format_;
  const std::string base_, request_id_;
  std::int64_t written_ = 0;
  bool begun_ = false, ended_ = false;
};

void add_headers(Reply& reply, const Router& router, const SearchRequest& request, ExportFormat format,
                 const std::string& tag) {
  reply.headers.emplace_back("ETag", tag);
  reply.headers.emplace_back("Cache-Control", "no-cache");  // may be kept, and is asked for again
  reply.headers.emplace_back("Link",
                             link_header(router.public_url(), export_address(format, request), "canonical"));
  reply.headers.emplace_back("X-Robots-Tag", "noindex");
  reply.headers.emplace_back("Access-Control-Expose-Headers",
                             "Sijill-Total, Sijill-Revision, Content-Disposition");
}

Reply answer_whole(Router& router, const Exchange& exchange, ParsedSearch parsed, ExportFormat format) {
  if (!parsed.faults.empty()) throw InvalidParameters(std::move(parsed.faults));
  const auto& request = parsed.request;
  const auto address = export_address(format, request);
  Reply reply;
  const auto known = entity_tag("export", router.index().current().state, address);
  if (is_known_to_sender(exchange.head, known)) {
    reply.status = 304;
    add_headers(reply, router, request, format, known);
    return reply;
  }
  const auto turn = router.take_turn(exchange);
  auto result = router.workers()
                    .lease(exchange.began + kQueueTime)
                    ->searcher.whole_result(request, exchange.began + kFindingTime);
  add_headers(reply, router, request, format, entity_tag("export", result.state(), address));
  reply.headers.emplace_back("Sijill-Total", std::to_string(result.total()));
  reply.headers.emplace_back("Sijill-Revision", std::to_string(result.revision()));
  reply.headers.emplace_back("Content-Disposition", attachment(export_name(request), extension_of(format)));
  reply.content_type = content_type_of(format);
  reply.stream = router.begin_sending(
      std::make_unique<ExportBody>(std::move(result), format, router, exchange.request_id), exchange,
      Router::Sending::whole_result);
  return reply;
}

template <ExportFormat kFormat>
Reply answer_file(Router& router, const Exchange& exchange) {
  const auto current = router.index().current();
  return answer_whole(router, exchange, parse_search(exchange.head.query, *current.vocabulary), kFormat);
}

}  // namespace

Reply answer_export_csv(Router& router, const Exchange& exchange) {
  return answer_file<ExportFormat::csv>(router, exchange);
}
Reply answer_export_json_lines(Router& router, const Exchange& exchange) {
  return answer_file<ExportFormat::json_lines>(router, exchange);
}
Reply answer_export_ris(Router& router, const Exchange& exchange) {
  return answer_file<ExportFormat::ris>(router, exchange);
}
Reply answer_export_bibtex(Router& router, const Exchange& exchange) {
  return answer_file<ExportFormat::bibtex>(router, exchange);
}
Reply answer_export_csl(Router& router, const Exchange& exchange) {
  return answer_file<ExportFormat::csl_json>(router, exchange);
}

Reply answer_api_export(Router& router, const Exchange& exchange) {
  const auto current = router.index().current();
  auto [search, format] = parse_export(exchange.head.query, *current.vocabulary);
  return answer_whole(router, exchange, std::move(search), format);
}

}  // namespace searchd
