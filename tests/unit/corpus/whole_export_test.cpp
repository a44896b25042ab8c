// An export carries everything: archives filled at random come back whole.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "corpus/document_json.h"
#include "tests/support/listed_source.h"
#include "tests/support/random_document.h"
#include "tests/support/records.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/corpus/exports.h"

using corpus::Archive;
using tests::exported;
using tests::from;
using tests::import_source;
using tests::import_text;
using tests::read_text;

namespace {

corpus::Record random_record(std::mt19937& random, std::vector<std::string>& keys) {
  corpus::Record record;
  record.document = tests::random_document(random);
  auto& document = record.document;
  if (!keys.empty() && random() % 2 == 0) {  // a known document, said otherwise
    document.key = keys[random() % keys.size()];
    document.id.clear();
    if (!document.url.empty()) document.url = document.key;
  }
  if (!document.id.empty())
    document.id = corpus::document_id_of(document.key);  // lines of people alone say another
  keys.push_back(document.key);
  if (random() % 3 == 0) document.title = "Title " + std::to_string(random() % 4);
  if (random() % 3 == 0)
    document.body = "The Global Coalition has " + std::to_string(80 + random() % 5) + " members.\n";
  if (document.withdrawn) document.withdrawn->reason = "gone";
  auto& tags = document.tags;
  std::sort(tags.begin(), tags.end(),
            [](const auto& a, const auto& b) { return std::tie(a.type, a.id) < std::tie(b.type, b.id); });
  record.tags_given = random() % 2 == 0;
  record.raw_sha256 = corpus::sha256_hex(std::to_string(random() % 3));
  if (random() % 2 == 0) {
    record.raw = "raw \xFF" + std::to_string(random() % 40);
    record.raw_sha256 = corpus::sha256_hex(record.raw);
    record.media_type = "text/html";
    record.fetched_from = "https://example.org/" + std::to_string(random() % 3);
    record.fetched_at = "2026-11-01T00:00:00Z";
  }
  if (random() % 3 == 0) record.parent_key = keys[random() % keys.size()];
  if (random() % 3 == 0) record.translation_key = keys[random() % keys.size()];
  if (random() % 4 == 0) {
    document.kind = corpus::Kind::news;
    record.joins_equal = true;
    document.occurrences = {{"sha256:page", std::to_string(random() % 5)}};
  }
  return record;
}

corpus::Capture random_page(std::mt19937& random) {
  std::string bytes = "<" + tests::random_text(random, 30) + ">";
  if (random() % 3 == 0) bytes += "\xFF\x00\xC3";
  const auto cut = 1 + random() % (bytes.size() - 1);
  return {"sha256:" + std::to_string(random() % 4),
          "page.txt",
          bytes,
          {{0, cut, "key", ""}, {cut, bytes.size(), "", random() % 2 == 0 ? "load-more" : ""}}};
}

// Of documents that lie side by side in a random order.
std::vector<corpus::FoundTwin> random_twins(const Archive& archive, std::mt19937& random) {
  std::vector<corpus::DocumentId> ids;
  archive.for_each_document([&ids](const corpus::Document& document) { ids.push_back(document.id); });
  std::shuffle(ids.begin(), ids.end(), random);
  std::vector<corpus::FoundTwin> twins;
  for (std::size_t at = 0; at + 1 < ids.size(); at += 2) {
    if (random() % 3 == 0) continue;
    twins.push_back({ids[at],
                     ids[at + 1],
                     {static_cast<double>(random() % 1000) / 1000,
                      static_cast<double>(random() % 200) / 100 - 1,
                      {"words", "\xC2\xAB" + std::to_string(random() % 9) + "\xC2\xBB"}}});
  }
  return twins;
}

void fill_at_random(Archive& archive, std::mt19937& random, const std::filesystem::path& folder) {
  std::vector<std::string> keys;
  for (int import = 0; import < 6; ++import) {
    std::vector<corpus::SourceItem> items;
    for (int i = 0; i < 30; ++i) {
      const auto dice = random() % 10;
      if (dice < 7) items.emplace_back(random_record(random, keys));
      if (dice == 7) items.emplace_back(random_page(random));
      if (dice == 8) {
        items.emplace_back(
            corpus::Boilerplate{"text-" + std::to_string(random() % 2),
                                "Our " + std::to_string(80 + random() % 3) + " partners in the Coalition.",
                                "page" + std::to_string(random() % 3), "a"});
      }
      if (dice == 9 && !keys.empty()) {
        items.emplace_back(corpus::Skipped{"x", "draft", keys[random() % keys.size()]});
      }
    }
    tests::ListedSource source(std::move(items));
    import_source(source, archive, folder, "file" + std::to_string(random() % 3));
    archive.put_found_twins(random_twins(archive, random), from("pair " + std::to_string(import)));
  }
}

// Of a document in the middle.
std::string middle_key(const Archive& archive) {
  std::vector<std::string> keys;
  archive.for_each_document([&keys](const corpus::Document& document) { keys.push_back(document.key); });
  return keys[keys.size() / 2];
}

void decide_at_random(Archive& archive, std::mt19937& random) {
  std::vector<corpus::DocumentId> ids;
  archive.for_each_document([&ids](const corpus::Document& document) { ids.push_back(document.id); });
  const auto any = [&]() -> const corpus::DocumentId& { return ids[random() % ids.size()]; };
  for (int i = 0; i < 12; ++i) {
    const bool accepted = random() % 3 > 0;
    const std::vector<std::pair<std::string, std::string>> said{
        {"partner", "iraq"},
        {"topic", "t" + std::to_string(random() % 3)},
        {"date", "2018-0" + std::to_string(1 + random() % 9)},
        {"language", "ar"},
        {"translation", any()},
        {"translation", any()}};
    const auto& [field, value] = said[random() % said.size()];
    const auto& document = any();
    if (document == value) continue;
    archive.decide({document, field, value, accepted, "Ed", "", ""}, from("decide"));
  }
}

// All that an archive holds, but for its own name and the numbers of its revisions.
void check_equal(const Archive& copy, const Archive& archive) {
  archive.for_each_document([&](const corpus::Document& document) {
    CAPTURE(document.key);
    CHECK(copy.find(document.id) == archive.find(document.id));
    CHECK(copy.statements_of(document.id) == archive.statements_of(document.id));
    CHECK(copy.sightings_of(document.id) == archive.sightings_of(document.id));
    CHECK(copy.decisions_of(document.id) == archive.decisions_of(document.id));
    CHECK(copy.purged(document.id) == archive.purged(document.id));
    const auto versions = archive.history(document.id);
    const auto copied = copy.history(document.id);
    REQUIRE(copied.size() == versions.size());
    for (std::size_t at = 0; at < versions.size(); ++at) {
      CHECK(copied[at].provenance == versions[at].provenance);
      CHECK(copied[at].document == versions[at].document);
      CHECK(copy.raw_of(copied[at].number) == archive.raw_of(versions[at].number));
    }
  });
  const auto texts = archive.boilerplate();
  const auto copied_texts = copy.boilerplate();
  REQUIRE(copied_texts.size() == texts.size());
  for (std::size_t at = 0; at < texts.size(); ++at) {
    CHECK(copied_texts[at].name == texts[at].name);
    CHECK(copied_texts[at].text == texts[at].text);
    CHECK(copied_texts[at].first_seen == texts[at].first_seen);
    CHECK(copied_texts[at].provenance == texts[at].provenance);
    CHECK(copied_texts[at].occurrences == texts[at].occurrences);
  }
  CHECK(copy.captures() == archive.captures());
  CHECK(copy.found_twins() == archive.found_twins());
  auto ledger = archive.ledger();
  auto copied_ledger = copy.ledger();
  for (auto& entry : ledger) entry.revision = 0;
  for (auto& entry : copied_ledger) entry.revision = 0;
  CHECK(copied_ledger == ledger);
  CHECK(copy.counts().versions == archive.counts().versions);
  CHECK(copy.counts().documents == archive.counts().documents);
  CHECK(copy.problems() == std::vector<std::string>());
}

}  // namespace

