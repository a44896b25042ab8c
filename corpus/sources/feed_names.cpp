#include "corpus/sources/feed_names.h"

#include <algorithm>
#include <string>

#include "corpus/plain_text.h"

namespace corpus {
namespace {

enum class Family : std::uint8_t {
  rss,
  atom,
  dublin_core,
  terms,
  content,
  xhtml,
  media,
  itunes,
  feedburner,
  unknown
};

struct KnownNamespace {
  std::string_view address;  // lower case, without scheme and without '/' or '#' at its end
  std::string_view prefix;   // by which it goes where nothing declares it
  Family family;
};

// Sources: the specifications of RSS 0.90 to 2.0, Atom 0.3 and 1.0 (RFC 4287), and of the modules.
constexpr KnownNamespace kNamespaces[] = {
    {"", "rss", Family::rss},
    {"purl.org/rss/1.0", "rss", Family::rss},
    {"my.netscape.com/rdf/simple/0.9", "rss", Family::rss},
    {"my.netscape.com/publish/formats/rss-0.91.dtd", "rss", Family::rss},
    {"channel.netscape.com/rdf/simple/0.9", "rss", Family::rss},
    {"purl.org/net/rss1.1", "rss", Family::rss},
    {"backend.userland.com/rss", "rss", Family::rss},
    {"backend.userland.com/rss2", "rss", Family::rss},
    {"backend.userland.com/rss091", "rss", Family::rss},
    {"blogs.law.harvard.edu/tech/rss", "rss", Family::rss},
    {"cyber.law.harvard.edu/rss/rss.html", "rss", Family::rss},
    {"www.rssboard.org/rss-specification", "rss", Family::rss},
    {"www.w3.org/2005/atom", "atom", Family::atom},
    {"purl.org/atom/ns", "atom", Family::atom},
    {"example.com/newformat", "atom", Family::atom},
    {"purl.org/dc/elements/1.0", "dc", Family::dublin_core},
    {"purl.org/dc/elements/1.1", "dc", Family::dublin_core},
    {"purl.org/dc/terms", "dcterms", Family::terms},
    {"purl.org/rss/1.0/modules/content", "content", Family::content},
    {"www.w3.org/1999/xhtml", "xhtml", Family::xhtml},
    {"search.yahoo.com/mrss", "media", Family::media},
    {"www.itunes.com/dtds/podcast-1.0.dtd", "itunes", Family::itunes},
    {"rssnamespace.org/feedburner/ext/1.0", "feedburner", Family::feedburner},
};

struct KnownElement {
  Family family;
  std::string_view name;  // lower case
  FeedField field;
  std::uint8_t rank;
};

constexpr KnownElement kElements[] = {
    {Family::rss, "title", FeedField::title, 0},
    {Family::rss, "link", FeedField::link, 1},
    {Family::rss, "guid", FeedField::guid, 0},
    {Family::rss, "id", FeedField::id, 1},
    {Family::rss, "description", FeedField::description, 0},
    {Family::rss, "summary", FeedField::description, 0},
    {Family::rss, "fullitem", FeedField::content, 1},
    {Family::rss, "body", FeedField::content, 2},
    {Family::rss, "content", FeedField::content, 3},
    {Family::rss, "pubdate", FeedField::published, 0},
    {Family::rss, "category", FeedField::category, 0},
    {Family::rss, "language", FeedField::language, 0},
    {Family::rss, "enclosure", FeedField::enclosure, 0},
    {Family::atom, "title", FeedField::title, 0},
    {Family::atom, "link", FeedField::link, 0},
    {Family::atom, "id", FeedField::id, 0},
    {Family::atom, "summary", FeedField::summary, 0},
    {Family::atom, "content", FeedField::content, 0},
    {Family::atom, "published", FeedField::published, 0},
    {Family::atom, "issued", FeedField::published, 1},
    {Family::atom, "created", FeedField::created, 0},
    {Family::atom, "updated", FeedField::updated, 0},
    {Family::atom, "modified", FeedField::updated, 0},
    {Family::atom, "category", FeedField::category, 0},
    {Family::dublin_core, "title", FeedField::title, 1},
    {Family::dublin_core, "description", FeedField::summary, 1},
    {Family::dublin_core, "date", FeedField::published, 2},
    {Family::dublin_core, "subject", FeedField::category, 0},
    {Family::dublin_core, "language", FeedField::language, 1},
    {Family::terms, "issued", FeedField::published, 1},
    {Family::terms, "created", FeedField::created, 1},
    {Family::terms, "modified", FeedField::updated, 1},
    {Family::content, "encoded", FeedField::content, 0},
    {Family::xhtml, "body", FeedField::content, 2},
    {Family::xhtml, "div", FeedField::content, 2},
    {Family::media, "title", FeedField::title, 2},
    {Family::media, "content", FeedField::enclosure, 1},
    {Family::itunes, "title", FeedField::title, 3},
    {Family::itunes, "summary", FeedField::summary, 3},
    {Family::feedburner, "origlink", FeedField::original_link, 0},
};

Family family_of(std::string_view address, std::string_view& local) {
  std::string plain = lower_case(address);
  if (const auto scheme = plain.find("://"); scheme != std::string::npos) plain.erase(0, scheme + 3);
  while (!plain.empty() && (plain.back() == '/' || plain.back() == '#')) plain.pop_back();
  if (const auto colon = local.find(':'); plain.empty() && colon != std::string_view::npos) {
    const std::string prefix = lower_case(local.substr(0, colon));
    local.remove_prefix(colon + 1);
    for (const auto& known : kNamespaces) {
      if (known.prefix == prefix) return known.family;
    }
    return Family::unknown;
  }
  for (const auto& known : kNamespaces) {
    if (known.address == plain) return known.family;
  }
  return Family::unknown;
}

}  // namespace

FeedName feed_name(std::string_view address, std::string_view local) {
  const Family family = family_of(address, local);
  const std::string name = lower_case(local);
  for (const auto& known : kElements) {
    if (known.family == family && known.name == name)
      return {known.field, known.rank, family == Family::atom};
  }
  return {};
}

}  // namespace corpus
