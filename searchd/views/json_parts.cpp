#include "searchd/views/json_parts.h"

#include "searchd/views/addresses.h"
#include "searchd/views/direction.h"

namespace searchd {
namespace {

using analyzers::EntryType;

struct TagList {
  std::string_view name;
  EntryType type;
};
constexpr TagList kTagLists[] = {
    {"partners", EntryType::partner}, {"topics", EntryType::topic},   {"outlets", EntryType::outlet},
    {"places", EntryType::place},     {"persons", EntryType::person}, {"groups", EntryType::group},
};

}  // namespace

void write_address(JsonWriter& json, std::string_view name, std::string_view base, const std::string& path) {
  json.member(name, std::string(base) + path);
}

void write_date(JsonWriter& json, std::string_view name, const corpus::PublicationDate& date) {
  if (date.precision == corpus::DatePrecision::unknown) return json.member(name, nullptr);
  json.name(name);
  json.begin_object();
  json.member("value", corpus::to_string(date));
  json.member("precision", corpus::date_precision_name(date.precision));
  json.member("evidence", corpus::date_evidence_name(date.evidence));
  json.member("words", date.words);
  json.member_or_null("gmt", date.gmt);
  json.end_object();
}

void write_link_members(JsonWriter& json, const DocumentLink& link, std::string_view base) {
  json.member("id", link.id);
  write_address(json, "url", base, document_address(PageLanguage::english, link.id));
  json.member("title", link.title);
  json.member("kind", corpus::kind_name(link.kind));
  json.member("lang", analyzers::language_code(link.language));
}

void write_link(JsonWriter& json, std::string_view name, const std::optional<DocumentLink>& link,
                std::string_view base) {
  if (!link) return json.member(name, nullptr);
  json.name(name);
  json.begin_object();
  write_link_members(json, *link, base);
  json.end_object();
}

void write_head(JsonWriter& json, const corpus::Document& document, std::string_view base) {
  json.member("id", document.id);
  write_address(json, "url", base, document_address(PageLanguage::english, document.id));
  json.member_or_null("source_url", document.url);
  json.member("lang", analyzers::language_code(document.language));
  json.member("dir", direction_of(document.language));
  json.member("title", document.title);
}

void write_tag_lists(JsonWriter& json, const corpus::Document& document) {
  for (const auto& list : kTagLists) {
    write_list(json, list.name, document.tags, [&](const analyzers::Tag& tag) {
      if (tag.type == list.type) json.value(tag.id);
    });
  }
}

}  // namespace searchd
