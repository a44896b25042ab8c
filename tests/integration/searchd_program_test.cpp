// The program searchd as an operator meets it: what it says, how it is set, how it stops.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/french.h"
#include "tests/support/made_up_index.h"
#include "tests/support/places.h"
#include "tests/support/programs.h"
#include "tests/support/raw_client.h"
#include "tests/support/temporary_directory.h"

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using tests::RunningProgram;
using tests::status_of;

namespace {

const std::string kProgram = tests::searchd_program();

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The port of "serving ... on http://127.0.0.1:PORT".
int port_of(const std::string& line) { return std::atoi(line.substr(line.rfind(':') + 1).c_str()); }

/// A data folder with an index of 200 documents, and the program serving it.
struct Serving {
  explicit Serving(const std::filesystem::path& data, std::vector<std::string> more = {})
      : program([&] {
          // Without dictionaries: reading them takes a debug build seconds, and nothing here asks them.
          std::vector<std::string> command = {kProgram, "--data",  data.string(),    "--port",
                                              "0",      "--quiet", "--dictionaries", ""};
          command.insert(command.end(), more.begin(), more.end());
          return command;
        }()) {
    const auto line = program.wait_for_line("serving ", 60s);
    REQUIRE(line.has_value());
    announced = *line;
    port = port_of(announced);
  }
  RunningProgram program;
  std::string announced;
  int port = 0;
};

const std::filesystem::path& data() {
  static const tests::TemporaryDirectory kDirectory;
  static const auto kData = [] {
    tests::make_made_up_index(kDirectory / "data", 200);
    return kDirectory / "data";
  }();
  return kData;
}

/// Asks without pause from a few threads until it is destroyed.
class Load {
 public:
  explicit Load(int port) {
    for (int i = 0; i < 8; ++i) {
      threads_.emplace_back([this, port] {
        while (!ending_) {
          try {
            (void)tests::get(port, "/search?q=mosul");
            ++asked;
          } catch (const std::exception&) {
            std::this_thread::sleep_for(5ms);  // the server is gone: that is what is tested
          }
        }
      });
    }
  }
  ~Load() {
    ending_ = true;
    for (auto& thread : threads_) thread.join();
  }
  std::atomic<int> asked = 0;

 private:
  std::atomic<bool> ending_ = false;
  std::vector<std::thread> threads_;
};

tests::ProgramResult indexer(const fs::path& data, const std::vector<std::string>& words) {
  std::vector<std::string> command = {tests::indexer_program(), "--data", data.string(), "--min-free-percent",
                                      "0"};
  command.insert(command.end(), words.begin(), words.end());
  return tests::run_program(command);
}

/// Whether /readyz comes to say `part`, or no longer to say it.
bool answered_alike(int port, const std::string& part, bool wanted) {
  const auto end = std::chrono::steady_clock::now() + 60s;
  while (says(tests::get(port, "/readyz"), part) != wanted) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(50ms);
  }
  return true;
}

void write(const std::filesystem::path& file, const std::string& text) { std::ofstream(file) << text; }

}  // namespace

TEST_CASE("it says what it serves and where, and stops in good order") {
  for (const int signal : {SIGTERM, SIGINT}) {
    Serving serving(data());
    CHECK(says(serving.announced, "serving 200 documents (revision "));
    CHECK(says(serving.announced, ") on http://127.0.0.1:"));
    CHECK(status_of(tests::get(serving.port, "/search?q=mosul")) == 200);
    serving.program.send(signal);
    CHECK(serving.program.wait_for_end(5s) == 0);
  }
}

TEST_CASE("SIGTERM ends it within five seconds, under load and with clients that hold on") {
  Serving serving(data());
  const Load load(serving.port);
  std::vector<tests::RawClient> slow;
  for (int i = 0; i < 50; ++i) {
    slow.emplace_back(serving.port);
    slow.back().send("GET /search HTTP/1.1\r\nHost: x\r\n");
  }
  std::this_thread::sleep_for(300ms);
  CHECK(load.asked > 0);
  serving.program.send(SIGTERM);
  CHECK(serving.program.wait_for_end(5s) == 0);
}

