// Packed files: each is read as the file that it holds.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "corpus/sources/gzip_stream.h"
#include "tests/support/packing.h"
#include "tests/support/places.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/corpus/source_listing.h"

using namespace corpus;
using tests::packed;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

fs::path write(const tests::TemporaryDirectory& directory, const char* name, const std::string& bytes) {
  std::ofstream(directory / name, std::ios::binary) << bytes;
  return directory / name;
}

/// All that comes out of the stream, and its fault.
std::pair<std::string, std::string> unpacked(const std::string& bytes) {
  GzipStream stream(std::make_unique<std::istringstream>(bytes));
  std::string out(bytes.size() * 2000 + 1000, '\0');
  stream.read(out.data(), static_cast<std::streamsize>(out.size()));
  out.resize(static_cast<std::size_t>(stream.gcount()));
  return {out, stream.report()->fault};
}

}  // namespace

TEST_CASE("a packed file of each format gives what the file itself gives") {
  const fs::path data = tests::data_folder();
  for (const char* name : {"wxr/site.xml", "wp_rest/posts.json", "feeds/rss2_ar.xml", "feeds/atom_en.xml",
                           "feeds/feed.json", "captures/home_ar.txt", "captures/press_ar.txt"}) {
    CAPTURE(std::string(name));
    const tests::TemporaryDirectory directory;
    const auto base = fs::path(name).filename().string();
    const auto file = write(directory, base.c_str(), bytes_of(data / name));
    const auto zipped = write(directory, (base + ".gz").c_str(), packed(bytes_of(data / name)));
    const auto source = open_source(zipped);
    CHECK(source->format() == open_source(file)->format());
    const auto there = tests::list(*source), here = tests::list(file);
    CHECK(there.line() == here.line());
    REQUIRE(there.records.size() == here.records.size());
    for (std::size_t i = 0; i < here.records.size(); ++i)
      CHECK(there.records[i].document == here.records[i].document);
    CHECK(source->progress().read == fs::file_size(zipped));
    CHECK(source->progress().size == fs::file_size(zipped));
  }
}

TEST_CASE("lines of the exchange format and HTML pages may be packed") {
  const tests::TemporaryDirectory directory;
  CHECK(tests::list(
            write(directory, "a.jsonl.gz", packed("{\"key\":\"a\",\"kind\":\"news\",\"title\":\"T\"}\n")))
            .line() == "news=1");
  CHECK(tests::list(write(directory, "a.html.gz", packed(tests::page("The bridge opens")))).line() ==
        "news=1");
}

TEST_CASE("members behind one another are one file, and zeros behind them are nothing") {
  CHECK(unpacked(packed("one ") + packed("") + packed("two")).first == "one two");
  CHECK(unpacked(packed("one") + std::string(1000, '\0')) == std::pair<std::string, std::string>("one", ""));
  const std::string large(300'000, 'x');
  CHECK(unpacked(packed(large) + packed(large)).first == large + large);
}

TEST_CASE("what cannot be unpacked says why") {
  const auto whole = packed("one and two and three");
  auto damaged = whole;
  damaged[damaged.size() - 5] = static_cast<char>(damaged[damaged.size() - 5] ^ 1);
  CHECK(unpacked(whole.substr(0, whole.size() - 1)).second == "ends within its gzip data");
  CHECK(unpacked(damaged).second.find("damaged near byte") != std::string::npos);
  CHECK(unpacked(whole + "more").second.find("no gzip data") != std::string::npos);
  const auto bomb = unpacked(packed(std::string(20 << 20, '\0')));
  CHECK(bomb.second == "unpacks to more than 100 times its size");
  CHECK(bomb.first.size() < (3U << 20));
}

TEST_CASE("how much may be unpacked") {
  CHECK(unpacking_danger(1, kUnpackedUnasked).empty());
  CHECK_FALSE(unpacking_danger(1, kUnpackedUnasked + 1).empty());
  CHECK(unpacking_danger(100'000, 10'000'000).empty());
  CHECK_FALSE(unpacking_danger(100'000, 10'000'100).empty());
  CHECK(unpacking_danger(kMostUnpacked, kMostUnpacked).empty());
  CHECK_FALSE(unpacking_danger(kMostUnpacked, kMostUnpacked + 1).empty());
}

TEST_CASE("a packed file that breaks off gives what came before, and is named with the reason") {
  std::string lines;
  for (int i = 0; i < 3000; ++i)
    lines += "{\"key\":\"k" + std::to_string(i) + "\",\"kind\":\"news\",\"title\":\"T" +
             std::to_string(i * 7919) + "\"}\n";
  const auto whole = packed(lines);
  const tests::TemporaryDirectory directory;
  const auto file = write(directory, "a.jsonl.gz", whole.substr(0, whole.size() / 2));
  const auto source = open_source(file);
  int records = 0;
  CHECK_THROWS_WITH_AS(
      [&] {
        while (source->next()) ++records;
      }(),
      (file.string() + ": it ends within its gzip data").c_str(), SourceError);
  CHECK(records > 500);
  CHECK(records < 3000);
}

TEST_CASE("what is packed twice over is refused, as is what holds nothing") {
  const tests::TemporaryDirectory directory;
  CHECK_THROWS_WITH_AS(open_source(write(directory, "a.gz", packed(packed("text")))),
                       doctest::Contains("gzip) within another file"), SourceError);
  CHECK_THROWS_WITH_AS(open_source(write(directory, "a.gz", packed(""))), doctest::Contains("is empty"),
                       SourceError);
  CHECK_THROWS_WITH_AS(open_source(write(directory, "a.gz", "\x1F\x8B\x08")),
                       doctest::Contains("ends within its gzip data"), SourceError);
}
