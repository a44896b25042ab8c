#include "corpus/sources/wordpress_item.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "analyzers/text_ends.h"
#include "corpus/excerpt.h"
#include "corpus/key_text.h"
#include "corpus/plain_text.h"

namespace corpus {
namespace {

using analyzers::Language;

struct KindOfName {
  std::string_view name;  // as key_text() gives it
  Kind kind;
};

// Types of posts that enter, by name. No other does: plugins keep form submissions, attendees and replies as
// published items too, and nothing tells them from a site's own pages.
// docs/archive_format.md shows this table: change both.
constexpr KindOfName kTypes[] = {
    {"post", Kind::news},
    {"news", Kind::news},
    {"article", Kind::news},
    {"articles", Kind::news},
    {"story", Kind::news},
    {"stories", Kind::news},
    {"video", Kind::news},
    {"videos", Kind::news},
    {"event", Kind::news},
    {"events", Kind::news},
    {"page", Kind::page},
    {"statement", Kind::statement},
    {"statements", Kind::statement},
    {"press release", Kind::statement},
    {"press releases", Kind::statement},
    {"press", Kind::statement},
    {"digest", Kind::digest},
    {"weekly digest", Kind::digest},
    {"daily digest", Kind::digest},
    {"digest item", Kind::digest_item},
    {"podcast", Kind::podcast},
    {"podcasts", Kind::podcast},
    {"episode", Kind::podcast},
    {"campaign", Kind::campaign},
    {"campaigns", Kind::campaign},
    {"social post", Kind::social_post},
    {"tweet", Kind::social_post},
};

// Categories, by name or slug, that say of a post what kind it is.
constexpr KindOfName kCategories[] = {
    {"statement", Kind::statement},
    {"statements", Kind::statement},
    {"public statements", Kind::statement},
    {"official statements", Kind::statement},
    {"joint statements", Kind::statement},
    {"press release", Kind::statement},
    {"press releases", Kind::statement},
    {"press releases public statements", Kind::statement},
    {"بيان", Kind::statement},
    {"بيانات", Kind::statement},
    {"البيانات", Kind::statement},
    {"بيانات صحفيه", Kind::statement},
    {"البيانات الصحفيه", Kind::statement},
    {"تصريحات", Kind::statement},
    {"digest", Kind::digest},
    {"weekly digest", Kind::digest},
    {"weekly digests", Kind::digest},
    {"الملخص الاسبوعي", Kind::digest},
    {"podcast", Kind::podcast},
    {"podcasts", Kind::podcast},
    {"بودكاست", Kind::podcast},
    {"campaign", Kind::campaign},
    {"campaigns", Kind::campaign},
    {"حمله", Kind::campaign},
    {"حملات", Kind::campaign},
};

// Types that are parts of a site's machinery or hold other people's data.
constexpr std::array<std::string_view, 14> kSiteParts{
    "custom_css",        "customize_changeset", "oembed_cache",     "user_request",     "feedback",
    "elementor_library", "flamingo_inbound",    "flamingo_contact", "shop_order",       "shop_coupon",
    "tablepress_table",  "wpcf7_contact_form",  "polylang_mo",      "amp_validated_url"};
constexpr std::array<std::string_view, 5> kSitePartBeginnings{"wp_", "acf-", "jetpack_", "jp_", "_"};

constexpr std::array<std::string_view, 6> kUnpublished{"draft",  "private", "pending",
                                                       "future", "trash",   "auto-draft"};

constexpr std::size_t kLongestName = 200;  // bytes, of a file that stands for a site
constexpr std::size_t kLongestType = 40;   // bytes, of a type in a report

template <typename Table>
bool contains(const Table& table, std::string_view word) {
  return std::find(table.begin(), table.end(), word) != table.end();
}

std::optional<Kind> kind_in(std::span<const KindOfName> table, const std::string& name) {
  for (const auto& [known, kind] : table) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

Kind kind_of(const WordPressItem& item) {
  const Kind kind = kind_in(kTypes, key_text(item.type)).value_or(Kind::page);  // read() lets no other pass
  if (item.type != "post") return kind;
  for (const auto& category : item.categories) {
    if (const auto by_category = kind_of_category(category)) return *by_category;
  }
  return kind;
}

/// "2018-02-13 06:30:00" as "2018-02-13T06:30:00Z"; empty for no instant.
std::string instant_of(const std::string& gmt) {
  if (gmt.size() < 19 || !parse_date(gmt)) return {};
  std::string instant = gmt.substr(0, 19) + "Z";
  instant[10] = 'T';
  return instant;
}

std::optional<PublicationDate> stated_date(const std::string& local, const std::string& gmt) {
  auto date = parse_date(local);
  if (!date) return std::nullopt;
  date->evidence = DateEvidence::metadata;
  date->gmt = instant_of(gmt);
  return date;
}

PublicationDate date_of(const WordPressItem& item) {
  if (const auto date = stated_date(item.date, item.date_gmt)) return *date;
  return date_in_address(item.link).value_or(PublicationDate{});
}

std::string without_entities(std::string_view url) {
  std::string plain(url);
  for (const std::string_view entity : {"&#038;", "&amp;"}) {
    for (std::size_t at; (at = plain.find(entity)) != std::string::npos;)
      plain.replace(at, entity.size(), "&");
  }
  return plain;
}

/// The address without its scheme and question, ending in '/'.
std::string place_of(std::string_view canonical) {
  const auto begin = canonical.find("://");
  std::string place(canonical.substr(begin + 3));
  place = place.substr(0, place.find('?'));
  if (!place.ends_with('/')) place += '/';
  return place;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 20 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The number in "...?p=17", "...?page_id=17" or "...?post_type=x&p=17".
std::string_view number_in(std::string_view url) {
  for (const std::string_view name : {"?p=", "&p=", "?page_id=", "&page_id="}) {
    const auto at = url.find(name);
    if (at == std::string_view::npos) continue;
    const auto number = url.substr(at + name.size());
    return number.substr(0, number.find('&'));
  }
  return {};
}

/// "unknown type nf_sub": for reports, so of the letters that WordPress allows in names of types alone.
std::string unknown_type(std::string_view type) {
  std::string name;
  for (const char c : type) {
    const char lower = lower_case(c);
    const bool allowed =
        (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || lower == '_' || lower == '-';
    if (allowed && name.size() < kLongestType) name += lower;
  }
  return name.empty() ? "unknown type" : "unknown type " + name;
}

class ItemReader {
 public:
  explicit ItemReader(const WordPressItem& item)
      : item_(item),
        url_(canonical_url(without_entities(item.link))),
        alias_(wordpress_alias(item.guid, item.site, item.id)) {}

  SourceItem read() {
    if (auto type = left_out_type(item_.type)) return Skipped{item_.where, *type, {}};
    if (item_.type.empty()) return Problem{item_.where, "it has no type, so that nobody can tell what it is"};
    if (item_.status.empty()) {
      return Problem{item_.where, "it has no status, so that nobody can tell whether it was published"};
    }
    if (item_.status != "publish") {
      const bool known = contains(kUnpublished, item_.status);
      return Skipped{item_.where, known ? item_.status : "not published", known_key()};
    }
    if (item_.password) return Skipped{item_.where, "password", known_key()};
    return read_text();
  }

 private:
  /// A draft has no address of its own yet, or not the one it had when it was public: its number names it
  /// best.
  std::string known_key() const { return !alias_.empty() ? alias_ : url_.value_or(""); }

  SourceItem read_text() {
    const auto title = html_line(item_.title);
    const auto body = html_text(item_.content, item_.newlines);
    const auto excerpt = html_line(item_.excerpt);
    for (const auto* part : {&title, &body, &excerpt}) {
      if (!part->ok()) return Problem{item_.where, "its HTML " + part->problem};
    }
    Record record;
    Document& document = record.document;
    document.title = title.text;
    document.body = body.text;
    if (!is_cut_from(excerpt.text, body.text)) document.summary = excerpt.text;
    if (document.title.empty() && document.body.empty() && !document.summary.empty()) {
      document.body = std::exchange(document.summary, {}) + "\n";  // all the text there is
    }
    const std::string text = document.title + "\n" + document.summary + "\n" + document.body;
    if (plain_line(text).empty()) return Skipped{item_.where, "empty", known_key()};
    document.kind = kind_of(item_);
    document.language = language_of_item(text);
    document.published = date_of(item_);
    document.modified = stated_date(item_.modified, item_.modified_gmt).value_or(PublicationDate{});
    document.hashtags = hashtags_in(text);
    name(document);
    record.translation_key = item_.translation_key;
    record.where = item_.where;
    record.raw_sha256 = item_.raw_sha256;
    record.raw = item_.raw;
    record.media_type = item_.media_type;
    return record;
  }

  Language language_of_item(const std::string& text) const {
    const auto given = item_.language.empty() ? std::nullopt : analyzers::language_from_code(item_.language);
    return given ? *given : analyzers::language_of(text);
  }

  void name(Document& document) const {
    if (url_) document.url = *url_;
    document.key = url_ ? *url_ : known_key();
    if (document.key.empty())
      document.key = "wp:" + item_.raw_sha256;  // no address, no number: its own bytes
    if (!alias_.empty() && alias_ != document.key) document.aliases = {alias_};
    document.occurrences = {{document.key, {}}};
  }

  const WordPressItem& item_;
  std::optional<std::string> url_;
  std::string alias_;
};

}  // namespace

std::string TranslationGroups::other_version(const std::string& group, Language language,
                                             const std::string& key) {
  if (group.empty() || (language != Language::arabic && language != Language::english)) return {};
  Versions& versions = groups_[group];
  const bool arabic = language == Language::arabic;
  (arabic ? versions.arabic : versions.english) = key;
  return arabic ? versions.english : versions.arabic;
}

std::string wordpress_alias(std::string_view guid, std::string_view site, std::string_view id) {
  // The guid is the last resort: copies of a post share it, and it keeps its old number when a site moves.
  if (site.empty() || !is_number(id)) {
    const auto url = canonical_url(without_entities(guid));
    const auto number = url ? number_in(*url) : std::string_view();
    return is_number(number) ? "wp:" + place_of(*url) + "?p=" + std::string(number) : std::string();
  }
  const auto url = canonical_url(site);
  return "wp:" + (url ? place_of(*url) : std::string(analyzers::cut_to(site, kLongestName))) +
         "?p=" + std::string(id);
}

std::string sibling_alias(std::string_view alias, std::string_view id) {
  const auto number = alias.rfind("?p=");
  if (number == std::string_view::npos || !is_number(id)) return {};
  return std::string(alias.substr(0, number + 3)) + std::string(id);
}

std::optional<std::string> left_out_type(std::string_view type) {
  if (type == "attachment") return "attachment";
  if (type == "nav_menu_item") return "menu item";
  if (type == "revision") return "revision";
  const auto begins = [&](std::string_view beginning) { return type.starts_with(beginning); };
  if (contains(kSiteParts, type) ||
      std::any_of(kSitePartBeginnings.begin(), kSitePartBeginnings.end(), begins)) {
    return "site part";
  }
  if (!type.empty() && !kind_in(kTypes, key_text(type))) return unknown_type(type);
  return std::nullopt;
}

std::optional<Kind> kind_of_category(std::string_view name) { return kind_in(kCategories, key_text(name)); }

SourceItem to_source_item(const WordPressItem& item) { return ItemReader(item).read(); }

}  // namespace corpus
