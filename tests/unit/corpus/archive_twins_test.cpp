// Found twins: kept apart from what is stated, shown where nobody states otherwise, gone when found no more.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "corpus/archive.h"
#include "tests/support/records.h"
#include "tests/support/test_archive.h"

using corpus::Archive;
using corpus::DocumentId;
using corpus::FoundTwin;
using tests::from;
using tests::record;
using tests::TestArchive;

namespace {

using Twins = std::vector<FoundTwin>;
using Changes = Archive::TwinChanges;

const corpus::Provenance kRun{"pair", "pair", "2026-11-21T10:00:00Z", "test", ""};
const corpus::Provenance kLater{"pair", "pair", "2026-11-22T10:00:00Z", "test", ""};

/// An archive with two Arabic and two English documents that state nothing of each other.
struct Four : TestArchive {
  DocumentId arabic = put("a1"), arabic2 = put("a2"), english = put("e1"), english2 = put("e2");

  DocumentId put(const std::string& key, const std::string& translation = {},
                 const std::string& source = "s") {
    auto said = record(key, "Title of " + key);
    said.translation_key = translation;
    return archive.put(said, from(source)).id;
  }
  std::string shown(const DocumentId& id) const {
    const auto document = archive.find(id).value();
    if (document.translation.empty()) return "none";
    return archive.find(document.translation)->key + (document.twin_evidence ? " found" : " stated");
  }
  Changes find(const Twins& twins, const corpus::Provenance& run = kRun) {
    const auto changes = archive.put_found_twins(twins, run);
    CHECK(archive.problems().empty());
    return changes;
  }
};

FoundTwin twin(const DocumentId& arabic, const DocumentId& english, double score = 0.31) {
  return {arabic, english, {score, 0.97, {"37 words and names", "same day"}}};
}

}  // namespace

TEST_CASE("found twins are each other's translation, with the evidence, and take a revision each") {
  Four four;
  const auto before = four.archive.revision();
  CHECK(four.find({twin(four.arabic, four.english)}) == Changes{1, 0, 0, 0});
  CHECK(four.archive.revision() == before + 2);
  CHECK(four.shown(four.arabic) == "e1 found");
  CHECK(four.shown(four.english) == "a1 found");
  CHECK(four.shown(four.arabic2) == "none");
  const corpus::TwinEvidence evidence{0.31, 0.97, {"37 words and names", "same day"}};
  CHECK(four.archive.find(four.english)->twin_evidence == evidence);
  const auto changed = four.archive.changed_since(before, 10);
  REQUIRE(changed.size() == 2);
  CHECK(changed[0].document.twin_evidence == evidence);
  auto kept = twin(four.arabic, four.english);
  kept.provenance = kRun;
  CHECK(four.archive.found_twins() == Twins{kept});
  CHECK(four.archive.counts().twins == 1);
}

TEST_CASE("finding the same again changes nothing, and tells of the first run") {
  Four four;
  four.find({twin(four.arabic, four.english), twin(four.arabic2, four.english2)});
  const auto before = four.archive.revision();
  const auto twins = four.archive.found_twins();
  CHECK(four.find({twin(four.arabic2, four.english2), twin(four.arabic, four.english, 0.3149)}, kLater) ==
        Changes{0, 0, 0, 2});
  CHECK(four.archive.revision() == before);
  CHECK(four.archive.found_twins() == twins);
}

TEST_CASE("other evidence of a pair is told to whoever shows it, and to nobody else") {
  Four four;
  four.find({twin(four.arabic, four.english), twin(four.arabic2, four.english2)});
  four.put("a2", "e1", "other");  // so that its twin is hidden
  const auto before = four.archive.revision();
  CHECK(four.find({twin(four.arabic, four.english), twin(four.arabic2, four.english2, 0.5)}, kLater) ==
        Changes{0, 1, 0, 1});
  CHECK_MESSAGE(four.archive.revision() == before, "nobody shows it");
  CHECK(four.archive.found_twins()[1].provenance == kLater);
}

TEST_CASE("what is found no more vanishes, from both") {
  Four four;
  four.find({twin(four.arabic, four.english), twin(four.arabic2, four.english2)});
  const auto before = four.archive.revision();
  CHECK(four.find({twin(four.arabic2, four.english2)}) == Changes{0, 0, 1, 1});
  CHECK(four.archive.revision() == before + 2);
  CHECK(four.shown(four.arabic) == "none");
  CHECK(four.shown(four.english) == "none");
  CHECK(four.find({twin(four.arabic2, four.english)}) == Changes{1, 0, 1, 0});
  CHECK(four.shown(four.arabic2) == "e1 found");
  CHECK(four.shown(four.english) == "a2 found");
  CHECK(four.shown(four.english2) == "none");
  CHECK(four.find({}) == Changes{0, 0, 1, 0});
  CHECK(four.archive.found_twins().empty());
}

