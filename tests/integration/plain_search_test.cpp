// Searches over an index of the plain schema: what stems alone answer, and what is told of the rest.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"

using indexer::Schema;
using searchd::FacetField;
using searchd::Match;
using searchd::Repair;
using searchd::SearchRequest;
using searchd::SearchResults;
using tests::asking;
using tests::far_deadline;

namespace {

/// Four documents in an index of the plain schema.
struct PlainIndex {
  tests::SmallIndex index{tests::small_vocabulary()};
  corpus::DocumentId schools =
      put("schools", "Schools reopen", "Italian engineers rebuilt the school. #DefeatDaesh", "2018-02-13");
  corpus::DocumentId press =
      put("press", "Joint statement", "A press release of France and the US on schooling.", "2018-03-01");
  corpus::DocumentId bread =
      put("bread", "Bread", "Release of the press officer; counterterrorism.", "2019-01-01");
  corpus::DocumentId arabic =
      put("arabic", "عودة المدارس", "تعود المدارس إلى الموصل بدعم من فرنسا.", "2019-02-01");

  PlainIndex() { index.rebuild(Schema::plain); }

  corpus::DocumentId put(const std::string& key, const std::string& title, const std::string& body,
                         const std::string& day) {
    return index.put_json(R"({"kind":"news","key":"test:)" + key + R"(","title":")" + title +
                          R"(","body":")" + body + R"(","published":{"date":")" + day +
                          R"(","evidence":"metadata","words":"said"}})");
  }

  SearchResults search(const SearchRequest& request) const {
    return searchd::Searcher(index.view()).search(request, far_deadline());
  }
  std::set<corpus::DocumentId> found(const SearchRequest& request) const {
    std::set<corpus::DocumentId> ids;
    for (const auto& hit : search(request).hits) ids.insert(hit.document.id);
    return ids;
  }
  std::set<corpus::DocumentId> found(const std::string& typed) const { return found(asking(typed)); }
  std::vector<Repair> repairs(const std::string& typed) const {
    return search(asking(typed)).interpretation.repairs;
  }
};

using Ids = std::set<corpus::DocumentId>;

}  // namespace

TEST_CASE("words are found by their stems, in documents that have them all") {
  const PlainIndex house;
  CHECK(house.found("school") == Ids{house.schools, house.press});
  CHECK(house.found("schools rebuild") == Ids{house.schools});
  CHECK(house.found("المدارس") == Ids{house.arabic});
  auto both = asking("bread school");
  both.match = Match::all;
  CHECK(house.found(both).empty());
  CHECK(house.found("school OR bread") == Ids{house.schools, house.press, house.bread});
  auto any = asking("bread rebuilt");
  any.match = Match::any;
  CHECK(house.found(any) == Ids{house.schools, house.bread});
  CHECK(house.found("release -schools") == Ids{house.bread});
  CHECK(house.found("-release") == Ids{house.schools, house.arabic});
  CHECK(house.found("").size() == 4);
}

TEST_CASE("phrases are of stems that stand side by side") {
  const PlainIndex house;
  CHECK(house.found("\"press release\"") == Ids{house.press});
  CHECK(house.found("\"press releases\"") == Ids{house.press});
  CHECK(house.found("\"release of the press\"") == Ids{house.bread});
  CHECK(house.found("\"press officers release\"").empty());
  CHECK(house.found("press -\"press release\"") == Ids{house.bread});
  CHECK(house.found("\"release press\"~2") == Ids{house.press, house.bread});
  CHECK(house.found("press NEAR/1 officer") == Ids{house.bread});
  auto any = asking("\"press officer\" bread");
  any.match = Match::any;
  CHECK(house.found(any) == Ids{house.press, house.bread});
}

TEST_CASE("filters, dates and facets are those of any index") {
  const PlainIndex house;
  auto request = asking("school");
  request.facets = {FacetField::partner, FacetField::month};
  const auto all = house.search(request);
  CHECK(all.total == 2);
  REQUIRE(all.facets.size() == 2);
  REQUIRE(all.facets[0].values.size() == 2);
  CHECK(all.facets[0].values[0].value == "france");
  CHECK(all.facets[0].values[0].count == 1);
  CHECK(all.facets[1].values.size() == 2);
  request.filters.partners = {"france"};
  CHECK(house.found(request) == Ids{house.press});
  CHECK(house.found("school partner:italy") == Ids{house.schools});
  CHECK(house.found("release after:2018-06") == Ids{house.bread});
}

TEST_CASE("a search goes by nothing but stems: no other language, names, written forms or compounds") {
  const PlainIndex house;
  const auto results = house.search(asking("France schools counter-terrorism"));
  CHECK(results.interpretation.also_searched.empty());
  for (const auto& term : results.interpretation.terms) {
    for (const auto& matched : term.matched) CHECK_MESSAGE(matched.starts_with("stem:"), matched);
  }
  CHECK(house.found("France") == Ids{house.press});
  CHECK(house.found("counter-terrorism").empty());
}

