#include "corpus/sources/html_page.h"

#include <algorithm>
#include <array>
#include <istream>
#include <utility>

#include "analyzers/language.h"
#include "corpus/charset.h"
#include "corpus/declared_language.h"
#include "corpus/html_guard.h"
#include "corpus/key_text.h"
#include "corpus/pages/main_text.h"
#include "corpus/pages/page_blocks.h"
#include "corpus/pages/page_metadata.h"
#include "corpus/pages/page_tree.h"
#include "corpus/plain_text.h"
#include "corpus/sources/capture_words.h"
#include "corpus/sources/wordpress_item.h"

namespace corpus {
namespace {

using analyzers::Language;

constexpr std::size_t kFront = 4096;          // bytes in which a program that saved the page says from where
constexpr std::size_t kLongestRedirect = 40;  // words of a page that sends its readers elsewhere

/// The address that the program which saved the page wrote into it: browsers "saved from
/// url=(0023)http://...", SingleFile "url: http://...", HTTrack "Mirrored from host/path by HTTrack".
std::string saved_from(std::string_view html) {
  const auto front = html.substr(0, kFront);
  const auto word_from = [&](std::size_t at) {
    const auto begin = front.find_first_not_of(" \t\r\n", at);
    if (begin == std::string_view::npos) return std::string();
    return std::string(front.substr(begin, front.find_first_of(" \t\r\n", begin) - begin));
  };
  if (const auto at = front.find("saved from url=("); at != std::string_view::npos) {
    const auto close = front.find(')', at);
    return close == std::string_view::npos ? std::string() : word_from(close + 1);
  }
  if (const auto at = front.find("saved with SingleFile"); at != std::string_view::npos) {
    const auto url = front.find("url:", at);
    return url == std::string_view::npos ? std::string() : word_from(url + 4);
  }
  if (const auto at = front.find("Mirrored from "); at != std::string_view::npos)
    return "http://" + word_from(at + 14);
  return {};
}

/// The address of the version in the other language; empty where none is stated.
std::string other_version(const PageMetadata& page, Language language) {
  if (language != Language::arabic && language != Language::english) return {};
  const auto wanted = language == Language::arabic ? Language::english : Language::arabic;
  for (const auto& [code, address] : page.alternates) {
    if (analyzers::language_from_code(code) == wanted) return address;
  }
  return {};
}

bool leads_elsewhere(const PageTree& tree, const std::string& text) {
  if (word_count(text) > kLongestRedirect) return false;
  return std::any_of(tree.nodes.begin(), tree.nodes.end(), [](const PageNode& node) {
    return node.name == "meta" && lower_case(node.attribute("http-equiv")) == "refresh" &&
           lower_case(node.attribute("content")).find("url") != std::string::npos;
  });
}

/// A description that says nothing of its own: it stands in the text, as a rule at its front and cut short.
bool stands_in(std::string description, const std::string& body) {
  for (const std::string_view end : {"[…]", "[...]", "…", "..."}) {
    if (description.ends_with(end)) description.resize(description.size() - end.size());
  }
  return key_text(body).find(key_text(description)) != std::string::npos;
}

Kind kind_of(const PageMetadata& page) {
  const bool dated = page.published.precision == DatePrecision::day;
  if (!page.is_article() && !dated) return Kind::page;
  if (const auto by_section = kind_of_category(page.section)) return *by_section;
  return kind_of_title(page.title).value_or(Kind::news);
}

SourceItem record_of(const PageTree& tree, PageMetadata& page, const PageOrigin& origin, std::string hash) {
  Record record;
  Document& document = record.document;
  document.title = page.title;
  document.body = main_text(tree, {page.titles, page.article_body});
  if (document.body.empty() && !page.description.empty()) {
    document.body = page.description + "\n";
  } else if (!stands_in(page.description, document.body)) {
    document.summary = page.description;
  }
  document.url = page.address;
  document.key = page.address.empty() ? "sha256:" + hash : page.address;
  if (leads_elsewhere(tree, document.body)) return Skipped{origin.where, "redirect", {}};
  if (document.body.empty()) return Skipped{origin.where, "empty", document.key};
  document.kind = kind_of(page);
  const std::string text = document.title + "\n" + document.summary + "\n" + document.body;
  document.language = declared_language(page.language, text);
  document.published = page.published;
  document.modified = page.modified;
  document.hashtags = hashtags_in(text);
  document.occurrences = {{document.key, {}}};
  record.translation_key = other_version(page, document.language);
  record.where = origin.where;
  record.raw_sha256 = std::move(hash);
  return record;
}

class HtmlPageSource final : public Source {
 public:
  explicit HtmlPageSource(InputFile file) : file_(std::move(file)) {}

