#include "tests/support/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "analyzers/utf8.h"

namespace tests {
namespace {

const char* chars(const xmlChar* text) { return text == nullptr ? "" : reinterpret_cast<const char*>(text); }

std::map<std::string, std::string> attributes_of(xmlNode* node) {
  std::map<std::string, std::string> attributes;
  for (auto* attribute = node->properties; attribute != nullptr; attribute = attribute->next) {
    xmlChar* value = xmlNodeGetContent(reinterpret_cast<xmlNode*>(attribute));
    attributes[chars(attribute->name)] = chars(value);
    xmlFree(value);
  }
  return attributes;
}

void collect(xmlNode* node, std::vector<std::string>& around, std::vector<HtmlElement>& elements) {
  for (; node != nullptr; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    xmlChar* text = xmlNodeGetContent(node);
    elements.push_back({chars(node->name), attributes_of(node), chars(text), around});
    xmlFree(text);
    around.push_back(chars(node->name));
    collect(node->children, around, elements);
    around.pop_back();
  }
}

class Faults {
 public:
  explicit Faults(const std::string& html) : html_(html), elements_(elements_of(html)) {}

  std::string all() {
    check_frame();
    for (const auto& element : elements_) {
      check_content(element);
      check_links(element);
      check_label(element);
    }
    check_ids();
    check_characters();
    return faults_;
  }

 private:
  void fault(const std::string& what) { faults_ += what + "\n"; }

  std::size_t count(std::string_view name) const { return elements_named(elements_, name).size(); }

  void check_frame() {
    if (count("h1") != 1) fault("there are " + std::to_string(count("h1")) + " h1");
    if (count("main") != 1) fault("there are " + std::to_string(count("main")) + " main");
    const auto titles = std::count_if(elements_.begin(), elements_.end(), [](const HtmlElement& element) {
      return element.name == "title" && !element.is_inside("svg");
    });
    if (titles != 1) fault("there are " + std::to_string(titles) + " titles");
    const auto scripts = elements_named(elements_, "script");
    for (const auto* type : {"module", "application/ld+json"}) {
      const auto same = std::count_if(scripts.begin(), scripts.end(), [type](const HtmlElement& script) {
        return script.attribute("type") == type;
      });
      if (same > 1) fault("there are " + std::to_string(same) + " scripts of type " + type);
    }
    const auto& root = elements_.front();
    if (root.attribute("lang").empty() || root.attribute("dir").empty()) fault("html has no lang or dir");
    for (const auto& element : elements_) {
      if (!element.has_class("card")) continue;
      if (element.attribute("lang").empty() || element.attribute("dir").empty())
        fault("a card has no lang or dir");
    }
  }

  // The one module, by its address, with nothing written inside; or data, in which no sign of HTML stands.
  static bool is_ours(const HtmlElement& script) {
    if (script.attribute("type") == "application/ld+json")
      return script.text.starts_with('{') && script.text.find_first_of("<>&") == std::string::npos;
    static const std::string kBegin = "/static/app.", kEnd = ".js";
    const auto source = script.attribute("src");
    return script.attribute("type") == "module" && script.text.empty() && source.starts_with(kBegin) &&
           source.ends_with(kEnd) &&
           source.find_first_not_of("0123456789abcdef", kBegin.size()) == source.size() - kEnd.size();
  }

  void check_content(const HtmlElement& element) {
    static const std::set<std::string> kNever = {"style", "iframe", "object", "embed", "base"};
    static const std::set<std::string> kInPicture = {"a", "title", "rect"};
    if (kNever.count(element.name) > 0) fault("there is a " + element.name);
    if (element.name == "script" && !is_ours(element)) fault("there is a script");
    if (element.name == "svg" && !element.has_class("chart")) fault("there is an svg");
    if (element.is_inside("svg") && kInPicture.count(element.name) == 0)
      fault("there is a " + element.name + " in a picture");
    for (const auto& [name, value] : element.attributes) {
      if (name == "style" || name.substr(0, 2) == "on") fault("there is an attribute " + name + "=" + value);
    }
  }

