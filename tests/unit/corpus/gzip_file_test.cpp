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
  CHECK(unpacked(whole.substr(0, whole.size() - 1)).second ==
        "ends within its gzip data, at byte " + std::to_string(whole.size() - 1) + ": it was cut off");
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
      (file.string() + ": it ends within its gzip data, at byte " + std::to_string(whole.size() / 2) +
       ": it was cut off")
          .c_str(),
      SourceError);
  CHECK(records > 500);
  CHECK(records < 3000);
}

namespace {

/// What a file gives before it breaks, and the words with which it does.
struct Broken {
  int records = 0, problems = 0;
  std::string words;
};
Broken broken(const char* name, const std::string& bytes) {
  const tests::TemporaryDirectory directory;
  Broken found;
  try {
    const auto source = open_source(write(directory, name, bytes));
    while (const auto item = source->next()) {
      if (std::holds_alternative<Record>(*item)) ++found.records;
      if (std::holds_alternative<Problem>(*item)) ++found.problems;
    }
  } catch (const SourceError& error) {
    found.words = error.what();
  }
  return found;
}

std::string many_lines(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i)
    lines += "{\"key\":\"k" + std::to_string(i) + "\",\"kind\":\"news\",\"title\":\"T" +
             std::to_string(i * 7919) + "\",\"body\":\"" + std::string(i % 300, 'x') + "\"}\n";
  return lines;
}

std::string feed_of(int count) {
  std::string feed = "<rss version='2.0'><channel><title>A feed</title>";
  for (int i = 0; i < count; ++i)
    feed += "<item><title>T" + std::to_string(i * 7919) + "</title><link>https://example.org/" +
            std::to_string(i) + "</link></item>";
  return feed + "</channel></rss>";
}

std::string posts_of(int count) {
  std::string posts = "[";
  for (int i = 0; i < count; ++i)
    posts += std::string(i > 0 ? "," : "") + "{\"id\":" + std::to_string(i + 1) +
             ",\"title\":{\"rendered\":\"T\"},\"link\":\"https://example.org/" + std::to_string(i) + "\"}";
  return posts + "]";
}

}  // namespace

TEST_CASE("bytes behind the end of a packed file cost no record, and are named with their place") {
  for (const int count : {9, 400, 3000}) {
    CAPTURE(count);
    for (const auto& [name, bytes] : {std::pair<const char*, std::string>{"a.jsonl.gz", many_lines(count)},
                                      {"a.xml.gz", feed_of(count)},
                                      {"a.json.gz", posts_of(count)}}) {
      CAPTURE(std::string(name));
      const auto whole = packed(bytes);
      const auto found = broken(name, whole + "bytes behind it");
      CHECK(found.records == count);
      CHECK(found.problems == 0);
      CHECK(found.words.find(": it ends in bytes that are no gzip data, from byte " +
                             std::to_string(whole.size())) != std::string::npos);
    }
  }
  const auto unended = many_lines(9);
  CHECK_MESSAGE(broken("a.jsonl.gz", packed(unended.substr(0, unended.size() - 1)) + "?").records == 9,
                "a line that nothing ends is whole, for its member is");
  CHECK(broken("a.html.gz", packed(tests::page("The bridge opens")) + "?").records == 1);
  const auto first = packed(many_lines(9));
  const auto two = broken("a.jsonl.gz", first + "between" + packed(many_lines(9)));
  CHECK(two.records == 9);
  CHECK(two.words.find("from byte " + std::to_string(first.size())) != std::string::npos);
}

TEST_CASE(
    "of a packed file that is cut off or damaged every whole record is read, and there is one problem") {
  for (const int count : {9, 3000}) {
    CAPTURE(count);
    const auto whole = packed(many_lines(count));
    const auto cut = broken("a.jsonl.gz", whole.substr(0, whole.size() - 12));
    CHECK(cut.records >= count - 3);
    CHECK(cut.problems == 0);
    CHECK(cut.words.find("at byte " + std::to_string(whole.size() - 12)) != std::string::npos);
    CHECK(broken("a.jsonl.gz", whole.substr(0, whole.size() - 6)).records == count);
    auto damaged = whole;
    damaged[damaged.size() - 7] = static_cast<char>(damaged[damaged.size() - 7] ^ 1);  // its check sum
    const auto found = broken("a.jsonl.gz", damaged);
    CHECK(found.records == count);
    CHECK(found.words.find("damaged near byte") != std::string::npos);
  }
  for (const auto& [name, bytes] :
       {std::pair<const char*, std::string>{"a.xml.gz", feed_of(500)}, {"a.json.gz", posts_of(500)}}) {
    CAPTURE(std::string(name));
    const auto whole = packed(bytes);
    const auto cut = broken(name, whole.substr(0, whole.size() - 12));
    CHECK(cut.records > 490);
    CHECK(cut.problems == 0);
    CHECK(cut.words.find("ends within its gzip data") != std::string::npos);
  }
  const auto page = packed(tests::page("The bridge opens"));
  CHECK_MESSAGE(broken("a.html.gz", page.substr(0, page.size() - 6)).records == 0,
                "a part would stand for the whole");
}

TEST_CASE("what is packed twice over is refused, as is what holds nothing") {
  const tests::TemporaryDirectory directory;
  CHECK_THROWS_WITH_AS(open_source(write(directory, "a.gz", packed(packed("text")))),
                       doctest::Contains("gzip) within another file"), SourceError);
  CHECK_THROWS_WITH_AS(open_source(write(directory, "a.gz", packed(""))), doctest::Contains("is empty"),
                       SourceError);
  for (const char* head : {"\x1F\x8B", "\x1F\x8B\x08"})
    CHECK_THROWS_WITH_AS(open_source(write(directory, "a.gz", head)),
                         doctest::Contains("ends within its gzip data"), SourceError);
  CHECK(unpacked(packed("one") + "\x1F\x8B").second.find("cut off") != std::string::npos);
}
