// Editors' last word, through the program: decisions, erasure, what an operator is told of both.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "corpus/archive.h"
#include "tests/support/indexer_desk.h"

namespace fs = std::filesystem;
using tests::Desk;
using tests::says;

namespace {

constexpr const char* kSecrets[] = {"zebrafinch", "quagmire", "quokkaword"};

std::string line(const std::string& key, const std::string& title, const std::string& body) {
  return R"({"key":")" + key + R"(","url":")" + key + R"(","kind":"news","lang":"en","title":")" + title +
         R"(","body":")" + body + "\"}\n";
}

std::string news(const Desk& desk) {
  const auto file = desk.file("news.jsonl");
  std::ofstream(file) << line("https://example.org/zebrafinch", "Into the quagmire",
                              "The quokkaword of Iraq.")
                      << line("https://example.org/other", "Other news", "Of Jordan, and nothing else.");
  return file;
}

/// The files of the data folder that hold one of the secrets.
std::string files_with_secrets(const fs::path& folder) {
  std::string found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const auto bytes = tests::read_file(entry.path().string());
    for (const char* secret : kSecrets) {
      if (says(bytes, secret)) found += entry.path().string() + ": " + secret + '\n';
    }
  }
  return found;
}

}  // namespace

TEST_CASE("a purge leaves no word in any file of archive and index, and none comes back") {
  const Desk desk;
  const auto file = news(desk);
  REQUIRE(desk.run({"import", file}).exit_code == 0);
  REQUIRE(desk.run({"import", desk.made_up(0, 200)}).exit_code == 0);
  REQUIRE_FALSE(files_with_secrets(desk.data()).empty());
  std::ofstream(desk.data() / "pull.db") << "zebrafinch";  // what pulls remember

  CHECK(desk.run({"purge", "https://example.org/zebrafinch"}).exit_code == 2);
  const auto purged = desk.run({"purge", "https://example.org/zebrafinch", "--reason", "order 12"});
  CHECK_MESSAGE(purged.exit_code == 0, purged.err);
  CHECK(says(purged.out, "erased document"));
  CHECK(files_with_secrets(desk.data()) == "");
  const auto verified = desk.run({"verify"});
  CHECK_MESSAGE(verified.exit_code == 0, verified.err);

  const auto again = desk.run({"import", file});
  CHECK(again.exit_code == 0);
  CHECK(says(again.out, "skipped: 1 purged"));
  CHECK(says(again.err, "was erased"));
  CHECK(files_with_secrets(desk.data()) == "");
  CHECK(desk.run({"purge", "nothing", "--reason", "x"}).exit_code == 1);

  // As an operator does who was told to run it again: by the name that he gave the first time.
  const auto repeated = desk.run({"purge", "https://example.org/zebrafinch", "--reason", "order 12"});
  CHECK_MESSAGE(repeated.exit_code == 0, repeated.err);
  CHECK(says(repeated.out, "was erased before"));
  const auto history = desk.run({"history", "https://example.org/zebrafinch"});
  CHECK_MESSAGE(history.exit_code == 0, history.err);
  CHECK(says(history.out, "no longer shown since"));
  CHECK(says(history.out, "purged: order 12"));

  SUBCASE("an export carries it to an archive that has the document") {
    const auto exported = desk.file("export.jsonl");
    REQUIRE(desk.run({"export", exported}).exit_code == 0);
    const Desk other;
    REQUIRE(other.run({"import", news(other)}).exit_code == 0);
    REQUIRE(other.run({"import", exported}).exit_code == 0);
    CHECK(files_with_secrets(other.data()) == "");
    CHECK(other.run({"verify"}).exit_code == 0);
  }
  SUBCASE("what may still hold it is named") {
    std::ofstream(desk.data() / "archive.db.v4.backup") << "zebrafinch";
    const auto second = desk.run({"purge", "https://example.org/other", "--reason", "order 13"});
    CHECK(second.exit_code == 0);
    CHECK(says(second.err, "archive.db.v4.backup"));
  }
}

