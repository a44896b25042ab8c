// Answers of WordPress's REST interface.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "tests/support/places.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/corpus/source_listing.h"

using namespace corpus;
using tests::list;
namespace fs = std::filesystem;

namespace {

fs::path fixture(const char* name) { return fs::path(tests::data_folder()) / "wp_rest" / name; }

}  // namespace

TEST_CASE("posts, pages and other known types become documents; the rest is counted by its reason") {
  struct Row {
    const char* file;
    const char* line;
  };
  const Row rows[] = {
      {"posts.json", "!=1 -draft=1 -empty=1 -password=1 -private=1 news=2 page=1 statement=3"},
      {"others.json", "!=4 -attachment=1 -author=1 -comment=1 -search result=1 -site part=1 -term=1 -type=1"},
      {"one.json", "news=1"},
      {"pages_joined.json", "news=3"},
      {"truncated.json", "!=1 news=2"},
      {"broken_records.json", "!=3 news=3"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.file);
    const auto listing = list(fixture(row.file));
    CHECK(listing.line() == row.line);
    const auto text = tests::text_of(listing);
    CHECK(text.find("ecret") == std::string::npos);
  }
}

TEST_CASE("a post becomes a document with its address, number, day and text") {
  const auto listing = list(fixture("posts.json"));
  const auto& record = listing.titled("Item 10 – title");
  const auto& document = record.document;
  CHECK_MESSAGE(document.kind == Kind::statement, "by its embedded category");
  CHECK(document.key == "https://example.org/en/item-10/");
  CHECK(document.aliases == std::vector<std::string>{"wp:example.org/en/?p=10"});
  CHECK_MESSAGE(document.summary.empty(),
                "an excerpt that WordPress cut from the text says nothing of its own");
  CHECK(document.body == "First line\nsecond line\nNew paragraph #Port\n");
  CHECK(to_string(document.published) == "2021-03-14");
  CHECK(document.published.gmt == "2021-03-14T07:30:00Z");
  CHECK(to_string(document.modified) == "2021-04-02");
  CHECK(document.modified.gmt == "2021-04-01T22:15:00Z");
  CHECK(record.where == fixture("posts.json").string() + ", record 1");
  CHECK(record.translation_key == "wp:example.org/en/?p=11");

  const auto& arabic = listing.titled("بيان");
  CHECK_MESSAGE(arabic.document.kind == Kind::statement, "by its class");
  CHECK(arabic.document.language == analyzers::Language::arabic);
  CHECK(arabic.translation_key == "wp:example.org/en/?p=10");

  const auto& french = listing.titled("Item 12 – title");
  CHECK(french.document.language == analyzers::Language::other);
  CHECK(french.document.summary == "Un résumé.");
  CHECK(french.translation_key.empty());

  CHECK(listing.titled("A bare title").document.kind == Kind::page);
  CHECK(listing.titled("Item 17 – title").translation_key == "wp:example.org/en/?p=18");
  CHECK(to_string(listing.titled("Item 19 – title").document.published) == "2020-05");
}

TEST_CASE("an export and an answer give the same item the same names") {
  const auto exported = list(fs::path(tests::data_folder()) / "wxr/site.xml");
  const auto answered = list(fixture("posts.json"));
  const auto& one = exported.titled("Statement on the river port – & more").document;
  const auto& other = answered.titled("Item 10 – title").document;
  CHECK(one.key == other.key);
  CHECK(one.aliases == other.aliases);
}

TEST_CASE("a problem names the record and says what is wrong") {
  const auto listing = list(fixture("broken_records.json"));
  REQUIRE(listing.problems.size() == 3);
  CHECK(listing.problems[0].where == fixture("broken_records.json").string() + ", record 2");
  CHECK(listing.problems[1].what.find("32 levels") != std::string::npos);
  CHECK(list(fixture("truncated.json")).problems.at(0).what.find("file ends within it") != std::string::npos);
  CHECK(list(fixture("others.json")).problems.at(0).what.find("rest_forbidden") != std::string::npos);
}

TEST_CASE("a record that gives a field twice is refused, at any depth") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "posts.json";
  std::ofstream(file, std::ios::binary)
      << R"([{"id":1,"type":"post","status":"private","status":"publish","title":{"rendered":"Secret"}},)"
      << R"({"id":2,"type":"post","title":{"rendered":"One","rendered":"Two"}},)"
      << R"({"id":3,"type":"post","title":{"rendered":"Good"}}])";
  const auto listing = list(file);
  CHECK(listing.line() == "!=2 news=1");
  REQUIRE(listing.problems.size() == 2);
  CHECK(listing.problems[0].what == R"(the record gives "status" twice)");
  CHECK(listing.problems[1].what == R"(the record gives "rendered" twice)");
  CHECK(listing.problems[1].where == file.string() + ", record 2");
  CHECK(listing.records.at(0).document.title == "Good");
}

