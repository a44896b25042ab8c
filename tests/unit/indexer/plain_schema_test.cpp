// Tests of the plain schema: what an index that knows nothing but stems holds, and that it stays so.
#include <doctest/doctest.h>
#include <xapian.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "indexer/index_check.h"
#include "indexer/index_document.h"
#include "indexer/index_reader.h"
#include "indexer/index_schema.h"
#include "indexer/index_update.h"
#include "indexer/reuse.h"
#include "indexer/stored_document.h"
#include "tests/support/made_up_archive.h"
#include "tests/unit/indexer/test_index.h"

using indexer::Field;
using indexer::index_term;
using indexer::IndexReader;
using indexer::Schema;

namespace {

corpus::Document statement() {
  corpus::Document document;
  document.id = "abcdefghijkl";
  document.key = "https://example.org/statement";
  document.kind = corpus::Kind::statement;
  document.language = analyzers::Language::english;
  document.title = "The Schools restored";
  document.body =
      "The U.S. helps the schools of Mosul reopen again. #DefeatDaesh @coalition counter-terrorism";
  document.hashtags = {"stability"};
  document.published.first_day = std::chrono::year{2018} / 2 / 1;
  document.published.precision = corpus::DatePrecision::month;
  document.tags = {{analyzers::EntryType::topic, "stabilisation", "phrase", {}}};
  document.occurrences = {{"https://example.org/", ""}};
  return document;
}

/// An index of the plain schema and its archive of fifty documents.
struct PlainIndex : tests::TestIndex {
  PlainIndex() {
    tests::put_made_up(*archive, 0, 50);
    rebuild(plain());
  }

  static indexer::UpdateOptions plain() {
    auto options = small();
    options.schema = Schema::plain;
    return options;
  }
  static indexer::UpdateOptions beside() {
    auto options = small();
    options.main_is_larger = 0;
    return options;
  }

  IndexReader reader() const { return IndexReader(index.current().value()); }
  std::vector<std::string> damage() const { return indexer::check_all(*archive, index, {}).index_damage; }
};

// Terms of a text's words that are not their stems; by way of example.
std::vector<std::string> other_words(const IndexReader& reader) {
  std::vector<std::string> found;
  reader.for_each_term("", [&](const std::string& term, Xapian::doccount) {
    const bool is_exact = term.front() < 'A' || term.front() > 'Z';
    const bool is_of_words = std::ranges::any_of(
        std::vector{Field::written, Field::trigram, Field::hashtag, Field::name_key, Field::title_exact,
                    Field::title_stem, Field::title_end, Field::sentence},
        [&](Field field) { return term.starts_with(index_term(field, "")); });
    if (is_exact || is_of_words) found.push_back(term);
  });
  return found;
}

}  // namespace

TEST_CASE("of its words a plain document has stems and where they stand, and nothing else") {
  const analyzers::Analyzer analyzer;
  const auto indexed = indexer::index_document(statement(), {1, {}}, analyzer, Schema::plain);
  const std::set<std::string> terms(indexed.document.termlist_begin(), indexed.document.termlist_end());
  std::set<std::string> expected = {
      index_term(Field::id, "abcdefghijkl"), index_term(Field::shown, ""),
      index_term(Field::kind, "statement"),  index_term(Field::language, "en"),
      index_term(Field::year, "2018"),       index_term(Field::topic, "stabilisation")};
  for (const auto& text : {statement().title, statement().body}) {
    for (const auto& token : analyzer.analyze(text)) expected.insert(index_term(Field::stem, token.stem));
  }
  CHECK(terms == expected);
  CHECK_MESSAGE(terms.contains(index_term(Field::stem, "the")), "stop words too: phrases ask for them");
  CHECK(indexed.positions.size() == static_cast<std::size_t>(std::ranges::count_if(
                                        terms, [](const auto& term) { return term.starts_with("Z"); })));
}

