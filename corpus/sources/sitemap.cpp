#include "corpus/sources/sitemap.h"

#include <algorithm>
#include <istream>
#include <utility>

#include "analyzers/text_ends.h"
#include "corpus/charset.h"
#include "corpus/sources/flat_file.h"
#include "corpus/sources/item_splitter.h"
#include "corpus/sources/xml_mender.h"
#include "corpus/sources/xml_reader.h"
#include "corpus/sources/xml_root.h"

namespace corpus {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kLongestLine = 4096;  // bytes; an address that is kept has 2,048 at most

std::string trimmed(std::string_view text) { return std::string(analyzers::trimmed(text, " \t\r\n")); }

SourceItem address_item(std::string where, std::string_view written, const char* why) {
  auto address = canonical_url(trimmed(written));
  if (!address) return Problem{std::move(where), "names no address of http or https"};
  return Skipped{std::move(where), why, std::move(*address)};
}

class XmlSitemap final : public Source {
 public:
  explicit XmlSitemap(const InputFile& file) : file_(file), splitter_(file, form_of(file)) {
    if (!splitter_.good()) throw SourceError(file_.name + " cannot be opened; may it be read?");
  }

  std::optional<SourceItem> next() override {
    while (splitter_.items.empty()) {
      std::string rest;
      if (splitter_.read(rest)) continue;
      if (!splitter_.good()) throw SourceError(file_.name + " cannot be read to its end");
      return std::nullopt;
    }
    const RawItem raw = std::move(splitter_.items.front());
    splitter_.items.pop_front();
    std::string where = file_.name + ":" + std::to_string(raw.line);
    if (!raw.problem.empty()) return Problem{std::move(where), "the entry " + raw.problem};
    const bool of_index = xml_root(raw.bytes) == "sitemap";
    return address_item(std::move(where), location(raw.bytes),
                        of_index ? "sitemap of an index" : "sitemap address");
  }

  std::string_view format() const override { return "sitemap"; }
  Progress progress() const override { return {splitter_.bytes_read(), file_.size}; }

 private:
  static ItemForm form_of(const InputFile& file) {
    const std::string head = head_of(file);
    ItemForm form;
    form.names = {"url", "sitemap"};
    form.prefixed = form.may_declare_type = true;
    form.charset = charset_of(head, file.content_type, head.size() < kHead);
    return form;
  }

  /// The prefix of an entry that was taken out of its file is declared nowhere.
  static bool is_location(std::string_view name) { return name == "loc" || name.ends_with(":loc"); }

  /// The text of the entry's own <loc>; pictures and films have theirs.
  static std::string location(const std::string& entry) {
    constexpr int kOfEntry = 1;
    const std::string xml = mended_xml(entry);
    XmlReader reader(xml);
    std::string text;
    bool inside = false;
    while (reader.next()) {
      if (reader.is_element())
        inside = reader.depth() == kOfEntry && is_location(reader.local_name()) && text.empty();
      if (reader.is_end()) inside = false;
      if (inside && reader.is_text()) text += reader.value();
    }
    return text;
  }

  InputFile file_;
  ItemSplitter splitter_;
};

class TextSitemap final : public Source {
 public:
  explicit TextSitemap(const InputFile& file) : file_(file), stream_(file.open()) {}

  std::optional<SourceItem> next() override {
    for (std::string line; read_line(line);) {
      std::string_view text = line;
      if (number_ == 1 && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
      if (!trimmed(text).empty())
        return address_item(file_.name + ":" + std::to_string(number_), text, "sitemap address");
    }
    if (stream_->bad()) throw SourceError(file_.name + " cannot be read to its end");
    return std::nullopt;
  }

  std::string_view format() const override { return "sitemap"; }
  Progress progress() const override { return {read_, file_.size}; }

 private:
  /// Of a line that is longer than any address, the beginning.
  bool read_line(std::string& line) {
    line.clear();
    bool any = false;
    for (int c = stream_->get(); c != std::istream::traits_type::eof(); c = stream_->get()) {
      any = true;
      ++read_;
      if (c == '\n') break;
      if (line.size() < kLongestLine) line += static_cast<char>(c);
    }
    if (any) ++number_;
    return any;
  }

  InputFile file_;
  std::unique_ptr<std::istream> stream_;
  std::uint64_t number_ = 0, read_ = 0;
};

bool is_xml_sitemap(std::string_view head) {
  const auto root = xml_root(head);
  return root == "urlset" || root == "sitemapindex";
}

bool is_list_of_addresses(std::string_view head) {
  constexpr int kFewest = 2;  // a page's own address alone on its first line makes it a saved page
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  const bool whole = head.size() < kHead - kByteOrderMark.size();
  int addresses = 0;
  while (!head.empty()) {
    const auto end = head.find('\n');
    if (end == std::string_view::npos && !whole) break;  // the last line may go on
    const auto line = trimmed(head.substr(0, end));
    head.remove_prefix(end == std::string_view::npos ? head.size() : end + 1);
    if (line.empty()) continue;
    if (line.find_first_of(" \t") != std::string::npos || !canonical_url(line)) return false;
    ++addresses;
  }
  return addresses >= kFewest;
}

}  // namespace

bool is_sitemap(std::string_view head) { return is_xml_sitemap(head) || is_list_of_addresses(head); }

std::unique_ptr<Source> open_sitemap(const InputFile& file) {
  if (is_xml_sitemap(head_of(file))) return std::make_unique<XmlSitemap>(file);
  return std::make_unique<TextSitemap>(file);
}

}  // namespace corpus
