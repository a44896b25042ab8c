// The bytes of a record that each source hands on to be kept, and what it takes out of them before.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "corpus/sources/commenters.h"
#include "corpus/sources/json_lines.h"
#include "corpus/sources/source.h"
#include "tests/support/places.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/corpus/source_listing.h"

namespace fs = std::filesystem;

namespace {

std::vector<corpus::Record> records_of(const fs::path& file) {
  std::vector<corpus::Record> records;
  const auto source = corpus::open_source(file);
  while (auto item = source->next()) {
    if (auto* record = std::get_if<corpus::Record>(&*item)) records.push_back(std::move(*record));
  }
  return records;
}

std::vector<corpus::Record> records_in(const std::string& name, const std::string& bytes) {
  const tests::TemporaryDirectory directory;
  std::ofstream(directory.path() / name, std::ios::binary) << bytes;
  return records_of(directory.path() / name);
}

/// A line that an export has of a version that was read from `raw`.
std::string version_of(const std::string& raw) {
  return R"({"key":"k","kind":"news","title":"T","from":{"source":"s","format":"f","time":"t","importer":"v","raw":")" +
         corpus::sha256_hex(raw) + "\"}}\n";
}

tests::Listing list_of(const std::string& lines) {
  const tests::TemporaryDirectory directory;
  std::ofstream(directory.path() / "a.jsonl", std::ios::binary) << lines;
  return tests::list(directory.path() / "a.jsonl");
}

}  // namespace

