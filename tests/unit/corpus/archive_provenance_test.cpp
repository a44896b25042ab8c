// Where versions came from: their raw bytes, when each source was seen to hold them.
#include <doctest/doctest.h>

#include <filesystem>

#include "corpus/archive.h"
#include "tests/support/records.h"
#include "tests/support/temporary_directory.h"

using corpus::Archive;
using tests::from;
using tests::record;
using Sightings = std::vector<corpus::Record::Memory::Sighting>;

namespace {

corpus::Provenance at(const std::string& source, const std::string& time) {
  auto result = from(source);
  result.imported_at = time;
  return result;
}

corpus::Record with_raw(corpus::Record record, std::string raw) {
  record.raw_sha256 = corpus::sha256_hex(raw);
  record.raw = std::move(raw);
  record.media_type = "text/html";
  record.fetched_from = "https://example.org/a";
  record.fetched_at = "2026-11-01T10:00:00Z";
  return record;
}

}  // namespace

TEST_CASE("each version keeps the bytes of its record and where they came from") {
  const tests::TemporaryDirectory directory;
  Archive archive(directory / "archive.db", Archive::Access::read_write);
  const std::string page("<p>\xFF\0</p>", 9);
  const auto id = archive.put(with_raw(record("k", "First"), page), from("s")).id;
  archive.put(record("k", "Second"), from("s"));
  const auto versions = archive.history(id);
  REQUIRE(versions.size() == 2);
  CHECK(versions[0].raw_size == 9);
  CHECK(archive.raw_of(versions[0].number) == page);
  CHECK(versions[0].provenance.raw_sha256 == corpus::sha256_hex(page));
  CHECK(versions[0].provenance.media_type == "text/html");
  CHECK(versions[0].provenance.fetched_from == "https://example.org/a");
  CHECK(versions[0].provenance.fetched_at == "2026-11-01T10:00:00Z");
  CHECK(versions[1].raw_size == 0);
  CHECK_FALSE(archive.raw_of(versions[1].number).has_value());
  CHECK(versions[1].provenance.media_type.empty());
  CHECK_FALSE(archive.raw_of(99).has_value());
}

TEST_CASE("bytes that several versions came from are kept once") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  std::string noise;  // that nothing compresses
  for (int i = 0; i < 20'000; ++i) noise += corpus::sha256_hex(std::to_string(i)).substr(0, 32);
  std::uintmax_t once = 0;
  {
    Archive archive(file, Archive::Access::read_write);
    archive.put(with_raw(record("a", "A"), noise), from("s"));
  }
  once = std::filesystem::file_size(file);
  {
    Archive archive(file, Archive::Access::read_write);
    for (const char* key : {"b", "c", "d"}) archive.put(with_raw(record(key, key), noise), from("s"));
    CHECK(archive.raw_of(archive.history(archive.find_by_key("d")->id)[0].number) == noise);
  }
  CHECK(std::filesystem::file_size(file) < once + once / 2);
}

TEST_CASE("records beyond 16 MB are stored without their bytes") {
  const tests::TemporaryDirectory directory;
  Archive archive(directory / "archive.db", Archive::Access::read_write);
  const auto large = std::string(corpus::kMostRawBytes + 1, 'x');
  const auto id = archive.put(with_raw(record("k", "T"), large), from("s")).id;
  CHECK(archive.history(id)[0].raw_size == 0);
  CHECK(archive.history(id)[0].provenance.raw_sha256 == corpus::sha256_hex(large));
}

TEST_CASE(
    "when a source was first and last seen to hold a document is known, to the day, without a revision") {
  const tests::TemporaryDirectory directory;
  Archive archive(directory / "archive.db", Archive::Access::read_write);
  const auto id = archive.put(record("k", "T"), at("a", "2026-11-01T08:00:00Z")).id;
  archive.put(record("k", "T"), at("b", "2026-11-02T08:00:00Z"));
  const auto revision = archive.revision();
  archive.put(record("k", "T"), at("a", "2026-11-01T20:00:00Z"));  // the same day
  CHECK(archive.sightings_of(id)[0] ==
        Sightings::value_type{"a", "2026-11-01T08:00:00Z", "2026-11-01T08:00:00Z"});
  archive.put(record("k", "T"), at("a", "2026-11-05T07:00:00Z"));
  archive.put(record("k", "T"), at("a", "2026-11-03T07:00:00Z"));  // a clock that went back
  const Sightings seen{{"a", "2026-11-01T08:00:00Z", "2026-11-05T07:00:00Z"},
                       {"b", "2026-11-02T08:00:00Z", "2026-11-02T08:00:00Z"}};
  CHECK(archive.sightings_of(id) == seen);
  CHECK(archive.revision() == revision);
  archive.leave_source(id, at("a", "2026-11-06T07:00:00Z"));
  CHECK_MESSAGE(archive.sightings_of(id) == seen, "it was seen there, whatever the source holds now");
}
