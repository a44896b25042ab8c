// The page of a document's versions: when each was seen, and what it changed.
#include <algorithm>
#include <utility>

#include "searchd/views/direction.h"
#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"
#include "searchd/views/shown_difference.h"
#include "searchd/views/version_steps.h"

namespace searchd {
namespace {

using Kind = corpus::DifferencePart::Kind;

// All that a page shows of differences; programs read them whole.
constexpr std::size_t kMostShown = 300'000;

Data part_item(Kind kind, const std::string& text) {
  Data item;
  item.set("is_gone", kind == Kind::gone);
  item.set("is_came", kind == Kind::came);
  item.set("is_kept", kind == Kind::kept);
  item.set("part", text);
  return item;
}

/// What is told of a version beside its texts: rows of a label and what went and came.
class Fields {
 public:
  explicit Fields(const Messages& messages) : messages_(messages) {}

  void add(std::string_view label, const std::string& before, const std::string& now) {
    add_all(label, {before}, {now});
  }

  // Lists, of which only the members that differ are told.
  void add_all(std::string_view label, const std::vector<std::string>& before,
               const std::vector<std::string>& now) {
    auto parts = empty_list();
    bool differs = false;
    const auto add_missing = [&](Kind kind, const auto& texts, const auto& others) {
      for (const auto& text : texts) {
        if (text.empty() || std::find(others.begin(), others.end(), text) != others.end()) continue;
        parts.push_back(part_item(kind, text));
        differs = true;
      }
    };
    add_missing(Kind::gone, before, now);
    add_missing(Kind::came, now, before);
    if (!differs) return;
    Data row;
    row.set("field_label", messages_.text(label));
    row["field_parts"] = std::move(parts);
    rows_.push_back(std::move(row));
  }

  Data take() { return std::move(rows_); }

 private:
  const Messages& messages_;
  Data rows_ = empty_list();
};

std::vector<std::string> tag_labels(const corpus::Document& told, const PageView& view) {
  std::vector<std::string> labels;
  for (const auto& tag : told.tags) labels.push_back(tag_label(tag, view));
  return labels;
}

Data fields_of(const VersionStep& step, const PageView& view) {
  const auto& messages = view.messages;
  Fields fields(messages);
  if (step.before == nullptr) return fields.take();
  const auto& before = step.before->told;
  const auto& now = step.version->told;
  const auto kind = [&](const corpus::Document& told) {
    return messages.text("kind." + std::string(corpus::kind_name(told.kind)));
  };
  const auto language = [&](const corpus::Document& told) {
    return messages.text("language." + std::string(analyzers::language_code(told.language)));
  };
  fields.add("document.kind", kind(before), kind(now));
  fields.add("document.language", language(before), language(now));
  fields.add("document.source", before.url, now.url);
  fields.add("document.published", messages.date(before.published), messages.date(now.published));
  fields.add("document.modified", messages.date(before.modified), messages.date(now.modified));
  fields.add_all("document.hashtags", before.hashtags, now.hashtags);
  fields.add_all("history.tags", tag_labels(before, view), tag_labels(now, view));
  return fields.take();
}

Data lines_of(const ShownDifference& shown, const Messages& messages) {
  auto lines = empty_list();
  for (const auto& line : shown.lines) {
    Data item;
    set_text(item, "skipped",
             line.unchanged == 0 ? "" : messages.format("history.unchanged", {{"count", line.unchanged}}));
    auto parts = empty_list();
    for (const auto& part : line.parts) parts.push_back(part_item(part.kind, part.text));
    item["line_parts"] = std::move(parts);
    lines.push_back(std::move(item));
  }
  return lines;
}

// The three texts, as far as they differ.
Data texts_of(const VersionStep& step, const Messages& messages, std::size_t& most_bytes) {
  auto texts = empty_list();
  const auto add = [&](const char* label, const DifferenceParts& parts) {
    if (parts.empty()) return;
    const auto shown = shown_difference(parts, most_bytes);
    Data item;
    item.set("text_label", messages.text(label));
    item["lines"] = lines_of(shown, messages);
    item.set("text_more", !shown.is_whole);
    texts.push_back(std::move(item));
  };
  add("history.title_text", step.title);
  add("history.summary_text", step.summary);
  add("history.body_text", step.body);
  return texts;
}

// What the differences alone do not tell.
std::string note_of(const VersionStep& step, const Messages& messages) {
  if (step.before == nullptr) return messages.text(step.number == 1 ? "history.first" : "history.before");
  if (!step.is_compared) return messages.text("history.no_texts");
  return step.version->ours ? messages.text("history.ours") : std::string();
}

Data version_item(const VersionStep& step, bool is_newest, const PageView& view, std::size_t& most_bytes) {
  const auto& messages = view.messages;
  const auto& version = *step.version;
  Data item;
  item.set("version_id", "v" + std::to_string(step.number));
  item.set("version_name", messages.format("history.version", {{"number", step.number}}));
  set_text(item, "version_now", is_newest ? messages.text("history.now") : "");
  item.set("version_iso", version.seen);
  item.set("version_seen", name_of_date(version.seen.substr(0, 10), messages));
  set_text(item, "version_note", note_of(step, messages));
  item.set("version_lang", std::string(html_language(version.told.language)));
  item.set("version_dir", direction_of(version.told.language));
  set_list(item, "fields", fields_of(step, view));
  set_list(item, "version_texts", texts_of(step, messages, most_bytes));
  return item;
}

std::string summary_of(const DocumentView& shown, const Messages& messages) {
  const auto count = static_cast<std::int64_t>(shown.versions.size());
  if (count > 0) return messages.format("history.count", {{"count", count}});
  return messages.text(shown.all_versions_known ? "history.one" : "history.unknown");
}

}  // namespace

Data history_data(const DocumentView& shown, const PageView& view, Data data) {
  set_document(data, shown.document, view);
  data.set("document_href", document_address(view.language, shown.document.id));
  data.set("history_text", summary_of(shown, view.messages));
  set_text(data, "history_left_out",
           shown.versions_left_out == 0
               ? ""
               : view.messages.format("history.left_out", {{"count", shown.versions_left_out}}));
  auto versions = empty_list();
  auto most_bytes = kMostShown;
  bool is_newest = true;
  for (const auto& step : version_steps(shown)) {
    versions.push_back(version_item(step, is_newest, view, most_bytes));
    is_newest = false;
  }
  set_list(data, "versions", std::move(versions));
  return data;
}

}  // namespace searchd
