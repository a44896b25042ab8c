#include "searchd/views/suggest_json.h"

#include <nlohmann/json.hpp>

#include "searchd/views/addresses.h"
#include "searchd/views/template.h"

namespace searchd {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string_view name_of(CompletionKind kind) {
  switch (kind) {
    case CompletionKind::partner: return "partner";
    case CompletionKind::topic: return "topic";
    case CompletionKind::place: return "place";
    case CompletionKind::person: return "person";
    case CompletionKind::outlet: return "outlet";
    case CompletionKind::group: return "group";
    case CompletionKind::hashtag: return "hashtag";
    case CompletionKind::phrase: return "phrase";
    case CompletionKind::title: return "title";
  }
  __builtin_unreachable();
}

std::string_view name_of(CompletionMatch match) {
  switch (match) {
    case CompletionMatch::whole: return "whole";
    case CompletionMatch::start: return "start";
    case CompletionMatch::word: return "word";
    case CompletionMatch::words: return "words";
    case CompletionMatch::name: return "name";
    case CompletionMatch::spelling: return "spelling";
    case CompletionMatch::keyboard: return "keyboard";
  }
  __builtin_unreachable();
}

// What `documents` counts: a name leads to the documents that carry it, whatever words they use for it.
SearchRequest request_for(const Completion& completion) {
  auto request = search_for({});
  auto& filters = request.filters;
  switch (completion.kind) {
    case CompletionKind::partner: filters.partners = {completion.id}; return request;
    case CompletionKind::topic: filters.topics = {completion.id}; return request;
    case CompletionKind::outlet: filters.outlets = {completion.id}; return request;
    case CompletionKind::place: filters.places = {completion.id}; return request;
    case CompletionKind::person:
    case CompletionKind::group:
      return search_for(std::string(name_of(completion.kind)) + ':' + completion.id);
    case CompletionKind::hashtag:
    case CompletionKind::phrase:
    case CompletionKind::title: return search_for(completion.text);
  }
  __builtin_unreachable();
}

// A title leads to its document, everything else to a search.
std::string address_of(const Completion& completion, std::string_view base) {
  const auto path = completion.kind == CompletionKind::title
                        ? document_address(PageLanguage::english, completion.id)
                        : search_address(PageLanguage::english, request_for(completion));
  return std::string(base) + path;
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

}  // namespace

std::string suggest_json(std::string_view typed, const std::vector<Completion>& completions,
                         std::string_view base) {
  auto list = Json::array();
  for (const auto& completion : completions) {
    list.push_back({{"text", completion.text},
                    {"other", or_null(completion.other)},
                    {"kind", name_of(completion.kind)},
                    {"match", name_of(completion.match)},
                    {"matched", or_null(completion.matched)},
                    {"id", or_null(completion.id)},
                    {"documents", completion.documents},
                    {"dir", completion.arabic ? "rtl" : "ltr"},
                    {"url", address_of(completion, base)}});
  }
  return text_of({{"q", typed}, {"suggestions", std::move(list)}});
}

std::string browser_suggestions_json(std::string_view typed, const std::vector<Completion>& completions,
                                     std::string_view base) {
  auto texts = Json::array();
  auto remarks = Json::array();
  auto addresses = Json::array();
  for (const auto& completion : completions) {
    texts.push_back(completion.text);
    remarks.push_back(completion.other);
    addresses.push_back(address_of(completion, base));
  }
  return text_of(Json::array({typed, std::move(texts), std::move(remarks), std::move(addresses)}));
}

std::string opensearch_xml(std::string_view base) {
  const auto url = [base](std::string_view type, std::string_view path) {
    return "<Url type=\"" + std::string(type) + "\" template=\"" + escaped(std::string(base)) +
           std::string(path) + "?q={searchTerms}\"/>\n";
  };
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
         "<ShortName>Sijill</ShortName>\n"
         "<Description>The published record of the Global Coalition against Daesh</Description>\n"
         "<InputEncoding>UTF-8</InputEncoding>\n"
         "<Language>en</Language>\n<Language>ar</Language>\n"
         "<Image width=\"16\" height=\"16\" type=\"image/svg+xml\">" +
         escaped(std::string(base)) + "/favicon.svg</Image>\n" + url("text/html", "/search") +
         url("application/x-suggestions+json", "/api/v1/suggest") + "</OpenSearchDescription>\n";
}

}  // namespace searchd
