// What differs between two versions of a document, told to people and to programs.
#include "indexer/record_history.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <random>
#include <string>
#include <vector>

using corpus::Document;
using corpus::Version;
using indexer::changed_fields;
using indexer::difference_text;

namespace {

Document document(const std::string& title, const std::string& body) {
  Document made;
  made.id = "abc";
  made.kind = corpus::Kind::news;
  made.title = title;
  made.body = body;
  return made;
}

/// The text that a marked text had before, or has after: what went, or what came, left out.
std::string side_of(std::string marked, const std::string& open, const std::string& close,
                    const std::string& keep_open, const std::string& keep_close) {
  for (auto at = marked.find(open); at != std::string::npos; at = marked.find(open)) {
    marked.erase(at, marked.find(close, at) + close.size() - at);
  }
  for (const auto& sign : {keep_open, keep_close}) {
    for (auto at = marked.find(sign); at != std::string::npos; at = marked.find(sign))
      marked.erase(at, sign.size());
  }
  std::string words;
  for (const char c : marked) {
    if (c == ' ' && (words.empty() || words.back() == ' ')) continue;
    words += c;
  }
  while (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

}  // namespace

TEST_CASE("what differs is told word by word, in the lines that differ alone") {
  struct Row {
    const char* why;
    const char* before;
    const char* after;
    const char* told;
  };
  const Row rows[] = {
      {"a word for another", "Iraq has 12 schools\nSecond\n", "Iraq has 15 schools\nSecond\n",
       "body\n  Iraq has [-12-] {+15+} schools\n"},
      {"words that came", "a d\n", "a b c d\n", "body\n  a {+b c+} d\n"},
      {"words that went", "a b c d\n", "a d\n", "body\n  a [-b c-] d\n"},
      {"a line that came", "a\nc\n", "a\nb\nc\n", "body\n  {+b+}\n"},
      {"a line that went, the last", "a\nb\n", "a\n", "body\n  [-b-]\n"},
      {"all of it", "a\n", "b\n", "body\n  [-a-] {+b+}\n"},
      {"from nothing", "", "a\n", "body\n  {+a+}\n"},
      {"spaces alone", "a  b\n", "a b\n", "body\n  (only in its spaces)\n"},
      {"nothing", "a b\n", "a b\n", ""},
      {"Arabic", "عاد 12 طفلاً\n", "عاد 15 طفلاً\n", "body\n  عاد [-12-] {+15+} طفلاً\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(difference_text(document("t", row.before), document("t", row.after)) == row.told);
  }
}

TEST_CASE("fields that differ are named in a fixed order") {
  auto before = document("Title", "Body\n");
  auto after = document("Other title", "Other body\n");
  after.kind = corpus::Kind::statement;
  after.published = corpus::parse_date("2018-02-13").value();
  after.modified = corpus::parse_date("2018-03-01").value();
  after.events = {corpus::event_date_of(corpus::parse_date("2014-09").value()).value()};
  after.tags.push_back({analyzers::EntryType::partner, "italy", "name", {}});
  CHECK(changed_fields(before, after) ==
        std::vector<std::string>{"kind", "title", "body", "date", "modified", "events", "tags"});
  CHECK(changed_fields(before, before).empty());
  CHECK(difference_text(before, after).find("tags\n  {+partner/italy (name)+}\n") != std::string::npos);
}

TEST_CASE("from what is told both texts can be read") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string texts[2];
    for (auto& text : texts) {
      for (auto left = random() % 12; left > 0; --left)
        text += std::string(1, static_cast<char>('a' + random() % 4)) + " ";
      if (!text.empty()) text.pop_back();
    }
    if (texts[0] == texts[1]) continue;
    const auto told = difference_text(document("t", texts[0]), document("t", texts[1]));
    CAPTURE(told);
    const auto marked =
        told.substr(std::string("body\n  ").size(), told.size() - std::string("body\n  \n").size());
    CHECK(side_of(marked, "{+", "+}", "[-", "-]") == texts[0]);
    CHECK(side_of(marked, "[-", "-]", "{+", "+}") == texts[1]);
  }
}

TEST_CASE("texts too different to be held against each other are told whole") {
  std::string before;
  std::string after;
  for (int word = 0; word < 3000; ++word) {
    before += "a" + std::to_string(word) + " ";
    after += "b" + std::to_string(word) + " ";
  }
  const auto told = difference_text(document("t", before), document("t", after));
  CHECK(told.starts_with("body\n  [-a0 a1 "));
  CHECK(told.find("{+b0 b1 ") != std::string::npos);
  CHECK(told.ends_with("b2999+}\n"));
}

TEST_CASE("a history numbers its versions and says what each changed") {
  std::vector<Version> versions(2);
  versions[0] = {3, {"a.jsonl", "json-lines", "2026-01-01T00:00:00Z", "0.1.0", "11"}, document("One", "x\n")};
  versions[1] = {9, {"b.jsonl", "json-lines", "2026-02-01T00:00:00Z", "0.1.0", "22"}, document("Two", "x\n")};
  CHECK(indexer::history_text(versions) ==
        "1  revision 3  2026-01-01T00:00:00Z  json-lines  a.jsonl  first seen\n"
        "2  revision 9  2026-02-01T00:00:00Z  json-lines  b.jsonl  title\n");
  const auto json = nlohmann::json::parse(indexer::history_json(versions));
  CHECK(json["id"] == "abc");
  CHECK(json["versions"][1]["changed"] == nlohmann::json{"title"});
  CHECK(json["versions"][1]["raw_sha256"] == "22");
}
