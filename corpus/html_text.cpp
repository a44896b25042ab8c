#include "corpus/html_text.h"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <memory>

#include "analyzers/utf8.h"
#include "corpus/charset.h"
#include "corpus/html_guard.h"
#include "corpus/plain_text.h"
#include "corpus/shortcodes.h"

namespace corpus {
namespace {

constexpr std::size_t kLargestText = 1U << 20;

constexpr std::array<std::string_view, 20> kLeftOut{
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet",   "svg", "math",
    "canvas", "head",  "title",    "select",   "option", "button", "input", "textarea", "map", "audio"};
constexpr std::array<std::string_view, 41> kBlocks{
    "address", "article", "aside", "blockquote", "body", "caption",  "center",     "dd",     "details",
    "dialog",  "dir",     "div",   "dl",         "dt",   "fieldset", "figcaption", "figure", "footer",
    "form",    "h1",      "h2",    "h3",         "h4",   "h5",       "h6",         "header", "hgroup",
    "hr",      "html",    "li",    "main",       "menu", "nav",      "ol",         "p",      "pre",
    "section", "summary", "table", "tr",         "ul"};
constexpr std::array<std::string_view, 3> kLeftOutClasses{"screen-reader-text", "more-link", "sharedaddy"};

template <typename Table>
bool contains(const Table& table, std::string_view name) {
  return std::find(table.begin(), table.end(), name) != table.end();
}

std::string_view view_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

struct FreeContext {
  void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};
struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

/// `html` as the parser takes it: valid UTF-8, no control characters but line breaks.
std::string clean(std::string_view html) {
  const auto is_control = [](char32_t c) {
    return (c < U' ' && c != U'\n' && c != U'\t') || (c >= 0x7F && c < 0xA0) || (c & 0xFFFE) == 0xFFFE;
  };
  bool is_clean = true;  // most are
  analyzers::for_each_code_point(html,
                                 [&](char32_t c) { is_clean = is_clean && !is_control(c) && c != 0xFFFD; });
  if (is_clean) return std::string(html);
  std::string cleaned;
  cleaned.reserve(html.size());
  analyzers::for_each_code_point(html, [&](char32_t c) {
    if (!is_control(c) || c == 0x85) analyzers::append_code_point(cleaned, c == 0x85 ? U' ' : c);
  });
  return cleaned;
}

/// `html` without comments, declarations and processing instructions, which the parser gives back as text
/// where they stand inside of others.
std::string without_declarations(std::string_view html) {
  std::string kept;
  kept.reserve(html.size());
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t next = std::min(html.find('<', at), html.size());
    kept += html.substr(at, next - at);
    if (next == html.size()) break;
    at = end_of_markup(html, next);
    const bool declaration = next + 1 < html.size() && (html[next + 1] == '!' || html[next + 1] == '?');
    if (!declaration) kept += html.substr(next, at - next);
  }
  return kept;
}

/// Goes through the elements of a document in their order and gathers their text. Does not recurse.
class TextReader {
 public:
  explicit TextReader(bool newlines_break) : newlines_break_(newlines_break) {}

  std::string read(xmlNode* root) {
    for (xmlNode* node = root; node != nullptr;) {
      const bool entered = enter(node);
      if (entered && node->children != nullptr) {
        node = node->children;
        continue;
      }
      node = next_after(node, root);
      if (text_.size() > kLargestText) break;
    }
    end_line();
    return std::move(text_);
  }