  std::optional<SourceItem> next() override {
    if (std::exchange(read_, true)) return std::nullopt;
    const PageOrigin origin{file_.name, file_.address, file_.content_type};
    if (file_.size > kLargestPage) return Problem{origin.where, "its HTML is larger than 10 MB"};
    const auto stream = file_.open();
    std::string bytes(file_.size > 0 ? static_cast<std::size_t>(file_.size) : kLargestPage + 1, '\0');
    stream->read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (stream->bad() || (!*stream && !stream->eof()))
      throw SourceError(file_.name + " cannot be read to its end");
    bytes.resize(static_cast<std::size_t>(stream->gcount()));
    return read_html_page(bytes, origin);
  }

  std::string_view format() const override { return "html-page"; }
  Progress progress() const override { return {read_ ? file_.size : 0, file_.size}; }

 private:
  InputFile file_;
  bool read_ = false;
};

/// The name of the first element of `text`, which begins with markup, behind declarations and comments;
/// "!doctype html" where that stands before it.
std::string first_element(std::string_view text) {
  for (std::size_t at = 0;;) {
    at = text.find_first_not_of(" \t\r\n", at);
    if (at == std::string_view::npos || text[at] != '<') return {};
    const std::string tag = lower_case(text.substr(at, 20));
    if (tag.starts_with("<!doctype html")) return "!doctype html";
    if (!tag.starts_with("<!") && !tag.starts_with("<?")) {
      const auto end = tag.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789:", 1);
      return tag.substr(1, std::min(end, tag.size()) - 1);
    }
    at = end_of_markup(text, at);
  }
}

}  // namespace

SourceItem read_html_page(std::string_view bytes, const PageOrigin& origin) {
  if (bytes.size() > kLargestPage) return Problem{origin.where, "its HTML is larger than 10 MB"};
  const auto decoded = decode_page(bytes, origin.content_type);
  const auto tree = page_tree(decoded.text);
  if (!tree.ok()) return Problem{origin.where, "its HTML " + tree.problem};
  auto page = page_metadata(tree, origin.address.empty() ? saved_from(decoded.text) : origin.address);
  auto item = record_of(tree, page, origin, sha256_hex(bytes));
  if (auto* record = std::get_if<Record>(&item)) {
    record->raw = bytes;
    record->media_type = origin.content_type.empty() ? "text/html" : origin.content_type;
    record->fetched_from = origin.address;
  }
  return item;
}

bool is_html_page(std::string_view head) {
  constexpr std::array<std::string_view, 14> kElements{
      "!doctype html", "html",  "head", "body", "title", "meta",   "link",
      "script",        "style", "div",  "p",    "table", "center", "h1"};
  std::string narrow;
  const bool wide =
      head.find('\0') != std::string_view::npos;  // UTF-16 and UTF-32: markup is ASCII between zeros
  if (wide) {
    std::copy_if(head.begin(), head.end(), std::back_inserter(narrow), [](char c) { return c != '\0'; });
    head = narrow;
  }
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (head.starts_with(mark)) head.remove_prefix(mark.size());
  }
  const auto element = first_element(head);
  return std::find(kElements.begin(), kElements.end(), element) != kElements.end();
}

std::unique_ptr<Source> open_html_page(const InputFile& file) {
  if (!file.open()->good()) throw SourceError(file.name + " cannot be opened; may it be read?");
  return std::make_unique<HtmlPageSource>(file);
}

}  // namespace corpus
