#include "corpus/sources/json_feed.h"

#include <istream>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "corpus/checked_json.h"
#include "corpus/document_json.h"
#include "corpus/plain_text.h"
#include "corpus/sources/feed_entry.h"
#include "corpus/sources/json_splitter.h"
#include "corpus/whole_address.h"

namespace corpus {
namespace {

using nlohmann::json;

constexpr std::size_t kChunk = 64U << 10;
constexpr std::size_t kLongestOutline = 1U << 20;  // bytes of a feed without its items
constexpr std::size_t kMostCategories = 100;

/// A feed without its items, and where they stand.
struct Outline {
  std::string json;                    // its "items" are an empty list
  std::optional<std::uint64_t> items;  // byte of their '['
};

/// Finds the list of items in a file of any size.
class OutlineReader {
 public:
  explicit OutlineReader(const InputFile& file) : file_(file.open()) {}

  Outline read() {
    std::string chunk(kChunk, '\0');
    while (outline_.json.size() <= kLongestOutline) {
      file_->read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
      const auto count = static_cast<std::size_t>(file_->gcount());
      if (count == 0) break;
      for (std::size_t at = 0; at < count; ++at, ++place_) take(chunk[at]);
    }
    return std::move(outline_);
  }

 private:
  void take(char c) {
    const bool inside = in_items_;
    if (quoted_) {
      take_quoted(c);
    } else if (c == '"') {
      quoted_ = true;
      string_.clear();
    } else if (c == '{' || c == '[') {
      if (c == '[' && depth_ == 1 && key_ == "items" && !outline_.items) {
        outline_.items = place_;
        in_items_ = true;
      }
      ++depth_;
    } else if (c == '}' || c == ']') {
      --depth_;
      if (in_items_ && depth_ == 1) in_items_ = false;
    } else if (c == ':' && depth_ == 1) {
      key_ = string_;
    } else if (c == ',' && depth_ == 1) {
      key_.clear();
    }
    const bool ends_items = inside && !in_items_;
    if (!inside || ends_items) outline_.json += c;  // of the items the brackets alone
  }

  void take_quoted(char c) {
    quoted_ = escaped_ || c != '"';
    escaped_ = !escaped_ && c == '\\';
    if (quoted_ && string_.size() < 10) string_ += c;  // longer ones are not looked for
  }

  std::unique_ptr<std::istream> file_;
  Outline outline_;
  std::uint64_t place_ = 0;
  int depth_ = 0;
  bool quoted_ = false, escaped_ = false, in_items_ = false;
  std::string string_, key_;
};

const json* find(const json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

/// A text or, for ids, a number; empty for anything else.
std::string string_at(const json& object, const char* key) {
  const json* value = find(object, key);
  if (value == nullptr) return {};
  if (value->is_string()) return value->get<std::string>();
  return value->is_number_integer() ? value->dump() : std::string();
}

/// What the feed says of itself; of one that was cut off, what stands before its items.
json outline_of(const std::string& text) {
  for (const std::string& whole : {text, text + "]}"}) {
    try {
      return checked_json(whole);
    } catch (const DocumentJsonError&) {
      continue;
    }
  }
  return json::object();
}

class JsonFeed final : public Source {
 public:
  JsonFeed(const InputFile& file, const Outline& outline)
      : path_(file.name), splitter_(file, *outline.items), size_(file.size) {
    if (!splitter_.good()) throw SourceError(path_ + " cannot be opened; may it be read?");
    const json feed = outline_of(outline.json);
    language_ = string_at(feed, "language");
    const auto self = canonical_url(string_at(feed, "feed_url"));
    site_ = whole_address(string_at(feed, "home_page_url"), self.value_or("")).value_or("");
    base_ = self.value_or(site_);
    name_ = !site_.empty() ? site_ : self.value_or(file.base_name);
  }

  std::optional<SourceItem> next() override {
    const auto raw = splitter_.next();
    if (!splitter_.good()) throw SourceError(path_ + " cannot be read to its end");
    if (!raw) return std::nullopt;
    const std::string where = path_ + ", item " + std::to_string(raw->number);
    if (!raw->problem.empty()) return Problem{where, "the item " + raw->problem};
    try {
      FeedEntry entry = entry_of(checked_json(raw->bytes));
      entry.where = where;
      entry.raw_sha256 = sha256_hex(raw->bytes);
      entry.raw = raw->bytes;
      entry.media_type = "application/feed+json";
      return to_source_item(entry);
    } catch (const DocumentJsonError& error) {
      return Problem{where, std::string("the item ") + error.what()};
    }
  }

  std::string_view format() const override { return "json-feed"; }
  Progress progress() const override { return {splitter_.bytes_read(), size_}; }

 private:
  FeedEntry entry_of(const json& item) const {
    FeedEntry entry;
    const std::string language = string_at(item, "language");
    entry.language = language.empty() ? language_ : language;
    const auto text = [&](const char* key, FeedText::Form form) {
      return FeedText{string_at(item, key), form, entry.language};
    };
    entry.title = text("title", FeedText::Form::text);
    entry.summary = text("summary", FeedText::Form::text);
    entry.content = text("content_html", FeedText::Form::html);
    if (entry.content.empty()) entry.content = text("content_text", FeedText::Form::text);
    entry.id = string_at(item, "id");
    entry.link = whole_address(string_at(item, "url"), base_).value_or("");
    entry.published = string_at(item, "date_published");
    entry.updated = string_at(item, "date_modified");
    entry.feed = name_;
    entry.site = site_;
    read_lists(item, entry);
    return entry;
  }

  static void read_lists(const json& item, FeedEntry& entry) {
    if (const json* tags = find(item, "tags"); tags != nullptr && tags->is_array()) {
      for (const auto& tag : *tags) {
        if (tag.is_string() && entry.categories.size() < kMostCategories)
          entry.categories.push_back(tag.get<std::string>());
      }
    }
    if (const json* files = find(item, "attachments"); files != nullptr && files->is_array()) {
      for (const auto& file : *files) {
        if (lower_case(string_at(file, "mime_type")).starts_with("audio/")) entry.audio = true;
      }
    }
  }

  std::string path_;
  JsonSplitter splitter_;
  std::uint64_t size_ = 0;
  std::string language_, site_, base_, name_;
};

}  // namespace

bool is_json_feed(std::string_view head) {
  constexpr std::string_view kName = "\"version\"";
  for (auto at = head.find(kName); at != std::string_view::npos; at = head.find(kName, at + 1)) {
    auto begin = head.find_first_not_of(" \t\r\n", at + kName.size());
    if (begin == std::string_view::npos || head[begin] != ':') continue;
    begin = head.find_first_not_of(" \t\r\n", begin + 1);
    if (begin == std::string_view::npos || head[begin] != '"') continue;
    std::string value(head.substr(begin + 1, head.find('"', begin + 1) - begin - 1));
    std::erase(value, '\\');  // "https:\/\/..."
    if (value.find("//jsonfeed.org/version/") != std::string::npos) return true;
  }
  return false;
}

std::unique_ptr<Source> open_json_feed(const InputFile& file) {
  const Outline outline = OutlineReader(file).read();
  if (!outline.items) throw SourceError(file.name + " is no JSON Feed: no list of items is found in it");
  return std::make_unique<JsonFeed>(file, outline);
}

}  // namespace corpus
