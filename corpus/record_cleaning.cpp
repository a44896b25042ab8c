#include "corpus/record_cleaning.h"

#include <algorithm>
#include <tuple>

#include "analyzers/analyzer.h"
#include "analyzers/utf8.h"
#include "corpus/archive.h"
#include "corpus/dates/date_finder.h"
#include "corpus/plain_text.h"

namespace corpus {
namespace {

using analyzers::Tag;

// Marks that turn the direction of what follows: left open, they would turn the page round the title.
bool is_turning(char32_t letter) {
  return (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
}

// Whether nothing in `text` needs cleaning, told without looking at its letters: most texts are clean.
bool is_clean(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
  });
}

std::string clean_title(const std::string& title) {
  std::string kept;
  analyzers::for_each_code_point(plain_line(title), [&kept](char32_t letter) {
    if (!is_turning(letter)) analyzers::append_code_point(kept, letter);
  });
  return plain_line(kept);  // a mark between two spaces leaves two
}

std::string clean_text(const std::string& text) {
  if (is_clean(text) && is_valid_utf8(text)) return text;
  std::string kept;
  kept.reserve(text.size());
  char32_t before = 0;
  analyzers::for_each_code_point(text, [&](char32_t letter) {
    const bool ends_line = letter == U'\n' && before != U'\r';  // "\r\n" is one end of a line, and so is "\r"
    if (letter == U'\r' || ends_line) kept += '\n';
    if (letter == U'\t' || (letter >= 0x20 && letter != 0x7F)) analyzers::append_code_point(kept, letter);
    before = letter;
  });
  return kept;
}

bool is_stated(const Tag& tag) { return tag.rule == "source" || tag.rule == "decision"; }

// "The New York Times" becomes the vocabulary's "new-york-times"; a name that it does not know stays as it
// is.
std::string id_of_name(const Tag& tag, const analyzers::Tagger& tagger) {
  const auto* entry = tagger.entry_called(tag.type, tag.id);
  return entry == nullptr ? tag.id : entry->id;
}

// What a source states of itself outranks what was found, which has the spans but not the authority.
std::vector<Tag> all_tags(const Document& document, const analyzers::Tagger& tagger) {
  std::vector<Tag> tags;
  const auto add = [&tags](Tag tag) {
    const auto same = [&tag](const Tag& other) { return other.type == tag.type && other.id == tag.id; };
    if (std::none_of(tags.begin(), tags.end(), same)) tags.push_back(std::move(tag));
  };
  for (const auto& tag : document.tags) {
    if (is_stated(tag)) add({tag.type, id_of_name(tag, tagger), tag.rule, {}});
  }
  const bool is_item = document.kind == Kind::digest_item;
  for (auto& tag : tagger.tags_of({document.title, document.summary, document.body, is_item}))
    add(std::move(tag));
  std::sort(tags.begin(), tags.end(),
            [](const Tag& a, const Tag& b) { return std::tie(a.type, a.id) < std::tie(b.type, b.id); });
  return tags;
}

[[noreturn]] void refuse(const Document& document, std::size_t count, const char* what) {
  throw RecordRefused("document " + document.key + " has " + std::to_string(count) + what);
}

// A word and what sets it off from the next take two bytes at least, so most texts need not be broken.
void refuse_too_many_words(const Document& document, std::size_t bytes) {
  if (bytes <= 2 * kMostWords) return;
  const analyzers::Analyzer analyzer;
  std::size_t words = 0;
  for (const auto* text : {&document.title, &document.summary, &document.body}) {
    words += analyzer.analyze(*text).size();
  }
  if (words > kMostWords) refuse(document, words, " words, more than 100,000; split it");
}

}  // namespace

bool is_tag_id(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

void clean_record(Record& record, const analyzers::Tagger& tagger) {
  auto& document = record.document;
  const auto size = document.title.size() + document.summary.size() + document.body.size();
  if (size > kLongestText) refuse(document, size, " bytes of text, more than 1 MB; split it");
  refuse_too_many_words(document, size);
  document.title = clean_title(document.title);
  document.summary = clean_text(document.summary);
  document.body = clean_text(document.body);
  if (!record.events_given) {
    document.events = events_in(document.title, document.summary, document.body, document.published);
  }
  if (record.tags_given) return;
  document.tags = all_tags(document, tagger);
  if (document.hashtags.empty()) document.hashtags = hashtags_in(document.title + '\n' + document.body);
}

}  // namespace corpus
