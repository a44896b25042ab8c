#include "searchd/views/json.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "searchd/views/addresses.h"
#include "searchd/views/direction.h"
#include "searchd/views/json_writer.h"
#include "searchd/views/tags_json.h"

namespace searchd {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string absolute(std::string_view base, const std::string& path) { return std::string(base) + path; }

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json date_json(const corpus::PublicationDate& date) {
  if (date.precision == corpus::DatePrecision::unknown) return nullptr;
  return {{"value", corpus::to_string(date)},
          {"precision", corpus::date_precision_name(date.precision)},
          {"evidence", corpus::date_evidence_name(date.evidence)},
          {"words", date.words},
          {"gmt", or_null(date.gmt)}};
}

Json events_json(const corpus::Document& document) {
  auto json = Json::array();
  for (const auto& event : document.events) {
    json.push_back({{"value", corpus::to_string(event)},
                    {"precision", corpus::date_precision_name(event.precision)},
                    {"rule", corpus::date_rule_name(event.rule)},
                    {"words", event.words},
                    {"field", analyzers::text_field_name(event.where.field)},
                    {"begin", event.where.begin},
                    {"end", event.where.end}});
  }
  return json;
}

Json link_json(const DocumentLink& link, std::string_view base) {
  return {{"id", link.id},
          {"url", absolute(base, document_address(PageLanguage::english, link.id))},
          {"title", link.title},
          {"kind", corpus::kind_name(link.kind)},
          {"lang", analyzers::language_code(link.language)}};
}
Json link_json(const std::optional<DocumentLink>& link, std::string_view base) {
  return link ? link_json(*link, base) : Json(nullptr);
}
Json links_json(const std::vector<DocumentLink>& links, std::string_view base) {
  auto json = Json::array();
  for (const auto& link : links) json.push_back(link_json(link, base));
  return json;
}

Json tag_ids(const corpus::Document& document, analyzers::EntryType type) {
  auto json = Json::array();
  for (const auto& tag : document.tags) {
    if (tag.type == type) json.push_back(tag.id);
  }
  return json;
}

void add_tag_lists(Json& json, const corpus::Document& document) {
  json["partners"] = tag_ids(document, analyzers::EntryType::partner);
  json["topics"] = tag_ids(document, analyzers::EntryType::topic);
  json["outlets"] = tag_ids(document, analyzers::EntryType::outlet);
  json["places"] = tag_ids(document, analyzers::EntryType::place);
  json["persons"] = tag_ids(document, analyzers::EntryType::person);
  json["groups"] = tag_ids(document, analyzers::EntryType::group);
}

// What a list and a document's page say first.
Json head_json(const corpus::Document& document, std::string_view base) {
  return {{"id", document.id},
          {"url", absolute(base, document_address(PageLanguage::english, document.id))},
          {"source_url", or_null(document.url)},
          {"lang", analyzers::language_code(document.language)},
          {"dir", direction_of(document.language)},
          {"title", document.title}};
}

// --- documents ---

Json occurrences_json(const corpus::Document& document) {
  auto json = Json::array();
  for (const auto& occurrence : document.occurrences) {
    json.push_back({{"source", occurrence.source}, {"anchor", or_null(occurrence.anchor)}});
  }
  return json;
}

// The version in the other language, and whether a source says that it is that or its words do.
Json translation_json(const DocumentView& view, std::string_view base) {
  auto json = link_json(view.translation, base);
  if (!view.translation) return json;
  const auto& found = view.document.twin_evidence;
  json["evidence"] = found ? "found" : "stated";
  json["score"] = found ? Json(found->score) : Json();
  json["order"] = found ? Json(found->order) : Json();
  json["reasons"] = found ? found->reasons : std::vector<std::string>();
  return json;
}

}  // namespace

