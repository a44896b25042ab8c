#include "corpus/pages/page_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <memory>

#include "analyzers/utf8.h"
#include "corpus/html_guard.h"
#include "corpus/plain_text.h"

namespace corpus {
namespace {

constexpr std::size_t kLongestValue =
    2048;  // bytes of an attribute other than `content`; an address is no longer
constexpr std::size_t kLargestJsonLd = std::size_t{1} << 20;
constexpr std::size_t kMostJsonLd = 64;

// Elements whose content no reader of the page sees as text, and that the parser is better off without.
constexpr std::array<std::string_view, 12> kDropped{"script",   "style",    "svg",      "math",
                                                    "noscript", "template", "iframe",   "object",
                                                    "canvas",   "applet",   "textarea", "select"};

bool is_name_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == ':';
}

std::string name_at(std::string_view html, std::size_t at) {
  std::size_t end = at;
  while (end < html.size() && is_name_letter(html[end])) ++end;
  return lower_case(html.substr(at, end - at));
}

/// What is left of a page for the parser: markup and text that a reader may see.
class MarkupCleaner {
 public:
  MarkupCleaner(std::string_view html, std::vector<std::string>& json_ld) : html_(html), json_ld_(json_ld) {
    kept_.reserve(html.size() / 2);
  }

  std::string clean() {
    for (std::size_t at = 0; at < html_.size();) {
      const std::size_t next = std::min(html_.find('<', at), html_.size());
      add_text(html_.substr(at, next - at));
      at = next < html_.size() ? take_markup(next) : next;
    }
    return std::move(kept_);
  }

 private:
  std::size_t take_markup(std::size_t at) {
    const std::size_t end = end_of_markup(html_, at);
    if (end == at + 1) {  // a '<' that begins nothing
      kept_ += "&lt;";
      return end;
    }
    const char next = html_[at + 1];
    if (next == '!' || next == '?') return end;
    if (next == '/') {
      kept_ += html_.substr(at, end - at);
      return end;
    }
    const std::string name = name_at(html_, at + 1);
    const auto tag = html_.substr(at, end - at);
    const bool closed = tag.ends_with("/>") && (name == "svg" || name == "math" || name == "object");
    if (std::find(kDropped.begin(), kDropped.end(), name) == kDropped.end()) {
      add_tag(tag);
      return end;
    }
    kept_ += ' ';
    return closed ? end : pass_over(name, tag, end);
  }

  /// Behind the end tag of the element `name` whose content begins at `begin`. A script that does not end is
  /// all the rest, as for browsers; another element that does not end holds nothing.
  std::size_t pass_over(const std::string& name, std::string_view tag, std::size_t begin) {
    std::size_t at = begin;
    for (at = html_.find("</", at); at != std::string_view::npos; at = html_.find("</", at + 2)) {
      if (name_at(html_, at + 2) == name) break;
    }
    const bool ends = at != std::string_view::npos;
    if (!ends && name != "script" && name != "style" && name != "textarea") return begin;
    const auto content = html_.substr(begin, (ends ? at : html_.size()) - begin);
    if (name == "script" && is_json_ld(tag) && content.size() <= kLargestJsonLd &&
        json_ld_.size() < kMostJsonLd) {
      json_ld_.emplace_back(content);
    }
    return ends ? end_of_markup(html_, at) : html_.size();
  }

  static bool is_json_ld(std::string_view tag) {
    return lower_case(tag.substr(0, kLongestValue)).find("application/ld+json") != std::string::npos;
  }

  /// Values that hold pictures or whole scripts are left out.
  void add_tag(std::string_view tag) {
    if (tag.size() <= kLongestValue || name_at(tag, 1) == "meta") {
      add_text(tag);
      return;
    }
    for (std::size_t at = 0; at < tag.size();) {
      const std::size_t quote = std::min(tag.find_first_of("\"'", at), tag.size());
      add_text(tag.substr(at, quote - at));
      if (quote == tag.size()) break;
      const std::size_t end = std::min(tag.find(tag[quote], quote + 1), tag.size() - 1);
      const auto value = tag.substr(quote, end + 1 - quote);
      if (value.size() <= kLongestValue) {
        add_text(value);
      } else {
        kept_ += "\"\"";
      }
      at = end + 1;
    }
  }

