#include "searchd/views/feeds/xml_text.h"

#include "searchd/views/template.h"

namespace searchd {

void XmlText::begin(std::string_view name, Attributes attributes) {
  text_.append("<").append(name);
  for (const auto& [attribute, value] : attributes) {
    if (value.empty()) continue;
    text_.append(" ").append(attribute).append("=\"").append(escaped(value)).append("\"");
  }
}

void XmlText::open(std::string_view name, Attributes attributes) {
  begin(name, attributes);
  text_ += ">\n";
}

void XmlText::close(std::string_view name) { text_.append("</").append(name).append(">\n"); }

void XmlText::element(std::string_view name, std::string_view text, Attributes attributes) {
  begin(name, attributes);
  text_.append(">").append(escaped(text));
  close(name);
}

void XmlText::empty(std::string_view name, Attributes attributes) {
  begin(name, attributes);
  text_ += "/>\n";
}

}  // namespace searchd
