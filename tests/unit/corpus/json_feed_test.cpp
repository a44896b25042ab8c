// JSON Feed: what of an item is read from where, and what becomes of broken ones.
#include "corpus/sources/json_feed.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/places.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/corpus/source_listing.h"

using namespace corpus;
using tests::list;
namespace fs = std::filesystem;

namespace {

fs::path fixture() { return fs::path(tests::data_folder()) / "feeds" / "feed.json"; }

fs::path write(const tests::TemporaryDirectory& directory, const std::string& bytes) {
  std::ofstream(directory / "feed.json", std::ios::binary) << bytes;
  return directory / "feed.json";
}

const std::string kVersion = R"({"version":"https:\/\/jsonfeed.org\/version\/1",)";

}  // namespace

TEST_CASE("each item is a document; what is said of the feed may stand behind them") {
  const auto listing = list(fixture());
  CHECK(listing.line() == "!=2 -empty=1 news=1 podcast=1 statement=1");
  const auto& bridge = listing.titled("The new bridge opens <today>");
  CHECK(bridge.document.url == "https://valley.example/en/bridge");
  CHECK(bridge.document.aliases == std::vector<std::string>{"wp:valley.example/en/?p=17"});
  CHECK(bridge.document.summary == "A bridge opens.");
  CHECK(bridge.document.body == "The minister opened it.\nAll came.\n");
  CHECK(to_string(bridge.document.published) == "2018-02-13");
  CHECK(bridge.document.published.gmt == "2018-02-13T20:30:00Z");
  CHECK(tests::text_of(listing).find("editor") == std::string::npos);
  const auto& note = listing.titled("");
  CHECK(note.document.key == "feed:https://valley.example/en/#2");
  CHECK(note.document.body == "نص قصير\nفي سطرين\n");
  CHECK(note.document.language == analyzers::Language::arabic);
  CHECK(to_string(note.document.published) == "2018-02-14");
  CHECK(listing.titled("A talk").document.url == "https://valley.example/en/talk");
  CHECK(listing.problems.at(0).where == fixture().string() + ", item 4");
  CHECK(listing.problems.at(0).what.find("twice") != std::string::npos);
}

TEST_CASE("a feed that is cut off or broken gives the items that are whole") {
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += "[";
  struct Row {
    const char* why;
    std::string bytes;
    const char* line;
  };
  const std::string item = R"({"id":"1","title":"A"})";
  const Row rows[] = {
      {"whole", kVersion + "\"items\":[" + item + "]}", "news=1"},
      {"no items", kVersion + "\"items\":[]}", ""},
      {"cut off behind an item", kVersion + "\"items\":[" + item, "!=1 news=1"},
      {"cut off in an item", kVersion + "\"items\":[" + item + ",{\"id\":", "!=1 news=1"},
      {"a broken item", kVersion + "\"items\":[{\"id\":},\n" + item + "]}", "!=1 news=1"},
      {"too deep", kVersion + "\"items\":[{\"id\":" + deep + "]},\n" + item + "]}", "!=1"},
      {"another list of that name",
       kVersion + "\"x\":{\"items\":[{\"title\":\"no\"}]},\"items\":[" + item + "]}", "news=1"},
      {"brackets in texts", kVersion + R"("title":"]}\"[{","items":[{"id":"]","title":"\"]}"}]})", "news=1"},
      {"nothing behind the list is an item", kVersion + "\"items\":[" + item + "],\"x\":{\"title\":\"no\"}}",
       "news=1"},
      {"other versions of types",
       kVersion + R"("items":[{"id":{"a":1},"title":7,"tags":"x","attachments":{}}]})", "news=1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const tests::TemporaryDirectory directory;
    const auto source = open_source(write(directory, row.bytes));
    CHECK(source->format() == "json-feed");
    CHECK(list(*source).line() == row.line);
  }
}

TEST_CASE("a feed without items is refused") {
  const tests::TemporaryDirectory directory;
  CHECK_THROWS_WITH_AS(open_source(write(directory, kVersion + "\"title\":\"A\"}")),
                       doctest::Contains("no list of items"), SourceError);
}