TEST_CASE(
    "the stems of a plain document weigh and stand as those of a full one, and its values are the same") {
  const analyzers::Analyzer analyzer;
  const auto plain = indexer::index_document(statement(), {7, {}}, analyzer, Schema::plain);
  const auto full = indexer::index_document(statement(), {7, {}}, analyzer);
  const auto stem = index_term(Field::stem, "school");
  const auto wdf_in = [&stem](const indexer::IndexedDocument& indexed) {
    auto at = indexed.document.termlist_begin();
    at.skip_to(stem);
    return at.get_wdf();
  };
  CHECK(wdf_in(plain) == indexer::kTitleWeight + 1);
  CHECK(wdf_in(plain) == wdf_in(full));
  const auto positions_in = [&stem](const indexer::IndexedDocument& indexed) {
    return std::ranges::find(indexed.positions, stem, [](const auto& known) { return known.first; })->second;
  };
  CHECK(positions_in(plain) == positions_in(full));
  for (Xapian::valueno slot = 0; slot <= indexer::kTranslationSlot; ++slot)
    CHECK(plain.document.get_value(slot) == full.document.get_value(slot));
}

TEST_CASE("a plain document is stored whole, without its words") {
  const analyzers::Analyzer analyzer;
  const auto indexed = indexer::index_document(statement(), {1, {}}, analyzer, Schema::plain);
  const auto stored = indexer::from_stored(indexed.document.get_data());
  CHECK(stored.document == statement());
  CHECK(stored.title_words.empty());
  CHECK(stored.text_words.empty());
}

TEST_CASE("a rebuilt index is of the schema asked for, says so, and is sound") {
  const PlainIndex house;
  CHECK(house.metadata(indexer::kSchemaKey) == "plain");
  CHECK(house.reader().schema() == Schema::plain);
  CHECK(other_words(house.reader()).empty());
  CHECK(house.reader().documents() == 50);
  CHECK(house.damage().empty());
}

TEST_CASE("an index of the full schema does not say so, as those built before there was another") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 5);
  house.update();
  CHECK(house.metadata(indexer::kSchemaKey).empty());
  CHECK(IndexReader(house.index.current().value()).schema() == Schema::full);
  CHECK_FALSE(other_words(IndexReader(house.index.current().value())).empty());
}

TEST_CASE("a plain index stays plain: updated in place, in its delta, and rebuilt") {
  PlainIndex house;
  tests::put_made_up(*house.archive, 45, 60, 1);
  CHECK(house.update().schema == Schema::plain);
  CHECK(other_words(house.reader()).empty());
  CHECK(house.damage().empty());

  tests::put_made_up(*house.archive, 58, 62, 2);
  CHECK(house.update(PlainIndex::beside()).schema == Schema::plain);
  REQUIRE(house.reader().delta() != nullptr);
  CHECK(house.reader().schema() == Schema::plain);
  CHECK(other_words(house.reader()).empty());
  CHECK(house.damage().empty());
  CHECK_MESSAGE(house.update(PlainIndex::beside()).schema == Schema::plain, "where nothing is to be written");

  CHECK(house.rebuild().schema == Schema::plain);
  CHECK(other_words(house.reader()).empty());
  CHECK(house.reader().documents() == 62);
}

TEST_CASE("an update keeps to the schema of its index, whatever is asked for; a rebuild changes it") {
  PlainIndex house;
  tests::put_made_up(*house.archive, 50, 51);
  auto full = tests::TestIndex::small();
  full.schema = Schema::full;
  CHECK(house.update(full).schema == Schema::plain);
  CHECK(house.rebuild(full).schema == Schema::full);
  CHECK_FALSE(other_words(house.reader()).empty());
  CHECK(house.damage().empty());
}

TEST_CASE("what is of another schema than its index is told by verify") {
  PlainIndex house;
  {
    Xapian::WritableDatabase database(house.index.current().value().string(), Xapian::DB_OPEN);
    database.set_metadata(indexer::kSchemaKey, "full");
    database.commit();
  }
  CHECK_FALSE(house.damage().empty());
}

TEST_CASE("an index of a schema that this program does not know is refused with the command that mends it") {
  PlainIndex house;
  {
    Xapian::WritableDatabase database(house.index.current().value().string(), Xapian::DB_OPEN);
    database.set_metadata(indexer::kSchemaKey, "sparse");
    database.commit();
  }
  CHECK_THROWS_WITH_AS(indexer::check_generation(house.index.current().value()),
                       doctest::Contains("indexer rebuild --data"), indexer::IndexError);
}

TEST_CASE("who said a sentence a plain index cannot tell, and says what can") {
  const PlainIndex house;
  CHECK_THROWS_WITH_AS(indexer::where_said(house.index, "We will stand by the people of Iraq."),
                       doctest::Contains("indexer rebuild --schema full"), indexer::IndexError);
}
