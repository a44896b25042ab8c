// XML as people's programs write it, made such that a strict parser reads it, where its meaning is plain.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace corpus {

/// Mends UTF-8 text piece by piece, and keeps its line breaks:
/// - "&nbsp;" and the other names of HTML become the letters; a '&' that begins no reference, and a name that
///   nobody knows, stay as they are read ("&amp;", "&amp;x;"). So nothing can be expanded: a document type is
///   left out with all that it declares;
/// - references to what is no letter of XML, and such bytes, are left out; "&#146;" is read as browsers do;
/// - comments and the XML declaration are left out: they may stand where they must not.
/// What is broken otherwise stays broken.
class XmlMender {
 public:
  /// The next piece, mended; what cannot be told yet comes with the next one. `last`: nothing follows.
  std::string mend(std::string_view piece, bool last);

 private:
  enum class Within : std::uint8_t { text, section, comment, declaration, type };

  bool step(std::string& mended, bool last);
  bool step_text(std::string& mended, bool last);
  bool leave(std::string_view end, bool keep, std::string& mended, bool last);
  bool leave_type(std::string& mended);
  bool enter(std::string& mended, bool last);
  bool mend_reference(std::string& mended, bool last);
  void give(std::size_t bytes, bool keep, std::string& mended);

  std::string buffer_;  // what has not been given yet
  std::size_t at_ = 0;  // in it: before it nothing is left to do
  Within within_ = Within::text;
  std::size_t brackets_ = 0;  // open in the document type
};

/// All of `xml`, mended.
std::string mended_xml(std::string_view xml);

}  // namespace corpus
