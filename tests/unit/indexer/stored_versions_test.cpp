// Tests of the versions of documents in the index.
#include "indexer/stored_versions.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <random>
#include <string>

#include "indexer/index_check.h"
#include "indexer/index_reader.h"
#include "indexer/index_schema.h"
#include "tests/support/made_up_archive.h"
#include "tests/support/random_document.h"
#include "tests/unit/indexer/test_index.h"

using indexer::DocumentVersions;
using indexer::index_term;

namespace {

const std::string kKey = "https://example.org/statement";

/// An archive with a statement that is changed, and others around it.
struct Statement : tests::TestIndex {
  explicit Statement(int others = 3) { tests::put_made_up(*archive, 0, static_cast<std::uint32_t>(others)); }

  static corpus::Record record(const std::string& title, const std::string& body) {
    corpus::Record record;
    record.document.key = record.document.url = kKey;
    record.document.kind = corpus::Kind::statement;
    record.document.title = title;
    record.document.body = body;
    record.raw_sha256 = corpus::sha256_hex(body);
    return record;
  }
  corpus::DocumentId put(const corpus::Record& record, const std::string& day,
                         const std::string& format = "json-lines") {
    return archive->put(record, {"site", format, day + "T08:00:00Z", "test", ""}).id;
  }
  corpus::DocumentId put(const std::string& title, const std::string& body, const std::string& day) {
    return put(record(title, body), day);
  }

  std::string stored(const corpus::DocumentId& id) const {
    const indexer::IndexReader reader(index.current().value());
    const auto numbers = reader.documents_with(index_term(indexer::Field::id, id));
    REQUIRE(numbers.size() == 1);
    return reader.versions(id, numbers.front());
  }
  DocumentVersions versions(const corpus::DocumentId& id) const {
    return indexer::versions_from_stored(stored(id));
  }
  std::string damage() const {
    const auto report = indexer::check_all(*archive, index, {});
    return report.index_damage.empty() ? "" : report.index_damage.front();
  }
  static indexer::UpdateOptions beside() {
    auto options = small();
    options.main_is_larger = 0;
    options.most_in_delta = 100;
    return options;
  }
};

corpus::Document random_told(std::mt19937& random) {
  auto told = tests::random_document(random);
  told.title.clear();
  told.summary.clear();
  told.body.clear();
  return told;
}

DocumentVersions random_versions(std::mt19937& random, const corpus::Document& newest) {
  DocumentVersions versions;
  versions.left_out = random() % 3;
  auto title = newest.title, body = newest.body;
  versions.versions.push_back({"2026-11-23T08:00:00Z", false, random_told(random), true, {}, {}, {}});
  for (auto count = 1 + random() % 4; count > 0; --count) {
    const auto old_title = tests::random_text(random, 20), old_body = body + tests::random_text(random, 200);
    auto& version = versions.versions.emplace_back();
    version.seen = "2026-11-22T08:00:00Z";
    version.ours = random() % 2 == 0;
    version.told = random_told(random);
    version.title = corpus::difference_between(old_title, title);
    version.body = corpus::difference_between(old_body, body);
    version.summary = corpus::difference_between(newest.summary, newest.summary);
    title = old_title, body = old_body;
  }
  return versions;
}

}  // namespace

TEST_CASE("any versions come back as they were, with the texts of each") {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    const auto document = tests::random_document(random);
    const auto versions = random_versions(random, document);
    const auto stored = indexer::to_stored(versions);
    CHECK(indexer::versions_from_stored(stored) == versions);
    CHECK(stored == indexer::to_stored(versions));
    const auto texts = indexer::texts_of(versions, document);
    REQUIRE(texts.size() == versions.versions.size());
    CHECK(texts.front() == indexer::VersionTexts{document.title, document.summary, document.body});
    CHECK(texts.back().body.starts_with(document.body));
  }
}

