// libxml2's pull parser with our limits: no network, no entities of others, no document types; it reports, it
// never prints.
#pragma once

#include <libxml/xmlreader.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corpus {

/// What went wrong in an XML text; empty `what`: nothing yet.
struct XmlFault {
  std::string what;
  std::size_t line = 0;
};

/// Where what lies around the parts of a file is broken, for the person who runs the import: "the file ends
/// before the feed does", or that the feed is broken and its entries are read all the same.
std::string fault_around(const XmlFault& fault, std::string_view whole, std::string_view parts);

/// Reads XML node by node. Not copyable; one thread.
class XmlReader {
 public:
  /// Of `bytes`, which must live as long as the reader.
  explicit XmlReader(std::string_view bytes);
  /// Of what `read` gives: up to `size` bytes into `to`, 0 at the end, -1 on a failure. `read` must not
  /// throw. `encoding` goes before what the text says of itself; nullptr: it is asked.
  XmlReader(int (*read)(void* context, char* to, int size), void* context, const char* encoding = nullptr);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// The next node; false at the end and where the XML is broken (see fault()).
  bool next();
  /// The same, passing over all that lies in this one.
  bool skip();

  const XmlFault& fault() const { return fault_; }

  bool is_element() const { return type() == XML_READER_TYPE_ELEMENT; }
  bool is_end() const { return type() == XML_READER_TYPE_END_ELEMENT; }
  bool is_text() const;
  bool is_empty_element() const;
  int depth() const;
  /// The name of an element as WordPress writes it ("wp:post_id", "content:encoded", "title"), by its
  /// namespace, whatever prefix stands for that here; empty for one of an unknown namespace.
  std::string name() const;
  /// The name without its prefix, and the address of its namespace (empty: none).
  std::string_view local_name() const;
  std::string_view namespace_address() const;
  std::string_view value() const;
  std::string attribute(const char* name) const;
  /// The attributes of an element but namespaces, by their names without prefixes.
  std::vector<std::pair<std::string, std::string>> attributes() const;
  std::string encoding() const;
  /// The namespaces that this element declares, as they are written in a tag: ` xmlns:wp="http://..."`.
  std::string declared_namespaces() const;

 private:
  int type() const;
  bool moved(int result);

  struct Free {
    void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
  };
  std::unique_ptr<xmlTextReader, Free> reader_;
  XmlFault fault_;
};

}  // namespace corpus
