// Web archives: which records become documents, and what is said of the others.
#include <doctest/doctest.h>

#include <filesystem>

#include "corpus/sources/warc_reader.h"
#include "tests/support/packing.h"
#include "tests/support/places.h"
#include "tests/unit/corpus/crawl.h"

using namespace corpus;
using tests::http_answer;
using tests::kBridge;
using tests::kInfo;
using tests::kPort;
using tests::listing_of_crawl;
using tests::packed;
using tests::page;
using tests::warc_answer;
using tests::warc_record;
namespace fs = std::filesystem;

namespace {

std::string chunked(const std::string& body) {
  return "1a; name=value\r\n" + body.substr(0, 26) + "\r\n" + "FF\r\n" + body.substr(26, 255) + "\r\n" +
         "3\r\n" + body.substr(281, 3) + "\r\n0\r\n\r\n" + (body.size() == 284 ? "" : "?");
}

}  // namespace

TEST_CASE("a page that was answered is a document under its address") {
  const auto listing =
      listing_of_crawl(kInfo + warc_record("request", "https://example.org/bridge", "GET /") + kBridge);
  CHECK(listing.line() == "-crawl record=2 news=1");
  const auto& record = listing.titled("The bridge opens");
  CHECK(record.document.key == "https://example.org/bridge");
  CHECK(record.document.body.find("closed for more than three years") != std::string::npos);
  CHECK(record.where.ends_with("crawl.warc, record 3"));
  CHECK(record.fetched_from == "https://example.org/bridge");
  CHECK(record.fetched_at == "2018-02-13T10:11:12Z");
  CHECK(record.media_type == "text/html; charset=utf-8");
  CHECK(record.raw == page("The bridge opens"));
}

TEST_CASE("what each record becomes") {
  const std::string html = page("The bridge opens");
  const auto of = [](const std::string& type, const std::string& body) {
    return warc_answer("https://example.org/a", body, {{"Content-Type", type}});
  };
  struct Row {
    const char* why;
    std::string bytes;
    const char* line;
  };
  const Row rows[] = {
      {"a page that another program saved",
       warc_record("resource", "https://example.org/a", html, {{"Content-Type", "text/html"}}), "news=1"},
      {"a file from no web address",
       warc_record("resource", "metadata://example.org/log", html, {{"Content-Type", "text/html"}}),
       "-no web address=1"},
      {"an address as Wget writes it",
       warc_record("resource", "<https://example.org/a>", html, {{"Content-Type", "text/html"}}), "news=1"},
      {"a page met again", warc_record("revisit", "https://example.org/a", "HTTP/1.1 200 OK\r\n\r\n"),
       "-revisit=1"},
      {"what was made of a page", warc_record("conversion", "https://example.org/a", "text"),
       "-crawl record=1"},
      {"a kind of record that nobody knows", warc_record("painting", "https://example.org/a", html),
       "-unknown crawl record=1"},
      {"a picture", of("image/png", "\x89PNG"), "-no document=1"},
      {"a picture in XML", of("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
       "-no document=1"},
      {"XML of another kind", of("text/xml", "<config/>"), "-no document=1"},
      {"JSON of another kind", of("application/json", R"({"code":"a","message":"b"})"), "-no document=1"},
      {"a page without a type", of("", html), "news=1"},
      {"no page and no type", of("", "\x01\x02"), "-no document=1"},
      {"a page that does not begin like one", of("text/html", "Hello, <b>this</b> is the text of a page."),
       "page=1"},
      {"not found", warc_answer("https://example.org/a", html, {}, "404 Not Found"), "-HTTP status 404=1"},
      {"nothing new", warc_answer("https://example.org/a", "", {}, "304 Not Modified"), "-HTTP status 304=1"},
      {"moved",
       warc_answer("https://example.org/a", html, {{"Content-Type", "text/html"}, {"Location", "/b"}},
                   "302 Found"),
       "-redirect=1"},
      {"nothing at all", warc_record("response", "https://example.org/a", ""), "-empty=1"},
      {"an answer without a body", of("text/html", ""), "-empty=1"},
      {"an answer that ends within its head",
       warc_record("response", "https://example.org/a", "HTTP/1.1 200 OK\r\nServer: x",
                   {{"Content-Type", "application/http"}}),
       "-empty=1"},
      {"no answer",
       warc_record("response", "https://example.org/a", html, {{"Content-Type", "application/http"}}), "!=1"},
      {"cut off by the crawler",
       warc_record("response", "https://example.org/a", http_answer("200 OK", {}, html),
                   {{"Content-Type", "application/http"}, {"WARC-Truncated", "length"}}),
       "!=1"},
      {"the first segment of a record",
       warc_record("response", "https://example.org/a", http_answer("200 OK", {}, html),
                   {{"Content-Type", "application/http"}, {"WARC-Segment-Number", "1"}}),
       "!=1"},
      {"a feed",
       of("application/rss+xml",
          "<rss version='2.0'><channel><item><title>One</title><link>https://example.org/1</link></item>"
          "<item><title>Two</title><link>https://example.org/2</link></item></channel></rss>"),
       "news=2"},
      {"a feed that is called a page",
       of("text/html", "<rss version='2.0'><channel><item><title>One</title></item></channel></rss>"),
       "news=1"},
      {"a JSON Feed",
       of("application/feed+json",
          R"({"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"One"}]})"),
       "news=1"},
      {"a post of WordPress",
       warc_answer("https://example.org/wp-json/wp/v2/posts",
                   R"([{"id":1,"title":{"rendered":"One"},"link":"https://example.org/1"}])",
                   {{"Content-Type", "application/json; charset=UTF-8"}}),
       "news=1"},
      {"lines of our own format",
       of("application/json", R"({"type":"document","key":"a","kind":"news","title":"T"})"),
       "-no document=1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(listing_of_crawl(row.bytes).line() == row.line);
    CHECK_MESSAGE(listing_of_crawl(row.bytes + kPort).titled("The port opens").where.ends_with("record 2"),
                  "the record behind it is read");
  }
}

