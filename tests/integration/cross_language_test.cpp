// Questions in one language find documents in the other; what was added is told, and can be switched off.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "tests/support/places.h"
#include "tests/support/small_index.h"

namespace {

const char* const kDocuments[][3] = {
    {"mosul-ar", "ar", "عادت العائلات إلى الموصل بعد إزالة الألغام، وفتحت المدارس أبوابها."},
    {"mosul-en", "en",
     "Families came back to Mosul when the mines were cleared, and schools opened their doors."},
    {"defence-ar", "ar", "التقى وزير الدفاع الفرنسي نظيره في بغداد."},
    {"kuechly-ar", "ar", "قال كيكلي إن الفريق استعد جيدا."},
    {"baghouz-en", "en", "The last pocket at Baghouz fell in March."},
    {"other-ar", "ar", "جملة عن الطقس."},
    {"join-en", "en", "Others may join them later."},
};

tests::SmallIndex& index() {
  static const auto made = [] {
    auto filled =
        std::make_unique<tests::SmallIndex>(analyzers::Vocabulary::load(tests::vocabulary_folder()));
    for (const auto& [id, language, text] : kDocuments) {
      corpus::Record record;
      record.document.key = id;
      record.document.language = *analyzers::language_from_code(language);
      record.document.body = text;
      filled->put(std::move(record));
    }
    filled->update();
    return filled;
  }();
  return *made;
}

searchd::SearchResults search(const std::string& typed, bool cross = true) {
  searchd::SearchRequest request;
  request.typed = typed;
  request.cross = cross;
  return searchd::Searcher(index().view()).search(request, tests::far_deadline());
}

std::vector<std::string> keys(const searchd::SearchResults& results) {
  std::vector<std::string> keys;
  for (const auto& hit : results.hits) keys.push_back(hit.document.key);
  return keys;
}

bool finds(const searchd::SearchResults& results, const std::string& key) {
  const auto found = keys(results);
  return std::find(found.begin(), found.end(), key) != found.end();
}

}  // namespace

TEST_CASE("a question in one language finds documents in the other") {
  struct Row {
    const char* why;
    const char* typed;
    const char* key;
  };
  const Row rows[] = {
      {"a place, from English", "Mosul", "mosul-ar"},
      {"and as evenly from Arabic", "الموصل", "mosul-en"},
      {"a place behind a preposition of one letter", "بالموصل", "mosul-en"},
      {"a place", "الباغوز", "baghouz-en"},
      {"a term of several words", "Minister of Defence", "defence-ar"},
      {"several words, each in its other form", "schools in Mosul", "mosul-ar"},
      {"the same from Arabic", "مدارس الموصل", "mosul-en"},
      {"a name that no list has, by its sounds", "Kuechly", "kuechly-ar"},
  };
  for (const auto& row : rows) {
    const std::string why = row.why;
    CAPTURE(why);
    CHECK(finds(search(row.typed), row.key));
    CHECK_FALSE(finds(search(row.typed, false), row.key));
  }
}

TEST_CASE("what was searched in the other language is told, with who says so") {
  const auto told = search("Mosul").interpretation.also_searched;
  REQUIRE_FALSE(told.empty());
  CHECK(told.front().typed == "mosul");
  CHECK(told.front().shown == "الموصل");
  CHECK(told.front().source == "lexicon:place/mosul");
  CHECK(search("Mosul", false).interpretation.also_searched.empty());
}

TEST_CASE(
    "a name as it is typed is that name, not a form of a verb that a dictionary knows by the same stem") {
  const std::filesystem::path dictionaries = "/usr/share/dictd";
  if (!std::filesystem::exists(dictionaries / "freedict-ara-eng.index")) {
    MESSAGE("skipped: no dictionaries are installed");
    return;
  }
  const auto view = std::make_shared<searchd::IndexView>(index().directory(), dictionaries);
  searchd::SearchRequest request;
  request.typed = "الموصل";
  const auto told =
      searchd::Searcher(view).search(request, tests::far_deadline()).interpretation.also_searched;
  REQUIRE_FALSE(told.empty());
  for (const auto& one : told) {
    CAPTURE(one.shown);
    CHECK(one.source.starts_with("lexicon:"));
  }
}

TEST_CASE("words found through the other language are marked") {
  for (const auto& hit : search("Mosul").hits) {
    CAPTURE(hit.document.key);
    CHECK_FALSE(hit.passage.marks.empty());
  }
}

TEST_CASE("what has the words as typed stands before what only the other language finds") {
  CHECK(keys(search("Mosul")).front() == "mosul-en");
  CHECK(keys(search("الموصل")).front() == "mosul-ar");
}

TEST_CASE("words that only look alike stay apart") {
  CHECK_FALSE(finds(search("Hol"), "other-ar"));
  CHECK(search("Turkey").total == 0);
}
