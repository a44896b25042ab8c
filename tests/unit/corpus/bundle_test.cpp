// Zip and tar files: each file in them is read, and no name in them is a path.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "corpus/sources/bundle.h"
#include "tests/support/bundling.h"
#include "tests/support/packing.h"
#include "tests/support/places.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/corpus/source_listing.h"

using namespace corpus;
using tests::bundle_of;
using tests::BundleForm;
using tests::packed;
using tests::page;
namespace fs = std::filesystem;

namespace {

fs::path write(const tests::TemporaryDirectory& directory, const char* name, const std::string& bytes) {
  std::ofstream(directory / name, std::ios::binary) << bytes;
  return directory / name;
}

tests::Listing listing_of(const std::string& bytes) {
  const tests::TemporaryDirectory directory;
  return tests::list(write(directory, "bundle", bytes));
}

std::string bytes_of(const std::string& file) {
  std::ifstream in(fs::path(tests::data_folder()) / file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("files of all formats in one bundle give what they give by themselves") {
  std::vector<tests::Bundled> files;
  std::map<std::string, int> expected;
  for (const char* name : {"wxr/site.xml", "wp_rest/posts.json", "feeds/rss2_ar.xml", "feeds/feed.json",
                           "captures/press_ar.txt"}) {
    files.push_back({name, bytes_of(name)});
    for (const auto& [what, count] : tests::list(fs::path(tests::data_folder()) / name).counts)
      expected[what] += count;
  }
  files.push_back(
      {"crawl.warc.gz", packed(tests::warc_answer("https://example.org/bridge", page("The bridge opens")))});
  files.push_back({"pages/a.html.gz", packed(page("The port opens"))});
  expected["news"] += 2;
  for (const auto form : {BundleForm::zip, BundleForm::tar}) {
    const auto bytes = bundle_of(files, form);
    CHECK(listing_of(bytes).counts == expected);
    if (form == BundleForm::tar) CHECK(listing_of(packed(bytes)).counts == expected);
  }
}

TEST_CASE("a record of a bundle tells the file and the place in it") {
  const auto listing =
      listing_of(bundle_of({{"a/posts.jsonl", "{\"key\":\"a\",\"kind\":\"news\",\"title\":\"T\"}\n{\n"}}));
  REQUIRE(listing.line() == "!=1 news=1");
  CHECK(listing.records[0].where.ends_with("bundle, a/posts.jsonl:1"));
  CHECK(listing.problems[0].where.ends_with("bundle, a/posts.jsonl:2"));
}

TEST_CASE("names are words: none leads anywhere") {
  const tests::TemporaryDirectory directory;
  for (const auto form : {BundleForm::zip, BundleForm::tar}) {
    const auto file = write(directory, "bundle",
                            bundle_of({{"../../outside.html", page("One bridge")},
                                       {"/etc/passwd", page("Two bridges")},
                                       {"C:\\windows\\a.html", page("Three bridges")},
                                       {"a\n\x01"
                                        "b.html",
                                        page("Four bridges")}},
                                      form));
    const auto listing = tests::list(file);
    CHECK(listing.line() == "news=4");
    for (const auto& record : listing.records)
      CHECK(record.where.find_first_of("\n\x01") == std::string::npos);
  }
  CHECK_MESSAGE(std::distance(fs::directory_iterator(directory.path()), fs::directory_iterator()) == 1,
                "nothing was written");
}

TEST_CASE("what is no file is left out, and links are not followed") {
  const auto listing = listing_of(bundle_of({{"folder", "", AE_IFDIR},
                                             {"link.html", "", AE_IFLNK, "/etc/hostname"},
                                             {"pipe", "", AE_IFIFO},
                                             {".hidden/a.html", page("Hidden")},
                                             {"__MACOSX/._a.html", page("Hidden")},
                                             {"a/.DS_Store", "x"},
                                             {"./a.html", page("The bridge opens")}},
                                            BundleForm::tar));
  CHECK(listing.line() == "-no regular file=2 news=1");
}

TEST_CASE("an entry that cannot be read is a problem with its name, and the others are read") {
  struct Row {
    const char* why;
    tests::Bundled entry;
    const char* says;
  };
  const Row rows[] = {
      {"of no known format", {"picture.png", "\x89PNG\r\n\x1a\n"}, "no known format"},
      {"empty", {"empty.html", ""}, "is empty"},
      {"a zip file in it", {"inner.zip", bundle_of({{"a.html", page("x")}})}, "zip file within another"},
      {"a tar file in it",
       {"inner.tar", bundle_of({{"a.html", page("x")}}, BundleForm::tar)},
       "tar file within another"},
      {"gzip twice over", {"a.gz", packed(packed("x"))}, "gzip) within another"},
      {"a damaged gzip file",
       {"a.jsonl.gz", packed("{\"key\":\"a\",\"kind\":\"news\",\"title\":\"T\"}\n").substr(0, 40)},
       "ends within its gzip data"},
      {"broken XML", {"a.xml", "<?xml version=\"1.0\"?><config/>"}, "no WordPress export"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.why));
    const auto listing = listing_of(bundle_of({row.entry, {"b.html", page("The bridge opens")}}));
    CHECK(listing.line() == "!=1 news=1");
    REQUIRE(listing.problems.size() == 1);
    CHECK_MESSAGE(listing.problems[0].what.find(row.says) != std::string::npos, listing.problems[0].what);
    CHECK(listing.problems[0].where.ends_with("bundle, " + row.entry.name));
  }
}

TEST_CASE("what is locked is named") {
  const auto listing =
      listing_of(bundle_of({{"a.html", page("The bridge opens")}}, BundleForm::zip_with_password));
  CHECK(listing.line() == "!=1");
  CHECK(listing.problems[0].what == "is encrypted; unpack it first, with its password");
}

TEST_CASE("a bomb ends the reading of the bundle, and what came before it is kept") {
  const tests::TemporaryDirectory directory;
  const auto file =
      write(directory, "bomb.zip",
            bundle_of({{"a.html", page("The bridge opens")}, {"b.html", std::string(30 << 20, ' ')}}));
  const auto source = open_source(file);
  CHECK(source->format() == "zip");
  CHECK(std::holds_alternative<Record>(source->next().value()));
  CHECK_THROWS_WITH_AS(source->next(),
                       (file.string() + ": it unpacks to more than 100 times its size").c_str(), SourceError);
}

TEST_CASE("a damaged entry is a problem, a bundle that ends early is one too") {
  const auto whole = bundle_of({{"a.html", page("The bridge opens")}, {"b.html", page("The port opens")}});
  auto damaged = whole;
  damaged[100] = static_cast<char>(damaged[100] ^ 0x40);
  const auto listing = listing_of(damaged);
  CHECK(listing.line() == "!=1 news=1");
  CHECK(listing.records[0].document.title == "The port opens");
}

TEST_CASE("of a damaged entry every record that can be had is read, and the damage is told with its place") {
  std::string lines;
  for (int i = 0; i < 9000; ++i)
    lines += R"({"key":")" + std::to_string(i) + R"(","kind":"news","title":")" +
             std::to_string(i * 7919 % 10007) + "\"}\n";
  const auto whole = bundle_of({{"a.jsonl", lines}, {"b.html", page("The port opens")}});
  const auto listing_with = [&](std::size_t at, char flipped) {
    auto damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ flipped);
    return listing_of(damaged);
  };
  const auto told = [](const tests::Listing& listing) {
    std::vector<std::string>
        of_entry;  // damage makes other bytes of some lines too: each is a problem of its own
    for (const auto& problem : listing.problems) {
      if (problem.where.ends_with("bundle, a.jsonl")) of_entry.push_back(problem.what);
    }
    REQUIRE(of_entry.size() == 1);
    return of_entry[0];
  };
  const auto doubted = listing_with(whole.find("PK\x01\x02") + 16, 1);  // its check sum alone
  CHECK(doubted.counts.at("news") == 9001);
  CHECK(
      told(doubted).starts_with("cannot be unpacked beyond its byte " + std::to_string(lines.size()) + " ("));
  const auto broken = listing_with(whole.find("PK\x07\x08") - 2000, 0x55);
  CHECK(broken.counts.at("news") > 1000);
  CHECK(broken.counts.at("news") < 9001);
  CHECK(broken.records.back().document.title == "The port opens");
  CHECK(told(broken).starts_with("cannot be unpacked beyond its byte "));
}

