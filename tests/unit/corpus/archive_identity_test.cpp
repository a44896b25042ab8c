// Which document a record is, and which documents belong together.
#include "corpus/archive.h"

#include <doctest/doctest.h>

#include "tests/support/records.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_archive.h"

using corpus::Archive;
using tests::from;
using tests::item;
using tests::record;
using tests::TestArchive;
using Outcome = corpus::Archive::Outcome;

TEST_CASE("links are made when both ends are here, in whichever order they come") {
  for (const bool digest_first : {true, false}) {
    CAPTURE(digest_first);
    TestArchive test;
    auto& archive = test.archive;
    auto digest = record("digest", "Weekly digest");
    digest.document.kind = corpus::Kind::digest;
    auto first = record("first", "First");
    auto second = record("second", "Second");
    first.parent_key = second.parent_key = "digest";
    if (digest_first) archive.put(digest, from("s"));
    const auto first_id = archive.put(first, from("s")).id;
    const auto second_id = archive.put(second, from("s")).id;
    if (!digest_first) {
      CHECK(archive.find(first_id)->parent.empty());
      archive.put(digest, from("s"));
      CHECK(archive.revision() == 5);  // the digest, and both items change with it
    }
    const auto digest_id = archive.find_by_key("digest")->id;
    CHECK(archive.find(first_id)->parent == digest_id);
    CHECK(archive.children_of(digest_id) == std::vector<corpus::DocumentId>{first_id, second_id});
  }
}

TEST_CASE("a translation is made in both directions by one side's word") {
  for (const bool stating_first : {true, false}) {
    CAPTURE(stating_first);
    TestArchive test;
    auto& archive = test.archive;
    auto arabic = record("ar", "خبر");
    arabic.translation_key = "en";
    const auto english = record("en", "News");
    archive.put(stating_first ? arabic : english, from("s"));
    archive.put(stating_first ? english : arabic, from("s"));
    const auto ar = archive.find_by_key("ar");
    const auto en = archive.find_by_key("en");
    CHECK(ar->translation == en->id);
    CHECK(en->translation == ar->id);
    CHECK(archive.revision() == 3);
    archive.put(arabic, from("s"));
    archive.put(english, from("s"));
    CHECK(archive.revision() == 3);
  }
}

TEST_CASE("a translation that is stated anew frees the document it led to") {
  TestArchive test;
  auto& archive = test.archive;
  auto arabic = record("ar", "خبر");
  arabic.translation_key = "en";
  archive.put(record("en", "News"), from("s"));
  archive.put(record("fr", "Nouvelles"), from("s"));
  archive.put(arabic, from("s"));
  arabic.translation_key = "fr";
  CHECK(archive.put(arabic, from("s")).outcome == Outcome::changed);
  CHECK(archive.find_by_key("en")->translation.empty());
  CHECK(archive.find_by_key("fr")->translation == archive.find_by_key("ar")->id);
}

TEST_CASE("links may name ids and aliases, and nothing is linked to itself") {
  TestArchive test;
  auto& archive = test.archive;
  auto english = record("en", "News");
  english.document.kind = corpus::Kind::digest;
  english.document.aliases = {"post-12"};
  english.translation_key = "en";
  const auto id = archive.put(english, from("s")).id;
  CHECK(archive.find(id)->translation.empty());
  auto by_alias = record("ar", "خبر");
  by_alias.translation_key = "post-12";
  auto by_id = record("item", "Item");
  by_id.parent_key = id;
  archive.put(by_alias, from("s"));
  archive.put(by_id, from("s"));
  CHECK(archive.find_by_key("ar")->translation == id);
  CHECK(archive.find_by_key("item")->parent == id);
}

TEST_CASE("a digest stands in none and an item in a digest alone, so that no parents lead in a circle") {
  TestArchive test;
  auto& archive = test.archive;
  auto one = record("one", "Digest one");
  auto two = record("two", "Digest two");
  one.document.kind = two.document.kind = corpus::Kind::digest;
  one.parent_key = "two";
  two.parent_key = "one";
  CHECK_FALSE(archive.put(one, from("s")).remarks.empty());
  CHECK_FALSE(archive.put(two, from("s")).remarks.empty());
  CHECK(archive.find_by_key("one")->parent.empty());
  CHECK(archive.find_by_key("two")->parent.empty());

  auto item = record("item", "Item");
  item.document.kind = corpus::Kind::digest_item;
  item.parent_key = "item";
  CHECK(archive.put(item, from("s")).remarks ==
        std::vector<std::string>{"names \"item\" as its digest, but that is itself: the link is not made"});
  item.parent_key = "one";
  CHECK(archive.put(item, from("s")).remarks.empty());
  CHECK(archive.find_by_key("item")->parent == archive.find_by_key("one")->id);
  CHECK(archive.misplaced().empty());
}