  void check_links(const HtmlElement& element) {
    for (const auto* name : {"href", "src", "action"}) {
      if (!element.has(name)) continue;
      const auto link = element.attribute(name);
      const bool here =
          !link.empty() && (link.front() == '/' || link.front() == '#') && link.substr(0, 2) != "//";
      if (here || link.substr(0, 7) == "http://" || link.substr(0, 8) == "https://") continue;
      fault("a link leads to " + link);
    }
  }

  void check_label(const HtmlElement& element) {
    const bool is_field = element.name == "input" || element.name == "select" || element.name == "textarea";
    if (!is_field || element.attribute("type") == "hidden" || element.is_inside("label")) return;
    const auto id = element.attribute("id");
    const bool labelled = std::any_of(elements_.begin(), elements_.end(), [&](const HtmlElement& other) {
      return other.name == "label" && !id.empty() && other.attribute("for") == id;
    });
    if (!labelled) fault("a field has no label: " + element.attribute("name"));
  }

  void check_ids() {
    std::set<std::string> ids;
    for (const auto& element : elements_) {
      if (element.has("id") && !ids.insert(element.attribute("id")).second) {
        fault("an id is there twice: " + element.attribute("id"));
      }
    }
    for (const auto& element : elements_) {
      for (const auto* name : {"aria-labelledby", "aria-describedby", "for", "form"}) {
        if (element.has(name) && ids.count(element.attribute(name)) == 0) {
          fault(std::string(name) + " names an id that is not there: " + element.attribute(name));
        }
      }
      const auto link = element.attribute("href");
      if (link.size() > 1 && link.front() == '#' && ids.count(link.substr(1)) == 0)
        fault("a link leads nowhere: " + link);
    }
  }

  void check_characters() {
    int isolates = 0;
    std::size_t damaged = 0;
    analyzers::for_each_code_point(html_, [&](char32_t c) {
      if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F))
        fault("there is a control character");
      if ((c >= 0x202A && c <= 0x202E) || c == 0x2066 || c == 0x2067) fault("there is a direction override");
      if (c == 0x2068) ++isolates;
      if (c == 0x2069) --isolates;
      if (c == 0xFFFD) ++damaged;
      if (isolates < 0) fault("an isolate is closed that was not open");
    });
    if (isolates != 0) fault("an isolate is not closed");
    std::size_t written = 0;
    for (auto at = html_.find("\xEF\xBF\xBD"); at != std::string::npos;
         at = html_.find("\xEF\xBF\xBD", at + 1))
      ++written;
    if (damaged != written) fault("the page is not UTF-8");
  }

  const std::string& html_;
  std::vector<HtmlElement> elements_;
  std::string faults_;
};

}  // namespace

std::string HtmlElement::attribute(const std::string& which) const {
  const auto found = attributes.find(which);
  return found == attributes.end() ? std::string() : found->second;
}

bool HtmlElement::is_inside(std::string_view which) const {
  return std::find(inside.begin(), inside.end(), which) != inside.end();
}

bool HtmlElement::has_class(std::string_view which) const {
  return (" " + attribute("class") + " ").find(" " + std::string(which) + " ") != std::string::npos;
}

std::vector<HtmlElement> elements_of(const std::string& html) {
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
      htmlReadMemory(html.data(), static_cast<int>(html.size()), "page.html", "UTF-8",
                     HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET),
      xmlFreeDoc);
  if (document == nullptr) throw std::runtime_error("the page cannot be parsed");
  std::vector<HtmlElement> elements;
  std::vector<std::string> around;
  collect(xmlDocGetRootElement(document.get()), around, elements);
  return elements;
}

std::vector<HtmlElement> elements_named(const std::vector<HtmlElement>& elements, std::string_view name) {
  std::vector<HtmlElement> named;
  std::copy_if(elements.begin(), elements.end(), std::back_inserter(named),
               [name](const HtmlElement& element) { return element.name == name; });
  return named;
}

std::string skeleton_of(const std::string& html) {
  std::string skeleton;
  for (const auto& element : elements_of(html)) {
    skeleton += std::string(element.inside.size(), ' ') + element.name;
    for (const auto& [name, value] : element.attributes) skeleton += " " + name;
    skeleton += '\n';
  }
  return skeleton;
}

std::string faults_of_page(const std::string& html) { return Faults(html).all(); }

}  // namespace tests
