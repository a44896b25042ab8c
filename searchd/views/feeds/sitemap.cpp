#include "searchd/views/feeds/sitemap.h"

#include "searchd/views/addresses.h"
#include "searchd/views/feeds/xml_text.h"
#include "searchd/views/formats/citation_words.h"

namespace searchd {
namespace {

constexpr std::string_view kSitemaps = "http://www.sitemaps.org/schemas/sitemap/0.9";
constexpr std::size_t kMostAddresses = 50'000;  // in one part, as sitemaps.org has it
constexpr std::size_t kSitemapWays = 1'000;

// "2018", "2018-02", "2018-02-13"; empty for what lies between two days.
std::string changed(const corpus::Document& document) {
  for (const auto& told : {document.modified, document.published}) {
    const auto date = sound_date(told);
    if (date.precision != corpus::DatePrecision::interval && date.precision != corpus::DatePrecision::unknown)
      return corpus::to_string(date);
  }
  return {};
}

template <typename AddressIn>
std::string pages(AddressIn address_in, std::string_view changed) {
  XmlText xml{std::string()};
  for (const auto language : page_languages()) {
    xml.open("url");
    xml.element("loc", address_in(language));
    if (!changed.empty()) xml.element("lastmod", changed);
    for (const auto each : page_languages()) {
      xml.empty("xhtml:link",
                {{"rel", "alternate"}, {"hreflang", page_language_code(each)}, {"href", address_in(each)}});
    }
    xml.close("url");
  }
  return xml.take();
}

}  // namespace

std::size_t sitemap_documents() { return kMostAddresses / page_languages().size() - kSitemapWays; }

std::string_view sitemap_address() { return "/sitemap.xml"; }

std::string sitemap_part_address(std::size_t part) { return "/sitemap/" + std::to_string(part) + ".xml"; }

std::string sitemap_index(std::size_t parts, const std::string& base) {
  XmlText xml;
  xml.open("sitemapindex", {{"xmlns", kSitemaps}});
  for (std::size_t part = 1; part <= parts; ++part) {
    xml.open("sitemap");
    xml.element("loc", base + sitemap_part_address(part));
    xml.close("sitemap");
  }
  xml.close("sitemapindex");
  return xml.take();
}

std::string sitemap_beginning() {
  XmlText xml;
  xml.open("urlset", {{"xmlns", kSitemaps}, {"xmlns:xhtml", "http://www.w3.org/1999/xhtml"}});
  return xml.take();
}

std::string sitemap_end() { return "</urlset>\n"; }

std::string sitemap_of_ways(const std::string& base, const analyzers::Vocabulary& vocabulary) {
  using analyzers::EntryType;
  std::string text;
  std::size_t left = kSitemapWays;
  const auto add = [&](auto address_in) {
    if (left == 0) return;
    --left;
    text += pages([&](PageLanguage language) { return base + address_in(language); }, {});
  };
  add(home_address);
  add([](PageLanguage language) { return entries_address(language, EntryType::partner); });
  add([](PageLanguage language) { return entries_address(language, EntryType::topic); });
  add([](PageLanguage language) { return digests_address(language); });
  add(help_address);
  add(about_address);
  for (const auto type : {EntryType::partner, EntryType::topic}) {
    for (const auto& entry : vocabulary.entries(type))
      add([&](PageLanguage language) { return entry_address(language, type, entry.id); });
  }
  return text;
}

std::string sitemap_of(const corpus::Document& document, const std::string& base) {
  return pages([&](PageLanguage language) { return base + document_address(language, document.id); },
               changed(document));
}

}  // namespace searchd
