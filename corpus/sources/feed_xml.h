// One entry of an XML feed, taken out of it, as what it says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/sources/feed_entry.h"
#include "corpus/sources/xml_reader.h"

namespace corpus {

/// What stands around the entries of a feed.
struct FeedSurroundings {
  std::vector<std::string> open;  // of each element around them, the namespaces that it declares
  std::string root_namespace;     // address; it is that of the format, whatever it is
  bool atom = false;              // rather than RSS
  std::string base;               // against which addresses are resolved
  std::string language;           // a tag
};

struct FeedXmlEntry {
  FeedEntry entry;  // without what names the feed and the place
  XmlFault fault;   // lines are counted from the entry's own first
};

/// Reads `xml`: "<item>...</item>", "<atom:entry>...</atom:entry>", mended (see XmlMender).
FeedXmlEntry read_feed_entry(std::string_view xml, const FeedSurroundings& around);

}  // namespace corpus
