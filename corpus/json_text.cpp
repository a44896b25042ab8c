// Documents and standing text into lines of JSON.
#include "corpus/json_text.h"

#include <array>
#include <charconv>

#include "corpus/document_json.h"

namespace corpus {
namespace {

// The length of the well-formed UTF-8 sequence at the front of `text` (which begins with a byte above 0x7F);
// 0: none. The bounds of the second byte are those of table 3-7 of the Unicode standard: no overlong forms,
// no surrogates.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [text](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  const auto continues = [&byte](std::size_t at) { return byte(at) >= 0x80 && byte(at) <= 0xBF; };
  const unsigned first = byte(0);
  const unsigned second = byte(1);
  if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const unsigned lowest = first == 0xE0 ? 0xA0 : 0x80;
    const unsigned highest = first == 0xED ? 0x9F : 0xBF;
    return second >= lowest && second <= highest && continues(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const unsigned lowest = first == 0xF0 ? 0x90 : 0x80;
    const unsigned highest = first == 0xF4 ? 0x8F : 0xBF;
    return second >= lowest && second <= highest && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

void append_escaped_ascii(std::string& json, char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (c) {
    case '"': json += "\\\""; return;
    case '\\': json += "\\\\"; return;
    case '\n': json += "\\n"; return;
    case '\r': json += "\\r"; return;
    case '\t': json += "\\t"; return;
    default: break;
  }
  const auto byte = static_cast<unsigned char>(c);
  json += "\\u00";
  json += kDigits[byte >> 4U];
  json += kDigits[byte & 15U];
}

// Appends the sequence at the front of `text` and returns how many bytes it took.
std::size_t append_sequence(std::string& json, std::string_view text) {
  const std::size_t length = sequence_length(text);
  if (length == 0) {
    json += "\uFFFD";
    return 1;
  }
  const auto sequence = text.substr(0, length);
  if (sequence == "\u2028") {
    json += "\\u2028";
  } else if (sequence == "\u2029") {
    json += "\\u2029";
  } else {
    json += sequence;
  }
  return length;
}

constexpr bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

// Fields of one object: "," before each but the first; fields that say nothing are left out by the caller.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& json) : json_(json) { json_ += '{'; }
  void close() { json_ += '}'; }

  std::string& name(std::string_view name) {
    if (!first_) json_ += ',';
    first_ = false;
    json_.append("\"").append(name).append("\":");
    return json_;
  }
  void field(std::string_view field_name, std::string_view text) {
    append_json_string(name(field_name), text);
  }
  void field_unless_empty(std::string_view field_name, std::string_view text) {
    if (!text.empty()) field(field_name, text);
  }

 private:
  std::string& json_;
  bool first_ = true;
};

void append_span(std::string& json, const analyzers::Span& span) {
  json.append("[\"").append(text_field_word(span.field)).append("\",");
  json.append(std::to_string(span.begin)).append(",").append(std::to_string(span.end)).append("]");
}

template <typename Items, typename Append>
void append_list(std::string& json, const Items& items, Append append) {
  json += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) json += ',';
    first = false;
    append(json, item);
  }
  json += ']';
}

void append_tag(std::string& json, const analyzers::Tag& tag) {
  ObjectWriter object(json);
  object.field("type", analyzers::entry_type_name(tag.type));
  object.field("id", tag.id);
  object.field("rule", tag.rule);
  if (!tag.spans.empty()) append_list(object.name("spans"), tag.spans, append_span);
  object.close();
}

void append_occurrence(std::string& json, const Occurrence& occurrence) {
  ObjectWriter object(json);
  object.field("source", occurrence.source);
  object.field_unless_empty("anchor", occurrence.anchor);
  object.close();
}

void append_date(std::string& json, const PublicationDate& date) {
  ObjectWriter object(json);
  if (date.precision != DatePrecision::unknown) {
    object.field("date", to_string(date));
    object.field("precision", date_precision_name(date.precision));
  }
  if (date.evidence != DateEvidence::unknown) object.field("evidence", date_evidence_name(date.evidence));
  object.field_unless_empty("words", date.words);
  object.field_unless_empty("gmt", date.gmt);
  object.close();
}

