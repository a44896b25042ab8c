// Tests of index_document: what the index keeps of a document.
#include "indexer/index_document.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index_schema.h"
#include "indexer/stored_document.h"

using analyzers::Analyzer;
using analyzers::EntryType;
using indexer::Field;
using indexer::index_term;

namespace {

struct Term {
  Xapian::termcount wdf = 0;
  indexer::Positions positions;
};

indexer::Positions positions_of(const indexer::IndexedDocument& indexed, std::string_view term) {
  for (const auto& [known, positions] : indexed.positions) {
    if (known == term) return positions;
  }
  return {};
}

std::optional<Term> find_term(const indexer::IndexedDocument& indexed, Field field, std::string_view value) {
  const auto term = index_term(field, value);
  auto at = indexed.document.termlist_begin();
  at.skip_to(term);
  if (at == indexed.document.termlist_end() || *at != term) return std::nullopt;
  return Term{at.get_wdf(), positions_of(indexed, term)};
}

std::vector<std::string> terms_of(const indexer::IndexedDocument& indexed) {
  return {indexed.document.termlist_begin(), indexed.document.termlist_end()};
}

std::string value_in(const indexer::IndexedDocument& indexed, Xapian::valueno slot) {
  return indexed.document.get_value(slot);
}
double number_in(const indexer::IndexedDocument& indexed, Xapian::valueno slot) {
  return Xapian::sortable_unserialise(value_in(indexed, slot));
}

corpus::Document statement() {
  corpus::Document document;
  document.id = "abcdefghijkl";
  document.key = "https://example.org/statement";
  document.kind = corpus::Kind::statement;
  document.language = analyzers::Language::english;
  document.title = "Mosul restored";
  document.summary = "Families return";
  document.body = "The U.S. helps Mosul. #DefeatDaesh @coalition https://example.org/about 2,500 schools\n";
  document.published.first_day = std::chrono::year{2018} / 2 / 1;
  document.published.precision = corpus::DatePrecision::month;
  document.published.evidence = corpus::DateEvidence::address;
  document.tags = {{EntryType::partner, "united-states", "acronym", {{analyzers::TextField::body, 4, 8}}},
                   {EntryType::partner, "iraq", "capital", {{analyzers::TextField::title, 0, 5}}},
                   {EntryType::topic, "stabilisation", "phrase", {}},
                   {EntryType::place, "mosul", "name", {}},
                   {EntryType::person, "brett-mcgurk", "name", {}},
                   {EntryType::outlet, "metro", "source", {}},
                   {EntryType::group, "daesh", "name", {}}};
  document.occurrences = {{"https://example.org/", "bytes=0-10"}};
  return document;
}

}  // namespace

TEST_CASE("a word of the title counts three times, one of the text once") {
  const Analyzer analyzer;
  const auto indexed = indexer::index_document(statement(), {1, {}}, analyzer);
  CHECK(find_term(indexed, Field::exact, "restored").value().wdf == 3);
  CHECK(find_term(indexed, Field::stem, "restor").value().wdf == 3);
  CHECK(find_term(indexed, Field::exact, "helps").value().wdf == 1);
  CHECK(find_term(indexed, Field::stem, "help").value().wdf == 1);
  CHECK_MESSAGE(find_term(indexed, Field::exact, "mosul").value().wdf == 4, "in both");
  CHECK(find_term(indexed, Field::title_exact, "mosul").value().wdf == 0);
  CHECK_FALSE(find_term(indexed, Field::title_exact, "helps").has_value());
}

TEST_CASE("title, summary and text stand in this order, too far apart for a phrase") {
  const Analyzer analyzer;
  const auto indexed = indexer::index_document(statement(), {1, {}}, analyzer);
  const auto restored = find_term(indexed, Field::exact, "restored").value().positions;
  const auto families = find_term(indexed, Field::exact, "families").value().positions;
  const auto returning = find_term(indexed, Field::exact, "return").value().positions;
  const auto the = find_term(indexed, Field::exact, "the").value().positions;
  REQUIRE(restored.size() == 1);
  REQUIRE(families.size() == 1);
  REQUIRE(the.size() == 1);
  CHECK(restored[0] == 2);
  CHECK(families[0] == restored[0] + indexer::kFieldGap + 1);
  CHECK(returning == std::vector{families[0] + 1});
  CHECK(the[0] == returning[0] + indexer::kFieldGap + 1);
  CHECK_MESSAGE(find_term(indexed, Field::stem, "restor").value().positions == restored,
                "stems stand where words do");
}

TEST_CASE("hashtags, mentions, acronyms, hosts and joined words are found, without weight or place") {
  const Analyzer analyzer;
  auto document = statement();
  document.hashtags = {"DefeatDaesh", "NotInTheText"};
  const auto indexed = indexer::index_document(document, {1, {}}, analyzer);
  const std::pair<Field, const char*> wanted[] = {{Field::hashtag, "defeatdaesh"},
                                                  {Field::hashtag, "notinthetext"},
                                                  {Field::mention, "coalition"},
                                                  {Field::acronym, "US"},
                                                  {Field::host, "example.org"}};
  for (const auto& [field, value] : wanted) {
    CAPTURE(value);
    const auto term = find_term(indexed, field, value);
    REQUIRE(term.has_value());
    CHECK(term->wdf == 0);
    CHECK(term->positions.empty());
  }
  CHECK_MESSAGE(!find_term(indexed, Field::exact, "notinthetext").has_value(), "it is no word of the text");
}

