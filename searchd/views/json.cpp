#include "searchd/views/json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "searchd/views/addresses.h"
#include "searchd/views/tags_json.h"

namespace searchd {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string absolute(std::string_view base, const std::string& path) { return std::string(base) + path; }

double rounded(double value, double steps) { return std::round(value * steps) / steps; }

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

const char* direction_of(analyzers::Language language) {
  switch (language) {
    case analyzers::Language::arabic: return "rtl";
    case analyzers::Language::english: return "ltr";
    case analyzers::Language::mixed:
    case analyzers::Language::other: return "auto";
  }
  return "auto";
}

Json marks_json(const Marks& marks) {
  auto json = Json::array();
  for (const auto& [begin, end] : marks) json.push_back({begin, end});
  return json;
}

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

// --- search ---

Json passage_json(const analyzers::Passage& passage) {
  return {{"text", passage.text},
          {"marks", marks_json(passage.marks)},
          {"cut_before", passage.cut_before},
          {"cut_after", passage.cut_after}};
}

Json explained_part_json(const Explanation::Part& part, double recency_factor) {
  auto terms = Json::array();
  for (const auto& term : part.terms) {
    terms.push_back({{"term", term.matched},
                     {"count", term.count > 0 ? Json(term.count) : Json(nullptr)},
                     {"documents", term.documents > 0 ? Json(term.documents) : Json(nullptr)}});
  }
  Json json = {{"typed", or_null(part.typed)},
               {"why", part.why},
               {"score", rounded(part.score, 1e4)},
               {"terms", std::move(terms)}};
  if (part.why == "recency") json["factor"] = rounded(recency_factor, 1e6);
  return json;
}

Json explanation_json(const Explanation& explanation) {
  auto parts = Json::array();
  for (const auto& part : explanation.parts) {
    parts.push_back(explained_part_json(part, explanation.recency_factor));
  }
  return parts;
}

Json hit_json(const Hit& hit, std::string_view base) {
  auto json = head_json(hit.document, base);
  json["title_marks"] = marks_json(hit.title_marks);
  json["kind"] = corpus::kind_name(hit.document.kind);
  json["date"] = date_json(hit.document.published);
  add_tag_lists(json, hit.document);
  json["parent"] = link_json(hit.parent, base);
  json["translation"] = link_json(hit.translation, base);
  json["score"] = rounded(hit.score, 1e4);
  json["occurrences"] = hit.document.occurrences.size();
  json["passages"] = Json::array();
  if (!hit.passage.text.empty()) json["passages"].push_back(passage_json(hit.passage));
  if (hit.second_passage) json["passages"].push_back(passage_json(*hit.second_passage));
  if (hit.explanation) json["explain"] = explanation_json(*hit.explanation);
  return json;
}

Json facet_json(const Facet& facet) {
  auto values = Json::array();
  for (const auto& value : facet.values) {
    values.push_back({{"value", value.value},
                      {"label", {{"en", value.label_en}, {"ar", value.label_ar}}},
                      {"count", value.count},
                      {"selected", value.selected}});
  }
  Json json = {{"values", std::move(values)}, {"values_in_all", facet.values_in_all}};
  if (facet.field == FacetField::month) {
    json["undated"] = facet.missing;
    json["year_only"] = facet.year_only;
  } else {
    json["missing"] = facet.missing;
  }
  return json;
}

// Where words of the other language were searched: the same search without them.
Json off_switch(SearchRequest request, const Interpretation& interpretation, std::string_view base) {
  if (interpretation.also_searched.empty()) return nullptr;
  request.cross = false;
  request.page = 1;
  return absolute(base, api_search_address(request));
}

Json interpretation_json(const SearchRequest& request, const Interpretation& interpretation,
                         std::string_view base) {
  auto terms = Json::array();
  for (const auto& term : interpretation.terms) {
    terms.push_back({{"typed", term.typed}, {"matched", term.matched}, {"why", term.why}});
  }
  auto repairs = Json::array();
  for (const auto& repair : interpretation.repairs) {
    repairs.push_back(
        {{"code", repair.code}, {"typed", repair.typed}, {"suggestion", or_null(repair.suggestion)}});
  }
  auto also = Json::array();
  for (const auto& other : interpretation.also_searched) {
    also.push_back({{"typed", other.typed}, {"shown", other.shown}, {"source", other.source}});
  }
  return {{"parsed", interpretation.parsed},   {"terms", std::move(terms)},
          {"also_searched", std::move(also)},  {"off_switch", off_switch(request, interpretation, base)},
          {"ignored", interpretation.ignored}, {"repairs", std::move(repairs)}};
}

Json suggestion_json(const SearchRequest& request, std::int64_t count, std::string_view base) {
  return {{"q", request.typed}, {"count", count}, {"link", absolute(base, api_search_address(request))}};
}

Json suggestions_json(const Suggestions& suggestions, std::string_view base) {
  auto corrections = Json::array();
  for (const auto& correction : suggestions.did_you_mean) {
    auto json = suggestion_json(correction.request, correction.count, base);
    json["why"] = correction.why;
    corrections.push_back(std::move(json));
  }
  auto filters = Json::array();
  for (const auto& filter : suggestions.filters) {
    auto json = suggestion_json(filter.request, filter.count, base);
    const bool is_date = !filter.date.empty();
    json["field"] = is_date ? "date" : analyzers::entry_type_name(filter.type);
    json["value"] = is_date ? filter.date : filter.id;
    json["typed"] = filter.typed;
    filters.push_back(std::move(json));
  }
  auto relaxations = Json::array();
  for (const auto& relaxation : suggestions.relaxations) {
    auto json = suggestion_json(relaxation.request, relaxation.count, base);
    json["remove"] = relaxation.kind;
    if (!relaxation.what.empty()) json["what"] = relaxation.what;
    if (relaxation.field) json["what"] = facet_name(*relaxation.field);
    relaxations.push_back(std::move(json));
  }
  return {{"did_you_mean", std::move(corrections)},
          {"filters", std::move(filters)},
          {"relaxations", std::move(relaxations)}};
}

// The same request's page `page`; null where there is none.
Json page_link(const SearchRequest& request, int page, std::int64_t total, std::string_view base) {
  const auto before = static_cast<std::int64_t>(page - 1) * request.per_page;
  const bool is_there =
      page == 1 || (page > 1 && before < total && page * request.per_page <= kDeepestResult);
  if (!is_there) return nullptr;
  auto other = request;
  other.page = page;
  return absolute(base, api_search_address(other));
}

Json search_links(const SearchRequest& request, const SearchResults& results, std::string_view base) {
  return {
      {"self", absolute(base, api_search_address(request))},
      {"next", page_link(request, request.page + 1, results.total, base)},
      {"prev", request.page > 1 ? page_link(request, request.page - 1, results.total, base) : Json(nullptr)}};
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

std::string search_json(const SearchRequest& request, const SearchResults& results, std::string_view base) {
  auto hits = Json::array();
  for (const auto& hit : results.hits) hits.push_back(hit_json(hit, base));
  auto facets = Json::object();
  for (const auto& facet : results.facets) facets[std::string(facet_name(facet.field))] = facet_json(facet);
  return text_of({{"query",
                   {{"q", request.typed},
                    {"canonical", absolute(base, search_address(PageLanguage::english, request))},
                    {"interpretation", interpretation_json(request, results.interpretation, base)}}},
                  {"revision", results.revision},
                  {"took_ms", rounded(results.took_ms, 1e2)},
                  {"total", results.total},
                  {"total_relation", "exact"},
                  {"sort", sort_name(results.sort)},
                  {"page", request.page},
                  {"per_page", request.per_page},
                  {"documents_in_all", results.documents_in_all},
                  {"hits", std::move(hits)},
                  {"facets", std::move(facets)},
                  {"suggestions", suggestions_json(results.suggestions, base)},
                  {"links", search_links(request, results, base)}});
}

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