TEST_CASE("an erasure that was cut short is brought to its end by the next command") {
  const Desk desk;
  REQUIRE(desk.run({"import", news(desk)}).exit_code == 0);
  REQUIRE(desk.run({"import", desk.made_up(0, 200)}).exit_code == 0);
  {
    // As where the program is killed right after: the words are in free pages and in the index.
    corpus::Archive archive(desk.data() / "archive.db", corpus::Archive::Access::read_write);
    const auto id = archive.find_by_key("https://example.org/zebrafinch")->id;
    REQUIRE(archive.purge(id, "order", {"purge", "purge", "2026-11-21T09:00:00Z", "test", ""}));
  }
  REQUIRE_FALSE(files_with_secrets(desk.data()).empty());
  const auto updated = desk.run({"update"});
  CHECK_MESSAGE(updated.exit_code == 0, updated.err);
  CHECK(files_with_secrets(desk.data()) == "");
  CHECK(desk.run({"verify"}).exit_code == 0);
  CHECK_MESSAGE(!says(desk.run({"update"}).out, "new generation"), "only once");
}

TEST_CASE("decisions are taken line by line, reach the index, and outlive imports and retags") {
  const Desk desk;
  const auto file = news(desk);
  REQUIRE(desk.run({"import", file}).exit_code == 0);
  const auto table = desk.file("decisions.tsv");
  std::ofstream(table, std::ios::binary)
      << "\xEF\xBB\xBF"
      << "document\tfield\tvalue\tverdict\twho\twhy\r\n"
      << "# by the desk\n\n"
      << "https://example.org/other\tpartner\tJordan\treject\tEd\tthe river\r\n"
      << "https://example.org/other\tdate\t2019-05\taccept\tEd\tseen in print\n"
      << "https://example.org/other\tpartner\tNarnia\taccept\tEd\t\n"
      << "https://example.org/none\tdate\t2019\taccept\tEd\t\n"
      << "https://example.org/other\tdate\t2019\tperhaps\tEd\t\n"
      << "https://example.org/other\tdate\n"
      << "https://example.org/other\tmood\tgood\taccept\tEd\t\n";
  const auto decided = desk.run({"decide", table});
  CHECK(decided.exit_code == 3);
  CHECK(says(decided.out, "took down 2 decisions; 0 were known, 5 could not be taken"));
  for (const char* told : {":6: names the partner \"Narnia\"", ":7: ", ":8: says \"perhaps\"",
                           ":9: names no value", ":10: the decision on \"mood\""}) {
    CHECK_MESSAGE(says(decided.err, told), told);
  }
  CHECK(says(desk.run({"decide", table}).out, "took down 0 decisions; 2 were known"));
  CHECK(desk.run({"verify"}).exit_code == 0);

  REQUIRE(desk.run({"retag"}).exit_code == 0);
  std::ofstream(file) << line("https://example.org/other", "Other news, corrected",
                              "Of Jordan, and nothing else.");
  REQUIRE(desk.run({"import", file}).exit_code == 0);
  const auto report = nlohmann::json::parse(desk.run({"report", "--json"}).out);
  CHECK(report["decisions"] == 2);
  CHECK(report["without_date"]["count"] == 1);  // the one that nobody dated
  CHECK(report["without_tags"]["count"] == 1);  // the one whose only partner was a river
  const auto history = desk.run({"history", "https://example.org/other"});
  CHECK(says(history.out, "by Ed: date 2019-05 accepted (seen in print)"));
  CHECK(desk.run({"verify"}).exit_code == 0);
}

TEST_CASE("the report tells what became of a source that gave nothing, once") {
  const Desk desk;
  const auto file = desk.file("empty.html");
  std::ofstream(file) << "<!DOCTYPE html><html><body><nav><a href='/'>Home</a></nav></body></html>";
  CHECK(desk.run({"import", file}).exit_code == 0);
  CHECK(desk.run({"import", file}).exit_code == 0);
  const auto source = nlohmann::json::parse(desk.run({"report", "--json"}).out)["sources"][0];
  CHECK(source["documents"] == 0);
  REQUIRE(source["runs"].size() == 1);
  CHECK(source["runs"][0]["skipped"] == 1);
  CHECK(source["runs"][0]["skipped_why"]["empty"] == 1);
}

