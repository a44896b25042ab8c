// The program `indexer` as a user meets it: what each command does, says and answers as exit code.
#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "corpus/archive.h"
#include "corpus/writer_lock.h"
#include "tests/support/indexer_desk.h"
#include "tests/support/places.h"

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using tests::Desk;
using tests::read_file;
using tests::says;

TEST_CASE("import stores documents and brings them into the index; again, it changes nothing") {
  const Desk desk;
  const auto file = desk.made_up(0, 120);
  const auto first = desk.run({"import", file});
  CHECK(first.exit_code == 0);
  CHECK(says(first.out,
             "read 120 records of 1 file: 120 added, 0 changed, 0 unchanged, 0 skipped, 0 problems"));
  CHECK(says(first.out, "new generation"));
  CHECK_MESSAGE(first.err.empty(), "no progress line in a pipe, no warning: " << first.err);

  const auto second = desk.run({"import", file});
  CHECK(second.exit_code == 0);
  CHECK(says(second.out, "0 added, 0 changed, 120 unchanged"));
  CHECK(says(second.out, "index: 0 documents written"));

  const auto check = desk.run({"check"});
  CHECK(check.exit_code == 0);
  CHECK(says(check.out, "the archive is sound"));
  CHECK(says(check.out, "the index is sound"));
  CHECK(says(check.out, "120 documents compared"));
}

TEST_CASE("an index is built by the schema that is asked for, and stays so; another one wants a rebuild") {
  const Desk desk;
  const auto first = desk.run({"import", desk.made_up(0, 20), "--schema", "plain"});
  CHECK(first.exit_code == 0);
  CHECK(says(first.out, "new generation, plain schema"));
  const auto other = desk.run({"import", desk.made_up(20, 25), "--schema", "full"});
  CHECK(other.exit_code == 0);
  CHECK(says(other.out, "5 documents written"));
  CHECK(says(other.err, "`indexer rebuild --schema full`"));
  CHECK(says(desk.run({"stats"}).out, "plain schema"));
  CHECK(says(desk.run({"stats", "--json"}).out, "\"schema\": \"plain\""));
  CHECK(desk.run({"verify"}).exit_code == 0);
  CHECK(says(desk.run({"rebuild"}).out, "plain schema"));
  CHECK_FALSE(says(desk.run({"rebuild", "--schema", "full"}).out, "plain"));
  CHECK(desk.run({"verify"}).exit_code == 0);
}

TEST_CASE("quiet says nothing where all goes well") {
  const Desk desk;
  for (const auto& words : {std::vector<std::string>{"import", desk.made_up(0, 5)},
                            {"update"},
                            {"rebuild"},
                            {"retag"},
                            {"check"},
                            {"export", desk.file("out.jsonl")}}) {
    auto quiet = words;
    quiet.emplace_back("--quiet");
    const auto result = desk.run(quiet);
    CAPTURE(words.front());
    CHECK(result.exit_code == 0);
    CHECK(result.out.empty());
    CHECK(result.err.empty());
  }
}

TEST_CASE("standing text alone makes the index a little old, not damaged") {
  const Desk desk;
  CHECK(desk.run({"import", desk.made_up(0, 3)}).exit_code == 0);
  std::ofstream(desk.file("page.txt"))
      << "What is the Coalition?\n\nThe Coalition’s 79 members are committed to tackling Daesh.\n";
  CHECK(desk.run({"import", "--no-update", desk.file("page.txt")}).exit_code == 0);
  const auto check = desk.run({"check"});
  CHECK(check.exit_code == 0);
  CHECK(says(check.out, "it has yet to follow the archive: run `indexer update`"));
  CHECK(desk.run({"update"}).exit_code == 0);
  CHECK_FALSE(says(desk.run({"check"}).out, "has yet to follow"));
}