void append_event(std::string& json, const EventDate& event) {
  ObjectWriter object(json);
  object.field("date", to_string(event));
  object.field("precision", date_precision_name(event.precision));
  object.field("rule", date_rule_name(event.rule));
  object.field("words", event.words);
  append_span(object.name("span"), event.where);
  object.close();
}

void append_statement(std::string& json, const Record::Memory::Statement& statement) {
  json += '[';
  append_json_string(json, statement.source);
  append_json_string(json += ',', statement.place);
  append_json_string(json += ',', statement.sha256);
  json += ']';
}

void append_sighting(std::string& json, const Record::Memory::Sighting& sighting) {
  json += '[';
  append_json_string(json, sighting.source);
  append_json_string(json += ',', sighting.first);
  append_json_string(json += ',', sighting.last);
  json += ']';
}

bool says_something(const PublicationDate& date) {
  return date.precision != DatePrecision::unknown || date.evidence != DateEvidence::unknown ||
         !date.words.empty() || !date.gmt.empty();
}

void append_withdrawal(std::string& json, const Withdrawal& withdrawal) {
  ObjectWriter object(json);
  object.field("reason", withdrawal.reason);
  object.field("time", withdrawal.time);
  object.close();
}

// The shortest digits that read back as the same number.
void append_number(std::string& json, double number) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number + 0.0).ptr;  // -0 is 0
  json.append(digits.data(), end);
}

void append_evidence(ObjectWriter& object, const TwinEvidence& evidence) {
  append_number(object.name("score"), evidence.score);
  append_number(object.name("order"), evidence.order);
  append_list(object.name("reasons"), evidence.reasons, append_json_string);
}

void append_content(ObjectWriter& object, const Document& document) {
  object.field("kind", kind_name(document.kind));
  object.field("lang", analyzers::language_code(document.language));
  object.field_unless_empty("title", document.title);
  object.field_unless_empty("summary", document.summary);
  object.field_unless_empty("body", document.body);
  object.field_unless_empty("url", document.url);
  if (says_something(document.published)) append_date(object.name("published"), document.published);
  if (says_something(document.modified)) append_date(object.name("modified"), document.modified);
  if (!document.events.empty()) append_list(object.name("events"), document.events, append_event);
  append_list(object.name("tags"), document.tags,
              append_tag);  // also where empty: then it is known that there are none
  if (!document.hashtags.empty()) append_list(object.name("hashtags"), document.hashtags, append_json_string);
}

}  // namespace

std::string_view text_field_word(analyzers::TextField field) {
  switch (field) {
    case analyzers::TextField::title: return "title";
    case analyzers::TextField::summary: return "summary";
    case analyzers::TextField::body: return "body";
  }
  __builtin_unreachable();
}

void append_json_string(std::string& json, std::string_view text) {
  json += '"';
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && is_plain(text[end])) ++end;
    json.append(text, at, end - at);
    at = end;
    if (at == text.size()) break;
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      append_escaped_ascii(json, text[at++]);
    } else {
      at += append_sequence(json, text.substr(at));
    }
  }
  json += '"';
}

void append_provenance(std::string& json, const Provenance& provenance) {
  ObjectWriter object(json);
  object.field("source", provenance.source);
  object.field("format", provenance.format);
  object.field("time", provenance.imported_at);
  object.field("importer", provenance.importer_version);
  object.field_unless_empty("raw", provenance.raw_sha256);
  object.field_unless_empty("media_type", provenance.media_type);
  object.field_unless_empty("fetched_from", provenance.fetched_from);
  object.field_unless_empty("fetched_at", provenance.fetched_at);
  object.close();
}

std::string strings_to_json(const std::vector<std::string>& strings) {
  std::string json;
  append_list(json, strings, append_json_string);
  return json;
}

std::string tags_to_json(const std::vector<analyzers::Tag>& tags) {
  std::string json;
  append_list(json, tags, append_tag);
  return json;
}

std::string date_to_json(const PublicationDate& date) {
  std::string json;
  if (says_something(date)) append_date(json, date);
  return json;
}

