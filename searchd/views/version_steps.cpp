#include "searchd/views/version_steps.h"

namespace searchd {
namespace {

DifferenceParts parts_of(std::string_view later, const corpus::TextDifference& difference) {
  if (corpus::is_same(difference)) return {};
  return corpus::difference_parts(later, difference).value_or(DifferenceParts());
}

void note_changes(VersionStep& step) {
  const auto note = [&step](bool differs, std::string_view name) {
    if (differs) step.changed.push_back(name);
  };
  const auto& now = step.version->told;
  const auto& before = step.before->told;
  note(!step.title.empty(), "title");
  note(!step.summary.empty(), "summary");
  note(!step.body.empty(), "text");
  note(now.kind != before.kind, "kind");
  note(now.language != before.language, "lang");
  note(now.url != before.url, "source_url");
  note(now.published != before.published, "published");
  note(now.modified != before.modified, "modified");
  note(now.hashtags != before.hashtags, "hashtags");
  note(now.tags != before.tags, "tags");
}

}  // namespace

std::vector<VersionStep> version_steps(const DocumentView& view) {
  const auto count = view.versions.size();
  std::vector<VersionStep> steps(count);
  for (std::size_t at = 0; at < count; ++at) {
    auto& step = steps[at];
    step.number = view.versions_left_out + static_cast<std::int64_t>(count - at);
    step.version = &view.versions[at];
    if (at < view.version_texts.size()) step.texts = &view.version_texts[at];
    if (at + 1 == count) continue;
    step.before = &view.versions[at + 1];
    step.is_compared = at + 1 < view.version_texts.size();
    if (step.is_compared) {
      step.title = parts_of(step.texts->title, step.before->title);
      step.summary = parts_of(step.texts->summary, step.before->summary);
      step.body = parts_of(step.texts->body, step.before->body);
    }
    note_changes(step);
  }
  return steps;
}

}  // namespace searchd
