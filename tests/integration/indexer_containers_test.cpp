// What `indexer import` does with files that hold others: web archives and packed files.
#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <string>

#include "corpus/archive.h"
#include "tests/support/bundling.h"
#include "tests/support/indexer_desk.h"
#include "tests/support/packing.h"
#include "tests/support/programs.h"

using tests::Desk;
using tests::packed;
using tests::page;
using tests::says;
using tests::warc_answer;
using namespace std::chrono_literals;

namespace {

std::string write(const Desk& desk, const char* name, const std::string& bytes) {
  std::ofstream(desk.file(name), std::ios::binary) << bytes;
  return desk.file(name);
}

/// A web archive of `pages` pages, each record a member.
std::string crawl(int pages) {
  std::string bytes = packed(tests::warc_record("warcinfo", "", "software: a crawler\r\n"));
  for (int i = 0; i < pages; ++i) {
    const auto number = std::to_string(i);
    bytes +=
        packed(warc_answer("https://example.org/news/" + number, page("The bridge " + number + " opens")));
  }
  return bytes;
}

corpus::Revision revision_of(const Desk& desk) {
  return corpus::Archive(desk.data() / "archive.db", corpus::Archive::Access::read_only).revision();
}

}  // namespace

TEST_CASE("a web archive is imported record by record, and again it changes nothing") {
  const Desk desk;
  std::string bytes = crawl(3);
  bytes += packed(warc_answer("https://example.org/gone", "no", {}, "404 Not Found"));
  bytes += packed(warc_answer("https://example.org/broken", "5\r\nhello\r\nff\r\nhe",
                              {{"Content-Type", "text/html"}, {"Transfer-Encoding", "chunked"}}));
  bytes += packed(warc_answer("https://example.org/last", page("The last bridge opens")));
  const auto file = write(desk, "crawl.warc.gz", bytes);
  const auto first = desk.run({"import", file});
  CHECK(first.exit_code == 3);
  CHECK(says(first.out, "read 7 records of 1 file: 4 added, 0 changed, 0 unchanged, 2 skipped, 1 problems"));
  CHECK(says(first.out, "skipped: 1 HTTP status 404"));
  CHECK(says(first.out, "skipped: 1 crawl record"));
  CHECK(says(first.err, file + ", record 6: its body ends within its chunks"));
  const auto before = revision_of(desk);
  const auto second = desk.run({"import", file});
  CHECK(says(second.out, "0 added, 0 changed, 4 unchanged, 2 skipped, 1 problems"));
  CHECK(revision_of(desk) == before);
}

TEST_CASE("a page that moved keeps its document") {
  const Desk desk;
  REQUIRE(desk.run({"import", write(desk, "old.warc",
                                    warc_answer("https://example.org/2016/old", page("The bridge opens")))})
              .exit_code == 0);
  const auto moved = warc_answer("https://example.org/2016/old", "moved",
                                 {{"Content-Type", "text/html"}, {"Location", "https://example.org/bridge"}},
                                 "301 Moved Permanently") +
                     warc_answer("https://example.org/bridge", page("The bridge opens again"));
  const auto result = desk.run({"import", write(desk, "new.warc", moved)});
  CHECK(says(result.out, "0 added, 1 changed"));
  const corpus::Archive archive(desk.data() / "archive.db", corpus::Archive::Access::read_only);
  const auto document = archive.find_by_key("https://example.org/bridge");
  REQUIRE(document.has_value());
  CHECK(document->key == "https://example.org/2016/old");
  CHECK(document->url == "https://example.org/bridge");
  CHECK(archive.counts().documents == 1);
}

TEST_CASE("states of a page at several times are its versions, in whichever order the crawls are read") {
  const Desk desk;
  const auto at = [](const char* time, const char* title) {
    auto record = warc_answer("https://example.org/bridge", page(title));
    return record.replace(record.find("2018-02-13T10:11:12Z"), 20, time);
  };
  const auto late = write(
      desk, "late.warc",
      at("2018-03-01T00:00:00Z", "The bridge opens") + at("2018-04-01T00:00:00Z", "The bridge is open"));
  const auto early = write(desk, "early.warc", at("2018-01-01T00:00:00Z", "The bridge is to open"));
  CHECK(says(desk.run({"import", late}).out, "1 added, 1 changed, 0 unchanged, 0 skipped, 0 problems"));
  CHECK(says(desk.run({"import", early}).out, "0 added, 1 changed"));
  const auto before = revision_of(desk);
  CHECK(says(desk.run({"import", late}).out, "0 added, 0 changed, 2 unchanged"));
  CHECK(says(desk.run({"import", early}).out, "0 added, 0 changed, 1 unchanged"));
  CHECK(revision_of(desk) == before);
  const corpus::Archive archive(desk.data() / "archive.db", corpus::Archive::Access::read_only);
  const auto document = archive.find_by_key("https://example.org/bridge");
  REQUIRE(document.has_value());
  CHECK(document->title == "The bridge is open");
  CHECK(archive.history(document->id).size() == 3);
}

