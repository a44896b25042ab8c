#include "corpus/sources/wordpress_export.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "analyzers/text_ends.h"
#include "corpus/sources/commenters.h"
#include "corpus/sources/item_splitter.h"
#include "corpus/sources/wordpress_item.h"
#include "corpus/sources/xml_reader.h"

namespace corpus {
namespace {

constexpr int kItemDepth = 2;  // <rss><channel><item>

// Custom fields in which translation plugins name an item's language and the group of its versions.
constexpr std::array<std::string_view, 4> kLanguageFields{"_wpml_import_language_code", "_wpml_language",
                                                          "_icl_language_code", "_icl_lang"};
constexpr std::array<std::string_view, 4> kGroupFields{"_wpml_import_translation_group", "_wpml_trid",
                                                       "_icl_trid", "trid"};
constexpr std::string_view kDuplicateField = "_icl_lang_duplicate_of";

template <typename Table>
bool contains(const Table& table, std::string_view word) {
  return std::find(table.begin(), table.end(), word) != table.end();
}

std::string without_blanks(std::string_view text) { return std::string(analyzers::trimmed(text, " \t\r\n")); }

/// An item of the export, parsed.
struct ExportItem {
  WordPressItem item;
  std::string group;         // of its translations
  std::string duplicate_of;  // number of the item that this is a copy of in another language
  std::size_t comments = 0;
  XmlFault fault;
};

/// Reads one item. Of comments it takes nothing but their number, of authors nothing at all.
class ItemReader {
 public:
  explicit ItemReader(std::string_view xml) : reader_(xml) {}

  ExportItem read() {
    bool more = reader_.next();
    while (more) {
      const int depth = reader_.depth() - kItemDepth;
      bool skip = false;
      if (reader_.is_element() && depth == 1) skip = begin_field();
      if (reader_.is_element() && depth == 2) begin_custom();
      if (reader_.is_text() && depth == 2 && text_ != nullptr) *text_ += reader_.value();
      if (reader_.is_text() && depth == 3 && custom_ != nullptr) *custom_ += reader_.value();
      if (reader_.is_end() && depth == 1) end_field();
      if (reader_.is_end() && depth == 2) custom_ = nullptr;
      more = skip ? reader_.skip() : reader_.next();
    }
    read_.fault = reader_.fault();
    finish();
    if (read_.fault.what.empty() && read_.item.title.find("</item>") != std::string::npos) {
      read_.fault.what = "a section of it is not closed and holds the beginning of the next item";
    }
    return std::move(read_);
  }

 private:
  /// Whether all of the field is to be passed over.
  bool begin_field() {
    field_ = reader_.name();
    text_ = nullptr;
    if (field_ == "wp:comment") return ++read_.comments, true;
    if (field_ == "wp:postmeta") return meta_key_.clear(), meta_value_.clear(), false;
    if (field_ == "category") {
      domain_ = reader_.attribute("domain");
      slug_ = reader_.attribute("nicename");
      category_.clear();
      text_ = &category_;
      if (reader_.is_empty_element()) end_field();
      return false;
    }
    // A field that comes twice is the first one.
    const auto [value, added] = fields_.try_emplace(field_);
    if (!is_wanted(field_) || !added) return true;
    text_ = &value->second;
    return false;
  }

  static bool is_wanted(const std::string& field) {
    constexpr std::array<std::string_view, 13> kWanted{"title",
                                                       "link",
                                                       "guid",
                                                       "content:encoded",
                                                       "excerpt:encoded",
                                                       "wp:post_id",
                                                       "wp:post_date",
                                                       "wp:post_date_gmt",
                                                       "wp:post_modified",
                                                       "wp:post_modified_gmt",
                                                       "wp:status",
                                                       "wp:post_type",
                                                       "wp:post_password"};
    return contains(kWanted, field);
  }

  void begin_custom() {
    custom_ = nullptr;
    if (field_ != "wp:postmeta") return;
    const auto name = reader_.name();
    if (name == "wp:meta_key") custom_ = &meta_key_;
    if (name == "wp:meta_value") custom_ = &meta_value_;
  }

  void end_field() {
    if (field_ == "category") end_category();
    if (field_ == "wp:postmeta") end_custom();
    text_ = nullptr;
  }

