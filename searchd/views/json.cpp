#include "searchd/views/json.h"

#include "searchd/views/addresses.h"
#include "searchd/views/direction.h"
#include "searchd/views/json_parts.h"
#include "searchd/views/json_writer.h"
#include "searchd/views/tags_json.h"

namespace searchd {
namespace {

void write_events(JsonWriter& json, const corpus::Document& document) {
  write_list(json, "events", document.events, [&json](const corpus::EventDate& event) {
    json.begin_object();
    json.member("value", corpus::to_string(event));
    json.member("precision", corpus::date_precision_name(event.precision));
    json.member("rule", corpus::date_rule_name(event.rule));
    json.member("words", event.words);
    json.member("field", analyzers::text_field_name(event.where.field));
    json.member("begin", event.where.begin);
    json.member("end", event.where.end);
    json.end_object();
  });
}

void write_occurrences(JsonWriter& json, const corpus::Document& document) {
  write_list(json, "occurrences", document.occurrences, [&json](const corpus::Occurrence& occurrence) {
    json.begin_object();
    json.member("source", occurrence.source);
    json.member_or_null("anchor", occurrence.anchor);
    json.end_object();
  });
}

void write_links(JsonWriter& json, std::string_view name, const std::vector<DocumentLink>& links,
                 std::string_view base) {
  write_list(json, name, links, [&](const DocumentLink& link) {
    json.begin_object();
    write_link_members(json, link, base);
    json.end_object();
  });
}

// The version in the other language, and whether a source says that it is that or its words do.
void write_translation(JsonWriter& json, const DocumentView& view, std::string_view base) {
  if (!view.translation) return json.member("translation", nullptr);
  const auto& found = view.document.twin_evidence;
  json.name("translation");
  json.begin_object();
  write_link_members(json, *view.translation, base);
  json.member("evidence", found ? "found" : "stated");
  if (found) {
    json.member("score", found->score);
    json.member("order", found->order);
    json.texts("reasons", found->reasons);
  } else {
    json.member("score", nullptr);
    json.member("order", nullptr);
    json.texts("reasons", std::vector<std::string>());
  }
  json.end_object();
}

void write_addresses(JsonWriter& json, const corpus::DocumentId& id, std::string_view base) {
  json.name("links");
  json.begin_object();
  write_address(json, "self", base, api_document_address(id));
  write_address(json, "similar", base, api_similar_address(id));
  write_address(json, "history", base, api_history_address(id));
  write_address(json, "html", base, document_address(PageLanguage::english, id));
  write_address(json, "html_ar", base, document_address(PageLanguage::arabic, id));
  json.end_object();
}

// What is left of a document that was withdrawn.
void write_remains(JsonWriter& json, const corpus::Document& document, const corpus::Withdrawal& withdrawal,
                   std::string_view base) {
  json.name("document");
  json.begin_object();
  json.member("id", document.id);
  write_address(json, "url", base, document_address(PageLanguage::english, document.id));
  json.member_or_null("source_url", document.url);
  json.member("kind", corpus::kind_name(document.kind));
  json.member("lang", analyzers::language_code(document.language));
  json.name("withdrawn");
  json.begin_object();
  json.member("reason", withdrawal.reason);
  json.member("time", withdrawal.time);
  json.end_object();
  json.end_object();
}

void write_entry(JsonWriter& json, const corpus::LedgerEntry& entry, std::string_view base) {
  json.begin_object();
  json.member("members", entry.members);
  json.member("evidence", corpus::ledger_evidence_name(entry.evidence));
  json.member("words", entry.words);
  json.member_or_null("document", entry.document);
  if (entry.document.empty()) {
    json.member("url", nullptr);
  } else {
    write_address(json, "url", base, document_address(PageLanguage::english, entry.document));
  }
  json.member_or_null("source", entry.source);
  write_date(json, "date", entry.date);
  json.end_object();
}

void write_parameter(JsonWriter& json, const InvalidParameter& parameter) {
  json.begin_object();
  json.member("name", parameter.name);
  json.member("value", parameter.value);
  json.member("reason", parameter.reason);
  json.member("code", parameter.code);
  if (!parameter.suggestion.empty()) json.member("suggestion", parameter.suggestion);
  json.end_object();
}

}  // namespace

std::string document_json(const DocumentView& view, const analyzers::Vocabulary& vocabulary,
                          std::string_view base) {
  const auto& document = view.document;
  JsonWriter json;
  json.begin_object();
  write_head(json, document, base);
  json.member("summary", document.summary);
  json.member("body", document.body);
  json.member("kind", corpus::kind_name(document.kind));
  write_date(json, "date", document.published);
  write_date(json, "modified", document.modified);
  write_events(json, document);
  write_tag_lists(json, document);
  write_tags(json, document, vocabulary);
  json.texts("hashtags", document.hashtags);
  json.member("key", document.key);
  json.texts("aliases", document.aliases);
  write_occurrences(json, document);
  write_link(json, "parent", view.parent, base);
  write_links(json, "items", view.items, base);
  json.member("items_total", view.items_total);
  write_links(json, "siblings", view.siblings, base);
  json.member("siblings_total", view.siblings_total);
  write_translation(json, view, base);
  json.member("revision", view.revision);
  write_addresses(json, document.id, base);
  json.end_object();
  return json.take();
}

std::string similar_json(const DocumentView& view, std::string_view base) {
  const auto& id = view.document.id;
  JsonWriter json;
  json.begin_object();
  json.member("id", id);
  json.member("revision", view.revision);
  write_list(json, "documents", view.similar.value(), [&](const auto& similar) {
    json.begin_object();
    write_link_members(json, similar.link, base);
    json.member("dir", direction_of(similar.link.language));
    json.member("score", rounded(similar.score, 1e4));
    json.member("is_translation", similar.is_translation);
    json.end_object();
  });
  json.name("links");
  json.begin_object();
  write_address(json, "self", base, api_similar_address(id));
  write_address(json, "document", base, api_document_address(id));
  json.end_object();
  json.end_object();
  return json.take();
}

std::string tombstone_json(const DocumentView& view, std::string_view base) {
  const auto& document = view.document;
  const auto withdrawal = document.withdrawn.value_or(corpus::Withdrawal{});
  JsonWriter json;
  json.begin_object();
  write_address(json, "type", base, "/problems/withdrawn");
  json.member("title", "This document is no longer shown");
  json.member("status", 410);
  json.member("detail", withdrawal.reason);
  write_address(json, "instance", base, api_document_address(document.id));
  write_remains(json, document, withdrawal, base);
  json.member("revision", view.revision);
  json.end_object();
  return json.take();
}

std::string ledger_json(const std::vector<corpus::LedgerEntry>& entries, corpus::Revision revision,
                        std::string_view base) {
  JsonWriter json;
  json.begin_object();
  json.member("revision", revision);
  write_list(json, "entries", entries, [&](const auto& entry) { write_entry(json, entry, base); });
  json.end_object();
  return json.take();
}

std::string problem_json(const Problem& problem, std::string_view base) {
  JsonWriter json;
  json.begin_object();
  if (problem.type.empty()) {
    json.member("type", "about:blank");
  } else {
    write_address(json, "type", base, problem.type);
  }
  json.member("title", problem.title);
  json.member("status", problem.status);
  if (!problem.detail.empty()) json.member("detail", problem.detail);
  if (!problem.instance.empty()) write_address(json, "instance", base, problem.instance);
  if (!problem.request_id.empty()) json.member("request_id", problem.request_id);
  if (!problem.invalid_params.empty()) {
    write_list(json, "invalid_params", problem.invalid_params,
               [&json](const auto& parameter) { write_parameter(json, parameter); });
  }
  json.end_object();
  return json.take();
}

}  // namespace searchd