std::string document_json(const DocumentView& view, const analyzers::Vocabulary& vocabulary,
                          std::string_view base) {
  const auto& document = view.document;
  auto json = head_json(document, base);
  json["summary"] = document.summary;
  json["body"] = document.body;
  json["kind"] = corpus::kind_name(document.kind);
  json["date"] = date_json(document.published);
  json["modified"] = date_json(document.modified);
  json["events"] = events_json(document);
  add_tag_lists(json, document);
  json["tags"] = tags_json(document, vocabulary);
  json["hashtags"] = document.hashtags;
  json["key"] = document.key;
  json["aliases"] = document.aliases;
  json["occurrences"] = occurrences_json(document);
  json["parent"] = link_json(view.parent, base);
  json["items"] = links_json(view.items, base);
  json["items_total"] = view.items_total;
  json["siblings"] = links_json(view.siblings, base);
  json["siblings_total"] = view.siblings_total;
  json["translation"] = translation_json(view, base);
  json["revision"] = view.revision;
  json["links"] = {{"self", absolute(base, api_document_address(document.id))},
                   {"similar", absolute(base, api_similar_address(document.id))},
                   {"html", absolute(base, document_address(PageLanguage::english, document.id))},
                   {"html_ar", absolute(base, document_address(PageLanguage::arabic, document.id))}};
  return text_of(json);
}

std::string similar_json(const DocumentView& view, std::string_view base) {
  auto list = Json::array();
  for (const auto& similar : view.similar.value()) {
    auto json = link_json(similar.link, base);
    json["dir"] = direction_of(similar.link.language);
    json["score"] = rounded(similar.score, 1e4);
    json["is_translation"] = similar.is_translation;
    list.push_back(std::move(json));
  }
  const auto& id = view.document.id;
  return text_of({{"id", id},
                  {"revision", view.revision},
                  {"documents", std::move(list)},
                  {"links",
                   {{"self", absolute(base, api_similar_address(id))},
                    {"document", absolute(base, api_document_address(id))}}}});
}

std::string tombstone_json(const DocumentView& view, std::string_view base) {
  const auto& document = view.document;
  const auto withdrawal = document.withdrawn.value_or(corpus::Withdrawal{});
  return text_of({{"type", absolute(base, "/problems/withdrawn")},
                  {"title", "This document is no longer shown"},
                  {"status", 410},
                  {"detail", withdrawal.reason},
                  {"instance", absolute(base, api_document_address(document.id))},
                  {"document",
                   {{"id", document.id},
                    {"url", absolute(base, document_address(PageLanguage::english, document.id))},
                    {"source_url", or_null(document.url)},
                    {"kind", corpus::kind_name(document.kind)},
                    {"lang", analyzers::language_code(document.language)},
                    {"withdrawn", {{"reason", withdrawal.reason}, {"time", withdrawal.time}}}}},
                  {"revision", view.revision}});
}

std::string ledger_json(const std::vector<corpus::LedgerEntry>& entries, corpus::Revision revision,
                        std::string_view base) {
  auto list = Json::array();
  for (const auto& entry : entries) {
    Json json = {{"members", entry.members},
                 {"evidence", corpus::ledger_evidence_name(entry.evidence)},
                 {"words", entry.words},
                 {"document", or_null(entry.document)},
                 {"url", nullptr},
                 {"source", or_null(entry.source)},
                 {"date", date_json(entry.date)}};
    if (!entry.document.empty()) {
      json["url"] = absolute(base, document_address(PageLanguage::english, entry.document));
    }
    list.push_back(std::move(json));
  }
  return text_of({{"revision", revision}, {"entries", std::move(list)}});
}

std::string problem_json(const Problem& problem, std::string_view base) {
  Json json;
  json["type"] = problem.type.empty() ? "about:blank" : absolute(base, problem.type);
  json["title"] = problem.title;
  json["status"] = problem.status;
  if (!problem.detail.empty()) json["detail"] = problem.detail;
  if (!problem.instance.empty()) json["instance"] = absolute(base, problem.instance);
  if (!problem.request_id.empty()) json["request_id"] = problem.request_id;
  if (!problem.invalid_params.empty()) json["invalid_params"] = Json::array();
  for (const auto& parameter : problem.invalid_params) {
    Json fault = {{"name", parameter.name},
                  {"value", parameter.value},
                  {"reason", parameter.reason},
                  {"code", parameter.code}};
    if (!parameter.suggestion.empty()) fault["suggestion"] = parameter.suggestion;
    json["invalid_params"].push_back(std::move(fault));
  }
  return text_of(json);
}

}  // namespace searchd
