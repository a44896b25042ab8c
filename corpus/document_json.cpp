// Lines of JSON into documents. The lines are foreign: whatever they hold, they become a record or an error.
#include "corpus/document_json.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "corpus/checked_json.h"
#include "corpus/json_fields.h"
#include "corpus/json_text.h"

namespace corpus {
namespace {

using Json = nlohmann::json;

analyzers::Span span_of(const Json& value, std::string_view path) {
  using analyzers::TextField;
  const auto& parts = list_of(value, path);
  if (parts.size() != 3) complain(path, "each must be [field, begin, end]");
  const std::string name = text_of(parts[0], path);
  for (const auto field : {TextField::title, TextField::summary, TextField::body}) {
    if (name != text_field_word(field)) continue;
    const analyzers::Span span{field, whole_number_of(parts[1], path), whole_number_of(parts[2], path)};
    if (span.begin > span.end) complain(path, "begins after its end");
    return span;
  }
  complain(path, shown_in_json(name) + " is none of title, summary, body");
}

analyzers::Tag tag_of(const Json& value) {
  const Fields fields(value, "tags", {"type", "id", "rule", "spans"});
  const std::string type_name = fields.text("type");
  const auto type = analyzers::entry_type_from_name(type_name);
  if (!type) complain("tags.type", shown_in_json(type_name) + " is no type of tag");
  analyzers::Tag tag{*type, fields.text("id"), fields.text("rule"), {}};
  if (const Json* spans = fields.find("spans")) {
    for (const auto& span : list_of(*spans, "tags.spans")) tag.spans.push_back(span_of(span, "tags.spans"));
  }
  return tag;
}

std::vector<analyzers::Tag> tags_of(const Json& value) {
  std::vector<analyzers::Tag> tags;
  for (const auto& tag : list_of(value, "tags")) tags.push_back(tag_of(tag));
  return tags;
}

Kind kind_of(const Fields& fields) {
  const std::string name = fields.text("kind");
  const auto kind = kind_from_name(name);
  if (!kind) {
    complain("kind",
             (name.empty() ? "is missing; it must be" : shown_in_json(name) + " is none of") +
                 std::string(" statement, news, digest, digest_item, social_post, podcast, campaign, page"));
  }
  return *kind;
}

// The date and its precision, which must be the one that the date tells.
PublicationDate stated_days(const Fields& fields) {
  PublicationDate date;
  const std::string day = fields.text("date");
  const std::string precision = fields.text("precision");
  if (!day.empty()) {
    const auto read = parse_date(day);
    if (!read) {
      complain(fields.path("date"), shown_in_json(day) +
                                        " is no date; write 2018, 2018-02, 2018-02-13 or, for an interval, "
                                        "2018-02-13/2018-03-06");
    }
    date = *read;
    date.words.clear();
  }
  if (!precision.empty() && precision != date_precision_name(date.precision)) {
    complain(fields.path("precision"),
             shown_in_json(precision) + " is not what the date " + shown_in_json(day) + " tells");
  }
  return date;
}

PublicationDate date_of(const Json& value, std::string_view name) {
  const Fields fields(value, name, {"date", "precision", "evidence", "words", "gmt"});
  PublicationDate date = stated_days(fields);
  const std::string evidence = fields.text("evidence");
  const auto known_evidence = date_evidence_from_name(evidence.empty() ? "unknown" : evidence);
  if (!known_evidence) {
    complain(fields.path("evidence"), shown_in_json(evidence) +
                                          " is none of metadata, address, visible_text, "
                                          "member_count, decision, unknown");
  }
  date.evidence = *known_evidence;
  date.words = fields.text("words");
  date.gmt = fields.text("gmt");
  return date;
}

EventDate event_of(const Json& value) {
  const Fields fields(value, "events", {"date", "precision", "rule", "words", "span"});
  auto event = event_date_of(stated_days(fields));
  if (!event) complain("events.date", "is missing");
  const std::string rule_name = fields.text("rule");
  const auto rule = date_rule_from_name(rule_name);
  if (!rule) {
    complain("events.rule",
             shown_in_json(rule_name) + " is none of written, hijri, no_year, weekday, relative");
  }
  event->rule = *rule;
  event->words = fields.text("words");
  const Json* span = fields.find("span");
  if (span == nullptr) complain("events.span", "is missing");
  event->where = span_of(*span, "events.span");
  return *event;
}

std::vector<EventDate> events_of(const Json& value) {
  std::vector<EventDate> events;
  for (const auto& event : list_of(value, "events")) events.push_back(event_of(event));
  return events;
}

std::vector<Occurrence> occurrences_of(const Json& value) {
  std::vector<Occurrence> occurrences;
  for (const auto& item : list_of(value, "occurrences")) {
    const Fields fields(item, "occurrences", {"source", "anchor"});
    occurrences.push_back({fields.text("source"), fields.text("anchor")});
  }
  return occurrences;
}

Withdrawal withdrawal_of(const Json& value) {
  const Fields fields(value, "withdrawn", {"reason", "time"});
  const auto time = fields.text("time");
  const auto day = parse_date(time);
  if (!time.empty() && (!day || day->precision != DatePrecision::day)) {
    complain("withdrawn.time", shown_in_json(time) + " is no instant; write 2018-02-13T09:30:00Z");
  }
  return {fields.text("reason"), time};
}

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

TwinEvidence evidence_of(const Fields& fields) {
  TwinEvidence evidence;
  for (const auto& [name, value] :
       {std::pair{"score", &evidence.score}, std::pair{"order", &evidence.order}}) {
    const Json* found = fields.find(name);
    if (found == nullptr) complain(fields.path(name), "is missing");
    *value = number_of(*found, fields.path(name));
  }
  evidence.reasons = fields.texts("reasons");
  return evidence;
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

void check_key(std::string_view field, std::string_view key) {
  if (!is_fit_for_key(key)) complain(field, "must be 1 to 2,048 bytes of text in one line");
}

void check_id(std::string_view id) {
  const bool right_size = id.empty() || id.size() == 12 || id.size() == 13;
  if (!right_size || id.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567") != std::string_view::npos) {
    complain("id", "must be 12 or 13 letters of a-z and 2-7");
  }
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

std::vector<Record::Memory::Statement> statements_of(const Json& value) {
  std::vector<Record::Memory::Statement> statements;
  for (const auto& item : list_of(value, "said")) {
    const auto& parts = list_of(item, "said");
    if (parts.size() != 3) complain("said", "each must be [source, place, sha256]");
    statements.push_back({text_of(parts[0], "said"), text_of(parts[1], "said"), text_of(parts[2], "said")});
  }
  return statements;
}

std::vector<Record::Memory::Sighting> sightings_of(const Json& value) {
  std::vector<Record::Memory::Sighting> sightings;
  for (const auto& item : list_of(value, "seen")) {
    const auto& parts = list_of(item, "seen");
    if (parts.size() != 3) complain("seen", "each must be [source, first, last]");
    sightings.push_back({text_of(parts[0], "seen"), text_of(parts[1], "seen"), text_of(parts[2], "seen")});
    if (sightings.back().first > sightings.back().last) complain("seen", "ends before it begins");
  }
  return sightings;
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