std::string events_to_json(const std::vector<EventDate>& events) {
  std::string json;
  if (!events.empty()) append_list(json, events, append_event);
  return json;
}

std::string to_json_line(const Document& document) {
  std::string json;
  json.reserve(512 + document.title.size() + document.summary.size() + document.body.size() * 9 / 8);
  ObjectWriter object(json);
  object.field("type", "document");
  object.field_unless_empty("id", document.id);
  object.field_unless_empty("key", document.key);
  if (!document.aliases.empty()) append_list(object.name("aliases"), document.aliases, append_json_string);
  append_content(object, document);
  object.field_unless_empty("parent", document.parent);
  object.field_unless_empty("translation", document.translation);
  if (document.twin_evidence) {
    ObjectWriter found(object.name("found"));
    append_evidence(found, *document.twin_evidence);
    found.close();
  }
  if (!document.occurrences.empty()) {
    append_list(object.name("occurrences"), document.occurrences, append_occurrence);
  }
  if (document.withdrawn) append_withdrawal(object.name("withdrawn"), *document.withdrawn);
  object.close();
  return json;
}

std::string to_json_line(const Document& document, const Record::Memory& memory) {
  std::string json = to_json_line(document);
  json.pop_back();  // its closing brace
  append_provenance(json.append(",\"from\":"), memory.provenance);
  if (memory.again > 0) json.append(",\"again\":").append(std::to_string(memory.again));
  if (!memory.statements.empty()) {
    append_list(json.append(",\"said\":"), memory.statements, append_statement);
  }
  if (!memory.sightings.empty()) append_list(json.append(",\"seen\":"), memory.sightings, append_sighting);
  return json += '}';
}

std::string version_to_json_line(const Document& document, const Record::Memory& memory) {
  std::string json;
  ObjectWriter object(json);
  object.field("type", "version");
  object.field_unless_empty("id", document.id);
  object.field("key", document.key);
  append_content(object, document);
  append_provenance(object.name("from"), memory.provenance);
  if (memory.again > 0) object.name("again") += std::to_string(memory.again);
  object.close();
  return json;
}

std::string to_json_line(const Boilerplate& boilerplate) {
  std::string json;
  ObjectWriter object(json);
  object.field("type", "boilerplate");
  object.field("name", boilerplate.name);
  object.field("text", boilerplate.text);
  object.field_unless_empty("source", boilerplate.source);
  object.field_unless_empty("anchor", boilerplate.anchor);
  if (boilerplate.provenance) append_provenance(object.name("from"), *boilerplate.provenance);
  object.close();
  return json;
}

std::string to_json_line(const Decision& decision) {
  std::string json;
  ObjectWriter object(json);
  object.field("type", "decision");
  object.field("document", decision.document);
  object.field("field", decision.field);
  object.field("value", decision.value);
  object.field("verdict", decision.accepted ? "accept" : "reject");
  object.field("who", decision.who);
  object.field_unless_empty("why", decision.why);
  object.field_unless_empty("time", decision.time);
  object.close();
  return json;
}

std::string to_json_line(const Purged& purged) {
  std::string json;
  ObjectWriter object(json);
  object.field("type", "purged");
  object.field("id", purged.id);
  object.field("key", purged.key);
  object.field("kind", kind_name(purged.kind));
  object.field("lang", analyzers::language_code(purged.language));
  object.field("reason", purged.reason);
  object.field("time", purged.time);
  append_list(object.name("hashes"), purged.hashes, [](std::string& list, const Purged::Hash& hash) {
    append_json_string(list += '[', hash.what);
    append_json_string(list += ',', hash.sha256);
    list += ']';
  });
  append_provenance(object.name("from"), purged.provenance);
  object.close();
  return json;
}

std::string to_json_line(const FoundTwin& twin) {
  std::string json;
  ObjectWriter object(json);
  object.field("type", "twins");
  object.field("arabic", twin.arabic);
  object.field("english", twin.english);
  append_evidence(object, twin.evidence);
  if (twin.provenance) append_provenance(object.name("from"), *twin.provenance);
  object.close();
  return json;
}

}  // namespace corpus
