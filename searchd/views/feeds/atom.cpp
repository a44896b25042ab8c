#include "searchd/views/feeds/feed.h"
#include "searchd/views/feeds/xml_text.h"

namespace searchd {
namespace {

void write_link(XmlText& xml, std::string_view relation, std::string_view type, std::string_view address,
                std::string_view language = {}) {
  if (!address.empty())
    xml.empty("link", {{"rel", relation}, {"type", type}, {"hreflang", language}, {"href", address}});
}

void write_entry(XmlText& xml, const FeedItem& item, const Feed& feed) {
  xml.open("entry", {{"xml:lang", item.language}});
  xml.element("id", item.id);
  xml.element("title", item.title);
  xml.element("updated", item.updated);
  if (!item.published.empty()) xml.element("published", item.published);
  write_link(xml, "alternate", "text/html", item.address, feed.language);
  write_link(xml, "via", "", item.source);
  write_link(xml, "related", "text/html", item.twin_address, feed.language);
  for (const auto& [value, name] : item.categories) xml.empty("category", {{"term", value}, {"label", name}});
  if (!item.summary.empty()) xml.element("summary", item.summary);
  xml.close("entry");
}

}  // namespace

std::string atom_text(const Feed& feed) {
  const auto type = media_type_of(FeedFormat::atom);
  XmlText xml;
  xml.open("feed", {{"xmlns", "http://www.w3.org/2005/Atom"},
                    {"xmlns:os", "http://a9.com/-/spec/opensearch/1.1/"},
                    {"xml:lang", feed.language}});
  xml.element("id", feed.id);
  xml.element("title", feed.title);
  xml.element("subtitle", feed.description);
  xml.element("updated", feed.updated);
  xml.open("author");
  xml.element("name", feed.author);
  xml.close("author");
  xml.element("generator", "Sijill");
  xml.element("icon", feed.icon);
  write_link(xml, "self", type, feed.address);
  write_link(xml, "alternate", "text/html", feed.page, feed.language);
  write_link(xml, "first", type, feed.first);
  write_link(xml, "previous", type, feed.previous);
  write_link(xml, "next", type, feed.next);
  write_link(xml, "last", type, feed.last);
  xml.element("os:totalResults", std::to_string(feed.total));
  xml.element("os:startIndex", std::to_string(feed.first_number));
  xml.element("os:itemsPerPage", std::to_string(kFeedDocuments));
  for (const auto& item : feed.items) write_entry(xml, item, feed);
  xml.close("feed");
  return xml.take();
}

}  // namespace searchd
