// What `indexer import` does with what it is given, and what it says of it.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "corpus/archive.h"
#include "indexer/index_directory.h"
#include "tests/support/indexer_desk.h"

namespace fs = std::filesystem;
using tests::Desk;
using tests::says;

TEST_CASE("import without update leaves the index, update brings it along") {
  const Desk desk;
  CHECK(desk.run({"import", "--no-update", desk.made_up(0, 10)}).exit_code == 0);
  CHECK_FALSE(fs::exists(desk.data() / "index/current"));
  const auto before = desk.run({"check"});
  CHECK(before.exit_code == 0);
  CHECK(says(before.out, "there is no index yet: run `indexer update`"));
  CHECK(desk.run({"update"}).exit_code == 0);
  CHECK(desk.run({"import", "--no-update", desk.made_up(10, 20)}).exit_code == 0);
  CHECK(says(desk.run({"check"}).out, "it has yet to follow the archive: run `indexer update`"));
  CHECK(says(desk.run({"stats"}).out, "behind: indexer update"));
  CHECK(says(desk.run({"update"}).out, "10 documents written"));
}

TEST_CASE("an import that leaves the index tells in status.json how far the archive has come") {
  const Desk desk;
  CHECK(desk.run({"import", desk.made_up(0, 10)}).exit_code == 0);
  CHECK(desk.run({"import", "--no-update", desk.made_up(10, 20)}).exit_code == 0);
  const auto status = indexer::IndexDirectory(desk.data() / "index").status();
  REQUIRE(status.has_value());
  CHECK(status->index_revision > 0);
  CHECK(status->head_revision > status->index_revision);
}

TEST_CASE("a broken record is named, the others are stored, the exit code says so") {
  const Desk desk;
  const auto file = desk.made_up(0, 3);
  std::ofstream(file, std::ios::app) << "{\"type\":\"document\",\"kind\":\n"
                                     << "{\"kind\":\"news\"}\n";
  const auto result = desk.run({"import", file});
  CHECK(result.exit_code == 3);
  CHECK(says(result.out, "read 5 records of 1 file: 3 added"));
  CHECK(says(result.out, "2 problems"));
  CHECK(says(result.err, "made-up-0-0.jsonl:4"));
  CHECK(says(result.err, "made-up-0-0.jsonl:5"));
  CHECK(desk.stats()["index"]["documents"] == 3);
}

TEST_CASE("a problem names the path as it was given and the place, once") {
  const Desk desk;
  for (const char* folder : {"a", "b"}) {
    fs::create_directories(desk.file(folder));
    std::ofstream(desk.file(folder) + "/x.jsonl") << "{\n";
    std::ofstream(desk.file(folder) + "/empty.jsonl") << "";
  }
  const auto result = desk.run({"import", desk.file("a"), desk.file("b")});
  CHECK(result.exit_code == 3);
  for (const char* folder : {"a", "b"}) {
    CHECK(says(result.err, "indexer: warning: " + desk.file(folder) + "/x.jsonl:1: is not JSON"));
    CHECK(says(result.err, "indexer: warning: " + desk.file(folder) + "/empty.jsonl: is empty\n"));
  }
}

TEST_CASE(
    "what lies in a folder and is no file is named and counted, and does not keep the rest from being read") {
  const Desk desk;
  fs::create_directories(desk.file("folder"));
  fs::rename(desk.made_up(0, 3), desk.file("folder/made-up.jsonl"));
  fs::create_directory_symlink(desk.file("folder"), desk.file("folder/loop"));
  const auto result = desk.run({"import", desk.file("folder")});
  CHECK(result.exit_code == 0);
  CHECK(says(result.out, "3 added"));
  CHECK(says(result.out, "links and other things passed over: 1"));
  CHECK(says(result.err, desk.file("folder/loop") + ": is a link to "));
}

TEST_CASE("a complete source withdraws what it no longer holds, but not most of it unless forced") {
  const Desk desk;
  const auto file = desk.made_up(0, 20);
  REQUIRE(desk.run({"import", file}).exit_code == 0);
  tests::write_made_up(file, 0, 18);
  const auto result = desk.run({"import", "--complete", file});
  CHECK(result.exit_code == 0);
  CHECK(says(result.out, "withdrawn: 2"));
  CHECK(desk.stats()["index"]["documents"] == 18);
  CHECK(desk.run({"check"}).exit_code == 0);

  tests::write_made_up(file, 0, 2);
  const auto refused = desk.run({"import", "--complete", file});
  CHECK(refused.exit_code != 0);
  CHECK(desk.stats()["archive"]["documents"] == 18);
  CHECK(desk.run({"import", "--complete", "--force", file}).exit_code == 0);
  CHECK(desk.stats()["archive"]["documents"] == 2);
}

TEST_CASE("what imports refuse today is found by check in an older archive, and mended by retag") {
  const Desk desk;
  REQUIRE(desk.run({"import", desk.made_up(0, 3)}).exit_code == 0);
  corpus::Record old;
  old.document.key = "old";
  old.document.title = "Mosul";
  old.document.tags = {
      {analyzers::EntryType::place, "mosul", "name", {{analyzers::TextField::body, 0, 99999}}}};
  {
    corpus::Archive archive(desk.data() / "archive.db", corpus::Archive::Access::read_write);
    archive.put(old, {"old", "json-lines", "2026-01-01T00:00:00Z", "0.0.9", ""});
  }
  const auto check = desk.run({"check"});
  CHECK(check.exit_code == 1);
  CHECK(says(check.err, "document " + corpus::document_id_of("old") +
                            " has tags with 1 span beyond the end of its text"));
  CHECK(says(check.err, "run `indexer retag"));
  CHECK(desk.run({"retag"}).exit_code == 0);
  CHECK(desk.run({"check"}).exit_code == 0);
}

TEST_CASE("tags, parents and dates that cannot be right are told; the records are kept, the exit code is 0") {
  const Desk desk;
  std::ofstream(desk.file("odd.jsonl"))
      << R"({"key":"1","kind":"digest","title":"A","lang":"en","parent":"2","published":{"date":"9999-12-31"}})"
      << '\n'
      << R"({"key":"2","kind":"digest","title":"B","lang":"en","partners":["nope"],"outlets":["<script>"]})"
      << '\n';
  const auto result = desk.run({"import", desk.file("odd.jsonl")});
  CHECK(result.exit_code == 0);
  CHECK(says(result.out, "2 added"));
  CHECK(says(result.out, "remarks on what was kept: 3"));
  CHECK(says(result.err, R"(odd.jsonl:1: names "2" as its digest, but is a digest: the link is not made)"));
  CHECK(says(result.err, "odd.jsonl:1: its date 9999-12-31 is yet to come: kept as stated"));
  CHECK(
      says(result.err, R"(odd.jsonl:2: the vocabulary has no partner "nope", outlet "<script>": left out)"));
  CHECK(desk.run({"check"}).exit_code == 0);
}
