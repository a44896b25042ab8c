#include "searchd/views/suggest_json.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "searchd/views/addresses.h"
#include "searchd/views/feeds/xml_text.h"

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

std::string address_of(const Completion& completion, std::string_view base) {
  return std::string(base) + completion_address(completion, PageLanguage::english);
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

}  // namespace

std::string completion_address(const Completion& completion, PageLanguage language) {
  if (completion.kind == CompletionKind::title) return document_address(language, completion.id);
  return search_address(language, request_for(completion));
}

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

std::string opensearch_xml(const std::string& base, PageLanguage language, const OpenSearchWords& words) {
  constexpr std::string_view kWords = "?q={searchTerms}";
  const auto& way = path_of(language);
  XmlText xml;
  xml.open("OpenSearchDescription", {{"xmlns", "http://a9.com/-/spec/opensearch/1.1/"}});
  xml.element("ShortName", words.name);
  xml.element("Description", words.description);
  xml.element("InputEncoding", "UTF-8");
  xml.element("Language", page_language_code(language));
  xml.element("Image", base + "/favicon.svg", {{"width", "16"}, {"height", "16"}, {"type", "image/svg+xml"}});
  const auto url = [&](std::string_view type, const std::string& path, std::string_view relation = {}) {
    xml.empty("Url", {{"type", type}, {"rel", relation}, {"template", base + path}});
  };
  url("text/html", way + "/search" + std::string(kWords));
  url("application/x-suggestions+json", "/api/v1/suggest" + std::string(kWords), "suggestions");
  url(media_type_of(FeedFormat::atom), way + "/feed.atom" + std::string(kWords));
  url(media_type_of(FeedFormat::rss), way + "/feed.rss" + std::string(kWords));
  url("application/opensearchdescription+xml", opensearch_address(language), "self");
  xml.close("OpenSearchDescription");
  return xml.take();
}

}  // namespace searchd
