#include "searchd/views/tags_json.h"

#include "analyzers/membership.h"
#include "analyzers/salience.h"
#include "searchd/views/json_parts.h"

namespace searchd {
namespace {

// Since when the partner is a member, {"from", "to"}; null where no source tells.
void write_member_since(JsonWriter& json, const analyzers::Tag& tag,
                        const analyzers::Vocabulary& vocabulary) {
  const auto* entry = vocabulary.find(tag.type, tag.id);
  const auto membership = entry == nullptr ? std::nullopt : analyzers::membership_of(*entry);
  if (!membership) return json.member("member_since", nullptr);
  json.name("member_since");
  json.begin_object();
  json.member("from", membership->from);
  json.member("to", membership->to);
  json.end_object();
}

void write_tag(JsonWriter& json, const analyzers::Tag& tag, const analyzers::TagSalience& salience,
               const analyzers::Vocabulary& vocabulary) {
  json.begin_object();
  json.member("type", analyzers::entry_type_name(tag.type));
  json.member("id", tag.id);
  json.member("rule", tag.rule);
  json.member("salience", analyzers::salience_name(salience.salience));
  json.member("weight", rounded(salience.weight, 1e3));
  write_list(json, "spans", tag.spans, [&json](const auto& span) {
    json.begin_object();
    json.member("field", analyzers::text_field_name(span.field));
    json.member("begin", span.begin);
    json.member("end", span.end);
    json.end_object();
  });
  if (tag.type == analyzers::EntryType::partner) write_member_since(json, tag, vocabulary);
  json.end_object();
}

}  // namespace

void write_tags(JsonWriter& json, const corpus::Document& document, const analyzers::Vocabulary& vocabulary) {
  const auto saliences = analyzers::saliences_of(
      document.tags, {document.title, document.summary, document.body, /*digest_item=*/false});
  auto salience = saliences.begin();
  write_list(json, "tags", document.tags,
             [&](const analyzers::Tag& tag) { write_tag(json, tag, *salience++, vocabulary); });
}

}  // namespace searchd