TEST_CASE("an Arabic word is found by its word, its stem and the letters of its stem") {
  const Analyzer analyzer;
  auto document = statement();
  document.title = "المدارس في الموصل";
  document.summary.clear();
  document.body.clear();
  const auto indexed = indexer::index_document(document, {1, {}}, analyzer);
  CHECK(find_term(indexed, Field::exact, "الموصل").value().wdf == 3);
  CHECK(find_term(indexed, Field::stem, "موصل").value().wdf == 3);
  for (const char* letters : {"موص", "وصل"}) {
    const auto term = find_term(indexed, Field::trigram, letters);
    REQUIRE(term.has_value());
    CHECK(term->wdf == 1);
    CHECK(term->positions.empty());
  }
  CHECK_MESSAGE(!find_term(indexed, Field::trigram, "في").has_value(), "stop words have none");
  CHECK_MESSAGE(find_term(indexed, Field::stem, "في").has_value(), "but phrases need their stems");
}

TEST_CASE("how a word is written stands beside its folded form where it says more") {
  const Analyzer analyzer;
  auto document = statement();
  document.title = "مدرسة أحمد وأحمد";
  document.summary.clear();
  document.body = "احمد أحمد Daesh Daesh's\n";
  const auto indexed = indexer::index_document(document, {1, {}}, analyzer);
  const auto written = find_term(indexed, Field::written, "احمد أحمد").value();
  CHECK(written.wdf == 0);
  CHECK(written.positions == indexer::Positions{2, 3 + indexer::kFieldGap + 2});
  CHECK(find_term(indexed, Field::exact, "احمد").value().positions.size() == 3);
  CHECK(find_term(indexed, Field::written, "مدرسه مدرسة").has_value());
  CHECK(find_term(indexed, Field::written, "daesh daesh's").value().positions.size() == 1);
  CHECK_FALSE(find_term(indexed, Field::written, "daesh daesh").has_value());
}

TEST_CASE("what stands in the title is known by its words, its stems and its end") {
  const Analyzer analyzer;
  const auto indexed = indexer::index_document(statement(), {1, {}}, analyzer);
  CHECK(find_term(indexed, Field::title_stem, "restor").has_value());
  CHECK_FALSE(find_term(indexed, Field::title_stem, "help").has_value());
  CHECK(find_term(indexed, Field::title_end, "").value().positions == indexer::Positions{2});
  CHECK(find_term(indexed, Field::title_end, "").value().wdf == 0);
  auto untitled = statement();
  untitled.title = "…";
  CHECK_FALSE(
      find_term(indexer::index_document(untitled, {1, {}}, analyzer), Field::title_end, "").has_value());
}

TEST_CASE("it is known where exactly those terms stand whose fields have positions") {
  const Analyzer analyzer;
  auto document = statement();
  document.body += "مدرسة أحمد Daesh's F-16 2018\n";
  const auto indexed = indexer::index_document(document, {1, {}}, analyzer);
  const auto terms = terms_of(indexed);
  for (const auto& term : terms) {
    CAPTURE(term);
    const bool is_in_title = term.starts_with("ZS");
    CHECK((indexer::may_have_positions(term) && !is_in_title) == !positions_of(indexed, term).empty());
  }
  for (const auto& [term, positions] : indexed.positions) {
    CAPTURE(term);
    CHECK(std::find(terms.begin(), terms.end(), term) != terms.end());
    CHECK_FALSE(positions.empty());
    CHECK(std::is_sorted(positions.begin(), positions.end()));
  }
}

TEST_CASE("English words have no trigrams") {
  const Analyzer analyzer;
  const auto terms = terms_of(indexer::index_document(statement(), {1, {}}, analyzer));
  CHECK(std::none_of(terms.begin(), terms.end(),
                     [](const std::string& term) { return term.starts_with("G"); }));
}

