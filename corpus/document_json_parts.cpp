#include "corpus/document_json_parts.h"

#include <utility>

#include "corpus/checked_json.h"
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

}  // namespace

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

void check_key(std::string_view field, std::string_view key) {
  if (!is_fit_for_key(key)) complain(field, "must be 1 to 2,048 bytes of text in one line");
}

void check_id(std::string_view id) {
  const bool right_size = id.empty() || id.size() == 12 || id.size() == 13;
  if (!right_size || id.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567") != std::string_view::npos) {
    complain("id", "must be 12 or 13 letters of a-z and 2-7");
  }
}

}  // namespace corpus
