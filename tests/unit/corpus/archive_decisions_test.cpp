// What editors decide wins over what sources say, whichever came first, and leaves no trace in it.
#include <doctest/doctest.h>

#include "corpus/archive.h"
#include "tests/support/records.h"
#include "tests/support/temporary_directory.h"

using analyzers::EntryType;
using corpus::Archive;
using corpus::Decision;
using corpus::RecordRefused;
using tests::from;
using tests::record;

namespace {

struct Desk {
  bool decide(const std::string& document, const std::string& field, const std::string& value,
              bool accepted = true) {
    return archive.decide({document, field, value, accepted, "Ed", "why not", ""}, from("decide"));
  }
  corpus::Document shown(const std::string& key) const { return *archive.find_by_key(key); }
  std::string tags(const std::string& key) const {
    std::string all;
    const auto document = shown(key);
    for (const auto& tag : document.tags) all += tag.id + '(' + tag.rule + ") ";
    return all;
  }
  std::string said_tags(const std::string& key) const {
    std::string all;
    const auto versions = archive.history(shown(key).id);
    for (const auto& tag : versions.back().document.tags) all += tag.id + ' ';
    return all;
  }

  tests::TemporaryDirectory directory;
  Archive archive{directory / "archive.db", Archive::Access::read_write};
};

corpus::Record tagged(const std::string& key, const std::string& title) {
  auto result = record(key, title);
  result.document.tags = {{EntryType::partner, "iraq", "name", {{analyzers::TextField::title, 0, 4}}},
                          {EntryType::partner, "jordan", "name", {}}};
  result.document.published = *corpus::parse_date("2018-02-13");
  result.document.published.evidence = corpus::DateEvidence::metadata;
  return result;
}

}  // namespace

TEST_CASE("a tag is added, confirmed or taken away, whatever sources say before and after") {
  Desk desk;
  desk.archive.put(tagged("k", "Iraq"), from("s"));
  CHECK(desk.decide("k", "partner", "jordan", false));
  CHECK(desk.decide("k", "partner", "iraq"));
  CHECK(desk.decide("k", "topic", "education"));
  const auto decided = "iraq(decision) education(decision) ";
  CHECK(desk.tags("k") == decided);
  REQUIRE(desk.shown("k").tags[0].spans.size() == 1);
  CHECK(desk.said_tags("k") == "iraq jordan ");
  desk.archive.put(tagged("k", "Iraq, corrected"), from("s"));
  CHECK(desk.shown("k").title == "Iraq, corrected");
  CHECK(desk.tags("k") == decided);
  CHECK(desk.decide("k", "partner", "jordan"));
  CHECK(desk.tags("k") == "iraq(decision) jordan(decision) education(decision) ");
  CHECK(desk.decide("k", "topic", "education", false));
  CHECK(desk.tags("k") == "iraq(decision) jordan(decision) ");
  CHECK(desk.archive.problems().empty());
}

TEST_CASE("a date is decided, rejected, and given back to the source") {
  Desk desk;
  desk.archive.put(tagged("k", "T"), from("s"));
  const auto date = [&] { return to_string(desk.shown("k").published); };
  CHECK(desk.decide("k", "date", "2017-05"));
  CHECK(date() == "2017-05");
  CHECK(desk.shown("k").published.evidence == corpus::DateEvidence::decision);
  CHECK(desk.decide("k", "date", "2016"));
  CHECK(date() == "2016");
  CHECK(desk.decide("k", "date", "2016", false));
  CHECK_MESSAGE(date() == "2018-02-13", "what the source says holds again");
  CHECK(desk.decide("k", "date", "2018-02-13", false));
  CHECK(date().empty());
}

TEST_CASE("a language is decided and given back") {
  Desk desk;
  desk.archive.put(record("k", "T"), from("s"));
  CHECK(desk.decide("k", "language", "ar"));
  CHECK(desk.shown("k").language == analyzers::Language::arabic);
  CHECK(desk.decide("k", "language", "ar", false));
  CHECK(desk.shown("k").language == analyzers::Language::english);
}