 private:
  /// Whether what lies in `node` is to be read.
  bool enter(const xmlNode* node) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      add_text(view_of(node->content), is_preformatted(node));
      return false;
    }
    if (node->type != XML_ELEMENT_NODE) return false;
    const auto name = view_of(node->name);
    if (contains(kLeftOut, name) || is_hidden(node)) return false;
    if (name == "br" || contains(kBlocks, name)) end_line();
    if (name == "td" || name == "th") line_ += ' ';
    return true;
  }

  xmlNode* next_after(xmlNode* node, const xmlNode* root) {
    while (node != nullptr) {
      if (node->type == XML_ELEMENT_NODE && contains(kBlocks, view_of(node->name))) end_line();
      if (node == root) return nullptr;
      if (node->next != nullptr) return node->next;
      node = node->parent;
    }
    return nullptr;
  }

  static bool is_hidden(const xmlNode* node) {
    for (const xmlAttr* attribute = node->properties; attribute != nullptr; attribute = attribute->next) {
      const auto name = view_of(attribute->name);
      if (name == "hidden") return true;
      if (name != "class" || attribute->children == nullptr) continue;
      const auto classes = view_of(attribute->children->content);
      for (const auto left_out : kLeftOutClasses) {
        if (classes.find(left_out) != std::string_view::npos) return true;
      }
    }
    return false;
  }

  static bool is_preformatted(const xmlNode* node) {
    return node->parent != nullptr && view_of(node->parent->name) == "pre";
  }

  void add_text(std::string_view text, bool preformatted) {
    if (text.find('\xC2') != std::string_view::npos) {  // U+0080 to U+00BF: of references alone, see clean()
      std::string meant;
      analyzers::for_each_code_point(
          text, [&](char32_t c) { analyzers::append_code_point(meant, meant_letter(c)); });
      return add_lines(meant, preformatted);
    }
    add_lines(text, preformatted);
  }

  void add_lines(std::string_view text, bool preformatted) {
    if (!newlines_break_ && !preformatted) {
      line_ += text;
      return;
    }
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t newline = std::min(text.find('\n', at), text.size());
      line_ += text.substr(at, newline - at);
      if (newline < text.size()) end_line();
      at = newline + 1;
    }
  }

  void end_line() {
    const std::string line = plain_line(line_);
    line_.clear();
    if (!line.empty()) text_ += line + "\n";
  }

  bool newlines_break_;
  std::string text_;
  std::string line_;
};

bool has_no_markup(std::string_view html) { return html.find_first_of("<&[") == std::string_view::npos; }

/// The parser's own words, which end in a newline, as part of a sentence.
std::string parser_problem(const htmlParserCtxt* context) {
  return context->lastError.message == nullptr ? "for want of memory"
                                               : plain_line(context->lastError.message);
}

HtmlText parse(const std::string& html, bool newlines_break) {
  const std::unique_ptr<htmlParserCtxt, FreeContext> context(htmlNewParserCtxt());
  if (!context) return {{}, "cannot be parsed for want of memory"};
  // The element around it keeps the parser from taking text at the front for the head of a page.
  const std::string page = "<body><div>" + html + "</div></body>";
  const std::unique_ptr<xmlDoc, FreeDocument> document(
      htmlCtxtReadMemory(context.get(), page.data(), static_cast<int>(page.size()), nullptr, "UTF-8",
                         HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                             HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC));
  if (!document || context->disableSAX != 0)
    return {{}, "cannot be parsed: " + parser_problem(context.get())};
  HtmlText result;
  result.text = TextReader(newlines_break).read(xmlDocGetRootElement(document.get()));
  if (result.text.size() > kLargestText) return {{}, "holds more than 1 MB of text"};
  return result;
}

}  // namespace

HtmlText html_text(std::string_view html, Newlines newlines) {
  if (auto danger = html_danger(html); !danger.empty()) return {{}, std::move(danger)};
  // The block editor marks its blocks by comments; between them line breaks are as in HTML.
  const bool breaks = newlines == Newlines::breaks && html.find("<!-- wp:") == std::string_view::npos;
  if (!breaks && has_no_markup(html)) {
    std::string line = plain_line(html);
    if (!line.empty()) line += '\n';
    if (line.size() > kLargestText) return {{}, "holds more than 1 MB of text"};
    return {std::move(line), {}};
  }
  return parse(without_shortcodes(without_declarations(clean(html))), breaks);
}

HtmlText html_line(std::string_view html) {
  auto result = html_text(html);
  result.text = plain_line(result.text);
  return result;
}

}  // namespace corpus
