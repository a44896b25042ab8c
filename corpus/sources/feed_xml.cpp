#include "corpus/sources/feed_xml.h"

#include <sodium/utils.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "analyzers/language.h"
#include "analyzers/text_ends.h"
#include "corpus/html_guard.h"
#include "corpus/plain_text.h"
#include "corpus/sources/feed_names.h"
#include "corpus/whole_address.h"

namespace corpus {
namespace {

constexpr std::size_t kMostValues = 100;  // categories, or versions in other languages, of one entry
constexpr std::uint8_t kFromId = 8;       // rank of an address that is an id, below those that are links
constexpr std::uint8_t kNone = 255;       // rank of nothing
constexpr std::string_view kAtom = "http://www.w3.org/2005/Atom";

using Attributes = std::vector<std::pair<std::string, std::string>>;

std::string trimmed(std::string_view text) { return std::string(analyzers::trimmed(text, " \t\r\n")); }

std::string attribute(const Attributes& attributes, std::string_view name) {
  for (const auto& [known, value] : attributes) {
    if (lower_case(known) == name) return trimmed(value);
  }
  return {};
}

bool is_void(std::string_view name) {
  constexpr std::array<std::string_view, 13> kVoid{"area", "base", "br",    "col",    "embed", "hr", "img",
                                                   "link", "meta", "input", "source", "track", "wbr"};
  return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
}

void append_escaped(std::string& html, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      default: html += c;
    }
  }
}

/// Whether an element is closed in `text`, or named letters are: it is markup, not text about markup.
bool looks_like_html(std::string_view text) {
  for (auto at = text.find("</"); at != std::string_view::npos; at = text.find("</", at + 1)) {
    if (end_of_markup(text, at) > at + 3) return true;
  }
  return false;
}

std::optional<std::string> from_base64(const std::string& text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const int failed =
      sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), " \t\r\n", &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
  if (failed != 0) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

/// What stands in an element: as text, as HTML where elements stand in it, and as HTML where both elements
/// and escaped HTML do.
struct Inner {
  std::string text, markup, mixed;
  bool elements = false;
};

/// A text by the rules of Atom, 0.3 (`mode`) and 1.0.
FeedText atom_text(Inner& inner, const Attributes& attributes) {
  const std::string type = attribute(attributes, "type");
  const std::string mode = attribute(attributes, "mode");
  const bool html = type == "html" || type == "text/html" || type == "application/html";
  const bool xhtml = type == "xhtml" || type.ends_with("xml");
  const bool text = type.empty() || type.starts_with("text");
  if (mode == "base64" || (!html && !xhtml && !text)) {
    if (auto bytes = from_base64(inner.text); bytes && is_valid_utf8(*bytes)) {
      const bool plain = !html && !xhtml && !looks_like_html(*bytes);
      return {std::move(*bytes), plain ? FeedText::Form::text : FeedText::Form::html, {}};
    }
    if (mode == "base64" || !inner.elements) return {};
  }
  if (inner.elements) return {std::move(html ? inner.mixed : inner.markup), FeedText::Form::html, {}};
  if (xhtml && mode != "escaped") return {std::move(inner.markup), FeedText::Form::html, {}};
  const bool marked = html || xhtml || (mode == "escaped" && looks_like_html(inner.text));
  return {std::move(inner.text), marked ? FeedText::Form::html : FeedText::Form::text, {}};
}

/// A text of RSS: HTML, in whichever way it was put there.
FeedText rss_text(Inner& inner) {
  return {std::move(inner.elements ? inner.markup : inner.text), FeedText::Form::html, {}};
}

class EntryXml {
 public:
  EntryXml(std::string_view xml, const FeedSurroundings& around)
      : around_(around), text_(wrapped(xml, around)), reader_(text_), base_(around.base) {
    read_.entry.language = around.language;
  }

