// A document that is erased: nothing that it said is in the file, and it does not come back.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "corpus/archive.h"
#include "corpus/archive_backup.h"
#include "corpus/import_report.h"
#include "tests/support/records.h"
#include "tests/support/temporary_directory.h"

using corpus::Archive;
using corpus::ErasedBefore;
using tests::from;
using tests::item;
using tests::record;

namespace {

constexpr const char* kSecrets[] = {"zebrafinch", "quagmire", "quokkaword", "erstwhile", "platypus"};

/// The words that the files of an archive still hold.
std::string words_left(const std::filesystem::path& folder) {
  std::string left;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    for (const char* secret : kSecrets) {
      if (bytes.find(secret) != std::string::npos)
        left += entry.path().filename().string() + " holds " + secret + "; ";
    }
  }
  return left;
}

corpus::Record secret(const std::string& text = "The quokkaword was seen.\n") {
  auto result = record("https://example.org/zebrafinch", "In the quagmire", text);
  result.document.url = "https://example.org/zebrafinch";
  result.document.aliases = {"wp:example.org?p=erstwhile"};
  result.document.tags = {
      {analyzers::EntryType::partner, "iraq", "name", {{analyzers::TextField::title, 0, 2}}}};
  result.raw = "<item>" + text + "</item>";
  result.raw_sha256 = corpus::sha256_hex(result.raw);
  return result;
}

struct Desk {
  corpus::DocumentId purge(const std::string& key, const char* reason = "a court's order") {
    const auto id = archive.find_by_key(key)->id;
    CHECK(archive.purge(id, reason, from("purge")));
    archive.scrub();
    return id;
  }

  tests::TemporaryDirectory directory;
  Archive archive{directory / "archive.db", Archive::Access::read_write};
};

}  // namespace

TEST_CASE("what an erased document said is in no file of the archive") {
  Desk desk;
  desk.archive.put(secret("First text with platypus.\n"), from("/home/zebrafinch.html"));
  desk.archive.put(secret(), from("/home/zebrafinch.html"));
  auto other = record("other", "Other");
  other.translation_key = "https://example.org/zebrafinch";
  desk.archive.put(other, from("s"));
  corpus::ImportRun run;
  run.source = "s";
  run.report.problems = {{"x:1", "https://example.org/zebrafinch is given twice"}};
  run.report.problem_count = 1;
  desk.archive.put_run(run);
  REQUIRE_FALSE(words_left(desk.directory.path()).empty());

  const auto id = desk.purge("https://example.org/zebrafinch");
  CHECK(words_left(desk.directory.path()) == "");
  CHECK(desk.archive.problems().empty());
  const auto document = *desk.archive.find(id);
  CHECK(document.title.empty());
  CHECK(document.aliases.empty());
  CHECK(document.key.starts_with("purged:"));
  REQUIRE(document.withdrawn.has_value());
  CHECK(document.withdrawn->reason == "purged: a court's order");
  CHECK(desk.archive.history(id).size() == 1);
  CHECK(desk.archive.statements_of(id).empty());
  CHECK_MESSAGE(desk.archive.find_by_key("other")->translation == id, "as it is of one that is withdrawn");
  REQUIRE(desk.archive.purged(id).has_value());
  CHECK(desk.archive.purged(id)->reason == "a court's order");
  CHECK_FALSE(desk.archive.purge(id, "again", from("purge")));
  CHECK_FALSE(desk.archive.purge("aaaaaaaaaaaa", "unknown", from("purge")));
}

