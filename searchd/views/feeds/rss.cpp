#include "searchd/views/feeds/feed.h"
#include "searchd/views/feeds/xml_text.h"
#include "searchd/views/template.h"

namespace searchd {
namespace {

void write_page(XmlText& xml, std::string_view relation, std::string_view address) {
  if (address.empty()) return;
  xml.empty("atom:link", {{"rel", relation}, {"type", media_type_of(FeedFormat::rss)}, {"href", address}});
}

void write_item(XmlText& xml, const FeedItem& item) {
  xml.open("item");
  xml.element("title", item.title);
  xml.element("link", item.address);
  xml.element("guid", item.id, {{"isPermaLink", "false"}});
  if (!item.published.empty()) xml.element("pubDate", rfc822(item.published));
  for (const auto& category : item.categories) xml.element("category", category.second);
  // Readers take it for HTML: what is text must be so when they have read the XML.
  if (!item.summary.empty()) xml.element("description", escaped(item.summary));
  if (!item.language.empty()) xml.element("dc:language", item.language);
  if (!item.source.empty()) xml.element("dc:source", item.source);
  xml.close("item");
}

}  // namespace

std::string rss_text(const Feed& feed) {
  XmlText xml;
  xml.open("rss", {{"version", "2.0"},
                   {"xmlns:atom", "http://www.w3.org/2005/Atom"},
                   {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                   {"xmlns:os", "http://a9.com/-/spec/opensearch/1.1/"}});
  xml.open("channel");
  xml.element("title", feed.title);
  xml.element("link", feed.page);
  xml.element("description", feed.description);
  xml.element("language", feed.language);
  if (feed.updated != kNoInstant) xml.element("lastBuildDate", rfc822(feed.updated));
  xml.element("generator", "Sijill");
  write_page(xml, "self", feed.address);
  write_page(xml, "previous", feed.previous);
  write_page(xml, "next", feed.next);
  xml.element("os:totalResults", std::to_string(feed.total));
  xml.element("os:startIndex", std::to_string(feed.first_number));
  xml.element("os:itemsPerPage", std::to_string(kFeedDocuments));
  for (const auto& item : feed.items) write_item(xml, item);
  xml.close("channel");
  xml.close("rss");
  return xml.take();
}

}  // namespace searchd
