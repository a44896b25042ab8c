#include "corpus/sources/xml_reader.h"

#include "corpus/plain_text.h"

namespace corpus {
namespace {

constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_COMPACT;

std::string_view view_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

const xmlChar* as_xml(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

/// Keeps the first fault. What is wrong with a namespace's name does not make the text unreadable.
void note_fault(void* context, xmlError* error) {
  auto& fault = *static_cast<XmlFault*>(context);
  if (!fault.what.empty() || error == nullptr || error->level < XML_ERR_ERROR) return;
  if (error->domain == XML_FROM_NAMESPACE) return;
  fault.what = error->message == nullptr ? "is broken" : plain_line(error->message);
  fault.line = error->line > 0 ? static_cast<std::size_t>(error->line) : 0;
}

int nothing_to_close(void*) { return 0; }

/// `uri` as it may stand between quotes.
std::string quoted(std::string_view uri) {
  std::string safe;
  for (const char c : uri) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '"': safe += "&quot;"; break;
      default: safe += c;
    }
  }
  return safe;
}

/// The prefix that WordPress uses for a namespace of an export, in any version; nothing for an unknown one.
std::string_view prefix_of(std::string_view uri) {
  if (uri.starts_with("http://wordpress.org/export/") || uri.starts_with("https://wordpress.org/export/")) {
    return uri.ends_with("/excerpt/") || uri.ends_with("/excerpt") ? "excerpt:" : "wp:";
  }
  if (uri == "http://purl.org/rss/1.0/modules/content/") return "content:";
  if (uri == "http://purl.org/dc/elements/1.1/") return "dc:";
  return {};
}

}  // namespace

XmlReader::XmlReader(std::string_view bytes)
    : reader_(xmlReaderForMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, kOptions)) {
  if (reader_) xmlTextReaderSetStructuredErrorHandler(reader_.get(), note_fault, &fault_);
}

XmlReader::XmlReader(int (*read)(void* context, char* to, int size), void* context, const char* encoding)
    : reader_(xmlReaderForIO(read, nothing_to_close, context, nullptr, encoding, kOptions)) {
  if (reader_) xmlTextReaderSetStructuredErrorHandler(reader_.get(), note_fault, &fault_);
}

XmlReader::~XmlReader() = default;

bool XmlReader::moved(int result) {
  if (result < 0 && fault_.what.empty()) fault_.what = "cannot be read";
  return result == 1;
}

bool XmlReader::next() { return reader_ ? moved(xmlTextReaderRead(reader_.get())) : moved(-1); }
bool XmlReader::skip() { return reader_ ? moved(xmlTextReaderNext(reader_.get())) : moved(-1); }

int XmlReader::type() const { return xmlTextReaderNodeType(reader_.get()); }
int XmlReader::depth() const { return xmlTextReaderDepth(reader_.get()); }
bool XmlReader::is_empty_element() const { return xmlTextReaderIsEmptyElement(reader_.get()) == 1; }

bool XmlReader::is_text() const {
  switch (type()) {
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: return true;
    default: return false;
  }
}

std::string XmlReader::name() const {
  const auto uri = view_of(xmlTextReaderConstNamespaceUri(reader_.get()));
  if (uri.empty()) return std::string(view_of(xmlTextReaderConstName(reader_.get())));
  const auto prefix = prefix_of(uri);
  if (prefix.empty()) return {};
  return std::string(prefix) + std::string(view_of(xmlTextReaderConstLocalName(reader_.get())));
}

std::string_view XmlReader::local_name() const { return view_of(xmlTextReaderConstLocalName(reader_.get())); }

std::string_view XmlReader::namespace_address() const {
  return view_of(xmlTextReaderConstNamespaceUri(reader_.get()));
}

std::string_view XmlReader::value() const { return view_of(xmlTextReaderConstValue(reader_.get())); }

std::string XmlReader::attribute(const char* name) const {
  const std::unique_ptr<xmlChar, void (*)(void*)> value(
      xmlTextReaderGetAttribute(reader_.get(), as_xml(name)), [](void* text) { xmlFree(text); });
  return std::string(view_of(value.get()));
}

std::vector<std::pair<std::string, std::string>> XmlReader::attributes() const {
  std::vector<std::pair<std::string, std::string>> all;
  for (int more = xmlTextReaderMoveToFirstAttribute(reader_.get()); more == 1;
       more = xmlTextReaderMoveToNextAttribute(reader_.get())) {
    if (xmlTextReaderIsNamespaceDecl(reader_.get()) != 1) all.emplace_back(local_name(), value());
  }
  xmlTextReaderMoveToElement(reader_.get());
  return all;
}

std::string XmlReader::encoding() const {
  return std::string(view_of(xmlTextReaderConstEncoding(reader_.get())));
}

std::string XmlReader::declared_namespaces() const {
  std::string declared;
  for (int more = xmlTextReaderMoveToFirstAttribute(reader_.get()); more == 1;
       more = xmlTextReaderMoveToNextAttribute(reader_.get())) {
    if (xmlTextReaderIsNamespaceDecl(reader_.get()) != 1) continue;
    declared +=
        " " + std::string(view_of(xmlTextReaderConstName(reader_.get()))) + "=\"" + quoted(value()) + "\"";
  }
  xmlTextReaderMoveToElement(reader_.get());
  return declared;
}

std::string fault_around(const XmlFault& fault, std::string_view whole, std::string_view parts) {
  const bool cut_off =
      fault.what.starts_with("Extra content at the end") || fault.what.starts_with("Premature end");
  if (cut_off) return "the file ends before the " + std::string(whole) + " does";
  return "the " + std::string(whole) + " is broken here (" + fault.what + "); the " + std::string(parts) +
         " before and after it are read";
}

}  // namespace corpus