TEST_CASE("a body is unpacked as its headers tell, and taken as it is where they cannot be right") {
  const std::string html = page("The bridge opens").substr(0, 284);
  REQUIRE(html.size() == 284);
  struct Row {
    const char* why;
    tests::Fields fields;
    std::string body;
  };
  const Row rows[] = {
      {"in chunks", {{"Transfer-Encoding", "chunked"}}, chunked(html)},
      {"in chunks, stored without them", {{"Transfer-Encoding", "chunked"}}, html},
      {"gzip", {{"Content-Encoding", "gzip"}}, packed(html)},
      {"gzip in capitals, under its old name", {{"content-ENCODING", "X-GZIP"}}, packed(html)},
      {"gzip of two members",
       {{"Content-Encoding", "gzip"}},
       packed(html.substr(0, 99)) + packed(html.substr(99))},
      {"gzip, stored unpacked", {{"Content-Encoding", "gzip"}}, html},
      {"gzip in chunks",
       {{"Transfer-Encoding", "chunked"}, {"Content-Encoding", "gzip"}},
       [&] {
         const auto bytes = packed(html);
         std::array<char, 16> size{};
         (void)std::snprintf(size.data(), size.size(), "%zx\r\n", bytes.size());
         return size.data() + bytes + "\r\n0\r\n\r\n";
       }()},
      {"deflate as the standard has it", {{"Content-Encoding", "deflate"}}, packed(html, MAX_WBITS)},
      {"deflate as servers send it", {{"Content-Encoding", "deflate"}}, packed(html, -MAX_WBITS)},
      {"deflate, stored unpacked", {{"Content-Encoding", "deflate"}}, html},
      {"Brotli, stored unpacked", {{"Content-Encoding", "br"}}, html},
      {"no coding at all", {{"Content-Encoding", "identity"}}, html},
      {"bytes behind the last chunk",
       {{"Transfer-Encoding", "chunked"}},
       chunked(html) + "X-Trailer: 1\r\n\r\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    tests::Fields fields{{"Content-Type", "text/html"}};
    fields.insert(fields.end(), row.fields.begin(), row.fields.end());
    const auto listing = listing_of_crawl(warc_answer("https://example.org/a", row.body, fields));
    REQUIRE(listing.line() == "news=1");
    CHECK(listing.records[0].document.body.find("crossed it") != std::string::npos);
  }
}

TEST_CASE("a body that cannot be unpacked is a problem that says why") {
  const std::string html = page("The bridge opens");
  auto damaged = packed(html);
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
  struct Row {
    const char* name;
    const char* coding;
    std::string body;
    const char* says;
  };
  const Row rows[] = {
      {"Transfer-Encoding", "chunked", "5\r\nhello\r\nzz\r\nhello", "has chunks that are wrong"},
      {"Transfer-Encoding", "chunked", "5\r\nhello\r\nff\r\nhello", "ends within its chunks"},
      {"Transfer-Encoding", "chunked", "5\r\nhello\r\nffffffffffffffffffff\r\nhello",
       "has chunks that are wrong"},
      {"Content-Encoding", "gzip", damaged, "damaged"},
      {"Content-Encoding", "gzip", packed(html).substr(0, 80), "ends within"},
      {"Content-Encoding", "zstd", "\x28\xB5\x2F\xFD....", "damaged"},
      {"Content-Encoding", "br", "\x01\x02\x03\x04", "ends within"},
      {"Content-Encoding", "gzip", packed(std::string(20 << 20, ' ')), "more than 100 times its size"},
      {"Content-Encoding", "gzip, gzip, gzip", html, "more than twice over"},
      {"Content-Encoding", "rot13", html, "not known (rot13)"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.coding);
    CAPTURE(row.says);
    const auto listing =
        listing_of_crawl(warc_answer("https://example.org/a", row.body,
                                     {{"Content-Type", "text/html"}, {row.name, row.coding}}) +
                         kPort);
    CHECK(listing.line() == "!=1 news=1");
    REQUIRE(listing.problems.size() == 1);
    CHECK_MESSAGE(listing.problems[0].what.find(row.says) != std::string::npos, listing.problems[0].what);
    CHECK(listing.problems[0].where.ends_with("record 1"));
  }
}

TEST_CASE("an address that is missing or none names its record, and a version to come is told") {
  const auto html = page("The mine opens");
  const tests::Fields type{{"Content-Type", "text/html"}};
  for (const char* address : {"", "https://user:secret@example.org/a", "https://"}) {
    CAPTURE(std::string(address));
    const auto listing = listing_of_crawl(kBridge + warc_record("resource", address, html, type) + kPort);
    CHECK(listing.line() == "!=1 news=2");
    REQUIRE(listing.problems.size() == 1);
    CHECK(listing.problems[0].where.ends_with("record 2"));
    CHECK(listing.problems[0].what.find("address") != std::string::npos);
    CHECK(listing.problems[0].what.find("secret") == std::string::npos);
  }
  auto later = kPort;
  later.replace(0, 8, "WARC/2.0");
  CHECK(listing_of_crawl(later + kBridge).line() == "-unknown WARC version=1 news=1");
}

TEST_CASE("lines may end without a carriage return, heads may be folded, records may lie far apart") {
  std::string bytes =
      "WARC/0.18\nwarc-type: resource\nWarc-Target-Uri:\n https://example.org/a\nContent-Type: text/html\n"
      "Content-Length: " +
      std::to_string(page("A bridge").size()) + "\n\n" + page("A bridge");
  const auto listing = listing_of_crawl("\r\n" + bytes + "\n\n\n\n\r\n\r\n" + kPort + "\n");
  CHECK(listing.line() == "news=2");
  CHECK(listing.titled("A bridge").document.key == "https://example.org/a");
}

TEST_CASE("a packed archive is read alike, each record a member or all of it one") {
  const auto plain = listing_of_crawl(kInfo + kBridge + kPort);
  for (const auto& bytes :
       {packed(kInfo) + packed(kBridge) + packed(kPort), packed(kInfo + kBridge + kPort)}) {
    const auto listing = listing_of_crawl(bytes);
    CHECK(listing.line() == plain.line());
    CHECK(listing.titled("The port opens").document == plain.titled("The port opens").document);
  }
}

TEST_CASE("an address that moved for good is another name of where it leads") {
  const auto moved = [](const char* from, const char* to, const char* status = "301 Moved Permanently") {
    return warc_answer(from, "moved", {{"Content-Type", "text/html"}, {"Location", to}}, status);
  };
  const auto listing =
      listing_of_crawl(moved("http://example.org/2016/old", "/2017/older", "308 Permanent Redirect") +
                       moved("http://example.org/2017/older", "https://example.org/bridge#top") +
                       moved("http://example.org/today", "https://example.org/bridge", "302 Found") +
                       moved("https://example.org/loop", "https://example.org/loop") + kBridge + kPort);
  CHECK(listing.line() == "-redirect=4 news=2");
  const auto& aliases = listing.titled("The bridge opens").document.aliases;
  REQUIRE(aliases.size() == 2);
  CHECK(aliases[0] == "http://example.org/2017/older");
  CHECK(aliases[1] == "http://example.org/2016/old");
  CHECK(listing.titled("The port opens").document.aliases.empty());

  std::string many;
  for (int i = 0; i < 9; ++i) {
    many += moved(("https://example.org/gone/" + std::to_string(i)).c_str(), "https://example.org/port");
    many += moved(("https://example.org/gone/" + std::to_string(i) + "x").c_str(), "https://example.org/");
  }
  const auto front =
      listing_of_crawl(many + kPort + warc_answer("https://example.org/", page("Welcome to the town")));
  CHECK_MESSAGE(front.titled("The port opens").document.aliases.empty(), "it stands in for what is gone");
  CHECK(front.titled("Welcome to the town").document.aliases.empty());
}

TEST_CASE("web archives of other programs are read, whatever is wrong with them") {
  const auto folder = fs::path(tests::shared_folder()) / "data/formats/warc";
  if (!fs::exists(folder)) {
    MESSAGE("skipped: ", folder.string(), " is not there");
    return;
  }
  const auto jwarc = folder / "jwarc/test-resources/org/netpreserve/jwarc",
             warcio = folder / "warcio/test/data";
  const std::pair<fs::path, const char*> rows[] = {
      {jwarc / "cc.warc.gz", "page=1"},
      {jwarc / "gzip_extra_sl.warc.gz", "-crawl record=1"},
      {warcio / "example.warc", "-crawl record=4 -revisit=1 page=1"},
      {warcio / "example.warc.gz", "-crawl record=4 -revisit=1 page=1"},
      {warcio / "example-bad-non-chunked.warc.gz", "-crawl record=4 -revisit=1 page=1"},
      {warcio / "example-digest.warc", "-crawl record=4"},
      {warcio / "example-iana.org-chunked.warc", "-crawl record=2 page=1"},
      {warcio / "example-resource.warc.gz", "-crawl record=2 page=1"},
      {warcio / "example-space-in-target-uri.warc.gz", "-crawl record=1 -no web address=1"},
      {warcio / "example-wget-bad-target-uri.warc.gz", "-crawl record=3 -no web address=2 page=1"},
      {warcio / "post-test.warc.gz", "-crawl record=3 -no document=3"},
      {warcio / "example-bad.warc.gz.bad", "-crawl record=3 -redirect=1 -revisit=1 page=1"},
      {warcio / "example-trunc.warc", "!=1 -crawl record=3"},
      {warcio / "example-wrong-chunks.warc.gz", "-crawl record=1 page=1"},
  };
  for (const auto& [file, line] : rows) {
    CAPTURE(file.string());
    CHECK(tests::list(file).line() == line);
  }
  for (const char* old : {"example.arc", "bad.arc"}) {
    CHECK_THROWS_WITH_AS(open_source(warcio / old), doctest::Contains("ARC file"), SourceError);
  }
}
