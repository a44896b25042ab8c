// The way out, and back in.
#include "corpus/exporter.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "corpus/importer.h"
#include "corpus/sources/json_lines.h"
#include "tests/support/places.h"
#include "tests/support/records.h"
#include "tests/support/temporary_directory.h"

using corpus::Archive;
using tests::from;
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
  archive.put_boilerplate({"load-more", "Load More", "sha256:1", "bytes=60-69"}, from("2"));
  archive.put_boilerplate({"load-more", "Load More", "sha256:2", "bytes=60-69"}, from("2"));
  archive.put_boilerplate({"cookie-notice", "Cookies\n", "sha256:1", "bytes=70-79"}, from("2"));
}

std::string exported(const Archive& archive) {
  std::ostringstream out;
  const auto lines = export_all(archive, out);
  const auto text = out.str();
  CHECK(lines == std::count(text.begin(), text.end(), '\n'));
  return text;
}

void import_text(const std::string& text, Archive& archive, const std::filesystem::path& folder) {
  std::ofstream(folder / "export.jsonl", std::ios::binary) << text;
  corpus::WriterLock lock(folder, "test");
  const analyzers::Vocabulary vocabulary = analyzers::Vocabulary::load(tests::vocabulary_folder());
  const analyzers::Analyzer analyzer;
  const analyzers::Tagger tagger(vocabulary, analyzer);
  const auto source = corpus::open_json_lines(folder / "export.jsonl");
  corpus::ImportOptions options;
  options.source_name = "export.jsonl";
  const auto report = import_all(*source, tagger, archive, lock, options);
  for (const auto& problem : report.problems) FAIL_CHECK(problem.where << ": " << problem.what);
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