TEST_CASE("without an index it waits, and serves when there is one") {
  const tests::TemporaryDirectory directory;
  RunningProgram program({kProgram, "--data", (directory / "data").string(), "--port", "0"});
  CHECK_FALSE(program.wait_for_line("serving ", 1s).has_value());
  tests::make_made_up_index(directory / "data", 20);
  const auto line = program.wait_for_line("serving ", 60s);
  REQUIRE(line.has_value());
  CHECK(says(*line, "serving 20 documents"));
  CHECK(status_of(tests::get(port_of(*line), "/readyz")) == 200);
}

TEST_CASE("an idle server takes a new generation up by itself and lets the old one go") {
  const tests::TemporaryDirectory directory;
  const auto own = directory / "data";
  tests::make_made_up_index(own, 20);
  const Serving serving(own);
  REQUIRE(indexer(own, {"rebuild", "--quiet"}).exit_code == 0);
  // Nobody asks the server anything. A command that writes removes what no reader holds.
  const auto end = std::chrono::steady_clock::now() + 60s;
  while (fs::exists(own / "index/000001") && std::chrono::steady_clock::now() < end) {
    REQUIRE(indexer(own, {"check", "--quiet"}).exit_code == 0);
    std::this_thread::sleep_for(100ms);
  }
  CHECK_FALSE(fs::exists(own / "index/000001"));
  CHECK(status_of(tests::get(serving.port, "/search?q=mosul")) == 200);
}

TEST_CASE("an index whose files are taken away serves on, says so, and is replaced by a rebuild") {
  const std::vector<std::vector<const char*>> losses = {
      {"iamglass"}, {"termlist.glass"}, {"iamglass", "postlist.glass", "docdata.glass", "termlist.glass"}};
  for (const auto& lost : losses) {
    CAPTURE(lost.front());
    const tests::TemporaryDirectory directory;
    const auto own = directory / "data";
    tests::make_made_up_index(own, 20);
    const Serving serving(own);
    for (const char* file : lost) REQUIRE(fs::remove(own / "index/000001" / file));

    CHECK(answered_alike(serving.port, "\"problem\":", true));
    const auto ready = tests::get(serving.port, "/readyz");
    CHECK(status_of(ready) == 200);
    CHECK(says(ready, "indexer rebuild"));
    {
      const Load load(serving.port);
      std::this_thread::sleep_for(300ms);
      for (int i = 0; i < 50; ++i)
        CHECK(status_of(tests::get(serving.port, "/search?q=%22the+city%22")) == 200);
    }
    const auto check = indexer(own, {"check"});
    CHECK(check.exit_code == 1);
    CHECK(says(check.err, "indexer rebuild"));
    const auto update = indexer(own, {"update"});
    CHECK(update.exit_code == 0);
    CHECK(says(update.err, "the index was built anew"));
    CHECK(answered_alike(serving.port, "\"problem\":", false));
  }
}

TEST_CASE("an index that is taken away right after a rebuild is still answered from") {
  const tests::TemporaryDirectory directory;
  const auto own = directory / "data";
  tests::make_made_up_index(own, 20);
  const Serving serving(own);
  CHECK(status_of(tests::get(serving.port, "/search?q=mosul")) == 200);
  REQUIRE(indexer(own, {"rebuild", "--quiet"}).exit_code == 0);
  const auto end = std::chrono::steady_clock::now() + 60s;  // nobody asks until the new one is taken up
  while (fs::exists(own / "index/000001") && std::chrono::steady_clock::now() < end) {
    REQUIRE(indexer(own, {"check", "--quiet"}).exit_code == 0);
    std::this_thread::sleep_for(100ms);
  }
  fs::remove_all(own / "index");
  for (int i = 0; i < 5; ++i) CHECK(status_of(tests::get(serving.port, "/api/v1/search?q=city")) == 200);
}

