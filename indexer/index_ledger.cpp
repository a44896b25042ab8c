#include "indexer/index_ledger.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace indexer {
namespace {

using Json = nlohmann::ordered_json;

std::optional<corpus::LedgerEvidence> evidence_from_name(std::string_view name) {
  using corpus::LedgerEvidence;
  for (const auto evidence :
       {LedgerEvidence::boilerplate, LedgerEvidence::welcome, LedgerEvidence::statement}) {
    if (corpus::ledger_evidence_name(evidence) == name) return evidence;
  }
  return std::nullopt;
}

Json to_json(const corpus::PublicationDate& date) {
  Json json = {{"precision", corpus::date_precision_name(date.precision)}};
  if (date.precision == corpus::DatePrecision::unknown) return json;
  json["value"] = corpus::to_string(date);
  json["evidence"] = corpus::date_evidence_name(date.evidence);
  if (!date.words.empty()) json["words"] = date.words;
  if (!date.gmt.empty()) json["gmt"] = date.gmt;
  return json;
}

Json to_json(const corpus::LedgerEntry& entry) {
  return {{"members", entry.members}, {"evidence", corpus::ledger_evidence_name(entry.evidence)},
          {"words", entry.words},     {"document", entry.document},
          {"source", entry.source},   {"date", to_json(entry.date)}};
}

corpus::PublicationDate date_from_json(const Json& json) {
  const auto parsed = corpus::parse_date(json.value("value", ""));
  if (!parsed) return {};
  auto date = *parsed;
  date.words = json.value("words", "");
  date.gmt = json.value("gmt", "");
  date.evidence = corpus::date_evidence_from_name(json.value("evidence", "")).value_or(date.evidence);
  return date;
}

std::optional<corpus::LedgerEntry> entry_from_json(const Json& json) {
  const auto evidence = evidence_from_name(json.value("evidence", ""));
  if (!evidence) return std::nullopt;
  return corpus::LedgerEntry{json.at("members").get<int>(), *evidence,
                             json.value("words", ""),       json.value("document", ""),
                             json.value("source", ""),      date_from_json(json.at("date"))};
}

}  // namespace

std::string ledger_to_json(std::span<const corpus::LedgerEntry> entries) {
  auto json = Json::array();
  for (const auto& entry : entries) json.push_back(to_json(entry));
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<corpus::LedgerEntry> ledger_from_json(std::string_view json) {
  std::vector<corpus::LedgerEntry> entries;
  const auto parsed = Json::parse(json, nullptr, false);
  if (!parsed.is_array()) return entries;
  for (const auto& element : parsed) {
    try {
      if (auto entry = entry_from_json(element)) entries.push_back(std::move(*entry));
    } catch (const Json::exception&) {
      continue;  // not of our form
    }
  }
  return entries;
}

}  // namespace indexer