TEST_CASE("an erased document does not come back, by whatever it is known") {
  Desk desk;
  desk.archive.put(secret(), from("s"));
  desk.purge("https://example.org/zebrafinch");
  const auto revision = desk.archive.revision();

  SUBCASE("by its key") {
    CHECK_THROWS_AS(desk.archive.put(secret("Another text.\n"), from("t")), ErasedBefore);
  }
  SUBCASE("by another name") {
    auto moved = record("https://example.org/moved", "Another title", "Another text.\n");
    moved.document.aliases = {"wp:example.org?p=erstwhile"};
    CHECK_THROWS_AS(desk.archive.put(moved, from("t")), ErasedBefore);
    moved.document.aliases.clear();
    CHECK_THROWS_AS(desk.archive.put(moved, from("t")), ErasedBefore);  // its new address is known, too
  }
  SUBCASE("by its bytes") {
    auto copy = record("https://mirror.org/x", "T");
    copy.raw_sha256 = corpus::sha256_hex("<item>The quokkaword was seen.\n</item>");
    CHECK_THROWS_AS(desk.archive.put(copy, from("t")), ErasedBefore);
  }
  SUBCASE("by its text") {
    CHECK_THROWS_AS(desk.archive.put(record("k", "IN the quagmire!", "The  quokkaword was seen."), from("t")),
                    ErasedBefore);
  }
  SUBCASE("by its id") {
    auto numbered = record("k", "T");
    numbered.document.id = corpus::document_id_of("https://example.org/zebrafinch");
    CHECK_THROWS_AS(desk.archive.put(numbered, from("t")), ErasedBefore);
  }
  CHECK(desk.archive.revision() == revision);
  desk.archive.scrub();
  CHECK(words_left(desk.directory.path()) == "");
  CHECK(desk.archive.problems().empty());
}

TEST_CASE("the part of a page that became an erased document is blanked, here and on pages to come") {
  Desk desk;
  const auto page = [](const std::string& name) {
    const std::string bytes = "Heading\nThe quokkaword was seen.\nEnd\n";
    return corpus::Capture{
        name,
        "page.txt",
        bytes,
        {{0, 8, "", ""}, {8, 33, name + "#news:In the quagmire", ""}, {33, 37, "", "end"}}};
  };
  const auto put = [&](const std::string& name) {
    return desk.archive.put(item(name, "bytes=8-33", "In the quagmire", "The quokkaword was seen.\n"),
                            from(name));
  };
  const std::string blanked = "Heading\n" + std::string(25, ' ') + "End\n";
  put("sha256:1");
  desk.archive.put_capture(page("sha256:1"), from("sha256:1"));
  desk.purge("sha256:1#news:In the quagmire");
  REQUIRE(desk.archive.captures().size() == 1);
  CHECK(desk.archive.captures()[0].bytes == blanked);

  CHECK_THROWS_AS(put("sha256:1"), ErasedBefore);
  CHECK_FALSE(desk.archive.put_capture(page("sha256:1"), from("sha256:1")));
  CHECK_THROWS_AS(put("sha256:2"), ErasedBefore);  // the same item on another page
  CHECK(desk.archive.put_capture(page("sha256:2"), from("sha256:2")));
  REQUIRE(desk.archive.captures().size() == 2);
  CHECK(desk.archive.captures()[1].bytes == blanked);
  CHECK(desk.archive.captures()[1].parts[1].key.starts_with("purged:"));
  desk.archive.scrub();
  CHECK(words_left(desk.directory.path()) == "");
  CHECK(desk.archive.problems().empty());
}

TEST_CASE("another document that says the same is not touched") {
  Desk desk;
  desk.archive.put(secret(), from("s"));
  const auto kept =
      desk.archive.put(record("kept", "In the quagmire", "The quokkaword was seen.\n"), from("s")).id;
  desk.purge("https://example.org/zebrafinch");
  CHECK(desk.archive.find(kept)->title == "In the quagmire");
  CHECK_NOTHROW(desk.archive.put(record("kept", "In the quagmire", "The quokkaword was seen.\n"), from("s")));
}