  FeedXmlEntry read() {
    const int entry = static_cast<int>(around_.open.size());
    bool more = reader_.next();
    while (more) {
      bool skip = false;
      if (reader_.is_element() && reader_.depth() == entry) begin_entry();
      if (reader_.is_element() && reader_.depth() == entry + 1) skip = !read_field();
      more = skip ? reader_.skip() : reader_.next();
    }
    read_.fault = reader_.fault();
    finish();
    return std::move(read_);
  }

 private:
  /// On one line, so that lines of the entry are counted from its own first.
  static std::string wrapped(std::string_view xml, const FeedSurroundings& around) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    for (const auto& declared : around.open) text += "<around" + declared + ">";
    text += xml;
    for (std::size_t at = 0; at < around.open.size(); ++at) text += "</around>";
    return text;
  }

  void begin_entry() {
    base_ = base_within(reader_.attribute("xml:base"), base_);
    if (const auto language = stated_language()) read_.entry.language = *language;
    about_ = attribute(reader_.attributes(), "about");
  }

  /// An empty xml:lang says that no language is known.
  std::optional<std::string> stated_language() const {
    for (const auto& [name, value] : reader_.attributes()) {
      if (name == "lang") return trimmed(value);
    }
    return std::nullopt;
  }

  /// False where it is none that says something, so that all of it is to be passed over.
  bool read_field() {
    auto address = reader_.namespace_address();
    const bool own = address == around_.root_namespace;
    if (own) address = around_.atom ? kAtom : std::string_view();
    const FeedName name = feed_name(address, reader_.local_name());
    if (name.field == FeedField::other) return false;
    const Attributes attributes = reader_.attributes();
    const std::string base = base_within(reader_.attribute("xml:base"), base_);
    const std::string language = stated_language().value_or(read_.entry.language);
    Inner inner = read_inner();
    take(name, inner, attributes, base, language);
    return true;
  }

  /// All that stands in the element that the reader is on; leaves it on its end.
  Inner read_inner() {
    Inner inner;
    const int depth = reader_.depth();
    if (reader_.is_empty_element()) return inner;
    while (reader_.next() && reader_.depth() > depth) {
      if (reader_.is_text()) {
        inner.text += reader_.value();
        inner.mixed += reader_.value();
        append_escaped(inner.markup, reader_.value());
      } else if (reader_.is_element()) {
        inner.elements = true;
        append(inner, tag());
      } else if (reader_.is_end() && !is_void(reader_.local_name())) {
        append(inner, "</" + std::string(reader_.local_name()) + ">");
      }
    }
    return inner;
  }

  static void append(Inner& inner, const std::string& tag) {
    inner.markup += tag;
    inner.mixed += tag;
  }

  /// The first tag of the element that the reader is on; both where it is empty.
  std::string tag() const {
    const std::string name(reader_.local_name());
    std::string markup = '<' + name;
    for (const auto& [attribute, value] : reader_.attributes()) {
      markup.append(" ").append(attribute).append("=\"");
      append_escaped(markup, value);
      markup += '"';
    }
    markup += '>';
    if (reader_.is_empty_element() && !is_void(name)) markup.append("</").append(name) += '>';
    return markup;
  }

  void take(const FeedName& name, Inner& inner, const Attributes& attributes, const std::string& base,
            const std::string& language) {
    FeedEntry& entry = read_.entry;
    const std::string plain = trimmed(inner.text);
    switch (name.field) {
      case FeedField::title:
      case FeedField::summary:
      case FeedField::description:
      case FeedField::content: take_text(name, inner, attributes, language); break;
      case FeedField::link:
      case FeedField::original_link: take_link(name, plain, attributes, base); break;
      case FeedField::id:
      case FeedField::guid: take_id(name, plain, attributes, base); break;
      case FeedField::published: keep(entry.published, published_, plain, name.rank); break;
      case FeedField::created: keep(entry.created, created_, plain, name.rank); break;
      case FeedField::updated: keep(entry.updated, updated_, plain, name.rank); break;
      case FeedField::language: entry.language = plain; break;
      case FeedField::category: take_category(plain, attributes); break;
      case FeedField::enclosure: take_enclosure(attributes); break;
      case FeedField::other: break;
    }
  }

  /// Keeps the first value of the lowest rank.
  template <typename Value>
  static void keep(Value& place, std::uint8_t& kept, Value value, std::uint8_t rank) {
    if (value.empty() || rank >= kept) return;
    place = std::move(value);
    kept = rank;
  }

  void take_text(const FeedName& name, Inner& inner, const Attributes& attributes,
                 const std::string& language) {
    if (!attribute(attributes, "src").empty()) return;  // it lies elsewhere
    FeedEntry& entry = read_.entry;
    FeedText text = name.atom ? atom_text(inner, attributes) : rss_text(inner);
    if (trimmed(text.value).empty()) return;
    text.language = language;
    if (name.field == FeedField::title) {
      keep(entry.title, title_, std::move(text), name.rank);
    } else if (name.field == FeedField::content || (name.field == FeedField::description && summary_ == 0)) {
      keep(entry.content, content_, std::move(text), name.field == FeedField::content ? name.rank : kFromId);
    } else {
      keep(entry.summary, summary_, std::move(text), name.rank);
    }
  }

  void take_link(const FeedName& name, const std::string& plain, const Attributes& attributes,
                 const std::string& base) {
    const std::string rel = lower_case(attribute(attributes, "rel"));
    const std::string type = lower_case(attribute(attributes, "type"));
    if (rel == "enclosure") return take_enclosure(attributes);
    if (!rel.empty() && rel != "alternate") return;
    std::string href = attribute(attributes, "href");
    auto address = whole_address(href.empty() ? plain : href, base);
    if (!address) return;
    const std::string language = attribute(attributes, "hreflang");
    if (!language.empty() && read_.entry.alternates.size() < kMostValues)
      read_.entry.alternates.emplace_back(language, *address);
    const bool page = type.empty() || type.find("html") != std::string::npos;
    const bool own = language.empty() || analyzers::language_from_code(language) ==
                                             analyzers::language_from_code(read_.entry.language);
    const int rank = name.rank + (name.field == FeedField::original_link ? 0 : page ? 1 : 2) + (own ? 0 : 2);
    keep(read_.entry.link, link_, std::move(*address), static_cast<std::uint8_t>(rank));
  }

  void take_id(const FeedName& name, const std::string& plain, const Attributes& attributes,
               const std::string& base) {
    keep(read_.entry.id, id_, plain, name.rank);
    if (name.field != FeedField::guid || lower_case(attribute(attributes, "ispermalink")) == "false") return;
    // A guid is an address unless it says that it is none; many are none and say nothing.
    const bool stated = !attribute(attributes, "ispermalink").empty();
    auto address = stated ? whole_address(plain, base) : canonical_url(plain);
    if (address) keep(read_.entry.link, link_, std::move(*address), kFromId);
  }

  void take_category(const std::string& plain, const Attributes& attributes) {
    for (const auto& value : {attribute(attributes, "term"), attribute(attributes, "label"), plain}) {
      if (!value.empty() && read_.entry.categories.size() < kMostValues)
        read_.entry.categories.push_back(value);
    }
  }

  void take_enclosure(const Attributes& attributes) {
    const bool audio = lower_case(attribute(attributes, "type")).starts_with("audio/");
    if (audio || attribute(attributes, "medium") == "audio") read_.entry.audio = true;
  }

  /// RSS 1.0 names an item by an attribute.
  void finish() {
    if (about_.empty()) return;
    keep(read_.entry.id, id_, about_, kFromId);
    if (auto address = whole_address(about_, base_))
      keep(read_.entry.link, link_, std::move(*address), kFromId);
  }

  const FeedSurroundings& around_;
  std::string text_;
  XmlReader reader_;
  FeedXmlEntry read_;
  std::string base_, about_;
  std::uint8_t title_ = kNone, summary_ = kNone, content_ = kNone, link_ = kNone, id_ = kNone,
               published_ = kNone, created_ = kNone, updated_ = kNone;
};

}  // namespace

FeedXmlEntry read_feed_entry(std::string_view xml, const FeedSurroundings& around) {
  return EntryXml(xml, around).read();
}

}  // namespace corpus
