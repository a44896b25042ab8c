// A post, page or the like of WordPress, however it reached us, as a document. The table of types and kinds
// is here.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/html_text.h"
#include "corpus/sources/source.h"

namespace corpus {

/// What an export or an answer says of one item. Nothing of authors and commenters is in it.
struct WordPressItem {
  std::string where, raw_sha256;
  std::string raw, media_type;  // see Record
  std::string type, status;
  bool password = false;
  std::string title, content, excerpt;   // HTML
  Newlines newlines = Newlines::spaces;  // of the content
  std::string link, guid, site, id;      // site: address of the blog
  std::string date, date_gmt;            // "2018-02-13 09:30:00": the site's local time; UTC
  std::string modified, modified_gmt;    // likewise, of the last change
  std::string language;                  // a code, as the site's translation plugin writes it; often empty
  std::vector<std::string> categories;   // names and slugs
  std::string translation_key;           // of the Arabic version of an English item, or the other way round
};

/// How the posts of a site are shown to be one item in two languages where a source names only their group.
class TranslationGroups {
 public:
  /// The key of the version in the other language, Arabic or English, of an item in `group`; nothing where it
  /// has not been met yet or `language` is neither. Remembers the item.
  std::string other_version(const std::string& group, analyzers::Language language, const std::string& key);

 private:
  struct Versions {
    std::string arabic, english;
  };
  std::map<std::string, Versions> groups_;
};

/// A name for an item that survives a change of its address: "wp:example.org/?p=17", from the site's address
/// (or what else names the site) and the item's number; from a guid of this form where these are not known;
/// else empty.
std::string wordpress_alias(std::string_view guid, std::string_view site, std::string_view id);

/// The same for item `id` of the site that `alias` is of.
std::string sibling_alias(std::string_view alias, std::string_view id);

/// Why items of this type are left out ("attachment", "menu item", "revision", "site part", "unknown type
/// nf_sub"); nothing where they enter, or where no type is given.
std::optional<std::string> left_out_type(std::string_view type);

/// The kind that a category of this name or slug gives a post: "Press releases", "بيانات"; nothing for
/// others.
std::optional<Kind> kind_of_category(std::string_view name);

/// The item as a record, or why it is left out, or what is wrong with it.
SourceItem to_source_item(const WordPressItem& item);

}  // namespace corpus