TEST_CASE("bytes that are cut off or changed are refused or are versions") {
  std::mt19937 random(4);
  const auto stored = indexer::to_stored(random_versions(random, tests::random_document(random)));
  for (std::size_t size = 0; size < stored.size(); ++size)
    CHECK_THROWS_AS(indexer::versions_from_stored(std::string_view(stored).substr(0, size)),
                    indexer::StoredDocumentError);
  for (int round = 0; round < 2'000; ++round) {
    auto damaged = stored;
    damaged[random() % damaged.size()] ^= static_cast<char>(1 + random() % 255);
    try {
      indexer::versions_from_stored(damaged);
    } catch (const indexer::StoredDocumentError&) {
    }
  }
}

TEST_CASE("differences from another text are refused") {
  std::mt19937 random(5);
  auto document = tests::random_document(random);
  document.body = "A text of some length.\n";
  const auto versions = random_versions(random, document);
  document.body = "Another.\n";
  CHECK_THROWS_AS(indexer::texts_of(versions, document), indexer::StoredDocumentError);
}

TEST_CASE("a document that was changed has its versions in the index, one that was not has none") {
  Statement house;
  const auto id = house.put("First", "Forces took Mosul.\n", "2026-11-20");
  house.put("First", "Forces took Mosul and Tikrit.\n", "2026-11-21");
  house.put("Second", "Forces took Mosul and Tikrit.\n", "2026-11-22");
  house.rebuild();
  const auto versions = house.versions(id);
  REQUIRE(versions.versions.size() == 3);
  CHECK(versions.left_out == 0);
  CHECK(versions.versions[0].seen == "2026-11-22T08:00:00Z");
  CHECK(versions.versions[2].seen == "2026-11-20T08:00:00Z");
  CHECK(versions.versions[0].told.url == kKey);
  const auto texts = indexer::texts_of(versions, house.archive->find(id).value());
  CHECK(texts[0].title == "Second");
  CHECK(texts[1].title == "First");
  CHECK(texts[1].body == "Forces took Mosul and Tikrit.\n");
  CHECK(texts[2].body == "Forces took Mosul.\n");
  CHECK(house.stored(tests::made_up_document(1).id).empty());
  CHECK(house.metadata(indexer::kVersionsKey) == "1");
  CHECK(house.damage().empty());
}

TEST_CASE("an update brings the new version, in a small index and in a delta") {
  for (const bool delta : {false, true}) {
    CAPTURE(delta);
    Statement house;
    const auto options = delta ? Statement::beside() : Statement::small();
    const auto id = house.put("First", "One.\n", "2026-11-20");
    house.rebuild();
    CHECK(house.stored(id).empty());
    house.put("First", "One, two.\n", "2026-11-21");
    CHECK_FALSE(house.update(options).rebuilt);
    CHECK(house.versions(id).versions.size() == 2);
    house.put("First", "One, two, three.\n", "2026-11-22");
    CHECK_FALSE(house.update(options).rebuilt);
    CHECK(house.versions(id).versions.size() == 3);
    const indexer::IndexReader reader(house.index.current().value());
    CHECK((reader.delta() != nullptr) == delta);
    CHECK(reader.has_versions());
    CHECK(house.damage().empty());
    const auto before = house.stored(id);
    house.rebuild();
    CHECK(house.stored(id) == before);
  }
}

TEST_CASE("the versions of a withdrawn document go with it") {
  for (const bool delta : {false, true}) {
    CAPTURE(delta);
    Statement house;
    const auto id = house.put("First", "One.\n", "2026-11-20");
    house.put("First", "Two.\n", "2026-11-21");
    house.rebuild();
    CHECK_FALSE(house.stored(id).empty());
    house.archive->withdraw(id, "gone", {"site", "test", "2026-11-22T08:00:00Z", "test", ""});
    CHECK_FALSE(house.update(delta ? Statement::beside() : Statement::small()).rebuilt);
    CHECK(house.stored(id).empty());
    if (!delta) CHECK(house.database().get_metadata(indexer::versions_key(id)).empty());
    CHECK(house.damage().empty());
  }
}