  void end_category() {
    if (domain_ == "language") {
      read_.item.language = slug_;
    } else if (domain_ == "post_translations") {
      read_.group = slug_;
    } else if (domain_ != "term_language" && domain_ != "nav_menu") {
      read_.item.categories.push_back(category_);
      read_.item.categories.push_back(slug_);
    }
  }

  void end_custom() {
    const std::string key = without_blanks(meta_key_);
    const std::string value = without_blanks(meta_value_);
    if (contains(kLanguageFields, key) && read_.item.language.empty()) read_.item.language = value;
    if (contains(kGroupFields, key) && read_.group.empty()) read_.group = "wpml:" + value;
    if (key == kDuplicateField) read_.duplicate_of = value;
  }

  void finish() {
    WordPressItem& item = read_.item;
    item.title = fields_["title"];
    item.content = fields_["content:encoded"];
    item.excerpt = fields_["excerpt:encoded"];
    item.newlines = Newlines::breaks;
    item.link = without_blanks(fields_["link"]);
    item.guid = without_blanks(fields_["guid"]);
    item.id = without_blanks(fields_["wp:post_id"]);
    item.type = without_blanks(fields_["wp:post_type"]);
    item.status = without_blanks(fields_["wp:status"]);
    item.password = !without_blanks(fields_["wp:post_password"]).empty();
    item.date = without_blanks(fields_["wp:post_date"]);
    item.date_gmt = without_blanks(fields_["wp:post_date_gmt"]);
    item.modified = without_blanks(fields_["wp:post_modified"]);
    item.modified_gmt = without_blanks(fields_["wp:post_modified_gmt"]);
  }

  XmlReader reader_;
  ExportItem read_;
  std::map<std::string, std::string> fields_;
  std::string field_, domain_, slug_, category_, meta_key_, meta_value_;
  std::string* text_ = nullptr;    // where the text of the field goes
  std::string* custom_ = nullptr;  // and that of a custom field's key or value
};

class WordPressExport final : public Source {
 public:
  explicit WordPressExport(const InputFile& file)
      : path_(file.name),
        name_(file.base_name),
        splitter_(file),
        channel_(give_rest, this),
        size_(file.size) {
    if (!splitter_.good()) throw SourceError(path_ + " cannot be opened; may it be read?");
    read_root();
  }

  std::optional<SourceItem> next() override {
    while (true) {
      if (comments_ > 0) {
        --comments_;
        return Skipped{comments_where_, "comment", {}};
      }
      if (ended_) return std::nullopt;
      if (channel_broken_) return next_without_channel();
      if (!channel_.next()) {
        if (auto problem = end_of_channel()) return problem;
        continue;
      }
      if (channel_.is_element() && channel_.depth() == kItemDepth && channel_.name() == "item")
        return next_item();
      read_address();
    }
  }

  std::string_view format() const override { return "wordpress-export"; }
  Progress progress() const override { return {splitter_.bytes_read(), size_}; }

 private:
  /// libxml2 asks for more of the file; it gets it without the items.
  static int give_rest(void* context, char* to, int size) {
    auto& self = *static_cast<WordPressExport*>(context);
    try {
      if (self.rest_at_ == self.rest_.size()) {
        self.rest_.clear();
        self.rest_at_ = 0;
        if (!self.splitter_.read(self.rest_)) return self.splitter_.good() ? 0 : -1;
      }
      const std::size_t count = std::min(static_cast<std::size_t>(size), self.rest_.size() - self.rest_at_);
      self.rest_.copy(to, count, self.rest_at_);
      self.rest_at_ += count;
      return static_cast<int>(count);
    } catch (const std::exception&) {  // no exception may pass through a C library
      return -1;
    }
  }

  [[noreturn]] void refuse(const std::string& what) const { throw SourceError(path_ + " " + what); }

  void refuse_declared_type() const {
    if (splitter_.declares_type())
      refuse("declares a document type (DOCTYPE), which no WordPress export does");
  }

  /// Goes to the channel, and makes sure that this is an export.
  void read_root() {
    std::string root;
    while (channel_.next()) {
      if (!channel_.is_element()) continue;
      const auto declared = channel_.declared_namespaces();
      is_export_ = is_export_ || declared.find("://wordpress.org/export/") != std::string::npos;
      if (channel_.depth() == 0) {
        root = channel_.name();
        rss_open_ = "<rss" + declared + ">";
        if (root != "rss") refuse("is XML, but no WordPress export: its root is <" + root + ">");
      } else {
        channel_open_ = "<channel" + declared + ">";
        break;
      }
    }
    refuse_declared_type();
    if (root.empty()) refuse("is no WordPress export: " + channel_.fault().what);
    if (!is_export_)
      refuse("is an RSS feed, but no WordPress export: it does not declare WordPress's namespace");
    encoding_ = channel_.encoding();
  }

