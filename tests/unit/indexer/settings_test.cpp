// Tests of the indexer's settings: where a value comes from, and what is a wrong call.
#include "indexer/settings.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <fstream>
#include <string>
#include <vector>

#include "indexer/commands.h"
#include "tests/support/temporary_directory.h"

using indexer::Settings;
using indexer::SettingsEnd;

namespace {

Settings read(std::vector<std::string> words) {
  std::vector<const char*> arguments = {"indexer"};
  for (const auto& word : words) arguments.push_back(word.c_str());
  return indexer::read_settings(static_cast<int>(arguments.size()), arguments.data());
}

int code_of(const std::vector<std::string>& words) {
  try {
    read(words);
  } catch (const SettingsEnd& end) {
    CHECK_FALSE(std::string(end.what()).empty());
    return end.exit_code;
  }
  return -1;
}

/// An environment variable for as long as this lives.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
  ~Variable() { unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

}  // namespace

TEST_CASE("without a word each setting has its default") {
  const auto settings = read({"update"});
  CHECK(settings.command == "update");
  CHECK(settings.data == "data");
  CHECK(settings.archive() == "data/archive.db");
  CHECK(settings.index() == "data/index");
  CHECK(settings.vocabulary.empty());
  CHECK(settings.threads == 0);
  CHECK(settings.wait_s == 0);
  CHECK_FALSE(settings.min_free_percent.has_value());
  CHECK_FALSE(settings.schema.has_value());
  CHECK_FALSE(settings.quiet);
}

TEST_CASE("a flag beats the configuration file, that the environment, that the default") {
  const tests::TemporaryDirectory directory;
  const auto file = (directory / "indexer.toml").string();
  std::ofstream(file) << "data = \"from-file\"\nthreads = 3\n";
  const Variable data("SIJILL_DATA", "from-environment");
  CHECK(read({"update"}).data == "from-environment");
  CHECK(read({"--config", file, "update"}).data == "from-file");
  CHECK(read({"--config", file, "update"}).threads == 3);
  CHECK(read({"--config", file, "--data", "from-flag", "update"}).data == "from-flag");
}

TEST_CASE("the schema of a new index is full or plain, and nothing else") {
  CHECK(read({"rebuild", "--schema", "plain"}).schema == indexer::Schema::plain);
  CHECK(read({"--schema", "full", "rebuild"}).schema == indexer::Schema::full);
  CHECK_THROWS_AS(read({"rebuild", "--schema", "sparse"}), indexer::SettingsEnd);
  const Variable schema("SIJILL_SCHEMA", "plain");
  CHECK(read({"import", "a"}).schema == indexer::Schema::plain);
}

TEST_CASE("settings may stand before or after the command") {
  CHECK(read({"update", "--data", "here"}).data == "here");
  CHECK(read({"--data", "here", "update"}).data == "here");
  const auto settings = read({"import", "a", "b", "--complete", "--data", "here", "--force", "--no-update"});
  CHECK(settings.paths == std::vector<std::filesystem::path>{"a", "b"});
  CHECK(settings.complete);
  CHECK(settings.force);
  CHECK(settings.no_update);
  CHECK(settings.data == "here");
}

TEST_CASE("a wrong call ends with 2, asking for help with 0") {
  const tests::TemporaryDirectory directory;
  const auto misspelt = (directory / "misspelt.toml").string();
  std::ofstream(misspelt) << "dta = \"x\"\n";
  const auto unfit = (directory / "unfit.toml").string();
  std::ofstream(unfit) << "threads = \"many\"\n";
  struct Row {
    std::string why;
    std::vector<std::string> words;
    int code;
  };
  const Row rows[] = {
      {"no command", {}, 2},
      {"unknown command", {"improt"}, 2},
      {"two commands", {"update", "rebuild"}, 2},
      {"import without a path", {"import"}, 2},
      {"--force alone", {"import", "a", "--force"}, 2},
      {"unknown flag", {"update", "--fast"}, 2},
      {"not a number", {"--threads", "many", "update"}, 2},
      {"out of range", {"--min-free-percent", "101", "update"}, 2},
      {"misspelt key in the file", {"--config", misspelt, "update"}, 2},
      {"unfit value in the file", {"--config", unfit, "update"}, 2},
      {"a file that is not there", {"--config", "/nowhere.toml", "update"}, 2},
      {"help", {"--help"}, 0},
      {"help for a command", {"import", "--help"}, 0},
      {"the version", {"--version"}, 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(code_of(row.words) == row.code);
  }
}

TEST_CASE("each command of the table can be called, and help names it") {
  std::string help;
  try {
    read({"--help"});
  } catch (const SettingsEnd& end) {
    help = end.what();
  }
  for (const auto& command : indexer::commands()) {
    CAPTURE(command.name);
    CHECK(help.find(command.name) != std::string::npos);
    CHECK(help.find(command.help) != std::string::npos);
    CHECK(code_of({command.name, "--help"}) == 0);
  }
}
