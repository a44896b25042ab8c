// Tests of what may be wanted instead, where time runs out.
#include "searchd/search/suggestions.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include "searchd/matching/deadline.h"
#include "tests/support/small_vocabulary.h"

TEST_CASE("where the time for suggestions is up, it is told that there may be more") {
  const analyzers::Analyzer analyzer;
  const auto& vocabulary = tests::small_vocabulary();
  const analyzers::Tagger tagger(vocabulary, analyzer);
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  for (const auto& token : analyzer.analyze("families return to Mosul")) {
    document.add_term(token.exact);
    document.add_term("Z" + token.stem);
  }
  database.add_document(document);
  const searchd::IndexWords words(database);
  searchd::SearchRequest request;
  request.typed = "famillies mosul";
  const searchd::SpellingSources spelling{words, analyzer, tagger,
                                          [](const std::string& word) { return word; }};

  const auto in_time = searchd::suggestions_for(
      request, {}, {spelling, [](const searchd::SearchRequest&) { return std::int64_t{1}; }});
  CHECK(!in_time.did_you_mean.empty());
  CHECK(!in_time.cut_short);

  const auto late =
      searchd::suggestions_for(request, {}, {spelling, [](const searchd::SearchRequest&) -> std::int64_t {
                                               throw searchd::SearchTimeout("late");
                                             }});
  CHECK(late.did_you_mean.empty());
  CHECK(late.cut_short);
}