TEST_CASE("a decision that holds already changes nothing; one that was overruled is new again") {
  Desk desk;
  desk.archive.put(tagged("k", "T"), from("s"));
  CHECK(desk.decide("k", "date", "2017"));
  const auto revision = desk.archive.revision();
  CHECK_FALSE(desk.decide("k", "date", "2017"));
  CHECK(desk.archive.revision() == revision);
  CHECK(desk.decide("k", "date", "2016"));
  CHECK(desk.decide("k", "date", "2017"));
  CHECK(desk.archive.decisions().size() == 3);
  CHECK(desk.archive.changed_since(revision, 9).size() == 1);
}

TEST_CASE("a translation is decided over statements and finds, from either side, and undone") {
  Desk desk;
  auto arabic = record("a", "A");
  arabic.translation_key = "wrong";
  desk.archive.put(arabic, from("s"));
  desk.archive.put(record("wrong", "W"), from("s"));
  desk.archive.put(record("right", "R"), from("s"));
  const auto id = [&](const char* key) { return desk.shown(key).id; };
  CHECK(desk.decide("right", "translation", "a"));
  CHECK(desk.shown("a").translation == id("right"));
  CHECK(desk.shown("right").translation == id("a"));
  desk.archive.put(arabic, from("s"));
  arabic.document.title = "A, changed";
  desk.archive.put(arabic, from("s"));
  CHECK(desk.shown("a").translation == id("right"));
  CHECK(desk.decide("a", "translation", "right", false));
  CHECK_MESSAGE(desk.shown("a").translation == id("wrong"), "what is stated holds again");
  CHECK(desk.shown("right").translation.empty());
  CHECK(desk.decide("wrong", "translation", "a", false));
  CHECK(desk.shown("a").translation.empty());
  CHECK(desk.shown("wrong").translation.empty());
  CHECK(desk.archive.problems().empty());
}

TEST_CASE("a found twin that an editor rejects is not shown, also when it is found again") {
  Desk desk;
  desk.archive.put(record("a", "A"), from("s"));
  desk.archive.put(record("e", "E"), from("s"));
  const std::vector<corpus::FoundTwin> twins{{"a", "e", {0.5, 1, {"same day"}}}};
  desk.archive.put_found_twins(twins, from("pair"));
  CHECK_FALSE(desk.shown("a").translation.empty());
  CHECK(desk.decide("a", "translation", "e", false));
  CHECK(desk.shown("a").translation.empty());
  CHECK(desk.archive.problems().empty());
  desk.archive.put_found_twins({}, from("pair"));
  desk.archive.put_found_twins(twins, from("pair"));
  CHECK(desk.shown("e").translation.empty());
  CHECK(desk.archive.problems().empty());
  CHECK(desk.decide("e", "translation", "a"));  // on second thoughts
  CHECK(desk.shown("a").translation == desk.shown("e").id);
  CHECK(desk.archive.problems().empty());
}

TEST_CASE("what is no decision is refused, and nothing is changed by it") {
  Desk desk;
  desk.archive.put(record("k", "T"), from("s"));
  const auto revision = desk.archive.revision();
  CHECK_THROWS_WITH_AS(desk.decide("none", "date", "2017"), doctest::Contains("there is no document"),
                       RecordRefused);
  CHECK_THROWS_WITH_AS(desk.decide("k", "date", "soon"), doctest::Contains("is no date"), RecordRefused);
  CHECK_THROWS_WITH_AS(desk.decide("k", "language", "klingon!"), doctest::Contains("is no language"),
                       RecordRefused);
  CHECK_THROWS_WITH_AS(desk.decide("k", "translation", "k"), doctest::Contains("its own translation"),
                       RecordRefused);
  CHECK_THROWS_WITH_AS(desk.decide("k", "translation", "none"), doctest::Contains("there is no document"),
                       RecordRefused);
  CHECK_THROWS_WITH_AS(desk.decide("k", "title", "x"), doctest::Contains("the field must be"), RecordRefused);
  CHECK_THROWS_AS(desk.decide("k", "topic", ""), RecordRefused);
  CHECK_THROWS_AS(desk.decide("k", "topic", "a\nb"), RecordRefused);
  CHECK(desk.archive.revision() == revision);
}