TEST_CASE("an index that fails one search after another is not ready, until it is mended or replaced") {
  const tests::TemporaryDirectory directory;
  const auto own = directory / "data";
  tests::make_made_up_index(own, 400);
  const auto file = own / "index/000001/postlist.glass";
  const auto copy = directory / "postlist.glass";
  fs::copy_file(file, copy);
  REQUIRE(fs::file_size(file) > 8192);
  const Serving serving(own);
  const auto search = [&](int number) {
    return status_of(tests::get(serving.port, "/api/v1/search?q=city" + std::to_string(number)));
  };
  REQUIRE(search(0) == 200);

  fs::resize_file(file, 8192);  // the same file, which the server has open
  for (int i = 1; i <= 5; ++i) CHECK(search(i) == 503);
  const auto ready = tests::get(serving.port, "/readyz");
  CHECK(status_of(ready) == 503);
  CHECK(says(ready, "\"ready\":false"));
  CHECK(says(ready, "indexer verify"));
  CHECK(status_of(tests::get(serving.port, "/healthz")) == 200);

  SUBCASE("nobody asks it anything, and it can be read again") {
    fs::copy_file(copy, file, fs::copy_options::overwrite_existing);
    CHECK(answered_alike(serving.port, "\"ready\":true", true));
    CHECK(answered_alike(serving.port, "\"problem\":", false));
  }
  SUBCASE("a new generation comes") {
    REQUIRE(indexer(own, {"rebuild", "--quiet"}).exit_code == 0);
    CHECK(answered_alike(serving.port, "\"ready\":true", true));
    CHECK_FALSE(says(tests::get(serving.port, "/readyz"), "\"problem\":"));
  }
  CHECK_MESSAGE(search(1) == 200, tests::body_of(tests::get(serving.port, "/api/v1/search?q=city1")));
}

TEST_CASE("--check says what is found and ends") {
  const auto well = tests::run_program({kProgram, "--data", data().string(), "--check"});
  CHECK(well.exit_code == 0);
  CHECK(says(well.out, "all well: 200 documents at revision"));
  const auto missing = tests::run_program({kProgram, "--data", "/nowhere", "--check"});
  CHECK(missing.exit_code == 1);
  CHECK(says(missing.err, "there is no index in /nowhere/index"));
}

TEST_CASE(
    "--messages adds a language of the pages; a file that is at fault is told before anything is served") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "messages.fr.json";
  auto texts = tests::french_texts();
  tests::write_messages(file, texts);
  {
    const Serving serving(data(), {"--messages", file.string()});
    const auto page = tests::get(serving.port, "/fr/search?q=mosul");
    CHECK(status_of(page) == 200);
    CHECK(says(page, "<html lang=\"fr\" dir=\"ltr\">"));
    CHECK(says(tests::get(serving.port, "/"), "href=\"/fr\""));
  }
  const auto name = file.string();
  const auto twice =
      tests::run_program({kProgram, "--data", data().string(), "--messages", name, "--messages", name});
  CHECK(twice.exit_code == 1);
  CHECK(says(twice.err, name + ": page_language.code: \"fr\" is taken by " + name));

  texts.erase("search.button");
  tests::write_messages(file, texts);
  const auto settings = directory / "searchd.toml";
  write(settings, "messages = [\"" + name + "\"]\n");
  const auto refused = tests::run_program({kProgram, "--check", "--config", settings.string()});
  CHECK(refused.exit_code == 1);
  CHECK(says(refused.err, name + ": search.button is missing"));
}

