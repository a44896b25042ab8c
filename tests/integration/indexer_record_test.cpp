// The record, through the program: versions of a document, copies of the archive, and back.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/indexer_desk.h"

namespace fs = std::filesystem;
using tests::Desk;
using tests::says;

namespace {

std::string line(const std::string& key, const std::string& title) {
  return R"({"key":")" + key + R"(","kind":"news","lang":"en","title":")" + title + "\"}\n";
}

}  // namespace

TEST_CASE("the versions of a document are listed, and what differs between two of them is shown") {
  const Desk desk;
  const auto file = desk.file("news.jsonl");
  std::ofstream(file) << line("one", "Twelve schools open");
  REQUIRE(desk.run({"import", file}).exit_code == 0);
  std::ofstream(file) << line("one", "Fifteen schools open");
  REQUIRE(desk.run({"import", file}).exit_code == 0);

  const auto history = desk.run({"history", "one"});
  CHECK(history.exit_code == 0);
  CHECK(says(history.out, "first seen"));
  CHECK(says(history.out, "2  revision 2"));
  CHECK(says(desk.run({"diff", "one", "1", "2"}).out, "[-Twelve-] {+Fifteen+} schools open"));
  CHECK(desk.run({"diff", "one", "1", "1"}).out == "nothing differs\n");
  CHECK(says(desk.run({"history", "one", "--json"}).out, "\"versions\""));

  const auto unknown = desk.run({"history", "two"});
  CHECK(unknown.exit_code == 1);
  CHECK(says(unknown.err, "there is no document two"));
  const auto beyond = desk.run({"diff", "one", "1", "3"});
  CHECK(beyond.exit_code == 1);
  CHECK(says(beyond.err, "there are 1 to 2"));
}

TEST_CASE("the history of a withdrawn document tells since when and why it is not shown") {
  const Desk desk;
  const auto file = desk.file("news.jsonl");
  std::string others;
  for (const char* key : {"two", "three", "four", "five", "six"}) others += line(key, key);
  std::ofstream(file) << line("one", "Twelve schools open") << others;
  REQUIRE(desk.run({"import", "--source", "s", "--complete", file}).exit_code == 0);
  CHECK_FALSE(says(desk.run({"history", "one"}).out, "no longer shown"));
  CHECK(says(desk.run({"history", "one", "--json"}).out, "\"withdrawn\": null"));

  std::ofstream(file) << others;
  REQUIRE(desk.run({"import", "--source", "s", "--complete", file}).exit_code == 0);
  CHECK(says(desk.run({"history", "one"}).out, ": gone from its source"));
  const auto told = nlohmann::json::parse(desk.run({"history", "one", "--json"}).out);
  CHECK(told["withdrawn"]["reason"] == "gone from its source");
  CHECK(told["withdrawn"]["time"].get<std::string>().size() == 20);
}

TEST_CASE("a copy of the archive is put back, and the index follows it") {
  const Desk desk;
  const auto copy = desk.file("copy.db");
  REQUIRE(desk.run({"import", desk.made_up(0, 20)}).exit_code == 0);
  const auto before = desk.run({"export"}).out;
  REQUIRE(desk.run({"backup", copy}).exit_code == 0);
  const auto again = desk.run({"backup", copy});
  CHECK(again.exit_code == 1);
  CHECK(says(again.err, "is there already"));

  REQUIRE(desk.run({"import", desk.made_up(20, 50)}).exit_code == 0);
  const auto after = desk.run({"export"}).out;
  CHECK(after != before);
  CHECK(desk.run({"restore", copy}).exit_code == 0);
  CHECK(desk.run({"export"}).out == before);
  CHECK(desk.run({"update"}).exit_code == 0);
  CHECK(desk.run({"check"}).exit_code == 0);
  CHECK(desk.stats()["index"]["documents"] == 20);

  // What was there before is not lost.
  fs::path kept;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(copy).parent_path())) {
    if (entry.path().extension() == ".before-restore") kept = entry.path();
  }
  REQUIRE_FALSE(kept.empty());
  CHECK(desk.run({"restore", kept.string()}).exit_code == 0);
  CHECK(desk.run({"export"}).out == after);
}

TEST_CASE("what is no sound copy is not put back") {
  const Desk desk;
  REQUIRE(desk.run({"import", desk.made_up(0, 5)}).exit_code == 0);
  const auto before = desk.run({"export"}).out;
  const auto other = desk.file("other.db");
  std::ofstream(other) << "this is no archive";
  const auto refused = desk.run({"restore", other});
  CHECK(refused.exit_code == 1);
  CHECK(says(refused.err, "other.db"));

  const auto copy = desk.file("copy.db");
  REQUIRE(desk.run({"backup", copy}).exit_code == 0);
  fs::resize_file(copy, fs::file_size(copy) / 2);
  CHECK(desk.run({"restore", copy}).exit_code == 1);
  CHECK(desk.run({"export"}).out == before);
}