  /// The address of the blog, by which items without an address of their own are named.
  void read_address() {
    if (channel_.is_element() && channel_.depth() == kItemDepth) {
      const auto name = channel_.name();
      address_ = name == "wp:base_blog_url" ? &blog_ : name == "link" && blog_.empty() ? &link_ : nullptr;
    } else if (channel_.is_end()) {
      address_ = nullptr;
    } else if (channel_.is_text() && address_ != nullptr) {
      *address_ += channel_.value();
    }
  }

  std::string where(std::size_t line) const { return path_ + ":" + std::to_string(line); }

  /// The channel has ended, well or not.
  std::optional<SourceItem> end_of_channel() {
    refuse_declared_type();
    if (!splitter_.good()) refuse("cannot be read to its end");
    const XmlFault& fault = channel_.fault();
    channel_broken_ = true;  // what is left, if anything, are items
    // An item cut off by the end of the file has been reported; that the channel ends with it is no news.
    if (fault.what.empty() || splitter_.ends_within_item()) return std::nullopt;
    return Problem{where(fault.line), fault_around(fault, "export", "items")};
  }

  /// Outside of its items the export is broken: they are taken as the splitter finds them.
  std::optional<SourceItem> next_without_channel() {
    while (splitter_.items.empty()) {
      rest_.clear();
      if (splitter_.read(rest_)) continue;
      refuse_declared_type();
      if (!splitter_.good()) refuse("cannot be read to its end");
      ended_ = true;
      return std::nullopt;
    }
    return next_item();
  }

  SourceItem next_item() {
    if (splitter_.items.empty()) return Problem{where(0), "is an item where none can stand"};
    const RawItem raw = std::move(splitter_.items.front());
    splitter_.items.pop_front();
    if (!raw.problem.empty()) return Problem{where(raw.line), "the item " + raw.problem};
    // On one line, so that lines of the item are counted from its own first.
    const std::string declaration =
        encoding_.empty() ? std::string() : "<?xml version=\"1.0\" encoding=\"" + encoding_ + "\"?>";
    ExportItem read =
        ItemReader(declaration + rss_open_ + channel_open_ + raw.bytes + "</channel></rss>").read();
    if (!read.fault.what.empty()) {
      const std::size_t line = raw.line + (read.fault.line > 0 ? read.fault.line - 1 : 0);
      return Problem{where(line), "the item is broken: " + read.fault.what};
    }
    return finished(read, raw);
  }

  SourceItem finished(ExportItem& read, const RawItem& raw) {
    comments_ = read.comments;
    comments_where_ = where(raw.line);
    read.item.where = where(raw.line);
    read.item.raw_sha256 = sha256_hex(raw.bytes);
    read.item.raw = without_comments(raw.bytes);
    read.item.media_type = "application/rss+xml";
    if (!encoding_.empty()) read.item.media_type += "; charset=" + encoding_;
    read.item.site = without_blanks(blog_.empty() ? link_ : blog_);
    if (read.item.site.empty()) read.item.site = name_;
    const std::string alias = wordpress_alias(read.item.guid, read.item.site, read.item.id);
    read.item.translation_key = sibling_alias(alias, read.duplicate_of);
    SourceItem item = to_source_item(read.item);
    if (auto* record = std::get_if<Record>(&item); record != nullptr && record->translation_key.empty()) {
      record->translation_key =
          groups_.other_version(read.group, record->document.language, record->document.key);
    }
    return item;
  }

  std::string path_, name_;
  ItemSplitter splitter_;
  std::string rest_;
  std::size_t rest_at_ = 0;
  XmlReader channel_;
  std::uint64_t size_ = 0;
  bool is_export_ = false;
  bool channel_broken_ = false;
  bool ended_ = false;
  std::string rss_open_, channel_open_ = "<channel>", encoding_;
  std::string blog_, link_;
  std::string* address_ = nullptr;
  std::size_t comments_ = 0;
  std::string comments_where_;
  TranslationGroups groups_;
};

}  // namespace

std::unique_ptr<Source> open_wordpress_export(const InputFile& file) {
  return std::make_unique<WordPressExport>(file);
}

}  // namespace corpus