  /// Valid UTF-8, no control characters but white space.
  void add_text(std::string_view text) {
    analyzers::for_each_code_point(text, [this](char32_t c) {
      const bool control = (c < U' ' && c != U'\n' && c != U'\t' && c != U'\r' && c != U'\f') || c == 0x7F ||
                           (c & 0xFFFE) == 0xFFFE;
      if (!control) analyzers::append_code_point(kept_, c == U'\r' || c == U'\f' ? U'\n' : c);
    });
  }

  std::string_view html_;
  std::vector<std::string>& json_ld_;
  std::string kept_;
};

struct FreeContext {
  void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};
struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

std::string string_of(const xmlChar* text) {
  return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text));
}

std::string value_of(const xmlAttr* attribute) {
  std::string value;
  for (const xmlNode* part = attribute->children; part != nullptr; part = part->next) {
    if (part->type == XML_TEXT_NODE) value += string_of(part->content);
  }
  return value;
}

void add_node(PageTree& tree, const xmlNode* node, std::size_t parent) {
  PageNode& made = tree.nodes.emplace_back();
  made.parent = parent;
  made.end = tree.nodes.size();
  if (node->type != XML_ELEMENT_NODE) {
    made.text = string_of(node->content);
    return;
  }
  made.name = lower_case(string_of(node->name));
  for (const xmlAttr* attribute = node->properties; attribute != nullptr; attribute = attribute->next) {
    made.attributes.emplace_back(lower_case(string_of(attribute->name)), value_of(attribute));
  }
}

bool is_kept(const xmlNode* node) {
  return node->type == XML_ELEMENT_NODE || node->type == XML_TEXT_NODE ||
         node->type == XML_CDATA_SECTION_NODE;
}

/// Goes through the parser's tree without recursing.
void flatten(const xmlNode* root, PageTree& tree) {
  std::vector<std::size_t> open;
  for (const xmlNode* node = root; node != nullptr;) {
    if (is_kept(node)) {
      const std::size_t parent = open.empty() ? 0 : open.back();
      const bool enters = node->type == XML_ELEMENT_NODE && node->children != nullptr;
      if (enters) open.push_back(tree.nodes.size());
      add_node(tree, node, parent);
      if (enters) {
        node = node->children;
        continue;
      }
    }
    while (node != root && node->next == nullptr) {
      tree.nodes[open.back()].end = tree.nodes.size();
      open.pop_back();
      node = node->parent;
    }
    node = node == root ? nullptr : node->next;
  }
}

}  // namespace

std::string_view PageNode::attribute(std::string_view wanted) const {
  for (const auto& [given, value] : attributes) {
    if (given == wanted) return value;
  }
  return {};
}

bool PageNode::has(std::string_view wanted) const {
  return std::any_of(attributes.begin(), attributes.end(),
                     [&](const auto& given) { return given.first == wanted; });
}

std::string PageTree::line_of(std::size_t node) const {
  std::string text;
  for (std::size_t at = node; at < nodes[node].end; ++at) {
    text += nodes[at].is_text() ? nodes[at].text : nodes[at].name == "br" ? " " : "";
  }
  return plain_line(text);
}

PageTree page_tree(std::string_view html) {
  PageTree tree;
  const auto refuse = [&tree](std::string why) {
    tree.nodes.clear();
    tree.problem = std::move(why);
    return std::move(tree);
  };
  if (html.size() > kLargestPage) return refuse("is larger than 10 MB");
  const std::string kept = MarkupCleaner(html, tree.json_ld).clean();
  if (auto danger = html_danger(kept); !danger.empty()) return refuse(std::move(danger));
  const std::unique_ptr<htmlParserCtxt, FreeContext> context(htmlNewParserCtxt());
  if (!context) return refuse("cannot be parsed for want of memory");
  const std::unique_ptr<xmlDoc, FreeDocument> document(
      htmlCtxtReadMemory(context.get(), kept.data(), static_cast<int>(kept.size()), nullptr, "UTF-8",
                         HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                             HTML_PARSE_IGNORE_ENC));
  if (!document) return tree;  // nothing in it
  if (context->disableSAX != 0) {
    const char* message = context->lastError.message;
    return refuse("cannot be parsed: " + (message == nullptr ? "for want of memory" : plain_line(message)));
  }
  if (const xmlNode* root = xmlDocGetRootElement(document.get()); root != nullptr) flatten(root, tree);
  return tree;
}

}  // namespace corpus