TEST_CASE("an export carries versions, statements, standing text and pages: any archive comes back whole") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const tests::TemporaryDirectory directory;
    Archive archive(directory / "archive.db", Archive::Access::read_write);
    fill_at_random(archive, random, directory.path());
    decide_at_random(archive, random);
    archive.purge(archive.find_by_key(middle_key(archive))->id, "a reason", from("purge"));
    const auto text = exported(archive);
    for (const char* type : {"version", "raw", "decision", "purged"})
      CHECK(text.find(std::string("\"type\":\"") + type + '"') != std::string::npos);
    CHECK(text.find("\"type\":\"capture\"") != std::string::npos);

    Archive copy(directory / "copy.db", Archive::Access::read_write);
    import_text(text, copy, directory.path());
    check_equal(copy, archive);
    CHECK(exported(copy) == text);

    for (auto* taker : {&copy, &archive}) {
      const auto revision = taker->revision();
      import_text(text, *taker, directory.path());
      CHECK_MESSAGE(taker->revision() == revision, "an archive takes its own export without a change");
      CHECK(exported(*taker) == text);
    }
  }
}

TEST_CASE("an export read half comes whole when it is read again") {
  const tests::TemporaryDirectory directory;
  std::mt19937 random(7);
  Archive archive(directory / "archive.db", Archive::Access::read_write);
  fill_at_random(archive, random, directory.path());
  const auto text = exported(archive);
  for (const std::size_t part : {text.size() / 3, text.size() / 2}) {
    Archive copy(directory.path() / ("copy" + std::to_string(part)), Archive::Access::read_write);
    const auto half = text.substr(0, text.rfind('\n', part) + 1);
    const auto last_line = half.substr(half.rfind('\n', half.size() - 2) + 1);
    const bool lacks_version = last_line.starts_with(R"({"type":"raw")");
    CHECK(read_text(half, copy, directory.path()).problems.size() == (lacks_version ? 1 : 0));
    import_text(text, copy, directory.path());
    check_equal(copy, archive);
  }
}