TEST_CASE("each kind of source hands on the bytes of its records") {
  struct Row {
    const char* name;
    std::string bytes, raw, media_type;
  };
  const std::string line = R"({"key":"k","kind":"news","title":"Title"})";
  const std::string page =
      "<!DOCTYPE html><title>News</title><h1>News</h1><p>Text of the page, a sentence.</p>";
  const std::string entry = "<item><title>T</title><link>https://example.org/a/b</link></item>";
  const std::string answer = R"({"id":7,"type":"post","title":{"rendered":"T"},"content":{"rendered":"x"}})";
  const std::string json_entry = R"({"id":"7","content_text":"Text"})";
  const Row rows[] = {
      {"a.jsonl", " " + line + "\r\n", line, "application/json"},
      {"a.html", page, page, "text/html"},
      {"a.xml", "<rss version=\"2.0\"><channel>" + entry + "</channel></rss>", entry, "application/rss+xml"},
      {"a.json", "[" + answer + "]", answer, "application/json"},
      {"b.json", R"({"version":"https://jsonfeed.org/version/1.1","title":"F","items":[)" + json_entry + "]}",
       json_entry, "application/feed+json"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const auto records = records_in(row.name, row.bytes);
    REQUIRE(records.size() == 1);
    CHECK(records[0].raw == row.raw);
    CHECK(records[0].raw_sha256 == corpus::sha256_hex(row.raw));
    CHECK(records[0].media_type == row.media_type);
  }
}

TEST_CASE("what commenters wrote is taken out of an export's items; all else stays byte by byte") {
  const auto records = records_of(fs::path(tests::data_folder()) / "wxr/site.xml");
  REQUIRE(records.size() == 10);
  for (const auto& record : records) {
    CAPTURE(record.where);
    CHECK(record.raw.starts_with("<item>"));
    CHECK(record.raw.ends_with("</item>"));
    CHECK(record.media_type.starts_with("application/rss+xml"));
    for (const char* word : {"<wp:comment>", "comment_author", "192.0.2.1", "Secret"}) {
      CHECK_MESSAGE(record.raw.find(word) == std::string::npos, word);
    }
  }
}

TEST_CASE("comments are told from text that looks like one") {
  struct Row {
    const char* what;
    std::string xml, kept;
  };
  const Row rows[] = {
      {"none", "<item><title>a</title></item>", "<item><title>a</title></item>"},
      {"two", "<item>\n<wp:comment>x</wp:comment><a/>\n<wp:comment >y</wp:comment >z</item>",
       "<item>\n<a/>\nz</item>"},
      {"in text", "<item><![CDATA[<wp:comment>]]></item>", "<item><![CDATA[<wp:comment>]]></item>"},
      {"in a remark", "<item><!-- <wp:comment> --></item>", "<item><!-- <wp:comment> --></item>"},
      {"an end in its text", "<item><wp:comment><![CDATA[</wp:comment>]]>x</wp:comment></item>",
       "<item></item>"},
      {"one in another", "<item><wp:comment>a<wp:comment>b</wp:comment>c</wp:comment>d</item>",
       "<item>d</item>"},
      {"an empty one", "<item><wp:comment/>d</item>", "<item>d</item>"},
      {"a sign in an attribute", "<item><wp:comment a='/>'>secret</wp:comment>d</item>", "<item>d</item>"},
      {"another name", "<item><wp:comment_status>open</wp:comment_status></item>",
       "<item><wp:comment_status>open</wp:comment_status></item>"},
      {"without an end", "<item><wp:comment>secret</item>", ""},
      {"a section without an end", "<item><wp:comment><![CDATA[ secret</wp:comment></item>", ""},
      {"a tag without an end", "<item><wp:comment", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK(corpus::without_comments(row.xml) == row.kept);
  }
}

TEST_CASE("an answer keeps no comments that came embedded") {
  const auto records =
      records_in("a.json", R"([{"id":7,"type":"post","title":{"rendered":"T"},"content":{"rendered":"x"},)"
                           R"("_embedded":{"replies":[[{"author_name":"Secret"}]],"wp:term":[]}}])");
  REQUIRE(records.size() == 1);
  CHECK(records[0].raw.find("Secret") == std::string::npos);
  CHECK(records[0].raw.find("wp:term") != std::string::npos);
}

TEST_CASE("an export's line of raw bytes belongs to the version on the next line") {
  const std::string bytes("\xFF\0", 2);
  const auto records =
      list_of("{\"type\":\"raw\",\"base64\":\"/wA=\"}\n" + version_of(bytes) + version_of(bytes));
  CHECK(records.line() == "news=2");
  CHECK(records.records[0].raw == bytes);
  CHECK_MESSAGE(records.records[1].raw.empty(), "a line of our own is not what was read");
}

TEST_CASE("raw bytes that are not those of their version are told, and the version is read without them") {
  const std::string other = corpus::sha256_hex("without comments");
  const auto line = [](const std::string& text, const std::string& hash = {}) {
    return R"({"type":"raw","text":")" + text + '"' + (hash.empty() ? "" : R"(,"sha256":")" + hash + '"') +
           "}\n";
  };
  struct Row {
    const char* what;
    std::string lines, raw;
    int problem_at;  // its line; 0: there is none
  };
  const std::string person = R"({"key":"p","kind":"news","title":"P"})"
                             "\n";
  const Row rows[] = {
      {"the bytes that it was read from", line("bytes") + version_of("bytes"), "bytes", 0},
      {"bytes that somebody changed", "\n" + line("bites") + version_of("bytes"), "", 2},
      {"what is left without comments", line("without comments", other) + version_of("with"),
       "without comments", 0},
      {"what was changed after that", line("without commas", other) + version_of("with"), "", 1},
      {"a hash that is none", line("bytes", "hash") + version_of("bytes"), "", 1},
      {"bytes of no version, behind which one stands", line("bites") + line("bytes") + version_of("bytes"),
       "bytes", 1},
      {"bytes before what a person wrote", line("x") + person, "person", 1},
      {"bytes behind the last version", version_of("bytes") + line("bytes"), "", 2},
      {"bytes that are broken", "{\"type\":\"raw\",\"base64\":\"?\"}\n" + version_of("bytes"), "", 1},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto listing = list_of(row.lines);
    REQUIRE(listing.records.size() == 1);
    const auto& record = listing.records[0];
    CHECK(record.raw == (row.raw == "person" ? person.substr(0, person.size() - 1) : row.raw));
    REQUIRE(listing.problems.size() == (row.problem_at > 0 ? 1 : 0));
    if (row.problem_at > 0)
      CHECK(listing.problems[0].where.ends_with("a.jsonl:" + std::to_string(row.problem_at)));
  }
  CHECK_MESSAGE(list_of(line("bytes") + "{\"key\":\"k\"}\n").line() == "!=1",
                "a version that is broken is one problem, with its bytes");
}
