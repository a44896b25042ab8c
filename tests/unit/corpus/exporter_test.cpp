// The way out, and back in.
#include "corpus/exporter.h"
#include "corpus/document_json.h"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/support/records.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/corpus/exports.h"

using corpus::Archive;
using tests::exported;
using tests::from;
using tests::import_text;
using tests::item;
using tests::record;

namespace {

// An archive with everything that an export must carry.
void fill(Archive& archive) {
  auto digest = record("digest", "Weekly digest");
  digest.document.kind = corpus::Kind::digest;
  auto early = record("early item", "An item that comes before its digest");
  early.parent_key = "digest";
  archive.put(early, from("1"));
  archive.put(digest, from("1"));
  archive.put(item("sha256:1", "bytes=0-9", "Al-Qaim restored to life"), from("2"));
  archive.put(item("sha256:1", "bytes=50-59", "Al-Qaim restored to life"), from("2"));
  archive.put(item("sha256:2", "bytes=7-16", "AL-QAIM restored to life!"), from("3"));
  auto arabic = record("https://example.org/ar", "خبر \"أول\"", "سطر\u2028\n\tسطر\n");
  arabic.document.language = analyzers::Language::arabic;
  arabic.document.url = "https://example.org/ar";
  arabic.document.aliases = {"post-12"};
  arabic.document.tags = {
      {analyzers::EntryType::partner, "iraq", "name", {{analyzers::TextField::title, 0, 4}}}};
  arabic.document.hashtags = {"العراق"};
  arabic.document.published = *corpus::parse_date("2018-02-13");
  arabic.document.published.evidence = corpus::DateEvidence::address;
  arabic.translation_key = "https://example.org/en";
  archive.put(arabic, from("4"));
  archive.put(record("https://example.org/en", "News"), from("4"));
  auto waiting = record("waiting", "Its translation never came");
  waiting.translation_key = "https://example.org/never";
  archive.put(waiting, from("4"));
  archive.withdraw(archive.put(record("gone", "Gone"), from("5")).id, "gone from its source", from("5"));
  auto squatter = record("squatter", "Holds another's id");
  squatter.document.id = corpus::document_id_of("the key");
  archive.put(squatter, from("6"));
  archive.put(record("the key", "Has one letter more"), from("6"));
  auto changed = record("https://example.org/en", "News, corrected");
  archive.put(changed, from("5"));
  archive.put(record("https://example.org/en", "News"), from("6"));  // and taken back
  archive.put_capture({"sha256:1", "page.txt", "Load More\n", {{0, 9, "", "load-more"}, {9, 10, "", ""}}},
                      from("2"));
  archive.put_boilerplate({"load-more", "Load More", "sha256:1", "bytes=60-69"}, from("2"));
  archive.put_boilerplate({"load-more", "Load More", "sha256:2", "bytes=60-69"}, from("2"));
  archive.put_boilerplate({"cookie-notice", "Cookies\n", "sha256:1", "bytes=70-79"}, from("2"));
  const std::vector<corpus::FoundTwin> twins{
      {"the key", "squatter", {0.31, 0.97, {"37 words and names"}}},                 // shown
      {"waiting", "early item", {0.5, -0.25, {"numbers: 81, 2,500", "same day"}}}};  // hidden by a statement
  archive.put_found_twins(twins, from("pair"));
}

}  // namespace

TEST_CASE("an export imported into an empty archive gives the same export, byte by byte") {
  const tests::TemporaryDirectory directory;
  Archive archive(directory / "archive.db", Archive::Access::read_write);
  fill(archive);
  const auto text = exported(archive);

  Archive copy(directory / "copy.db", Archive::Access::read_write);
  import_text(text, copy, directory.path());
  CHECK(exported(copy) == text);

  for (const char* key :
       {"early item", "digest", "https://example.org/ar", "post-12", "sha256:1#news:Al-Qaim restored to life",
        "https://example.org/en", "gone", "squatter", "the key"}) {
    CAPTURE(key);
    CHECK(copy.find_by_key(key) == archive.find_by_key(key));
  }
  const auto original = archive.boilerplate();
  const auto copied = copy.boilerplate();
  REQUIRE(copied.size() == original.size());
  for (std::size_t i = 0; i < original.size(); ++i) {
    CHECK(copied[i].name == original[i].name);
    CHECK(copied[i].text == original[i].text);
    CHECK(copied[i].occurrences == original[i].occurrences);
  }

  const auto revision = copy.revision();
  import_text(text, copy, directory.path());
  CHECK(copy.revision() == revision);
  import_text(text, archive, directory.path());
  CHECK_MESSAGE(exported(archive) == text, "an archive takes its own export without a change");
}

