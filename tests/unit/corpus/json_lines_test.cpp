// JSON Lines as a source: line by line, whatever the lines hold.
#include "corpus/sources/json_lines.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <fstream>

#include "corpus/document_json.h"
#include "tests/support/temporary_directory.h"

namespace {

std::vector<corpus::SourceItem> items_of(const std::string& text) {
  const tests::TemporaryDirectory directory;
  const auto path = directory / "file.jsonl";
  std::ofstream(path, std::ios::binary) << text;
  const auto source = corpus::open_json_lines(path);
  CHECK(source->format() == "json-lines");
  std::vector<corpus::SourceItem> items;
  while (auto item = source->next()) items.push_back(std::move(*item));
  CHECK(source->progress().read == text.size());
  CHECK(source->progress().size == text.size());
  CHECK_FALSE(source->next().has_value());
  return items;
}

const std::string kLine = R"({"key":"k","kind":"news","title":"Title"})";

}  // namespace

TEST_CASE("each line is a document that knows where it stood") {
  const auto items = items_of(kLine + "\n\n  \t\r\n" + kLine + "\r\n" + kLine);
  REQUIRE(items.size() == 3);
  const char* const places[] = {"/file.jsonl:1", "/file.jsonl:4", "/file.jsonl:5"};
  for (std::size_t i = 0; i < 3; ++i) {
    REQUIRE(std::holds_alternative<corpus::Record>(items[i]));
    const auto& record = std::get<corpus::Record>(items[i]);
    CHECK(record.where.ends_with(places[i]));
    CHECK(record.document.title == "Title");
    CHECK(record.raw_sha256 == corpus::sha256_hex(kLine));
  }
}

TEST_CASE("a mark at the file's beginning is no part of the first line") {
  const auto items = items_of("\xEF\xBB\xBF" + kLine + "\n");
  REQUIRE(items.size() == 1);
  CHECK(std::holds_alternative<corpus::Record>(items[0]));
}

TEST_CASE("a broken line is a problem with its place, and the next one is read") {
  const auto items = items_of("{\n" + kLine + "\n{\"colour\":1}\n");
  REQUIRE(items.size() == 3);
  REQUIRE(std::holds_alternative<corpus::Problem>(items[0]));
  CHECK(std::get<corpus::Problem>(items[0]).where.ends_with("/file.jsonl:1"));
  CHECK(std::get<corpus::Problem>(items[0]).what.find("is not JSON") != std::string::npos);
  CHECK(std::holds_alternative<corpus::Record>(items[1]));
  REQUIRE(std::holds_alternative<corpus::Problem>(items[2]));
  CHECK(std::get<corpus::Problem>(items[2]).where.ends_with("/file.jsonl:3"));
}

TEST_CASE("standing text is read as such") {
  const auto items =
      items_of(R"({"type":"boilerplate","name":"load-more","text":"Load More","source":"s","anchor":"a"})");
  REQUIRE(items.size() == 1);
  REQUIRE(std::holds_alternative<corpus::Boilerplate>(items[0]));
  CHECK(std::get<corpus::Boilerplate>(items[0]) == corpus::Boilerplate{"load-more", "Load More", "s", "a"});
}

TEST_CASE("an endless line is passed over without being kept") {
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  constexpr std::size_t kLong = std::size_t{64} << 20;
  const tests::TemporaryDirectory directory;
  const auto path = directory / "file.jsonl";
  {
    std::ofstream file(path, std::ios::binary);
    const std::string megabyte(std::size_t{1} << 20, 'x');
    for (std::size_t written = 0; written < kLong; written += megabyte.size()) file << megabyte;
    file << '\n' << kLine << '\n';
  }
  const auto source = corpus::open_json_lines(path);
  const auto problem = source->next();
  REQUIRE(problem.has_value());
  REQUIRE(std::holds_alternative<corpus::Problem>(*problem));
  CHECK(std::get<corpus::Problem>(*problem).what == "the line is longer than 4 MB");
  const auto record = source->next();
  REQUIRE(record.has_value());
  REQUIRE(std::holds_alternative<corpus::Record>(*record));
  CHECK_MESSAGE(std::get<corpus::Record>(*record).where == path.string() + ":2", "the path as given");
  rusage after{};
  getrusage(RUSAGE_SELF, &after);
  CHECK(after.ru_maxrss - before.ru_maxrss < 32 << 10);  // KB
}

TEST_CASE("a line of exactly 4 MB is read") {
  std::string line = R"({"key":"k","kind":"news","title":"Title","body":")";
  line += std::string(corpus::kLongestJsonLine - line.size() - 2, 'x') + "\"}";
  REQUIRE(line.size() == corpus::kLongestJsonLine);
  const auto items = items_of(line + "\n" + line + " \n");
  REQUIRE(items.size() == 2);
  CHECK(std::holds_alternative<corpus::Record>(items[0]));
  CHECK(std::holds_alternative<corpus::Problem>(items[1]));
}

TEST_CASE("a file that is not there says which") {
  CHECK_THROWS_WITH_AS(corpus::open_json_lines(std::filesystem::path("/nowhere/file.jsonl")),
                       doctest::Contains("/nowhere/file.jsonl"), corpus::SourceError);
}
