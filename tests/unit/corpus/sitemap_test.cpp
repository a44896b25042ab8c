// Sitemaps: every address is told, none becomes a document.
#include <doctest/doctest.h>

#include <fstream>

#include "corpus/sources/sitemap.h"
#include "tests/support/packing.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/corpus/source_listing.h"

using namespace corpus;

namespace {

const std::string kSet =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made by a program -->\n"
    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
    "xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">\n"
    "<url><image:image><image:loc>https://example.org/a.png</image:loc></image:image>\n"
    "<loc> https://Example.org/a?x=1&amp;y=2#top </loc><lastmod>2018-02-13</lastmod></url>\n"
    "<url><loc>https://example.org/ar/%d8%a7</loc></url>\n</urlset>\n";

tests::Listing listing_of(const std::string& bytes) {
  const tests::TemporaryDirectory directory;
  std::ofstream(directory / "sitemap.xml", std::ios::binary) << bytes;
  const auto source = open_source(directory / "sitemap.xml");
  CHECK(source->format() == "sitemap");
  return tests::list(*source);
}

}  // namespace

TEST_CASE("each address of a sitemap is skipped under its canonical form, with its line") {
  for (const auto& bytes : {kSet, tests::packed(kSet)}) {
    const auto listing = listing_of(bytes);
    REQUIRE(listing.line() == "-sitemap address=2");
    CHECK(listing.skipped[0].key == "https://example.org/a?x=1&y=2");
    CHECK(listing.skipped[0].where.ends_with("sitemap.xml:4"));
    CHECK(listing.skipped[1].key == "https://example.org/ar/%D8%A7");
  }
}

TEST_CASE("an index names its sitemaps, whatever the prefix") {
  CHECK(listing_of("<sitemapindex><sitemap><loc>https://example.org/1.xml.gz</loc></sitemap></sitemapindex>")
            .line() == "-sitemap of an index=1");
  CHECK(
      listing_of("<s:sitemapindex xmlns:s='x'><s:sitemap><s:loc>https://example.org/1.xml</s:loc></s:sitemap>"
                 "</s:sitemapindex>")
          .line() == "-sitemap of an index=1");
}

TEST_CASE("a list of addresses is a sitemap, a page under its address is none") {
  CHECK(listing_of("\xEF\xBB\xBFhttps://example.org/1\r\nhttps://example.org/2\n\nhttps://example.org/3")
            .line() == "-sitemap address=3");
  CHECK_FALSE(is_sitemap("https://example.org/1\n"));
  CHECK_FALSE(is_sitemap("https://example.org/1\n\nThe bridge opens.\n"));
  CHECK_FALSE(is_sitemap("https://example.org/1\nhttps://example.org/2 is another\n"));
}

TEST_CASE("an entry without an address, or a broken one, is a problem, and the others are told") {
  const auto listing = listing_of(
      "<urlset>\n<url><lastmod>2018</lastmod></url>\n<url><loc>javascript:alert(1)</loc></url>\n"
      "<url><loc>https://example.org/1</loc></url>\n<url><loc>https://example.org/2</loc>");
  CHECK(listing.line() == "!=3 -sitemap address=1");
  CHECK(listing.problems[0].where.ends_with(":2"));
}
