// Lines of JSON into documents. The lines are foreign: whatever they hold, they become a record or an error.
#include "corpus/document_json.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "corpus/checked_json.h"
#include "corpus/document_json_parts.h"
#include "corpus/json_fields.h"
#include "corpus/json_text.h"

namespace corpus {
namespace {

using Json = nlohmann::json;

// What the line says, taken as it stands; `fields` has the types checked, nothing more.
Document plain_document(const Fields& fields) {
  Document document;
  document.id = fields.text("id");
  document.key = fields.text("key");
  document.aliases = fields.texts("aliases");
  document.kind = kind_of(fields);
  document.title = fields.text("title");
  document.summary = fields.text("summary");
  document.body = fields.text("body");
  document.url = fields.text("url");
  if (const Json* date = fields.find("published")) document.published = date_of(*date, "published");
  if (const Json* date = fields.find("modified")) document.modified = date_of(*date, "modified");
  if (const Json* events = fields.find("events")) document.events = events_of(*events);
  if (const Json* tags = fields.find("tags")) document.tags = tags_of(*tags);
  document.hashtags = fields.texts("hashtags");
  if (const Json* places = fields.find("occurrences")) document.occurrences = occurrences_of(*places);
  if (const Json* withdrawn = fields.find("withdrawn")) document.withdrawn = withdrawal_of(*withdrawn);
  return document;
}

analyzers::Language language_of(const Fields& fields, const Document& document) {
  const std::string code = fields.text("lang");
  if (code.empty()) {
    return analyzers::language_of(document.title + '\n' + document.summary + '\n' + document.body);
  }
  const auto language = analyzers::language_from_code(code);
  if (!language) complain("lang", shown_in_json(code) + " is no language");
  return *language;
}

Document whole_document(const Fields& fields) {
  Document document = plain_document(fields);
  document.language = language_of(fields, document);
  document.parent = fields.text("parent");
  document.translation = fields.text("translation");
  if (const Json* found = fields.find("found"))
    document.twin_evidence = evidence_of({*found, "found", {"score", "order", "reasons"}});
  return document;
}

void settle_key(Document& document) {
  if (!document.url.empty()) {
    const auto url = canonical_url(document.url);
    if (!url) complain("url", shown_in_json(document.url) + " is no http or https address");
    document.url = *url;
  }
  check_id(document.id);
  if (document.key.empty()) document.key = document.url;
  if (document.key.empty()) document.key = document.id;
  if (document.key.empty())
    throw DocumentJsonError("key: is missing; a key, url or id must name the document");
  check_key("key", document.key);
  for (const auto& alias : document.aliases) check_key("aliases", alias);
}

// Tags that the source itself states beside those an export carries. Names of outlets are told apart later,
// where the vocabulary is at hand.
void add_stated_tags(const Fields& fields, std::vector<analyzers::Tag>& tags) {
  using analyzers::EntryType;
  constexpr std::array<std::pair<std::string_view, EntryType>, 3> kLists{
      {{"partners", EntryType::partner}, {"topics", EntryType::topic}, {"outlets", EntryType::outlet}}};
  for (const auto& [name, type] : kLists) {
    for (const auto& id : fields.texts(name)) {
      check_key(name, id);
      const auto same = [&id, type = type](const analyzers::Tag& tag) {
        return tag.type == type && tag.id == id;
      };
      if (std::none_of(tags.begin(), tags.end(), same)) tags.push_back({type, id, "source", {}});
    }
  }
  std::stable_sort(tags.begin(), tags.end(), [](const analyzers::Tag& a, const analyzers::Tag& b) {
    return std::tie(a.type, a.id) < std::tie(b.type, b.id);
  });
}

// What an export knows of the version beside its content; nothing for a line that people wrote.
std::optional<Record::Memory> memory_of(const Fields& fields, bool earlier) {
  const Json* from = fields.find("from");
  if (from == nullptr) {
    for (const char* name : {"said", "again", "seen"}) {
      if (fields.find(name) != nullptr) complain(name, "stands beside from alone");
    }
    if (earlier) complain("from", "is missing; an earlier version tells where it came from");
    return std::nullopt;
  }
  Record::Memory memory;
  memory.provenance = provenance_of(*from);
  memory.earlier = earlier;
  if (const Json* again = fields.find("again")) memory.again = whole_number_of(*again, "again");
  if (const Json* said = fields.find("said")) memory.statements = statements_of(*said);
  if (const Json* seen = fields.find("seen")) memory.sightings = sightings_of(*seen);
  return memory;
}

Record record_of(const Json& line) {
  const Fields fields(line, "",
                      {"type",      "id",     "key",  "aliases",   "kind",     "lang",        "title",
                       "summary",   "body",   "url",  "published", "modified", "events",      "outlets",
                       "partners",  "topics", "tags", "hashtags",  "parent",   "translation", "occurrences",
                       "withdrawn", "from",   "said", "again",     "seen"});
  const std::string type = fields.text("type");
  if (type == "capture") complain("type", "a page's line begins with {\"type\":\"capture\", without spaces");
  if (type != "document" && type != "version" && fields.find("type") != nullptr) {
    complain("type", shown_in_json(type) +
                         " is none of document, version, boilerplate, capture, raw, twins, decision, purged");
  }
  Record record;
  record.document = plain_document(fields);
  auto& document = record.document;
  document.language = language_of(fields, document);
  if (document.title.empty() && document.summary.empty() && document.body.empty()) {
    throw DocumentJsonError("title: is missing, and so is body; one of them must be there");
  }
  settle_key(document);
  add_stated_tags(fields, document.tags);
  record.tags_given = fields.find("tags") != nullptr;
  record.parent_key = fields.text("parent");
  record.translation_key = fields.text("translation");
  record.memory = memory_of(fields, type == "version");
  record.events_given = record.memory.has_value() || fields.find("events") != nullptr;
  return record;
}

Boilerplate boilerplate_of(const Json& line) {
  const Fields fields(line, "standing text", {"type", "name", "text", "source", "anchor", "from"});
  Boilerplate boilerplate{fields.text("name"), fields.text("text"), fields.text("source"),
                          fields.text("anchor")};
  check_key("name", boilerplate.name);
  if (boilerplate.text.empty()) complain("text", "is missing");
  if (const Json* from = fields.find("from")) boilerplate.provenance = provenance_of(*from);
  return boilerplate;
}

FoundTwin found_twin_of(const Json& line) {
  const Fields fields(line, "found twins",
                      {"type", "arabic", "english", "score", "order", "reasons", "from"});
  FoundTwin twin{fields.text("arabic"), fields.text("english"), evidence_of(fields)};
  check_key("arabic", twin.arabic);
  check_key("english", twin.english);
  if (const Json* from = fields.find("from")) twin.provenance = provenance_of(*from);
  return twin;
}

Decision decision_of(const Json& line) {
  const Fields fields(line, "a decision",
                      {"type", "document", "field", "value", "verdict", "who", "why", "time"});
  const std::string verdict = fields.text("verdict");
  if (verdict != "accept" && verdict != "reject")
    complain("verdict", shown_in_json(verdict) + " is neither accept nor reject");
  return {fields.text("document"), fields.text("field"), fields.text("value"), verdict == "accept",
          fields.text("who"),      fields.text("why"),   fields.text("time")};
}

Purged purged_of(const Json& line) {
  const Fields fields(line, "an erased document",
                      {"type", "id", "key", "kind", "lang", "reason", "time", "hashes", "from"});
  Purged purged;
  purged.id = fields.text("id");
  check_id(purged.id);
  if (purged.id.empty()) complain("id", "is missing");
  purged.key = fields.text("key");
  purged.kind = kind_of(fields);
  purged.language = analyzers::language_from_code(fields.text("lang")).value_or(analyzers::Language::other);
  purged.reason = fields.text("reason");
  check_key("reason", purged.reason);
  purged.time = fields.text("time");
  check_key("time", purged.time);
  if (const Json* hashes = fields.find("hashes")) {
    for (const auto& hash : list_of(*hashes, "hashes")) {
      const auto& parts = list_of(hash, "hashes");
      if (parts.size() != 2) complain("hashes", "each must be [what, sha256]");
      purged.hashes.push_back({text_of(parts[0], "hashes"), text_of(parts[1], "hashes")});
    }
  }
  if (const Json* from = fields.find("from")) purged.provenance = provenance_of(*from);
  return purged;
}

bool is_of_type(const Json& line, std::string_view name) {
  const auto type = line.find("type");
  return type != line.end() && *type == name;
}

}  // namespace

std::vector<std::string> strings_from_json(std::string_view json) {
  std::vector<std::string> strings;
  const Json list = checked_json(json);
  for (const auto& item : list_of(list, "list")) strings.push_back(text_of(item, "list"));
  return strings;
}

std::vector<analyzers::Tag> tags_from_json(std::string_view json) { return tags_of(checked_json(json)); }

PublicationDate date_from_json(std::string_view json) {
  return json.empty() ? PublicationDate{} : date_of(checked_json(json), "date");
}

std::vector<EventDate> events_from_json(std::string_view json) {
  return json.empty() ? std::vector<EventDate>{} : events_of(checked_json(json));
}

Document document_from_json(std::string_view line) {
  const Json json = checked_json(line);
  const Fields fields(json, "",
                      {"type",     "id",     "key",         "aliases",   "kind",        "lang",     "title",
                       "summary",  "body",   "url",         "published", "modified",    "events",   "tags",
                       "hashtags", "parent", "translation", "found",     "occurrences", "withdrawn"});
  return whole_document(fields);
}

Record record_from_json(std::string_view line) {
  auto record = record_of(checked_json(line));
  record.raw_sha256 = sha256_hex(line);
  return record;
}

Boilerplate boilerplate_from_json(std::string_view line) { return boilerplate_of(checked_json(line)); }

FoundTwin found_twin_from_json(std::string_view line) { return found_twin_of(checked_json(line)); }

Decision decision_from_json(std::string_view line) { return decision_of(checked_json(line)); }

Purged purged_from_json(std::string_view line) { return purged_of(checked_json(line)); }

std::variant<Record, Boilerplate, FoundTwin, Decision, Purged> line_from_json(std::string_view line) {
  const Json json = checked_json(line);
  if (is_of_type(json, "boilerplate")) return boilerplate_of(json);
  if (is_of_type(json, "twins")) return found_twin_of(json);
  if (is_of_type(json, "decision")) return decision_of(json);
  if (is_of_type(json, "purged")) return purged_of(json);
  auto record = record_of(json);
  record.raw_sha256 = sha256_hex(line);
  return record;
}

}  // namespace corpus
