// Web archives that are damaged, cut off or wrong: what it costs, and what is said of it.
#include <doctest/doctest.h>

#include "tests/unit/corpus/crawl.h"

using tests::http_answer;
using tests::kBridge;
using tests::kInfo;
using tests::kPort;
using tests::listing_of_crawl;
using tests::packed;
using tests::page;
using tests::warc_record;

TEST_CASE("a broken record is one problem, and the records around it are read") {
  const auto with_length = [](const std::string& length) {
    return warc_record("response", "https://example.org/bridge",
                       http_answer("200 OK", {{"Content-Type", "text/html"}}, page("The bridge opens")),
                       {{"Content-Type", "application/http"}, {"Content-Length", length}});
  };
  struct Row {
    const char* why;
    std::string bytes;
    const char* says;
  };
  const Row rows[] = {
      {"a length that is too small", with_length("100"), "not followed by another"},
      {"a length that leads into the next", with_length("700"), "not followed by another"},
      {"a length that is no number", with_length("many"), "does not tell its length"},
      {"a length below zero", with_length("-1"), "does not tell its length"},
      {"a length that no number holds", with_length("99999999999999999999999"), "does not tell its length"},
      {"no head", "WARC/1.0\r\n\r\n", "does not tell its length"},
      {"what is no record", "<html>hello</html>\r\n", "is none"},
      {"a head without an end", "WARC/1.0\r\n" + std::string(70 << 10, 'x') + "\r\n\r\n", "more than 64 KB"},
      {"a picture of a wrong length",
       warc_record("resource", "https://example.org/a.png", "PNG",
                   {{"Content-Type", "image/png"}, {"Content-Length", "1"}}),
       "not followed by another"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto listing = listing_of_crawl(kInfo + row.bytes + kPort + kBridge);
    REQUIRE(listing.problems.size() == 1);
    CHECK_MESSAGE(listing.problems[0].what.find(row.says) != std::string::npos, listing.problems[0].what);
    CHECK_MESSAGE(listing.problems[0].where.ends_with("record 2"), listing.problems[0].where);
    CHECK(listing.counts.at("news") == 2);
  }
}

TEST_CASE("a file that was cut off gives what it holds, and one problem") {
  const std::string whole = kInfo + kBridge + kPort;
  for (std::size_t cut = kInfo.size() + kBridge.size() + 12; cut < whole.size() - 6; cut += 7) {
    CAPTURE(cut);
    const auto listing = listing_of_crawl(whole.substr(0, cut));
    CHECK_MESSAGE(listing.line() == "!=1 -crawl record=1 news=1", tests::text_of(listing));
  }
  CHECK(listing_of_crawl(whole.substr(0, whole.size() - 4)).counts.at("news") == 2);
}

TEST_CASE("a record behind bytes that are none is found, wherever it begins") {
  for (const std::string& garbage : {std::string("no record"), std::string("WARC/1.0 is a format; WARC/1.1"),
                                     std::string("WARC/1.0\r\n\r"), std::string(100'000, '\x01'),
                                     std::string("WARC/1.1\r\nis what a record begins with")}) {
    CAPTURE(garbage.substr(0, 40));
    const auto listing = listing_of_crawl(kInfo + kBridge + "?" + garbage + kPort);
    CHECK_MESSAGE(listing.line() == "!=1 -crawl record=1 news=2", tests::text_of(listing));
  }
}

TEST_CASE("a length that goes beyond the end of the file costs its own record alone") {
  const auto html = page("The mine opens");
  for (const char* length : {"99999", "60000000", "70000000", "99999999999"}) {
    CAPTURE(std::string(length));
    const auto page_of = warc_record("resource", "https://example.org/mine", html,
                                     {{"Content-Type", "text/html"}, {"Content-Length", length}});
    const auto picture =
        warc_record("resource", "https://example.org/a.png", std::string(100'000, '?'),
                    {{"Content-Type", "image/png"}, {"Content-Length", length + std::string("9")}});
    for (const auto& bad : {page_of, picture}) {
      for (const bool gzip : {false, true}) {
        const auto bytes = kBridge + bad + kInfo + bad + kPort;
        const auto listing = listing_of_crawl(gzip ? packed(bytes) : bytes);
        CHECK_MESSAGE(listing.line() == "!=2 -crawl record=1 news=2", tests::text_of(listing));
        REQUIRE(listing.problems.size() == 2);
        CHECK(listing.problems[0].where.ends_with("record 2"));
        CHECK(listing.problems[0].what.find("Content-Length") != std::string::npos);
        CHECK(listing.problems[1].where.ends_with("record 4"));
      }
    }
  }
}

TEST_CASE("a damaged member is a problem of its record alone") {
  const auto member = packed(kBridge);
  for (std::size_t at = 10; at < member.size(); at += 5) {
    CAPTURE(at);
    auto damaged = member;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x24);
    const auto listing = listing_of_crawl(packed(kInfo) + damaged + packed(kPort));
    REQUIRE(listing.records.size() == 1);
    CHECK(listing.records[0].document.title == "The port opens");
    CHECK(listing.counts.at("!") >= 1);
    CHECK(listing.counts.at("-crawl record") == 1);
  }
  const auto cut = listing_of_crawl(packed(kInfo) + packed(kPort) + member.substr(0, member.size() - 3));
  CHECK(cut.line() == "!=1 -crawl record=1 news=1");
}

TEST_CASE("bytes that are no gzip data are told with their place, between records and behind the last") {
  const auto info = packed(kInfo), bridge = packed(kBridge), port = packed(kPort);
  struct Row {
    const char* why;
    std::string bytes;
    std::size_t from;
  };
  const Row rows[] = {
      {"a bare tail", info + bridge + port + "bytes behind it", (info + bridge + port).size()},
      {"a tail of one byte", info + bridge + port + "?", (info + bridge + port).size()},
      {"a tail behind zeros", info + bridge + port + std::string(512, '\0') + "tail",
       (info + bridge + port).size() + 512},
      {"a record that was not packed", info + bridge + kInfo + port, (info + bridge).size()},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto listing = listing_of_crawl(row.bytes);
    CHECK(listing.line() == "!=1 -crawl record=1 news=2");
    REQUIRE(listing.problems.size() == 1);
    CHECK_MESSAGE(listing.problems[0].what.find("from byte " + std::to_string(row.from) + " of the file") !=
                      std::string::npos,
                  listing.problems[0].what);
  }
  CHECK_MESSAGE(listing_of_crawl(info + bridge + std::string(1024, '\0')).line() == "-crawl record=1 news=1",
                "zeros are what tapes leave");
  const auto beyond = listing_of_crawl(info + bridge.substr(0, bridge.size() - 40) + "?????" + port + "tail");
  CHECK_MESSAGE(beyond.line() == "!=2 -crawl record=1 news=1", tests::text_of(beyond));
}
