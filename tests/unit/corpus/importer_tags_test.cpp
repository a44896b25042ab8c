// What an import does with tags: found in the text, stated by the source, carried by an export.
#include "corpus/importer.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/records.h"
#include "tests/unit/corpus/test_import.h"

using analyzers::EntryType;
using tests::Import;
using tests::record;

namespace {

const analyzers::Tag* tag_of(const corpus::Document& document, EntryType type, const std::string& id) {
  for (const auto& tag : document.tags) {
    if (tag.type == type && tag.id == id) return &tag;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("documents are tagged by their text, each tag with the words that caused it") {
  Import import;
  import.run({record("a", "Iraq thanks its partners", "#DefeatDaesh in Mosul.\n")});
  const auto document = import.stored("a");
  const auto* iraq = tag_of(document, EntryType::partner, "iraq");
  REQUIRE(iraq != nullptr);
  REQUIRE_FALSE(iraq->spans.empty());
  CHECK(iraq->spans[0] == analyzers::Span{analyzers::TextField::title, 0, 4});
  CHECK(document.hashtags == std::vector<std::string>{"DefeatDaesh"});
}

TEST_CASE("tags that a source states are kept beside those that are found") {
  Import import;
  auto stated = record("a", "Iraq thanks its partners");
  stated.document.tags = {
      {EntryType::partner, "france", "source", {}},
      {EntryType::partner, "iraq", "decision", {}},
      {EntryType::topic, "women", "phrase", {}},  // found elsewhere once: found again or not
      {EntryType::outlet, "The New York Times", "source", {}},
      {EntryType::topic, "تحقيق الاستقرار", "source", {}},
      {EntryType::topic, "Education", "source", {}}};
  CHECK(import.run({stated}).remark_count == 0);
  const auto document = import.stored("a");
  REQUIRE(tag_of(document, EntryType::partner, "france") != nullptr);
  CHECK(tag_of(document, EntryType::partner, "france")->rule == "source");
  REQUIRE(tag_of(document, EntryType::partner, "iraq") != nullptr);
  CHECK(tag_of(document, EntryType::partner, "iraq")->rule == "decision");
  CHECK(tag_of(document, EntryType::topic, "women") == nullptr);
  CHECK(tag_of(document, EntryType::outlet, "new-york-times") != nullptr);
  CHECK(tag_of(document, EntryType::topic, "stabilisation") != nullptr);
  CHECK_MESSAGE(tag_of(document, EntryType::topic, "education") != nullptr, "by its label");
  CHECK(std::is_sorted(document.tags.begin(), document.tags.end(), [](const auto& one, const auto& other) {
    return std::tie(one.type, one.id) < std::tie(other.type, other.id);
  }));
}

TEST_CASE("a tag that the vocabulary does not know is left out and named, the record is kept") {
  Import import;
  auto stated = record("a", "Mosul");
  stated.document.tags = {{EntryType::partner, "nope", "source", {}},
                          {EntryType::partner, "France and Italy", "source", {}},
                          {EntryType::outlet, "<script>", "source", {}}};
  auto exported = record("b", "Mosul");
  exported.tags_given = true;
  exported.document.tags = {{EntryType::topic, "iraq", "phrase", {}}};  // a partner, no topic
  const auto report = import.run({stated, exported});
  CHECK(report.added == 2);
  CHECK(report.problem_count == 0);
  REQUIRE(report.remark_count == 2);
  CHECK(report.remarks[0].where == stated.where);
  CHECK(report.remarks[0].what ==
        R"(the vocabulary has no partner "France and Italy", partner "nope", outlet "<script>": left out)");
  CHECK(report.remarks[1].what == R"(the vocabulary has no topic "iraq": left out)");
  for (const auto& tag : import.stored("a").tags) CHECK(import.vocabulary.find(tag.type, tag.id) != nullptr);
  CHECK(import.stored("b").tags.empty());
}

TEST_CASE("thousands of unknown tags make one remark that names five") {
  Import import;
  auto stated = record("a", "Mosul");
  for (int i = 0; i < 5000; ++i)
    stated.document.tags.push_back({EntryType::partner, "no-" + std::to_string(i), "source", {}});
  const auto report = import.run({stated});
  REQUIRE(report.remark_count == 1);
  CHECK(report.remarks[0].what.ends_with(R"(partner "no-1000" and 4995 more: left out)"));
}

TEST_CASE("an export may carry ids that another vocabulary had, but nothing that is no id") {
  Import import;
  auto exported = record("a", "Mosul");
  exported.tags_given = true;
  exported.memory = corpus::Record::Memory{tests::from("s"), false, 0, {}};
  exported.document.tags = {{EntryType::outlet, "<b>", "source", {}},
                            {EntryType::outlet, "lost", "source", {}}};
  const auto report = import.run({exported});
  REQUIRE(report.remark_count == 1);
  CHECK(report.remarks[0].what == R"(the vocabulary has no outlet "<b>": left out)");
  REQUIRE(import.stored("a").tags.size() == 1);
  CHECK(import.stored("a").tags[0].id == "lost");
}

TEST_CASE("a span beyond its text is left out, its tag and the others stay") {
  Import import;
  auto exported = record("a", "العراق يشكر", "Iraq\n");
  exported.tags_given = true;
  exported.document.tags = {{EntryType::partner,
                             "iraq",
                             "name",
                             {{analyzers::TextField::title, 0, 11},
                              {analyzers::TextField::title, 0, 12},
                              {analyzers::TextField::summary, 0, 1},
                              {analyzers::TextField::body, 0, 99999}}}};
  const auto report = import.run({exported});
  CHECK(report.added == 1);
  REQUIRE(report.remark_count == 1);
  CHECK(report.remarks[0].what == R"(the text is shorter than spans of partner "iraq": left out)");
  REQUIRE(import.stored("a").tags.size() == 1);
  CHECK(import.stored("a").tags[0].spans ==
        std::vector<analyzers::Span>{{analyzers::TextField::title, 0, 11}});
}

TEST_CASE("an export's tags are kept as they are") {
  Import import;
  auto exported = record("a", "Iraq thanks its partners", "#Iraq\n");
  exported.tags_given = true;
  exported.document.tags = {{EntryType::topic, "women", "phrase", {{analyzers::TextField::body, 0, 5}}}};
  import.run({exported});
  CHECK(import.stored("a").tags == exported.document.tags);
  CHECK(import.stored("a").hashtags.empty());
}
