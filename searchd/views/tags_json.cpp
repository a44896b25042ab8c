#include "searchd/views/tags_json.h"

#include <cmath>
#include <optional>
#include <utility>

#include "analyzers/membership.h"
#include "analyzers/salience.h"

namespace searchd {
namespace {

using Json = nlohmann::ordered_json;

// Since when the partner is a member, {"from", "to"}; null where no source tells.
Json member_since_json(const analyzers::Tag& tag, const analyzers::Vocabulary& vocabulary) {
  const auto* entry = vocabulary.find(tag.type, tag.id);
  const auto membership = entry == nullptr ? std::nullopt : analyzers::membership_of(*entry);
  if (!membership) return nullptr;
  return {{"from", membership->from}, {"to", membership->to}};
}

}  // namespace

nlohmann::ordered_json tags_json(const corpus::Document& document, const analyzers::Vocabulary& vocabulary) {
  auto json = Json::array();
  const auto saliences = analyzers::saliences_of(
      document.tags, {document.title, document.summary, document.body, /*digest_item=*/false});
  for (std::size_t i = 0; i < document.tags.size(); ++i) {
    const auto& tag = document.tags[i];
    auto spans = Json::array();
    for (const auto& span : tag.spans) {
      spans.push_back(
          {{"field", analyzers::text_field_name(span.field)}, {"begin", span.begin}, {"end", span.end}});
    }
    json.push_back({{"type", analyzers::entry_type_name(tag.type)},
                    {"id", tag.id},
                    {"rule", tag.rule},
                    {"salience", analyzers::salience_name(saliences[i].salience)},
                    {"weight", std::round(saliences[i].weight * 1e3) / 1e3},
                    {"spans", std::move(spans)}});
    if (tag.type == analyzers::EntryType::partner) {
      json.back()["member_since"] = member_since_json(tag, vocabulary);
    }
  }
  return json;
}

}  // namespace searchd