TEST_CASE("what cannot be done ends with 1 and says why, a wrong call with 2") {
  const Desk desk;
  std::ofstream(desk.file("picture.png")) << "\x89PNG\r\n\x1a\n" << std::string(100, '\0');
  std::ofstream(desk.file("misspelt.toml")) << "dta = \"x\"\n";
  fs::create_directories(desk.file("empty/deeper"));
  fs::create_directories(desk.file("hidden"));
  std::ofstream(desk.file("hidden/.notes")) << "x";
  struct Row {
    std::string why;
    std::vector<std::string> words;
    int code;
    std::string says;
  };
  const Row rows[] = {
      {"import of what is not there", {"import", desk.file("nowhere.xml")}, 1, "nowhere.xml"},
      {"import of an empty folder",
       {"import", desk.file("empty")},
       1,
       "there is nothing to import in " + desk.file("empty")},
      {"import of a folder of hidden files",
       {"import", desk.file("hidden")},
       1,
       "there is nothing to import in " + desk.file("hidden")},
      {"update before any import", {"update"}, 1, "indexer import"},
      {"rebuild before any import", {"rebuild"}, 1, "indexer import"},
      {"stats before any import", {"stats"}, 1, "indexer import"},
      {"vocabulary that is not there",
       {"import", "--vocabulary", desk.file("no"), desk.file("picture.png")},
       1,
       "no"},
      {"no command", {}, 2, "name a command: import, "},
      {"unknown command", {"reindex"}, 2, "there is no command reindex"},
      {"misspelt key", {"--config", desk.file("misspelt.toml"), "update"}, 2, "dta"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto result = desk.run(row.words);
    CHECK(result.exit_code == row.code);
    CHECK_MESSAGE(says(result.err, row.says), result.err);
    CHECK(result.out.empty());
  }
  CHECK_MESSAGE(!fs::exists(desk.data()), "nothing was made on the way");

  const auto picture = desk.run({"import", desk.file("picture.png")});
  CHECK_MESSAGE(picture.exit_code == 3, "none of the records could be read");
  CHECK(says(picture.err, "picture.png"));
  const auto both = desk.run({"import", desk.file("picture.png"), desk.made_up(0, 2)});
  CHECK_MESSAGE(both.exit_code == 3, "one of two could");
  CHECK(says(both.out, "2 added"));
  const auto beside = desk.run({"import", desk.file("empty"), desk.made_up(0, 2)});
  CHECK_MESSAGE(beside.exit_code == 0, "one of two folders was empty");
  CHECK(says(beside.err, "there is nothing to import in " + desk.file("empty")));
  CHECK(says(beside.out, "2 unchanged"));
}

TEST_CASE("one writer at a time: the second is told who holds the data, or waits") {
  const Desk desk;
  REQUIRE(desk.run({"import", desk.made_up(0, 5)}).exit_code == 0);
  auto held = std::make_unique<corpus::WriterLock>(desk.data(), "test of locks");
  for (const char* command : {"update", "rebuild", "retag", "check"}) {
    const auto refused = desk.run({command});
    CAPTURE(command);
    CHECK(refused.exit_code == 1);
    CHECK(says(refused.err, "test of locks"));
  }
  CHECK_MESSAGE(desk.run({"stats"}).exit_code == 0, "readers need not wait");
  CHECK(desk.stats()["writer"]["running"] == true);

  std::jthread releases([&held] {
    std::this_thread::sleep_for(300ms);
    held.reset();
  });
  CHECK(desk.run({"update", "--wait", "60"}).exit_code == 0);
  releases.join();
  CHECK(desk.stats()["writer"]["running"] == false);
}

TEST_CASE("the stats are JSON that says what is there") {
  const Desk desk;
  REQUIRE(desk.run({"import", desk.made_up(0, 40)}).exit_code == 0);
  const auto stats = desk.stats();
  CHECK(stats["archive"]["documents"] == 40);
  CHECK(stats["archive"]["withdrawn"] == 0);
  CHECK(stats["archive"]["versions"] == 40);
  std::int64_t by_kind = 0;
  for (const auto& [kind, count] : stats["archive"]["by_kind"].items()) by_kind += count.get<std::int64_t>();
  CHECK(by_kind == 40);
  CHECK(stats["archive"]["by_language"]["ar"] == 20);
  CHECK(stats["archive"]["by_date_precision"].contains("unknown"));
  CHECK(stats["index"]["generation"] == "000001");
  CHECK(stats["index"]["revision"] == stats["archive"]["revision"]);
  CHECK(stats["index"]["documents"] == 40);
  CHECK_FALSE(stats["index"].contains("problem"));
  CHECK(stats["ledger"].is_array());
  CHECK(stats["boilerplate"].is_array());
  CHECK(stats["captures"].is_array());
  CHECK(stats["writer"]["running"] == false);
  CHECK(says(stats["writer"]["command"].get<std::string>(), "indexer import"));
  CHECK(says(desk.run({"stats"}).out, "40 documents shown"));
}

TEST_CASE("an export, imported elsewhere, is the same archive with the same ids") {
  const Desk desk;
  REQUIRE(desk.run({"import", desk.made_up(0, 60)}).exit_code == 0);
  const auto file = desk.file("export.jsonl");
  CHECK(says(desk.run({"export", file}).out, "wrote 120 lines"));
  CHECK(desk.run({"export"}).out == read_file(file));
  CHECK_FALSE(fs::exists(file + ".part"));

  const Desk other;
  CHECK(other.run({"import", file}).exit_code == 0);
  CHECK(other.run({"export"}).out == read_file(file));
  CHECK(desk.run({"export", desk.file("no/such/folder.jsonl")}).exit_code == 1);

  const auto dash = desk.run({"export", "-"});
  CHECK(dash.exit_code == 0);
  CHECK(dash.out == read_file(file));
  CHECK_FALSE(fs::exists("-"));
}

TEST_CASE("rebuild makes a new generation that says the same") {
  const Desk desk;
  REQUIRE(desk.run({"import", desk.made_up(0, 30)}).exit_code == 0);
  const auto result = desk.run({"rebuild"});
  CHECK(result.exit_code == 0);
  CHECK(says(result.out, "30 documents written"));
  CHECK(desk.generation().filename() == "000002");
  CHECK_FALSE(fs::exists(desk.data() / "index/000001"));
  CHECK(desk.run({"check"}).exit_code == 0);
}

TEST_CASE("a stop signal ends the command after the batch, the next run goes on from there") {
  const Desk desk;
  const auto file = desk.made_up(0, 2500);
  {
    tests::RunningProgram import(desk.command({"--report-commits", "import", file}));
    REQUIRE(import.wait_for_line("archive ", 60s).has_value());
    import.send(SIGTERM);
    CHECK(import.wait_for_end(60s) == 128 + SIGTERM);
  }
  const auto stored = desk.stats()["archive"]["documents"].get<int>();
  CHECK(stored > 0);
  CHECK(stored < 2500);
  CHECK_FALSE(fs::exists(desk.data() / "index/current"));

  CHECK(desk.run({"import", "--no-update", file}).exit_code == 0);
  CHECK(desk.run({"update"}).exit_code == 0);
  REQUIRE(desk.run({"import", "--no-update", desk.made_up(0, 2500, 1)}).exit_code == 0);
  {
    tests::RunningProgram update(desk.command({"--report-commits", "update"}));
    REQUIRE(update.wait_for_line("index ", 60s).has_value());
    update.send(SIGINT);
    CHECK(update.wait_for_end(60s) == 128 + SIGINT);
  }
  CHECK(desk.stats()["index"]["revision"] < desk.stats()["archive"]["revision"]);
  CHECK(desk.run({"update"}).exit_code == 0);
  CHECK(desk.stats()["index"]["revision"] == desk.stats()["archive"]["revision"]);
  CHECK(desk.run({"check"}).exit_code == 0);
}

TEST_CASE("retag finds the dates of texts that were imported before dates were looked for") {
  const Desk desk;
  std::ofstream(desk.file("before.jsonl"))
      << R"({"key":"k","kind":"news","lang":"en","title":"They met on Sunday","published":{"date":"2019-10-28"},)"
      << R"("tags":[],"from":{"source":"s","format":"rss","time":"2026-11-20T08:00:00Z","importer":"0.1.0"}})"
      << '\n';
  REQUIRE(desk.run({"import", desk.file("before.jsonl")}).exit_code == 0);
  CHECK_FALSE(says(desk.run({"export"}).out, R"("events")"));
  CHECK(says(desk.run({"retag"}).out, "read 1 documents: 1 have other tags or dates now"));
  CHECK(says(desk.run({"export"}).out, R"("events":[{"date":"2019-10-27","precision":"day","rule":"weekday",)"
                                       R"("words":"Sunday","span":["title",12,18]}])"));
  CHECK(says(desk.run({"retag"}).out, "read 1 documents: 0 have other tags or dates now"));
}

TEST_CASE("a changed vocabulary is told, and retag reads the archive for its names") {
  const Desk desk;
  const auto vocabulary = desk.file("vocabulary");
  fs::copy(tests::vocabulary_folder(), vocabulary);
  std::istringstream whole(read_file(vocabulary + "/places.tsv"));
  std::ofstream without(vocabulary + "/places.tsv");
  for (std::string line; std::getline(whole, line);) {
    if (!line.starts_with("mosul\t")) without << line << '\n';
  }
  without.close();
  std::ofstream(desk.file("one.jsonl"))
      << R"({"key":"one","kind":"news","title":"Schools in Mosul","lang":"en"})" << '\n'
      << R"({"key":"other","kind":"news","title":"Bread in Paris","lang":"en"})" << '\n';
  REQUIRE(desk.run({"import", "--vocabulary", vocabulary, desk.file("one.jsonl")}).exit_code == 0);
  CHECK_FALSE(says(desk.run({"export"}).out, R"("id":"mosul")"));

  const auto update = desk.run({"update"});
  CHECK(update.exit_code == 0);
  CHECK(says(update.err, "indexer retag"));
  const auto before = desk.stats()["archive"]["revision"].get<int>();
  const auto retag = desk.run({"retag"});
  CHECK(retag.exit_code == 0);
  CHECK(says(retag.out, "read 2 documents: 1 have other tags or dates now"));
  // Only what changed is written: one version to the archive, one document to the index.
  CHECK(desk.stats()["archive"]["revision"] == before + 1);
  CHECK(says(retag.out, "index: 1 documents written"));
  CHECK(retag.err.empty());
  CHECK(says(desk.run({"export"}).out, R"("id":"mosul")"));
  CHECK(says(desk.run({"retag"}).out, "0 have other tags or dates now"));
  CHECK(desk.run({"check"}).exit_code == 0);

  // What retag wrote is no word of a source: the only one that published the document takes it back.
  std::ofstream(desk.file("one.jsonl"))
      << R"({"key":"two","kind":"news","title":"Bread","lang":"en"})" << '\n';
  const auto complete =
      desk.run({"import", "--complete", "--force", "--vocabulary", vocabulary, desk.file("one.jsonl")});
  CHECK(complete.exit_code == 0);
  CHECK(says(complete.out, "withdrawn: 2"));
}