TEST_CASE("an archive erases what another archive erased") {
  Desk desk;
  desk.archive.put(secret(), from("s"));
  const auto id = desk.purge("https://example.org/zebrafinch");
  const auto tombstone = *desk.archive.purged(id);

  Desk empty;
  CHECK(empty.archive.put_purged(tombstone));
  CHECK_FALSE(empty.archive.put_purged(tombstone));
  CHECK(empty.archive.purged(id) == tombstone);
  CHECK_THROWS_AS(empty.archive.put(secret(), from("s")), ErasedBefore);
  CHECK(empty.archive.problems().empty());

  Desk full;
  full.archive.put(secret("Another text with platypus.\n"), from("s"));
  CHECK(full.archive.put_purged(tombstone));
  full.archive.scrub();
  CHECK(words_left(full.directory.path()) == "");
  CHECK(full.archive.problems().empty());

  auto forged = tombstone;
  forged.hashes = {{"name", "no hash"}};
  CHECK_THROWS_AS(Desk().archive.put_purged(forged), corpus::RecordRefused);
}

TEST_CASE("a reader that holds an older state is named, for its pages may hold what was erased") {
  Desk desk;
  const auto id = desk.archive.put(secret(), from("s")).id;
  {
    const Archive reader(desk.directory / "archive.db", Archive::Access::read_only);
    const Archive::Snapshot snapshot(reader);
    (void)reader.revision();
    desk.archive.purge(id, "order", from("purge"));
    CHECK_THROWS_WITH_AS(desk.archive.scrub(), doctest::Contains("another program"), corpus::ArchiveError);
  }
  desk.archive.scrub();
  CHECK(words_left(desk.directory.path()) == "");
}

TEST_CASE("what another archive says it erased cannot break this one") {
  Desk desk;
  desk.archive.put(secret(), from("s"));
  const auto tombstone = *desk.archive.purged(desk.purge("https://example.org/zebrafinch"));

  Desk other;
  auto forged = tombstone;
  std::erase_if(forged.hashes, [](const auto& hash) { return hash.what == "name"; });
  CHECK_THROWS_AS(other.archive.put_purged(forged), corpus::RecordRefused);
  CHECK(other.archive.put_purged(tombstone));
  forged = tombstone;
  forged.id = "aaaaaaaaaaaa";  // the same document under another id
  CHECK_FALSE(other.archive.put_purged(forged));
  CHECK_FALSE(other.archive.find("aaaaaaaaaaaa").has_value());
  CHECK(other.archive.problems().empty());
}

TEST_CASE("no document takes the name that another would have once it is erased") {
  Desk desk;
  desk.archive.put(secret(), from("s"));
  const auto name = "purged:" + corpus::sha256_hex("https://example.org/zebrafinch");
  CHECK_THROWS_AS(desk.archive.put(record(name, "T"), from("s")), corpus::RecordRefused);
  auto alias = record("k", "T");
  alias.document.aliases = {name};
  CHECK_THROWS_AS(desk.archive.put(alias, from("s")), corpus::RecordRefused);
  desk.purge("https://example.org/zebrafinch");
  CHECK(desk.archive.problems().empty());
}

TEST_CASE("a backup from before an erasure does not bring back what was erased") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  const auto copy = directory / "copy.db";
  corpus::DocumentId id;
  {
    Archive archive(file, Archive::Access::read_write);
    archive.put(secret(), from("s"));
    corpus::back_up_archive(file, copy);
    id = archive.find_by_key("https://example.org/zebrafinch")->id;
    archive.purge(id, "a court's order", from("purge"));
    archive.scrub();
    archive.forget_remains();
  }
  CHECK(corpus::restore_archive(copy, file).erased_again == 1);
  Archive archive(file, Archive::Access::read_write);
  CHECK(archive.purged(id).has_value());
  CHECK(archive.history(id).back().document.body.empty());
  CHECK_MESSAGE(archive.has_remains(), "the next update scrubs the file and makes the index anew");
  CHECK_THROWS_AS(archive.put(secret(), from("s")), ErasedBefore);
}

TEST_CASE("of a damaged archive a restore tells that its erasures are unknown") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  const auto copy = directory / "copy.db";
  { Archive(copy, Archive::Access::read_write).put(secret(), from("s")); }
  CHECK_FALSE(corpus::restore_archive(copy, file).erasures_unknown);
  std::ofstream(file) << std::string(8192, 'x');
  CHECK(corpus::restore_archive(copy, file).erasures_unknown);
}