TEST_CASE("types that nobody named are counted by their name; nothing of them is read") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "posts.json";
  {
    std::ofstream out(file, std::ios::binary);
    out << '[';
    for (const char* type : {"nf_sub", "guest-author", "tribe_rsvp_attendees", "bbp_reply", "publication"}) {
      out << R"({"id":1,"status":"publish","title":{"rendered":"Secret"},"content":{"rendered":"secret"},"type":")"
          << type << "\"},\n";
    }
    out << R"({"id":7,"type":"press_release","title":{"rendered":"Known"}}])";
  }
  const auto listing = list(file);
  CHECK(listing.line() ==
        "-unknown type bbp_reply=1 -unknown type guest-author=1 -unknown type nf_sub=1 "
        "-unknown type publication=1 -unknown type tribe_rsvp_attendees=1 statement=1");
  CHECK(tests::text_of(listing).find("ecret") == std::string::npos);
}

TEST_CASE("a list of any length is read with one record in memory, one too large is passed over") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "posts.json";
  const std::string post =
      R"({"id":1,"type":"post","status":"publish","link":"https://example.org/1","title":{"rendered":"T"},"content":{"rendered":"x"}})";
  {
    std::ofstream out(file, std::ios::binary);
    out << "[" << post << R"(,{"id":2,"title":{"rendered":")" << std::string(5U << 20, 'x') << R"("}},)";
    for (int i = 0; i < 20'000; ++i) out << post << ",\n";
    out << post << "]";
  }
  const auto source = open_source(file);
  const auto listing = list(*source);
  CHECK(listing.line() == "!=1 news=20002");
  CHECK(listing.problems[0].what.find("4 MB") != std::string::npos);
  CHECK(source->progress().read == fs::file_size(file));
}

// Counted with jq: `jq 'if type=="array" then length else 1 end'`, and by type with `jq
// '[.[]|.type]|group_by(.)|...'`.
TEST_CASE("the answers kept for testing hold what another program counts in them") {
  const fs::path folder = fs::path(tests::shared_folder()) / "data/formats/wp_rest";
  if (!fs::exists(folder)) {
    MESSAGE("skipped: ", folder.string(), " is not there");
    return;
  }
  struct Row {
    const char* file;
    const char* line;
  };
  const Row rows[] = {
      {"author-4.json", "-author=1"},
      {"author-list.json", "-author=5"},
      {"categories-list-page-2.json", "-term=3"},
      {"categories-list.json", "-term=3"},
      {"category-7.json", "-term=1"},
      {"comment-5.json", "-comment=1"},
      {"latest-movie.json", "-term=1"},
      {"media-11680.json", "-attachment=1"},
      {"media-193.json", "-attachment=1"},
      {"media-581.json", "-attachment=1"},
      {"media-list.json", "-attachment=10"},
      {"page-211.json", "page=1"},
      {"page-with-subpage.json", "page=1"},
      {"post-60-comments.json", "-comment=3"},
      {"post-60.json", "news=1"},
      {"post-type.json", "-type=1"},
      {"posts-from-category-7-page-2.json", "news=5"},
      {"posts-from-category-7.json", "news=5"},
      {"posts.json", "news=3"},
      {"tag-10.json", "-term=1"},
      {"tags-list.json", "-term=10"},
      {"../../../../../../../../headstartwp/packages/core/test/__fixtures__/posts/pages.json", "page=6"},
      {"../../../../../../../../headstartwp/packages/core/test/__fixtures__/posts/posts.json", "news=10"},
      {"../../../../../../../../headstartwp/packages/core/test/__fixtures__/terms/categories.json",
       "-term=4"},
      {"../../../../../../../../headstartwp/packages/core/test/__fixtures__/terms/tags.json", "-term=1"},
  };
  const fs::path mocks = folder / "frontity/packages/wp-source/src/libraries/schemas/__tests__/mocks";
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    files += entry.path().extension() == ".json" ? 1U : 0U;
  CHECK_MESSAGE(files == std::size(rows), "every file has its row");
  for (const auto& row : rows) {
    CAPTURE(row.file);
    CHECK(list(mocks / row.file).line() == row.line);
  }
}