TEST_CASE("a zip file is imported file by file, a sitemap tells what the archive lacks") {
  const Desk desk;
  const auto zip =
      write(desk, "pages.zip",
            tests::bundle_of(
                {{"a.html", "<!-- saved from url=(0019)https://example.org/a -->" + page("The bridge opens")},
                 {"../b.xml", "<config/>"},
                 {"c.jsonl", "{\"key\":\"k\",\"kind\":\"news\",\"title\":\"T\"}\n{\n"}}));
  const auto first = desk.run({"import", zip});
  CHECK(first.exit_code == 3);
  CHECK(says(first.out, "read 4 records of 1 file: 2 added, 0 changed, 0 unchanged, 0 skipped, 2 problems"));
  CHECK(says(first.err, zip + ", ../b.xml: is XML, but no WordPress export"));
  CHECK(says(first.err, zip + ", c.jsonl:2: is not JSON"));
  const auto before = revision_of(desk);
  CHECK(says(desk.run({"import", zip}).out, "0 added, 0 changed, 2 unchanged"));
  CHECK(revision_of(desk) == before);
  const auto map = desk.run({"import", write(desk, "sitemap.xml",
                                             "<urlset><url><loc>https://example.org/a</loc></"
                                             "url><url><loc>https://example.org/z</loc></url></urlset>")});
  CHECK(map.exit_code == 0);
  CHECK(says(map.out, "skipped: 1 sitemap address, in the archive"));
  CHECK(says(map.out, "skipped: 1 sitemap address, not in the archive"));
}

TEST_CASE("a PDF is read in the process that reads files, and one with Arabic text is named") {
  const Desk desk;
  const auto folder = tests::data_folder() + "/pdf/";
  const auto result = desk.run({"import", folder + "statement_en.pdf", folder + "statement_ar.pdf"});
  CHECK(result.exit_code == 3);
  CHECK(
      says(result.out, "read 2 records of 2 files: 1 added, 0 changed, 0 unchanged, 0 skipped, 1 problems"));
  CHECK(says(result.err, "statement_ar.pdf: is a PDF with Arabic text"));
  CHECK(says(desk.run({"import", folder + "statement_en.pdf"}).out, "0 added, 0 changed, 1 unchanged"));
}

TEST_CASE("an import of a web archive that is killed goes on where it was, and one cut off is named") {
  const Desk desk, other;
  const auto bytes = crawl(1500);
  const auto file = write(desk, "crawl.warc.gz", bytes);
  for (int kill = 0; kill < 3; ++kill) {
    tests::RunningProgram import(desk.command({"import", "--no-update", file}));
    if (!import.wait_for_end(std::chrono::milliseconds(300 + 200 * kill))) import.send(SIGKILL);
    (void)import.wait_for_end(10s);
  }
  const auto result = desk.run({"import", "--no-update", file});
  CHECK(result.exit_code == 0);
  CHECK(says(result.out, "read 1501 records"));
  CHECK(corpus::Archive(desk.data() / "archive.db", corpus::Archive::Access::read_only).counts().documents ==
        1500);

  const auto cut = write(other, "crawl.warc.gz", bytes.substr(0, bytes.size() / 2));
  const auto half = other.run({"import", "--no-update", cut});
  CHECK(half.exit_code == 3);
  CHECK(says(half.out, "1 problems"));
  (void)write(other, "crawl.warc.gz", bytes);
  CHECK(other.run({"import", "--no-update", cut}).exit_code == 0);
  CHECK(corpus::Archive(other.data() / "archive.db", corpus::Archive::Access::read_only).counts().documents ==
        1500);
}

TEST_CASE("a packed file is imported as what it holds; a bomb is named and leaves what came before") {
  const Desk desk;
  std::string lines;
  for (int i = 0; i < 50; ++i)
    lines += "{\"key\":\"k" + std::to_string(i) + "\",\"kind\":\"news\",\"title\":\"Title " +
             std::to_string(i) + "\"}\n";
  const auto file = write(desk, "lines.jsonl.gz", packed(lines) + packed(std::string(40 << 20, ' ')));
  const auto result = desk.run({"import", file});
  CHECK(result.exit_code == 3);
  CHECK(says(result.out, "50 added"));
  CHECK(says(result.err, file + ": it unpacks to more than 100 times its size"));
}
