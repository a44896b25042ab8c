#include "corpus/sources/feed_entry.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "analyzers/language.h"
#include "corpus/dates/feed_date.h"
#include "corpus/declared_language.h"
#include "corpus/excerpt.h"
#include "corpus/html_text.h"
#include "corpus/plain_text.h"
#include "corpus/sources/capture_words.h"
#include "corpus/sources/wordpress_item.h"
#include "corpus/whole_address.h"

namespace corpus {
namespace {

using analyzers::Language;

std::string lines_of(std::string_view text) {
  std::string lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    if (auto line = plain_line(text.substr(at, end - at)); !line.empty()) lines.append(line) += '\n';
    at = end + 1;
  }
  return lines;
}

class EntryReader {
 public:
  explicit EntryReader(const FeedEntry& entry)
      : entry_(entry), front_(entry.link.empty() || entry.link == entry.site || is_front(entry.link)) {}

  SourceItem read() const {
    const auto title = plain_text(entry_.title, true);
    const auto summary = plain_text(entry_.summary, true);
    const auto content = plain_text(entry_.content, false);
    for (const auto* part : {&title, &summary, &content}) {
      if (!part->problem.empty()) return Problem{entry_.where, "its HTML " + part->problem};
    }
    Record record;
    Document& document = record.document;
    document.title = title.text;
    document.body = content.text;
    if (document.body.empty()) {
      document.body = plain_text(entry_.summary, false).text;  // all the text there is, with its paragraphs
    } else if (!is_cut_from(summary.text, document.body)) {
      document.summary = summary.text;
    }
    name(document);
    const std::string text = document.title + "\n" + document.summary + "\n" + document.body;
    if (plain_line(text).empty()) return Skipped{entry_.where, "empty", {}};
    document.url = entry_.link;
    document.kind = kind_of(document.title);
    document.language = declared_language(stated_language(), text);
    document.published = date();
    document.modified = feed_date(entry_.updated).value_or(PublicationDate{});
    document.hashtags = hashtags_in(text);
    document.occurrences = {{document.key, {}}};
    record.translation_key = other_version(document.language);
    record.where = entry_.where;
    record.raw_sha256 = entry_.raw_sha256;
    record.raw = entry_.raw;
    record.media_type = entry_.media_type;
    return record;
  }

 private:
  const std::string& stated_language() const {
    if (!entry_.content.language.empty()) return entry_.content.language;
    if (!entry_.summary.language.empty()) return entry_.summary.language;
    return entry_.title.language.empty() ? entry_.language : entry_.title.language;
  }

  /// The day of publication; where the feed tells the last change alone, that is the day it is known by.
  PublicationDate date() const {
    for (const auto* written : {&entry_.published, &entry_.created, &entry_.updated}) {
      if (auto date = feed_date(*written)) return *date;
    }
    return date_in_address(entry_.link).value_or(PublicationDate{});
  }

  Kind kind_of(const std::string& title) const {
    for (const auto& category : entry_.categories) {
      if (const auto kind = kind_of_category(category)) return *kind;
    }
    if (entry_.audio) return Kind::podcast;
    return kind_of_title(title).value_or(Kind::news);
  }

  std::string other_version(Language language) const {
    if (language != Language::arabic && language != Language::english) return {};
    const auto wanted = language == Language::arabic ? Language::english : Language::arabic;
    for (const auto& [code, address] : entry_.alternates) {
      if (analyzers::language_from_code(code) == wanted) return address;
    }
    return {};
  }

  /// The id as a key that no other feed's entry can have.
  std::string key_of_id() const {
    const std::string id = plain_line(entry_.id);
    if (auto wordpress = wordpress_alias(id, {}, {}); !wordpress.empty()) return wordpress;
    if (auto address = canonical_url(id)) return is_front(*address) ? std::string() : *address;
    if (id.empty()) return {};
    const bool unique = id.starts_with("tag:") || id.starts_with("urn:");
    const std::string key = unique ? id : "feed:" + entry_.feed + "#" + id;
    return is_fit_for_key(key) ? key : std::string();
  }

  void name(Document& document) const {
    const std::string id = key_of_id();
    document.key = !front_ ? entry_.link : !id.empty() ? id : "sha256:" + entry_.raw_sha256;
    if (!id.empty() && id != document.key) document.aliases = {id};
  }

  const FeedEntry& entry_;
  bool front_;  // its address leads to the site, not to the entry: many have it
};

}  // namespace

FeedPlainText plain_text(const FeedText& text, bool in_one_line) {
  if (text.form == FeedText::Form::text)
    return {in_one_line ? plain_line(text.value) : lines_of(text.value), {}};
  auto read = in_one_line ? html_line(text.value) : html_text(text.value);
  return {std::move(read.text), std::move(read.problem)};
}

SourceItem to_source_item(const FeedEntry& entry) { return EntryReader(entry).read(); }

}  // namespace corpus