TEST_CASE("what becomes a digest takes in the items that waited, what is one no longer gives them up") {
  TestArchive test;
  auto& archive = test.archive;
  auto item = record("item", "Item");
  item.parent_key = "page";
  auto page = record("page", "A week");
  page.document.kind = corpus::Kind::page;
  archive.put(item, from("s"));
  CHECK(archive.put(page, from("s")).remarks.size() == 1);
  CHECK(archive.find_by_key("item")->parent.empty());
  page.document.kind = corpus::Kind::digest;
  CHECK(archive.put(page, from("s")).remarks.empty());
  CHECK(archive.find_by_key("item")->parent == archive.find_by_key("page")->id);
  page.document.kind = corpus::Kind::page;
  CHECK(archive.put(page, from("s")).remarks.size() == 1);
  CHECK(archive.find_by_key("item")->parent.empty());
}

TEST_CASE("an item printed twice in a page is one document with two occurrences") {
  TestArchive test;
  const auto id =
      test.archive.put(item("sha256:1", "bytes=0-9", "Al-Qaim restored to life"), from("page.txt")).id;
  const auto again =
      test.archive.put(item("sha256:1", "bytes=50-59", "Al-Qaim restored to life"), from("page.txt"));
  CHECK(again.id == id);
  CHECK(again.outcome == Outcome::changed);
  const auto document = test.archive.find(id);
  CHECK(document->occurrences ==
        std::vector<corpus::Occurrence>{{"sha256:1", "bytes=0-9"}, {"sha256:1", "bytes=50-59"}});
  CHECK(document->aliases.empty());
  CHECK(test.archive.history(id).size() == 1);
}

TEST_CASE("an item met on another page joins the first where kind, title and text agree, spelling aside") {
  TestArchive test;
  auto& archive = test.archive;
  const auto id =
      archive.put(item("sha256:1", "bytes=0-9", "Daesh’s leader", "He is dead.\n"), from("1.txt")).id;
  auto other = item("sha256:2", "bytes=7-20", "DAESH's leader", "He is  dead\n");
  other.document.url = "https://example.org/leader";
  const auto joined = archive.put(other, from("2.txt"));
  CHECK(joined.id == id);
  CHECK(joined.outcome == Outcome::changed);
  const auto document = archive.find(id);
  CHECK(document->title == "Daesh’s leader");            // the first spelling stays
  CHECK(document->url == "https://example.org/leader");  // what was not known is filled in
  CHECK(document->aliases == std::vector<std::string>{"sha256:2#news:DAESH's leader"});
  CHECK(document->occurrences.size() == 2);

  for (int round = 0; round < 2; ++round) {
    CHECK(archive.put(item("sha256:1", "bytes=0-9", "Daesh’s leader", "He is dead.\n"), from("1.txt"))
              .outcome == Outcome::unchanged);
    CHECK(archive.put(other, from("2.txt")).outcome == Outcome::unchanged);
  }

  CHECK(archive.put(item("sha256:3", "", "Daesh’s leader", "Another text.\n"), from("3.txt")).id != id);
  auto other_kind = item("sha256:4", "", "Daesh’s leader", "He is dead.\n");
  other_kind.document.kind = corpus::Kind::statement;
  CHECK(archive.put(other_kind, from("4.txt")).id != id);
  auto on_its_own = record("https://example.org/5", "Daesh’s leader", "He is dead.\n");
  CHECK(archive.put(on_its_own, from("5.xml")).id != id);  // only items of pages join
}

TEST_CASE("posts without a title join by their text, and rows of flags are told apart") {
  TestArchive test;
  const auto iraq = test.archive.put(item("sha256:1", "a", "", "🇮🇶\n"), from("1")).id;
  auto france = item("sha256:2", "a", "", "🇫🇷\n");
  CHECK(test.archive.put(france, from("2")).id != iraq);
  auto again = item("sha256:3", "a", "", "🇮🇶\n");
  CHECK(test.archive.put(again, from("3")).id == iraq);
}

TEST_CASE("an item read again at its own place may be corrected") {
  TestArchive test;
  auto first = item("sha256:1", "bytes=0-9", "Title");
  test.archive.put(first, from("1.txt"));
  first.document.tags = {{analyzers::EntryType::topic, "attacks", "phrase", {}}};
  CHECK(test.archive.put(first, from("1.txt")).outcome == Outcome::changed);
  CHECK(test.archive.find_by_key(first.document.key)->tags.size() == 1);
}

TEST_CASE("an id that is taken already gets one letter more") {
  TestArchive test;
  auto squatter = record("another key", "One");
  squatter.document.id = corpus::document_id_of("the key");
  CHECK(test.archive.put(squatter, from("s")).id == squatter.document.id);
  const auto id = test.archive.put(record("the key", "Two"), from("s")).id;
  CHECK(id == squatter.document.id + "a");
  CHECK(test.archive.find(id)->title == "Two");
  CHECK(test.archive.put(record("the key", "Two"), from("s")).id == id);
}

TEST_CASE("an id from an export is kept, and leads to the document also where it was known before") {
  TestArchive test;
  test.archive.put(record("a", "One"), from("s"));
  auto exported = record("a", "One");
  exported.document.id = "abcdefghijkl";
  const auto id = test.archive.put(exported, from("export.jsonl")).id;
  CHECK(id == corpus::document_id_of("a"));
  CHECK(test.archive.find_by_key("abcdefghijkl")->id == id);
  auto fresh = record("b", "Two");
  fresh.document.id = "bcdefghijklm";
  CHECK(test.archive.put(fresh, from("export.jsonl")).id == "bcdefghijklm");
}
