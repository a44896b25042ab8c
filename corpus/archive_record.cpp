// What makes one record the same as another, and whether it is fit to be stored.
#include <array>
#include <utility>

#include "corpus/archive_parts.h"
#include "corpus/checked_json.h"
#include "corpus/json_text.h"
#include "corpus/key_text.h"

namespace corpus {
namespace {

constexpr std::string_view kIdLetters = "abcdefghijklmnopqrstuvwxyz234567";

void check_key(std::string_view key) {
  if (!is_fit_for_key(key)) {
    throw RecordRefused("a document's key must be 1 to 2,048 bytes of text in one line");
  }
  if (key.starts_with(kErasedName)) {
    throw RecordRefused("a document's key may not begin with " + std::string(kErasedName) +
                        ": so those are called that were erased");
  }
}

// Told by an export, and hashes of what is not at hand: that they may be such is all that can be told.
void check_statements(const Record& record) {
  if (!record.memory) return;
  for (const auto& said : record.memory->statements) {
    if (is_statement_hash(said.sha256)) continue;
    throw RecordRefused("what " + shown_in_json(said.source) + " is told to have said of document " +
                        record.document.key + " is no hash");
  }
}

}  // namespace

// What a record says of a document beside its names: all that makes a version.
std::string content_hash(const Document& document) {
  const auto& date = document.published;
  std::string all;
  all.reserve(document.title.size() + document.summary.size() + document.body.size() + 1024);
  const auto add = [&all](std::string_view field) {
    all.append(std::to_string(field.size())).append(":").append(field);
  };
  add(kind_name(document.kind));
  add(analyzers::language_code(document.language));
  for (const auto* field : {&document.title, &document.summary, &document.body, &document.url}) add(*field);
  add(to_string(date));
  add(date_precision_name(date.precision));
  add(date_evidence_name(date.evidence));
  for (const auto* field : {&date.words, &date.gmt}) add(*field);
  add(strings_to_json(document.hashtags));
  add(tags_to_json(document.tags));
  // Younger fields count where they say something, so that what was stored before them keeps its hash.
  const std::array<std::pair<std::string_view, std::string>, 2> younger{
      {{"modified", date_to_json(document.modified)}, {"events", events_to_json(document.events)}}};
  for (const auto& [name, field] : younger) {
    if (field.empty()) continue;
    all.append(name);
    add(field);
  }
  return sha256_hex(all);
}

// The words of a text as identity compares them. Identities are stored: the folding may never change, which
// is why it is that of keys and not the analyzers'. Text without any letter (a row of flags) is compared as
// it stands.
std::string folded(const std::string& text) {
  std::string words = key_text(text);
  return words.empty() ? text : words;
}

void check_record(const Record& record) {
  const auto& document = record.document;
  check_key(document.key);
  for (const auto& alias : document.aliases) check_key(alias);
  check_statements(record);
  if (document.title.empty() && document.summary.empty() && document.body.empty()) {
    throw RecordRefused("document " + document.key + " has neither title nor text");
  }
  if (document.id.find_first_not_of(kIdLetters) != std::string::npos ||
      (!document.id.empty() && document.id.size() != 12 && document.id.size() != 13)) {
    throw RecordRefused("the id of document " + document.key + " must be 12 or 13 letters of a-z and 2-7");
  }
}

}  // namespace corpus