TEST_CASE("a page of which a part is damaged is none") {
  auto bytes = bundle_of({{"a.html", page("The bridge opens")}, {"b.html", page("The port opens")}});
  const auto sum = bytes.find("PK\x01\x02") + 16;
  bytes[sum] = static_cast<char>(bytes[sum] ^ 1);
  CHECK(listing_of(bytes).line() == "!=1 news=1");
}

TEST_CASE("a bundle that was cut off gives what came before, and says so") {
  const std::vector<tests::Bundled> pages{{"a.html", page("The bridge opens")},
                                          {"b.html", page("The port opens")}};
  for (const auto form : {BundleForm::zip, BundleForm::tar}) {
    const auto whole = bundle_of(pages, form);
    const tests::TemporaryDirectory directory;
    const auto file =
        write(directory, "cut", whole.substr(0, form == BundleForm::tar ? 1700 : whole.find("b.html")));
    const auto source = open_source(file);
    CHECK(source->format() == (form == BundleForm::tar ? "tar" : "zip"));
    std::string said;
    int records = 0;
    try {
      while (const auto item = source->next()) {
        if (std::holds_alternative<Record>(*item)) ++records;
        if (const auto* problem = std::get_if<Problem>(&*item)) said += problem->what;
      }
    } catch (const SourceError& error) {
      said += error.what();
    }
    CHECK(records == 1);
    CHECK_MESSAGE(said.find("runcated") != std::string::npos, said);
  }
}

TEST_CASE("a bundle that holds nothing says so") {
  const tests::TemporaryDirectory directory;
  for (const auto& bytes : {std::string("PK\x03\x04"), bundle_of({})}) {
    const auto source = open_source(write(directory, "empty.zip", bytes));
    CHECK_THROWS_AS(source->next(), SourceError);
  }
}

TEST_CASE("an entry that is too large to be held is unpacked as it is read") {
  std::string lines;
  lines.reserve(kLargestEntryHeld + (9U << 20));
  int long_lines = 0;
  for (; lines.size() <= kLargestEntryHeld; ++long_lines) (lines += "{").append(8U << 20, 'x') += '\n';
  lines += "{\"key\":\"last\",\"kind\":\"news\",\"title\":\"T\"}\n";
  const auto listing =
      listing_of(bundle_of({{"a.html", page("The bridge opens")}, {"large.jsonl", lines}}, BundleForm::tar));
  CHECK(listing.line() == "!=" + std::to_string(long_lines) + " news=2");
  CHECK(listing.records.back().document.key == "last");
}