TEST_CASE("what needs more than stems is answered by them, and told") {
  const PlainIndex house;
  CHECK(house.repairs("schools release").empty());
  for (const auto* typed : {"\"press releases\"", "=schooling", "school*", "schol~", "#DefeatDaesh", "US",
                            "USA", "U.K.", "\"release press\"~2", "-\"press release\"",
                            "press NEAR/1 officer", "press ADJ/3 officer ADJ/2 bread"}) {
    CAPTURE(typed);
    const auto repairs = house.repairs(typed);
    REQUIRE(repairs.size() == 1);
    CHECK(repairs[0] == Repair{"plain_stems", typed, ""});
  }
  CHECK(house.repairs("title:schools") == std::vector<Repair>{{"plain_title", "title:schools", ""}});
  CHECK(house.repairs("title:\"press release\"").size() == 2);
  CHECK(house.repairs("-(press NEAR/4 (officer OR bread)) release") ==
        std::vector<Repair>{{"plain_stems", "press NEAR/4 (officer OR bread)", ""}});
  CHECK(house.repairs("title:press NEAR/2 release") ==
        std::vector<Repair>{{"plain_title", "title:press", ""},
                            {"plain_stems", "title:press NEAR/2 release", ""}});
  CHECK_MESSAGE(house.repairs("SCHOOLING OF FRANCE").empty(),
                "capitals of a question that is shouted say nothing");

  CHECK(house.found("=schooling") == Ids{house.schools, house.press});
  CHECK(house.found("schools*") == Ids{house.schools, house.press});
  CHECK(house.found("title:school") == Ids{house.schools, house.press});
  CHECK(house.found("#DefeatDaesh") == Ids{house.schools});
  CHECK_MESSAGE(house.search(asking("title:school")).interpretation.parsed == "title:school",
                "asked again the same");
}

TEST_CASE("who asks for the other language in so many words is told that there is none") {
  const PlainIndex house;
  const auto repairs_of = [&house](const std::string& typed) {
    auto request = asking(typed);
    request.cross_asked = true;
    return house.search(request).interpretation.repairs;
  };
  CHECK(repairs_of("school release") == std::vector<Repair>{{"plain_cross", "", ""}});
  CHECK(repairs_of("\"press release\"").size() == 2);
  CHECK_MESSAGE(repairs_of("partner:italy after:2018").empty(), "nothing to translate");
  CHECK(repairs_of("").empty());
}

TEST_CASE("passages and marks are made of the text, which is stored without its words") {
  const PlainIndex house;
  const auto results = house.search(asking("rebuild"));
  REQUIRE(results.hits.size() == 1);
  CHECK(results.hits[0].passage.text.starts_with("Italian engineers rebuilt"));
  CHECK(results.hits[0].passage.marks == searchd::Marks{{18, 25}});
  const auto titled = house.search(asking("reopen"));
  REQUIRE(titled.hits.size() == 1);
  CHECK(titled.hits[0].title_marks == searchd::Marks{{8, 14}});
}

TEST_CASE("scores say what they are made of, and a word of the title counts more") {
  const PlainIndex house;
  for (const auto* typed :
       {"school", "\"press release\" school", "\"release press\"~2", "bread OR release"}) {
    CAPTURE(typed);
    auto request = asking(typed);
    request.explain = true;
    const auto results = house.search(request);
    REQUIRE_FALSE(results.hits.empty());
    for (const auto& hit : results.hits) {
      double sum = 0;
      for (const auto& part : hit.explanation.value().parts) sum += part.score;
      CHECK(sum == doctest::Approx(hit.score).epsilon(1e-6));
    }
  }
  CHECK(house.search(asking("school")).hits[0].document.id == house.schools);
}

TEST_CASE("a document that is added to a plain index is found by its stems, beside it and in it") {
  PlainIndex house;
  const auto beside = house.put("beside", "More", "More schools and a new bakery.", "2020-01-01");
  house.index.update_beside();
  CHECK(house.found("bakeries") == Ids{beside});
  CHECK(house.found("school").contains(beside));
  CHECK(house.found("\"new bakeries\"") == Ids{beside});
  const auto inside = house.put("inside", "Most", "The bakery again.", "2020-01-02");
  house.index.update();
  CHECK(house.found("bakeries") == Ids{beside, inside});
  CHECK(house.index.view()->health().schema == Schema::plain);
}

TEST_CASE("documents like one, completions and a document by its id are there too") {
  const PlainIndex house;
  searchd::Searcher searcher(house.index.view());
  const auto view = searcher.document("test:press", far_deadline(), {5});
  REQUIRE(view.has_value());
  REQUIRE(view->similar.has_value());
  CHECK_FALSE(view->similar->empty());
  CHECK_FALSE(searcher.suggest("Fran", 5, far_deadline()).completions.empty());
}

TEST_CASE("over the sample archive totals are those of a count of stems") {
  const auto index = tests::sample_index();
  index->rebuild(Schema::plain);
  searchd::Searcher searcher(index->view());
  std::vector<std::set<std::string>> documents;
  std::vector<std::string> words;
  index->archive().for_each_document([&](const corpus::Document& document) {
    if (document.withdrawn) return;
    auto& stems = documents.emplace_back();
    for (const auto* text : {&document.title, &document.summary, &document.body}) {
      for (const auto& token : index->analyzer().analyze(*text)) {
        stems.insert(token.stem);
        if (stems.size() % 7 == 3 && !token.stop_word && token.special.empty()) words.push_back(token.exact);
      }
    }
  });
  REQUIRE(words.size() > 500);
  for (std::size_t at = 0; at + 40 < words.size(); at += words.size() / 150) {
    const auto& first = words[at];
    const auto& second = words[at + 11];
    CAPTURE(first);
    CAPTURE(second);
    std::set<std::string> wanted;
    for (const auto& word : {first, second}) {
      for (const auto& token : index->analyzer().analyze(word)) wanted.insert(token.stem);
    }
    const auto counted = std::ranges::count_if(
        documents, [&wanted](const auto& stems) { return std::ranges::includes(stems, wanted); });
    auto request = asking(first + ' ' + second);
    request.match = Match::all;
    CHECK(searcher.search(request, far_deadline()).total == counted);
  }
}