TEST_CASE("a link that waits is exported, and made when its other end comes") {
  const tests::TemporaryDirectory directory;
  Archive archive(directory / "archive.db", Archive::Access::read_write);
  fill(archive);
  Archive copy(directory / "copy.db", Archive::Access::read_write);
  import_text(exported(archive), copy, directory.path());
  const auto late = copy.put(record("https://example.org/never", "It came"), from("s")).id;
  CHECK(copy.find_by_key("waiting")->translation == late);
}

TEST_CASE("an export is of one state, whatever is written meanwhile") {
  const tests::TemporaryDirectory directory;
  Archive writer(directory / "archive.db", Archive::Access::read_write);
  fill(writer);
  const auto before = exported(writer);
  const Archive reader(directory / "archive.db", Archive::Access::read_only);
  const Archive::Snapshot snapshot(reader);
  (void)reader.revision();
  writer.put(record("new", "New"), from("s"));
  CHECK(exported(reader) == before);
}

TEST_CASE("an export that cannot be written says so") {
  const tests::TemporaryDirectory directory;
  Archive archive(directory / "archive.db", Archive::Access::read_write);
  fill(archive);
  std::ofstream full("/dev/full");
  CHECK_THROWS_WITH(export_all(archive, full), doctest::Contains("could not be written"));
}

TEST_CASE("an older export brings back nothing that changed since") {
  const tests::TemporaryDirectory directory;
  Archive archive(directory / "archive.db", Archive::Access::read_write);
  const auto id = archive.put(record("key", "First"), from("site")).id;
  const auto gone = archive.put(record("gone", "Gone"), from("site")).id;
  const auto text = exported(archive);
  archive.put(record("key", "Second"), from("site"));
  archive.withdraw(gone, "gone from its source", from("site"));
  const auto revision = archive.revision();
  import_text(text, archive, directory.path());
  CHECK(archive.find(id)->title == "Second");
  CHECK(archive.find(gone)->withdrawn.has_value());
  CHECK(archive.revision() == revision);
}

TEST_CASE("an export is not a source: what it brought goes when its own source no longer holds it") {
  const tests::TemporaryDirectory directory;
  Archive archive(directory / "archive.db", Archive::Access::read_write);
  archive.put(record("key", "Title"), from("site.xml"));
  Archive copy(directory / "copy.db", Archive::Access::read_write);
  import_text(exported(archive), copy, directory.path());
  CHECK(copy.documents_of_source("export.jsonl").size() == 0);
  REQUIRE(copy.documents_of_source("site.xml").size() == 1);
  CHECK(copy.put(record("key", "Title"), from("site.xml")).outcome == Archive::Outcome::unchanged);
  CHECK(copy.leave_source(copy.find_by_key("key")->id, from("site.xml")));
}

TEST_CASE("an export's line that says what no source can have said is refused, not damage from then on") {
  const tests::TemporaryDirectory directory;
  Archive copy(directory / "copy.db", Archive::Access::read_write);
  const std::string hash(64, 'a');
  const auto line = [](const std::string& key, const std::string& said) {
    return R"({"type":"document","key":")" + key +
           R"(","kind":"news","lang":"en","title":"T","from":{"source":"s",)" +
           R"("format":"json-lines","time":"2026-11-21T09:00:00Z","importer":"1","raw":""},"said":[["s","",")" +
           said + "\"]]}\n";
  };
  const auto put = [&](const std::string& key, const std::string& said) {
    copy.put(corpus::record_from_json(line(key, said)), from("export.jsonl"));
  };
  CHECK_THROWS_AS(put("a", "nonsense"), corpus::RecordRefused);
  CHECK_THROWS_AS(put("b", "withdrawn:x"), corpus::RecordRefused);
  CHECK_NOTHROW(put("c", hash));
  CHECK_NOTHROW(put("d", "withdrawn"));
  CHECK_NOTHROW(put("e", "withdrawn:" + hash));
  CHECK(copy.problems().empty());
}
