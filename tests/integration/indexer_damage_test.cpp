// The program `indexer` on damaged data and a disk that is nearly full: what each command says, and what it
// leaves as it was.
#include <doctest/doctest.h>
#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "indexer/index_schema.h"
#include "tests/support/indexer_desk.h"

namespace fs = std::filesystem;
using tests::Desk;
using tests::made_up_document;
using tests::read_file;
using tests::says;

TEST_CASE("check names what is damaged and the command that mends it") {
  const Desk desk;
  REQUIRE(desk.run({"import", desk.made_up(0, 300)}).exit_code == 0);
  const auto missing = made_up_document(7).id;
  const auto stranger = std::string("strangerrrrr");
  {
    Xapian::WritableDatabase database(desk.generation().string(), Xapian::DB_OPEN);
    database.delete_document(indexer::index_term(indexer::Field::id, missing));
    Xapian::Document document;
    document.add_boolean_term(indexer::index_term(indexer::Field::id, stranger));
    database.add_document(document);
    database.commit();
  }
  const auto check = desk.run({"check"});
  CHECK(check.exit_code == 1);
  CHECK(says(check.err, missing + " is missing"));
  CHECK(says(check.err, stranger + " is not in the archive"));
  CHECK(says(check.err, "indexer rebuild"));
  CHECK_MESSAGE(check.out.empty(), "nothing is called sound");

  CHECK(desk.run({"rebuild"}).exit_code == 0);
  CHECK(desk.run({"check"}).exit_code == 0);

  fs::resize_file(desk.generation() / "postlist.glass",
                  fs::file_size(desk.generation() / "postlist.glass") / 2);
  const auto torn = desk.run({"check"});
  CHECK(torn.exit_code == 1);
  CHECK(says(torn.err, "index 000002"));
  CHECK(desk.run({"rebuild"}).exit_code == 0);
  CHECK(desk.run({"check"}).exit_code == 0);
}

TEST_CASE("files for searches that cannot be written are told with what to do, and the index is done") {
  const Desk desk;
  REQUIRE(desk.run({"import", desk.made_up(0, 30)}).exit_code == 0);
  fs::create_directories(desk.generation() / "postings.new" / "in the way");
  // Without a delta each index is a large one.
  const auto import = desk.run({"--delta-documents", "0", "import", desk.made_up(30, 40)});
  CHECK(import.exit_code == 0);
  CHECK(says(import.err, "postings.new cannot be written"));
  CHECK(says(import.err, "run `indexer update` again"));
  fs::remove_all(desk.generation() / "postings.new");
  const auto update = desk.run({"--delta-documents", "0", "update"});
  CHECK(update.exit_code == 0);
  CHECK(!says(update.err, "postings"));
  CHECK(desk.run({"check"}).exit_code == 0);
}

TEST_CASE("a damaged archive is named, and nothing is written to it") {
  const Desk desk;
  REQUIRE(desk.run({"import", desk.made_up(0, 300)}).exit_code == 0);
  const auto archive = desk.data() / "archive.db";
  {
    std::fstream file(archive, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(fs::file_size(archive) / 2));
    file << std::string(20'000, 'x');
  }
  const auto check = desk.run({"check"});
  CHECK(check.exit_code == 1);
  CHECK(says(check.err, "archive"));
  const auto before = read_file(archive.string());
  for (const auto& words :
       {std::vector<std::string>{"import", desk.made_up(300, 310)}, {"update"}, {"rebuild"}, {"retag"}}) {
    CAPTURE(words.front());
    const auto refused = desk.run(words);
    CHECK(refused.exit_code == 1);
    CHECK(says(refused.err, "is damaged"));
    CHECK(says(refused.err, "put a backup in its place, then run `indexer rebuild`"));
  }
  CHECK_MESSAGE(read_file(archive.string()) == before, "nothing was written to it");
  CHECK(desk.generation().filename() == "000001");
}

TEST_CASE("an archive that was lost is not taken for a new one, and its index stays") {
  const Desk desk;
  const auto first = desk.made_up(0, 30), more = desk.made_up(30, 40);
  REQUIRE(desk.run({"import", first}).exit_code == 0);
  for (const char* file : {"archive.db-wal", "archive.db-shm"}) fs::remove(desk.data() / file);
  bool is_empty = false;
  SUBCASE("its file is empty") {
    std::ofstream(desk.data() / "archive.db", std::ios::trunc).close();
    is_empty = true;
  }
  SUBCASE("its file is missing") { fs::remove(desk.data() / "archive.db"); }
  const auto generation = desk.generation();
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"verify"}, {"update"}, {"rebuild"}, {"retag"}, {"stats"}, {"import", more}}) {
    CAPTURE(command.front());
    const auto run = desk.run(command);
    CHECK(run.exit_code != 0);
    CHECK(run.exit_code != 3);
    if (is_empty) CHECK(says(run.err, "empty"));
    CHECK(desk.generation() == generation);
    CHECK(fs::exists(desk.data() / "archive.db") == is_empty);
    if (is_empty) CHECK(fs::file_size(desk.data() / "archive.db") == 0);
  }
}

TEST_CASE("an index that lost files is named by check and stats, and built anew by update") {
  const Desk desk;
  REQUIRE(desk.run({"import", desk.made_up(0, 30)}).exit_code == 0);
  for (const char* lost : {"iamglass", "docdata.glass", ""}) {
    CAPTURE(lost);
    const auto damaged = desk.generation();
    fs::remove_all(damaged / lost);
    const auto check = desk.run({"check"});
    CHECK(check.exit_code == 1);
    CHECK(says(check.err, "indexer rebuild"));
    CHECK(says(desk.run({"stats"}).out, "indexer rebuild"));
    const auto update = desk.run({"update"});
    CHECK(update.exit_code == 0);
    CHECK(says(update.err, "the index was built anew: "));
    CHECK(says(update.out, "30 documents written"));
    CHECK(desk.generation().filename() > damaged.filename());
    CHECK(desk.run({"check"}).exit_code == 0);
  }
}

TEST_CASE(
    "on a disk that is nearly full nothing is stored, the message says what to do, and with room it goes "
    "on") {
  const Desk desk;
  const auto file = desk.made_up(0, 20);
  fs::create_directory(desk.data());
  // A disk of 40 MB that only this test sees, all but 200 KB of it taken.
  const std::string script = R"(mount -t tmpfs -o size=40m none "$1" || exit 77
    dd if=/dev/zero of="$1/ballast" bs=64k >/dev/null 2>&1
    truncate -s -200K "$1/ballast"
    "$2" --data "$1" import "$3"
    echo "code $?"
    rm "$1/ballast"
    "$2" --data "$1" import "$3"
    echo "code $?")";
  const auto result = tests::run_program({"/usr/bin/unshare", "-rm", "/bin/sh", "-c", script, "sh",
                                          desk.data().string(), tests::indexer_program(), file});
  if (result.exit_code == 77 || says(result.err, "unshare")) {
    MESSAGE("skipped: this machine lets no test mount a disk: ", result.err);
    return;
  }
  CHECK(says(result.out, "code 1\nread 20 records of 1 file: 20 added"));
  CHECK(says(result.out, "code 0\n"));
  CHECK(says(result.err, "that are left free: nothing more is stored in the archive"));
}