TEST_CASE("what is stated beats what is found, in any order of arrival and on both sides") {
  Four four;
  const auto state = [&](int step) {
    if (step == 0) four.find({twin(four.arabic, four.english)});
    if (step == 1) four.put("e1", "a2", "other");
  };
  SUBCASE("found first") {
    state(0);
    state(1);
  }
  SUBCASE("stated first") {
    state(1);
    state(0);
  }
  CHECK(four.shown(four.english) == "a2 stated");
  CHECK(four.shown(four.arabic2) == "e1 stated");
  CHECK_MESSAGE(four.shown(four.arabic) == "none", "its twin is another's");
  CHECK(four.archive.found_twins().size() == 1);
  CHECK(four.archive.problems().empty());
}

TEST_CASE("a statement whose other end is not here holds the place of it") {
  Four four;
  four.find({twin(four.arabic, four.english)});
  four.put("a1", "late", "other");
  CHECK(four.shown(four.arabic) == "none");
  CHECK(four.shown(four.english) == "none");
  const auto late = four.put("late");
  CHECK(four.shown(four.arabic) == "late stated");
  CHECK(four.shown(late) == "a1 stated");
  CHECK(four.shown(four.english) == "none");
  CHECK(four.archive.problems().empty());
}

TEST_CASE("a document that comes and names one of two twins takes it away from the other") {
  Four four;
  four.find({twin(four.arabic, four.english)});
  const auto before = four.archive.revision();
  const auto third = four.put("e3", "a1");
  CHECK(four.shown(four.arabic) == "e3 stated");
  CHECK(four.shown(third) == "a1 stated");
  CHECK(four.shown(four.english) == "none");
  CHECK(four.archive.revision() == before + 3);
  CHECK(four.archive.problems().empty());
}

TEST_CASE(
    "a pair that a source states too is stated; when it states another, nothing found comes back over it") {
  Four four;
  four.find({twin(four.arabic, four.english)});
  const auto before = four.archive.revision();
  four.put("e1", "a1", "other");
  CHECK(four.shown(four.arabic) == "e1 stated");
  CHECK(four.shown(four.english) == "a1 stated");
  CHECK(four.archive.revision() == before + 2);
  CHECK(four.find({twin(four.arabic, four.english)}) == Changes{0, 0, 0, 1});
  four.put("e1", "a2", "other");
  CHECK(four.shown(four.arabic) == "none");
  CHECK(four.archive.problems().empty());
}

TEST_CASE("a document named by another gets its twin back when the other names a third") {
  Four four;
  four.find({twin(four.arabic, four.english)});
  four.put("e2", "a1", "other");
  CHECK(four.shown(four.arabic) == "e2 stated");
  CHECK(four.shown(four.english) == "none");
  four.put("e2", "a2", "other");
  CHECK(four.shown(four.arabic) == "e1 found");
  CHECK(four.shown(four.english) == "a1 found");
  CHECK(four.shown(four.arabic2) == "e2 stated");
  CHECK(four.archive.problems().empty());
}

TEST_CASE("a found twin of another archive is kept where neither has one here, under any of its names") {
  Four four;
  four.find({twin(four.arabic, four.english)});
  CHECK_FALSE(four.archive.put_found_twin(twin(four.arabic, four.english2), kLater));
  CHECK_FALSE(four.archive.put_found_twin(twin(four.arabic, four.english, 0.9), kLater));
  CHECK_FALSE(four.archive.put_found_twin(twin(four.english, four.arabic2), kLater));
  CHECK(four.archive.put_found_twin(twin("a2", "e2"), kLater));
  CHECK(four.shown(four.arabic2) == "e2 found");
  CHECK(four.archive.problems().empty());
}

TEST_CASE("pairs that cannot be are refused whole") {
  Four four;
  four.find({twin(four.arabic, four.english)});
  const auto before = four.archive.found_twins();
  const double none = std::numeric_limits<double>::quiet_NaN();
  const Twins wrong[] = {{twin(four.arabic2, "nowhere")},
                         {twin(four.arabic2, four.arabic2)},
                         {twin(four.arabic2, four.english), twin(four.arabic, four.english)},
                         {twin(four.arabic2, four.english), twin(four.english, four.english2)},
                         {twin(four.arabic2, four.english2, 1.5)},
                         {twin(four.arabic2, four.english2, none)},
                         {{four.arabic2, four.english2, {0.5, 0, {"two\nlines"}}}},
                         {{four.arabic2, four.english2, {0.5, 0, std::vector<std::string>(33, "words")}}}};
  for (const auto& twins : wrong) {
    CHECK_THROWS_AS(four.archive.put_found_twins(twins, kLater), corpus::RecordRefused);
    CHECK(four.archive.found_twins() == before);
  }
  CHECK_THROWS_WITH_AS(four.archive.put_found_twin(twin(four.arabic2, "nowhere"), kRun),
                       doctest::Contains("there is no document \"nowhere\""), corpus::RecordRefused);
}

TEST_CASE("found twins in a batch that is given up were never there") {
  Four four;
  const auto before = four.archive.revision();
  four.archive.begin_batch();
  four.archive.put_found_twins(Twins{twin(four.arabic, four.english)}, kRun);
  four.archive.abandon_batch();
  CHECK(four.archive.revision() == before);
  CHECK(four.archive.found_twins().empty());
  CHECK(four.shown(four.arabic) == "none");
}
