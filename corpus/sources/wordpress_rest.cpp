#include "corpus/sources/wordpress_rest.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "corpus/checked_json.h"
#include "corpus/document_json.h"
#include "corpus/plain_text.h"
#include "corpus/sources/commenters.h"
#include "corpus/sources/json_splitter.h"
#include "corpus/sources/wordpress_item.h"

namespace corpus {
namespace {

using nlohmann::json;

const json* find(const json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

bool has(const json& object, const char* key) { return find(object, key) != nullptr; }

std::string string_of(const json* value) {
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

std::string string_at(const json& object, const char* key) { return string_of(find(object, key)); }

/// A text field is an object whose `rendered` is what the site shows; some plugins give the bare string.
std::string text_at(const json& object, const char* key) {
  const json* field = find(object, key);
  if (field != nullptr && field->is_object()) field = find(*field, "rendered");
  return string_of(field);
}

std::string number_of(const json* value) {
  if (value == nullptr) return {};
  if (value->is_number_unsigned()) return std::to_string(value->get<std::uint64_t>());
  return string_of(value);
}

/// What a record is that is no post: the word under which it is counted; nothing for a post.
std::optional<std::string> look_up(const json& record) {
  const std::string type = string_at(record, "type");
  if (has(record, "taxonomy") && !has(record, "content")) return "term";
  if (type == "attachment" || has(record, "media_type")) return "attachment";
  if (type == "comment" || (has(record, "author_name") && has(record, "post"))) return "comment";
  if (has(record, "rest_base") || has(record, "hierarchical")) return "type";
  if (has(record, "subtype") && has(record, "url")) return "search result";
  const bool text = has(record, "title") || has(record, "content");
  if (!text && has(record, "name") && has(record, "slug")) return "author";
  return std::nullopt;
}

/// The address of the site in whose REST interface `address` lies; empty for any other.
std::string site_before(const std::string& address) {
  for (const char* marker : {"wp-json/", "index.php?rest_route=", "?rest_route="}) {
    if (const auto at = address.find(marker); at != std::string::npos) return address.substr(0, at);
  }
  return {};
}

/// The site's address, from the address of the record in its REST interface.
std::string site_of(const json& record) {
  const json* links = find(record, "_links");
  const json* self = links == nullptr ? nullptr : find(*links, "self");
  if (self == nullptr || !self->is_array() || self->empty()) return {};
  return site_before(string_at(self->front(), "href"));
}

/// Names and slugs of categories: embedded terms, or the classes that the site would give the post.
std::vector<std::string> categories_of(const json& record) {
  std::vector<std::string> categories;
  const json* embedded = find(record, "_embedded");
  const json* taxonomies = embedded == nullptr ? nullptr : find(*embedded, "wp:term");
  if (taxonomies != nullptr && taxonomies->is_array()) {
    for (const auto& terms : *taxonomies) {
      if (!terms.is_array()) continue;
      for (const auto& term : terms) {
        categories.push_back(string_at(term, "name"));
        categories.push_back(string_at(term, "slug"));
      }
    }
  }
  const json* classes = find(record, "class_list");
  if (classes != nullptr && classes->is_structured()) {
    for (const auto& name : *classes) {
      const std::string text = string_of(&name);
      if (text.starts_with("category-")) categories.push_back(text.substr(9));
    }
  }
  return categories;
}

/// The number of the version in the other language, Arabic or English: Polylang's `translations`, WPML's
/// `wpml_translations`, `polylang_translations` of a plugin for Polylang without the paid part.
std::string other_version(const json& record, const std::string& language) {
  const auto own = analyzers::language_from_code(language);
  const bool arabic = own == analyzers::Language::arabic;
  if (language.empty() || (!arabic && own != analyzers::Language::english)) return {};
  const auto wanted = arabic ? analyzers::Language::english : analyzers::Language::arabic;
  if (const json* translations = find(record, "translations"); translations && translations->is_object()) {
    for (const auto& [code, id] : translations->items()) {
      if (analyzers::language_from_code(code) == wanted) return number_of(&id);
    }
  }
  for (const char* name : {"wpml_translations", "polylang_translations"}) {
    const json* translations = find(record, name);
    if (translations == nullptr || !translations->is_array()) continue;
    for (const auto& version : *translations) {
      if (analyzers::language_from_code(string_at(version, "locale")) == wanted)
        return number_of(find(version, "id"));
    }
  }
  return {};
}

WordPressItem item_of(const json& record, const std::string& site) {
  WordPressItem item;
  item.type = string_at(record, "type");
  if (item.type.empty()) item.type = "post";
  // The interface shows strangers what is published and leaves the word out in older versions.
  item.status = has(record, "status") ? string_at(record, "status") : "publish";
  const json* content = find(record, "content");
  const json* locked = content == nullptr ? nullptr : find(*content, "protected");
  item.password = (locked != nullptr && locked->is_boolean() && locked->get<bool>()) ||
                  !string_at(record, "password").empty();
  item.title = text_at(record, "title");
  item.content = text_at(record, "content");
  item.excerpt = text_at(record, "excerpt");
  item.link = string_at(record, "link");
  item.guid = text_at(record, "guid");
  item.id = number_of(find(record, "id"));
  item.site = site_of(record);
  if (item.site.empty()) item.site = site;
  item.date = string_at(record, "date");
  item.date_gmt = string_at(record, "date_gmt");
  item.modified = string_at(record, "modified");
  item.modified_gmt = string_at(record, "modified_gmt");
  item.language = string_at(record, "lang");
  for (const char* name : {"wpml_current_locale", "polylang_current_lang"}) {
    if (item.language.empty()) item.language = string_at(record, name);
  }
  item.categories = categories_of(record);
  item.translation_key =
      sibling_alias(wordpress_alias(item.guid, item.site, item.id), other_version(record, item.language));
  return item;
}

class WordPressRest final : public Source {
 public:
  WordPressRest(const InputFile& file, RestAnswer answer)
      : answer_(std::move(answer)), splitter_(file), size_(file.size) {
    if (!splitter_.good()) throw SourceError(answer_.name + " cannot be opened; may it be read?");
  }

  std::optional<SourceItem> next() override {
    const auto raw = splitter_.next();
    if (!splitter_.good()) throw SourceError(answer_.name + " cannot be read to its end");
    if (!raw) return std::nullopt;
    const std::string where = answer_.name + ", record " + std::to_string(raw->number);
    if (!raw->problem.empty()) return Problem{where, "the record " + raw->problem};
    try {
      return read(checked_json(raw->bytes), where, raw->bytes, answer_.site);
    } catch (const DocumentJsonError& error) {
      return Problem{where, std::string("the record ") + error.what()};
    }
  }

  std::string_view format() const override { return "wordpress-rest"; }
  Progress progress() const override { return {splitter_.bytes_read(), size_}; }

 private:
  static SourceItem read(const json& record, const std::string& where, const std::string& bytes,
                         const std::string& site) {
    if (auto why = look_up(record)) return Skipped{where, *why, {}};
    if (has(record, "code") && has(record, "message") && !has(record, "id")) {
      return Problem{where, "is an error that WordPress answered: " + plain_line(string_at(record, "code"))};
    }
    if (!has(record, "title") && !has(record, "content")) {
      return Problem{where, "is no post, page or other record of WordPress that we know"};
    }
    WordPressItem item = item_of(record, site);
    item.where = where;
    item.raw_sha256 = sha256_hex(bytes);
    item.raw = without_replies(record, bytes);
    item.media_type = "application/json";
    return to_source_item(item);
  }

  RestAnswer answer_;
  JsonSplitter splitter_;
  std::uint64_t size_ = 0;
};

}  // namespace

std::unique_ptr<Source> open_wordpress_rest(const InputFile& file) {
  return std::make_unique<WordPressRest>(file, RestAnswer{file.name, site_before(file.address)});
}

std::unique_ptr<Source> open_wordpress_rest(const std::filesystem::path& path, RestAnswer answer) {
  return std::make_unique<WordPressRest>(path, std::move(answer));
}

}  // namespace corpus