TEST_CASE("a wrong call is exit code 2, and says what is wrong") {
  struct Row {
    std::vector<std::string> words;
    const char* says;
  };
  const Row rows[] = {
      {{"--prot", "8080"}, "--prot"},
      {{"--port", "70000"}, "--port"},
      {{"--port", "x"}, "--port"},
      {{"--connections", "0"}, "--connections"},
      {{"--connections-per-address", "-1"}, "--connections-per-address"},
      {{"--public-url", "archive.example.org"}, "must be an address"},
      {{"--public-url", "https://a\"b"}, "must be an address"},
      {{"--log-level", "loud"}, "--log-level"},
      {{"--config", "/nowhere/searchd.toml"}, "/nowhere/searchd.toml"},
      {{"surplus"}, "surplus"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.says);
    auto command = row.words;
    command.insert(command.begin(), kProgram);
    const auto result = tests::run_program(command);
    CHECK(result.exit_code == 2);
    CHECK(says(result.err + result.out, row.says));
  }
  CHECK(tests::run_program({kProgram, "--help"}).exit_code == 0);
  CHECK(says(tests::run_program({kProgram, "--version"}).out, "sijill-searchd "));
}

TEST_CASE("an address that is taken is exit code 1, and is named") {
  const Serving first(data());
  const auto second =
      tests::run_program({kProgram, "--data", data().string(), "--port", std::to_string(first.port)});
  CHECK(second.exit_code == 1);
  CHECK(says(second.err, "cannot listen on 127.0.0.1 port " + std::to_string(first.port)));
}

TEST_CASE("a flag goes before the file, the file before the environment; a misspelt key is an error") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "searchd.toml";
  const auto check = [&](const std::vector<std::string>& words) {
    std::vector<std::string> command = {"/usr/bin/env", "SIJILL_DATA=/from/environment", kProgram, "--check"};
    command.insert(command.end(), words.begin(), words.end());
    return tests::run_program(command);
  };
  CHECK(says(check({}).err, "/from/environment/index"));
  write(file, "data = \"/from/file\"\n");
  CHECK(says(check({"--config", file.string()}).err, "/from/file/index"));
  CHECK(says(check({"--config", file.string(), "--data", "/from/flag"}).err, "/from/flag/index"));
  write(file, "dtaa = \"/from/file\"\n");
  CHECK(check({"--config", file.string()}).exit_code == 2);
}

TEST_CASE("the log has a line for each request, without address, words or browser") {
  RunningProgram program(
      {"/bin/sh", "-c", "exec " + kProgram + " --data " + data().string() + " --port 0 2>&1"});
  const auto line = program.wait_for_line("serving ", 60s);
  REQUIRE(line.has_value());
  (void)tests::get(port_of(*line), "/search?q=secretword",
                   "User-Agent: secretbrowser\r\nReferer: https://secret.example/\r\n");
  const auto logged = program.wait_for_line("method=GET", 10s);
  REQUIRE(logged.has_value());
  CHECK(says(*logged, "route=search status=200 ms="));
  CHECK_FALSE(says(*logged, "secret"));
  CHECK_FALSE(says(*logged, "127.0.0.1"));
}

TEST_CASE(
    "--connections is a limit: a newcomer takes the place of who waited longest, and the others go on") {
  const Serving serving(data(), {"--connections", "4"});
  std::vector<tests::RawClient> open;
  for (int i = 0; i < 4; ++i) {
    open.emplace_back(serving.port);
    open.back().send("GET /healthz HTTP/1.1\r\n");
  }
  std::this_thread::sleep_for(100ms);
  CHECK(status_of(tests::get(serving.port, "/healthz")) == 200);
  CHECK(open.front().receive_all(5s).empty());
  open.back().send("Host: x\r\n\r\n");
  CHECK(status_of(open.back().receive_until("ok\n", 5s)) == 200);
}

TEST_CASE("--connections-per-address is a limit for one address, this machine too") {
  const Serving serving(data(), {"--connections-per-address", "1"});
  const tests::RawClient first(serving.port);
  CHECK(status_of(tests::get(serving.port, "/healthz")) == 200);
  CHECK(first.receive_all(1s).empty());
}