TEST_CASE("documents that are nearly the same are listed together, the oldest first") {
  const Desk desk;
  const auto file = desk.file("news.jsonl");
  const std::string text =
      "The partners met in Rome and agreed to rebuild forty schools in the old town of the city "
      "before winter comes, and to report on it every month.";
  const auto copy = [](const std::string& key, const std::string& date, const std::string& body) {
    return R"({"key":")" + key + R"(","kind":"news","lang":"en","published":{"date":")" + date +
           R"("},"title":"Schools","body":")" + body + "\\n\"}\n";
  };
  std::ofstream(file) << copy("later", "2020-05-02", text)
                      << copy("other", "2019-01-01", "Nothing of the kind.")
                      << copy("first", "2018-02-13", text)
                      << copy("near", "2019-03-01", "Yesterday: " + text);
  REQUIRE(desk.run({"import", file}).exit_code == 0);

  const auto found = desk.run({"duplicates"});
  CHECK(found.exit_code == 0);
  CHECK(says(found.out, "read 4 documents: 1 groups"));
  const auto first = found.out.find("2018-02-13\t");
  const auto near = found.out.find("2019-03-01\t");
  const auto later = found.out.find("2020-05-02\t");
  CHECK(first < near);
  CHECK(near < later);
  CHECK(later != std::string::npos);
  CHECK_FALSE(says(found.out, "2019-01-01"));
  CHECK(says(found.out, "the same words as "));
  CHECK(says(desk.run({"duplicates", "--json"}).out, "\"exact\":true"));
}

TEST_CASE("who said a sentence is listed, the first one first") {
  const Desk desk;
  const auto file = desk.file("news.jsonl");
  std::ofstream(file)
      << R"({"key":"b","kind":"news","lang":"en","published":{"date":"2020-01-01"},"title":"Again","body":"He repeated: \"We will stand by the people of Iraq.\" Then he left.\n"})"
      << '\n'
      << R"({"key":"a","kind":"news","lang":"en","published":{"date":"2018-01-01"},"title":"Before","body":"It was cold. We will stand by the people of Iraq!\n"})"
      << '\n';
  REQUIRE(desk.run({"import", file}).exit_code == 0);
  const auto said = desk.run({"said", "we will stand by the people of Iraq."});
  CHECK(said.exit_code == 0);
  CHECK(said.out.find("2018-01-01") < said.out.find("2020-01-01"));
  CHECK(says(said.out, "2020-01-01"));
  CHECK(says(desk.run({"said", "Nobody ever said this in any document."}).out, "nowhere"));
  const auto too_short = desk.run({"said", "Too short."});
  CHECK(too_short.exit_code == 1);
  CHECK(says(too_short.err, "no sentence of 6 words"));
  CHECK(says(desk.run({"said", "we will stand by the people of Iraq.", "--json"}).out, "\"sentences\":[{"));

  const auto draft = desk.file("draft.txt");
  std::ofstream(draft, std::ios::binary) << "\xEF\xBB\xBF"
                                            "A draft\r\n\r\nWe will stand by the people of Iraq. "
                                            "Short.\nNobody has said this sentence before us.\n";
  const auto sentences = desk.run({"said", "--file", draft});
  CHECK(sentences.exit_code == 0);
  CHECK(sentences.out.find("2018-01-01") < sentences.out.find("2020-01-01"));
  CHECK(says(sentences.out, "Nobody has said this sentence before us.\n\tnowhere"));
  CHECK(says(sentences.out, "\nof 2 sentences of 6 words or more 1 were said before\n"));
  const auto told = nlohmann::json::parse(desk.run({"said", "--json", "--file", draft}).out)["sentences"];
  REQUIRE(told.size() == 2);
  CHECK(told[0]["line"] == 3);
  CHECK(told[0]["documents"].size() == 2);
  CHECK(told[1]["line"] == 4);
  CHECK(told[1]["documents"].empty());
}

TEST_CASE("what is no draft is refused with the reason") {
  const Desk desk;
  REQUIRE(desk.run({"import", desk.made_up(0, 1)}).exit_code == 0);
  const std::pair<std::string, const char*> rows[] = {
      {std::string("PK\x03\x04\xFF", 5), "is no text in UTF-8"},
      {std::string(2 << 20, 'a'), "is longer than 1 MB"},
      {"Too short.\n", "no sentence of 6 words"},
      {"", "no sentence of 6 words"}};
  for (const auto& [bytes, says_why] : rows) {
    CAPTURE(std::string(says_why));
    const auto draft = desk.file("draft");
    std::ofstream(draft, std::ios::binary) << bytes;
    const auto refused = desk.run({"said", "--file", draft});
    CHECK(refused.exit_code == 1);
    CHECK(says(refused.err, says_why));
  }
  CHECK(says(desk.run({"said", "--file", desk.file("nothing")}).err, "cannot be read"));
  CHECK(says(desk.run({"said", "--file", desk.directory.path().string()}).err, "cannot be read"));
  CHECK(desk.run({"said"}).exit_code == 2);
  CHECK(desk.run({"said", "A text.", "--file", "x"}).exit_code == 2);
  CHECK(desk.run({"said", "--file", "-"}).exit_code == 1);
}