TEST_CASE("what a reader is not told of makes no version, and other tags for the same text are ours") {
  Statement house;
  auto record = Statement::record("Title", "Text.\n");
  const auto id = house.put(record, "2026-11-20");
  record.document.tags = {
      {analyzers::EntryType::place, "mosul", "name", {{analyzers::TextField::body, 0, 4}}}};
  record.ours = true;
  house.put(record, "2026-11-21", "retag");
  record.document.tags[0].spans.clear();  // elsewhere in the same text
  house.put(record, "2026-11-22", "retag");
  house.rebuild();
  const auto versions = house.versions(id);
  REQUIRE(house.archive->history(id).size() == 3);
  REQUIRE(versions.versions.size() == 2);
  CHECK(versions.versions[0].seen == "2026-11-21T08:00:00Z");
  CHECK(versions.versions[0].ours);
  CHECK_FALSE(versions.versions[1].ours);
  CHECK(versions.versions[0].told.tags.size() == 1);
  CHECK(versions.versions[1].told.tags.empty());
}

TEST_CASE("of very many versions, and of very long ones, the newest are kept") {
  Statement house(0);
  corpus::DocumentId id;
  for (int number = 1; number <= 105; ++number)
    id = house.put("Title", "Number " + std::to_string(number) + ".\n", "2026-11-20");
  house.rebuild();
  auto versions = house.versions(id);
  CHECK(versions.versions.size() == 100);
  CHECK(versions.left_out == 5);

  // Each throws away a million letters.
  for (char letter = 'a'; letter < 'h'; ++letter)
    house.put("Title", std::string(1'000'000, letter) + "\n", "2026-11-21");
  house.update();
  versions = house.versions(id);
  CHECK(indexer::texts_of(versions, house.archive->find(id).value()).size() == 5);
  CHECK(versions.versions[4].has_texts);
  CHECK_FALSE(versions.versions[5].has_texts);
  CHECK(versions.versions[5].body.empty());
  CHECK(house.damage().empty());
}

TEST_CASE("an index of before versions were kept is served and followed") {
  Statement house;
  const auto id = house.put("First", "One.\n", "2026-11-20");
  house.put("First", "Two.\n", "2026-11-21");
  house.rebuild();
  {
    Xapian::WritableDatabase database(house.index.current().value().string(), Xapian::DB_OPEN);
    database.set_metadata(indexer::kVersionsKey, "");
    database.set_metadata(indexer::versions_key(id), "");
  }
  CHECK_FALSE(indexer::IndexReader(house.index.current().value()).has_versions());
  CHECK(house.damage().empty());
  CHECK_FALSE(house.update().rebuilt);
  CHECK(house.stored(id).empty());
  house.put("First", "Three.\n", "2026-11-22");
  CHECK_FALSE(house.update().rebuilt);
  CHECK(house.versions(id).versions.size() == 3);
  CHECK_FALSE(indexer::IndexReader(house.index.current().value()).has_versions());
  CHECK(house.damage().empty());
  house.rebuild();
  CHECK(indexer::IndexReader(house.index.current().value()).has_versions());
}

TEST_CASE("verify finds versions that are wrong or missing") {
  Statement house;
  const auto id = house.put("First", "One.\n", "2026-11-20");
  house.put("First", "Two.\n", "2026-11-21");
  house.rebuild();
  auto wrong = house.versions(id);
  wrong.versions[1].seen = "2026-11-19T08:00:00Z";
  for (const auto& bytes : {std::string(), indexer::to_stored(wrong), std::string("no versions")}) {
    {
      Xapian::WritableDatabase database(house.index.current().value().string(), Xapian::DB_OPEN);
      database.set_metadata(indexer::versions_key(id), bytes);
    }
    CHECK_FALSE(house.damage().empty());
  }
}