TEST_CASE("what can be filtered by is a term and a value") {
  const Analyzer analyzer;
  auto document = statement();
  document.parent = "ppppppppppppp";
  const auto indexed = indexer::index_document(document, {7, "2026-11-21T09:00:00Z"}, analyzer);
  for (const auto& [field, value] :
       {std::pair{Field::id, "abcdefghijkl"}, std::pair{Field::language, "en"},
        std::pair{Field::kind, "statement"}, std::pair{Field::partner, "united-states"},
        std::pair{Field::partner, "iraq"}, std::pair{Field::topic, "stabilisation"},
        std::pair{Field::place, "mosul"}, std::pair{Field::person, "brett-mcgurk"},
        std::pair{Field::outlet, "metro"}, std::pair{Field::group, "daesh"},
        std::pair{Field::parent, "ppppppppppppp"}, std::pair{Field::shown, ""}}) {
    CAPTURE(index_term(field, value));
    const auto term = find_term(indexed, field, value);
    REQUIRE(term.has_value());
    CHECK(term->wdf == 0);
  }
  CHECK(value_in(indexed, indexer::kIdSlot) == "abcdefghijkl");
  CHECK(value_in(indexed, indexer::kKindSlot) == "statement");
  CHECK(Xapian::sortable_unserialise(value_in(indexed, indexer::kFirstSeenTimeSlot)) == 1'795'251'600.0);
  CHECK(value_in(indexed, indexer::kLanguageSlot) == "en");
  CHECK(value_in(indexed, indexer::kPartnersSlot) == "iraq\nunited-states");
  CHECK(value_in(indexed, indexer::kTopicsSlot) == "stabilisation");
  CHECK(value_in(indexed, indexer::kPlacesSlot) == "mosul");
  CHECK(value_in(indexed, indexer::kOutletsSlot) == "metro");
  CHECK(value_in(indexed, indexer::kWithdrawnSlot).empty());
  CHECK(number_in(indexed, indexer::kFirstSeenSlot) == 7);
}

TEST_CASE("a date is the days that it may mean; an unknown one is none") {
  const Analyzer analyzer;
  auto document = statement();
  const auto month = indexer::index_document(document, {1, {}}, analyzer);
  CHECK(number_in(month, indexer::kFirstDaySlot) == 17563);  // 2018-02-01
  CHECK(number_in(month, indexer::kLastDaySlot) == 17590);   // 2018-02-28
  CHECK(value_in(month, indexer::kPrecisionSlot) == "month");

  document.published = {};
  const auto undated = indexer::index_document(document, {1, {}}, analyzer);
  CHECK(value_in(undated, indexer::kFirstDaySlot).empty());
  CHECK(value_in(undated, indexer::kLastDaySlot).empty());
  CHECK(value_in(undated, indexer::kPrecisionSlot).empty());

  document.published.first_day = std::chrono::year{1966} / 1 / 1;
  document.published.precision = corpus::DatePrecision::year;
  const auto early = indexer::index_document(document, {1, {}}, analyzer);
  CHECK_MESSAGE(number_in(early, indexer::kFirstDaySlot) == -1461, "days before 1970 are days, too");
}

TEST_CASE("old names of a document lead to it") {
  const Analyzer analyzer;
  auto document = statement();
  document.aliases = {"https://example.org/old", "zzzzzzzzzzz2"};
  const auto indexed = indexer::index_document(document, {1, {}}, analyzer);
  CHECK(find_term(indexed, Field::alias, corpus::document_id_of("https://example.org/old")).has_value());
  CHECK(find_term(indexed, Field::alias, "zzzzzzzzzzz2").has_value());
  CHECK_FALSE(find_term(indexed, Field::alias, "https://example.org/old").has_value());
}

TEST_CASE("the stored copy is the whole document") {
  const Analyzer analyzer;
  const auto document = statement();
  CHECK(indexer::from_stored(indexer::index_document(document, {1, {}}, analyzer).document.get_data())
            .document == document);
}

TEST_CASE("a withdrawn document is a tombstone: its id and its reason, no word of it") {
  const Analyzer analyzer;
  auto document = statement();
  document.parent = "ppppppppppppp";
  document.hashtags = {"DefeatDaesh"};
  document.withdrawn = corpus::Withdrawal{"gone from its source", "2026-11-21T08:50:25Z"};
  const auto indexed = indexer::index_document(document, {3, {}}, analyzer);
  CHECK(terms_of(indexed) == std::vector<std::string>{"Qabcdefghijkl", "XPARENTppppppppppppp"});
  CHECK(value_in(indexed, indexer::kWithdrawnSlot) == "1");
  CHECK(value_in(indexed, indexer::kIdSlot) == "abcdefghijkl");
  CHECK(value_in(indexed, indexer::kPartnersSlot).empty());
  const auto kept = indexer::from_stored(indexed.document.get_data()).document;
  CHECK(kept.withdrawn == document.withdrawn);
  CHECK(kept.url == document.url);
  CHECK(kept.title.empty());
  CHECK(kept.body.empty());
  CHECK(kept.tags.empty());
}

TEST_CASE("hostile text becomes a document all the same") {
  const Analyzer analyzer;
  auto document = statement();
  std::string nulls(300, '\0');
  for (const auto& text : {std::string(), std::string(5000, 'a'), nulls, std::string("\xff\xfe\xc3"),
                           std::string("#\u200f\u200f# @ _ __ ..."), "x" + nulls + "y"}) {
    document.title = text;
    document.summary = text;
    document.body = text;
    document.hashtags = {text};
    document.tags = {{EntryType::outlet, text + "!", "source", {}}};
    CHECK_NOTHROW(indexer::index_document(document, {1, {}}, analyzer));
  }
}
