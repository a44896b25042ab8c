// One document in the forms that other programs read: /d/ID.json, .txt, .ris, .bib, .csl.json.
#include <algorithm>
#include <array>

#include "searchd/http/export_name.h"
#include "searchd/http/router.h"
#include "searchd/views/addresses.h"
#include "searchd/views/formats/bibliography.h"
#include "searchd/views/formats/document_text.h"

namespace searchd {
namespace {

constexpr std::array<DocumentFormat, 5> kFormats = {DocumentFormat::csl_json, DocumentFormat::json,
                                                    DocumentFormat::text, DocumentFormat::ris,
                                                    DocumentFormat::bibtex};

const char* content_type_of(DocumentFormat format) {
  switch (format) {
    case DocumentFormat::json: return "application/json";
    case DocumentFormat::text: return "text/plain; charset=utf-8";
    case DocumentFormat::ris: return kRisType;
    case DocumentFormat::bibtex: return kBibtexType;
    case DocumentFormat::csl_json: return kCslType;
  }
  return "text/plain; charset=utf-8";
}

std::string written(const corpus::Document& document, const analyzers::Vocabulary& vocabulary,
                    const std::string& base, PageLanguage language, DocumentFormat format) {
  const bool for_reader = format == DocumentFormat::text;
  const auto& words = citation_words(for_reader ? language : page_language_of(document.language));
  const auto reference = reference_of(document, vocabulary, base, words);
  switch (format) {
    case DocumentFormat::text: return document_text(document, reference, words);
    case DocumentFormat::ris: return ris_record(reference);
    case DocumentFormat::bibtex: return bibtex_entry(reference);
    case DocumentFormat::csl_json: return "[\n" + csl_item(reference) + "\n]\n";
    case DocumentFormat::json: break;
  }
  return {};
}

}  // namespace

bool is_document_id(std::string_view text) {
  return text.size() >= 12 && text.size() <= 16 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7');
         });
}

std::optional<AskedFormat> asked_format(std::string_view rest) {
  for (const auto format : kFormats) {
    const auto extension = extension_of(format);
    if (!rest.ends_with(extension)) continue;
    const auto id = rest.substr(0, rest.size() - extension.size());
    if (is_document_id(id)) return AskedFormat{id, format};
  }
  return std::nullopt;
}

Reply answer_document_format(Router& router, const Exchange& exchange, PageLanguage language,
                             const AskedFormat& asked) {
  if (asked.format == DocumentFormat::json) {
    const Exchange same{exchange.head, asked.id, exchange.audience, exchange.request_id, exchange.began};
    return answer_api_document(router, same);
  }
  refuse_parameters(exchange);
  const auto worker = router.workers().lease(exchange.began + kQueueTime);
  const auto view = find_document(worker->searcher, asked.id, exchange.began + kSearchTime);
  const auto& document = view.document;
  if (document.withdrawn && wants_page(exchange.head))  // a reader who follows an old link
    return gone_page(worker->pages, document, language);
  if (document.withdrawn) return tombstone(view, router.public_url());
  const auto address = document_format_address(document.id, asked.format, language);
  if (document.id != asked.id) return redirect(308, address);  // a former one
  const auto vocabulary = worker->searcher.vocabulary();
  auto reply = cacheable(exchange.head, content_type_of(asked.format),
                         written(document, *vocabulary, router.public_url(), language, asked.format),
                         entity_tag("document_format", view.state, address));
  reply.headers.emplace_back(
      "Link", link_header(router.public_url(), document_address(language, document.id), "canonical"));
  if (asked.format == DocumentFormat::text) {
    reply.headers.emplace_back("Content-Language", page_language_code(language));
  } else {
    reply.headers.emplace_back("Content-Disposition",
                               attachment("sijill-" + document.id, extension_of(asked.format)));
  }
  return reply;
}

}  // namespace searchd