TEST_CASE("the report tells of each source what came, changed, went and failed") {
  const Desk desk;
  const auto file = desk.file("site.jsonl");
  const auto import = [&](const std::string& lines) {
    std::ofstream(file) << lines;
    return desk.run({"import", file, "--source", "site", "--complete", "--force", "--no-update"}).exit_code;
  };
  const auto a = line("https://example.org/a", "A", "Text."), b = line("https://example.org/b", "B", "Text.");
  CHECK(import(a + b) == 0);
  CHECK(import(a + b) == 0);  // nothing to tell
  CHECK(import(line("https://example.org/a", "A, corrected", "Text.") + "no JSON\n") == 3);
  const auto report = nlohmann::json::parse(desk.run({"report", "--json"}).out);
  REQUIRE(report["sources"].size() == 1);
  const auto& source = report["sources"][0];
  CHECK(source["name"] == "site");
  CHECK(source["documents"] == 1);
  CHECK_FALSE(source["last_read"].get<std::string>().empty());
  REQUIRE(source["runs"].size() == 2);
  CHECK(source["runs"][0]["added"] == 2);
  CHECK(source["runs"][0]["outcome"] == "finished");
  const auto& last = source["runs"][1];
  CHECK(last["changed"] == 1);
  CHECK(last["withdrawn"] == 1);
  CHECK(last["problem_count"] == 1);
  CHECK(says(last["problems"][0]["where"], "site.jsonl:2"));
  REQUIRE(report["gone"].size() == 1);
  CHECK(report["gone"][0]["reason"] == "gone from its source");

  const auto text = desk.run({"report"}).out;
  CHECK(says(text, "site: 1 documents"));
  CHECK(says(text, "1 withdrawn"));
  CHECK(says(text, "problem: "));

  fs::remove(file);
  CHECK(desk.run({"import", desk.made_up(0, 3), "--source", "other", "--no-update"}).exit_code == 0);
  CHECK(says(desk.run({"report"}).out, "other: 3 documents"));
}

TEST_CASE("the bytes that a version was read from come back as they were") {
  const Desk desk;
  const auto file = news(desk);
  REQUIRE(desk.run({"import", file}).exit_code == 0);
  const auto raw = desk.run({"raw", "https://example.org/other", "1"});
  CHECK(raw.exit_code == 0);
  CHECK(raw.out + '\n' == line("https://example.org/other", "Other news", "Of Jordan, and nothing else."));
  CHECK(desk.run({"raw", "https://example.org/other", "1", desk.file("raw")}).exit_code == 0);
  CHECK(tests::read_file(desk.file("raw")) == raw.out);
  CHECK(desk.run({"raw", "https://example.org/other", "2"}).exit_code == 1);
  const auto history =
      nlohmann::json::parse(desk.run({"history", "https://example.org/other", "--json"}).out);
  CHECK(history["versions"][0]["media_type"] == "application/json");
  CHECK(history["versions"][0]["raw_bytes"] == raw.out.size());
  CHECK(history["seen"].size() == 1);
}

TEST_CASE("verify names damage of the archive, the index and the vocabulary, and fails") {
  const Desk desk;
  REQUIRE(desk.run({"import", news(desk)}).exit_code == 0);
  CHECK(desk.run({"check"}).exit_code == 0);  // as it was called
  SUBCASE("the vocabulary") {
    const auto folder = fs::path(desk.file("vocabulary"));
    fs::copy(tests::vocabulary_folder(), folder, fs::copy_options::recursive);
    std::ofstream(folder / "partners.tsv", std::ios::app) << "one column\n";
    const auto verified = desk.run({"verify", "--vocabulary", folder.string()});
    CHECK(verified.exit_code == 1);
    CHECK(says(verified.err, "the vocabulary cannot be used"));
  }
  SUBCASE("the index") {
    fs::path largest;
    for (const auto& entry : fs::directory_iterator(desk.generation())) {
      if (entry.path().extension() == ".glass") largest = entry.path();
    }
    fs::resize_file(largest, fs::file_size(largest) / 2);
    const auto verified = desk.run({"verify"});
    CHECK(verified.exit_code == 1);
    CHECK(says(verified.err, "index"));
  }
}
