// The versions of a document as JSON.
#include <algorithm>

#include "analyzers/utf8.h"
#include "searchd/views/addresses.h"
#include "searchd/views/direction.h"
#include "searchd/views/json.h"
#include "searchd/views/json_parts.h"
#include "searchd/views/version_steps.h"

namespace searchd {
namespace {

using Kind = corpus::DifferencePart::Kind;

// What stays is told by its length in code points: whoever wants it has it in the document.
void write_difference(JsonWriter& json, std::string_view name, const DifferenceParts& parts) {
  write_list(json, name, parts, [&json](const corpus::DifferencePart& part) {
    json.begin_array();
    json.value(part.kind == Kind::kept ? "kept" : part.kind == Kind::gone ? "removed" : "added");
    if (part.kind == Kind::kept) {
      json.value(std::count_if(part.text.begin(), part.text.end(),
                               [](char byte) { return !analyzers::continues_code_point(byte); }));
    } else {
      json.value(part.text);
    }
    json.end_array();
  });
}

void write_day(JsonWriter& json, std::string_view name, const corpus::PublicationDate& date) {
  json.member_or_null(name, corpus::to_string(date));
}

void write_version(JsonWriter& json, const VersionStep& step) {
  const auto& told = step.version->told;
  json.begin_object();
  json.member("version", step.number);
  json.member("seen", step.version->seen);
  json.member("by_archive", step.version->ours);
  json.member("kind", corpus::kind_name(told.kind));
  json.member("lang", analyzers::language_code(told.language));
  json.member("dir", direction_of(told.language));
  json.member_or_null("source_url", told.url);
  if (step.texts != nullptr) json.member("title", step.texts->title);
  write_day(json, "published", told.published);
  write_day(json, "modified", told.modified);
  json.texts("hashtags", told.hashtags);
  write_tag_lists(json, told);
  json.texts("changed", step.changed);
  json.name("differences");
  if (step.is_compared) {
    json.begin_object();
    if (!step.title.empty()) write_difference(json, "title", step.title);
    if (!step.summary.empty()) write_difference(json, "summary", step.summary);
    if (!step.body.empty()) write_difference(json, "text", step.body);
    json.end_object();
  } else {
    json.value(nullptr);
  }
  json.end_object();
}

}  // namespace

std::string history_json(const DocumentView& view, std::string_view base) {
  const auto& id = view.document.id;
  JsonWriter json;
  json.begin_object();
  json.member("id", id);
  json.member("revision", view.revision);
  json.member("complete", view.all_versions_known);
  json.member("left_out", view.versions_left_out);
  write_list(json, "versions", version_steps(view),
             [&json](const VersionStep& step) { write_version(json, step); });
  json.name("links");
  json.begin_object();
  write_address(json, "self", base, api_history_address(id));
  write_address(json, "document", base, api_document_address(id));
  write_address(json, "html", base, history_address(PageLanguage::english, id));
  write_address(json, "html_ar", base, history_address(PageLanguage::arabic, id));
  json.end_object();
  json.end_object();
  return json.take();
}

}  // namespace searchd
