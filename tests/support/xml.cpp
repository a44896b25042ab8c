#include "tests/support/xml.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <stdexcept>

namespace tests {
namespace {

constexpr std::pair<const char*, const char*> kNamespaces[] = {
    {"atom", "http://www.w3.org/2005/Atom"},    {"os", "http://a9.com/-/spec/opensearch/1.1/"},
    {"dc", "http://purl.org/dc/elements/1.1/"}, {"sm", "http://www.sitemaps.org/schemas/sitemap/0.9"},
    {"xhtml", "http://www.w3.org/1999/xhtml"},
};

const xmlChar* in_xml(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

}  // namespace

struct Xml::Parts {
  xmlDocPtr document = nullptr;
  xmlXPathContextPtr context = nullptr;
  ~Parts() {
    xmlXPathFreeContext(context);
    xmlFreeDoc(document);
  }
};

Xml::Xml(const std::string& text) : parts_(std::make_unique<Parts>()) {
  parts_->document =
      xmlReadMemory(text.data(), static_cast<int>(text.size()), "answer.xml", nullptr,
                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
  if (parts_->document == nullptr) {
    const auto* error = xmlGetLastError();
    throw std::runtime_error(error != nullptr && error->message != nullptr
                                 ? std::to_string(error->line) + ": " + error->message
                                 : "not XML");
  }
  parts_->context = xmlXPathNewContext(parts_->document);
  for (const auto& [prefix, address] : kNamespaces)
    xmlXPathRegisterNs(parts_->context, in_xml(prefix), in_xml(address));
}

Xml::~Xml() = default;

std::vector<std::string> Xml::texts(const std::string& path) const {
  std::vector<std::string> texts;
  auto* found = xmlXPathEvalExpression(in_xml(path.c_str()), parts_->context);
  if (found == nullptr) throw std::runtime_error("no path: " + path);
  for (int at = 0; found->nodesetval != nullptr && at < found->nodesetval->nodeNr; ++at) {
    auto* text = xmlNodeGetContent(found->nodesetval->nodeTab[at]);
    texts.emplace_back(reinterpret_cast<const char*>(text));
    xmlFree(text);
  }
  xmlXPathFreeObject(found);
  return texts;
}

std::string Xml::text(const std::string& path) const {
  const auto found = texts(path);
  return found.size() == 1 ? found.front() : std::string();
}

}  // namespace tests
