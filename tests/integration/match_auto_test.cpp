// match=auto: how many of the words that stand side by side a document must have, and what is told of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"

using searchd::SearchRequest;
using tests::asking;
using tests::far_deadline;

namespace {

using Keys = std::vector<std::string>;

/// Documents of few words each, and what is found of them.
class Few {
 public:
  void put(const std::string& key, const std::string& text, const std::string& more = "") {
    std::string line = R"({"kind":"news","key":"test:)";
    line.append(key).append(R"(","title":"","body":")").append(text).append(R"(\n")").append(more);
    index_.put_json(line.append("}"));
  }
  void put_others(std::size_t count) {
    for (std::size_t at = 0; at < count; ++at)
      put("other-" + std::to_string(at), "Nothing of this is wanted.");
  }

  searchd::SearchResults ask(SearchRequest request) {
    request.per_page = 100;
    if (!searcher_) {
      index_.update();
      searcher_.emplace(index_.view());
    }
    return searcher_->search(request, far_deadline());
  }

 private:
  tests::SmallIndex index_{tests::small_vocabulary()};
  std::optional<searchd::Searcher> searcher_;
};

bool finds(const searchd::SearchResults& results, const std::string& key) {
  return std::any_of(results.hits.begin(), results.hits.end(),
                     [&key](const auto& hit) { return hit.document.key == "test:" + key; });
}

}  // namespace

TEST_CASE("a name says as much of a question in one language as in both") {
  // Two documents are tagged with the name. One of them has "harvest" too, of all four words half of what
  // they say: "bakery" is as rare as "harvest", "weather" is less rare than the name.
  Few few;
  few.put("wanted", "al-Qurayshi spoke of the harvest.");
  few.put("named", "al-Qurayshi said so.");
  few.put("bakery", "A bakery opened.");
  for (std::size_t at = 0; at < 6; ++at) few.put("weather-" + std::to_string(at), "The weather was fine.");
  few.put_others(20);
  auto request = asking("harvest bakery weather al-Qurayshi");
  for (const bool cross : {true, false}) {
    CAPTURE(cross);
    request.cross = cross;
    const auto results = few.ask(request);
    CHECK(finds(results, "wanted"));
    CHECK_FALSE(finds(results, "named"));
    CHECK(results.total == 1);
  }
}

namespace {

std::vector<searchd::Repair> repairs_of(const searchd::SearchResults& results) {
  return results.interpretation.repairs;
}

/// Bread is sold in Mosul, and a school there stands beside another one in Raqqa.
Few& towns() {
  static Few few;
  static const bool filled = [] {
    few.put("bread", "A bakery in Mosul sells bread.");
    few.put("school", "A school opened in Mosul.");
    few.put("raqqa", "A school opened in Raqqa.",
            R"(,"published":{"date":"2019-05-01","evidence":"metadata","words":"1 May 2019"})");
    few.put_others(10);
    return true;
  }();
  CHECK(filled);
  return few;
}

}  // namespace

TEST_CASE("where no document has all words, what has most of them is found, and that is told") {
  auto& few = towns();
  const auto missing = few.ask(asking("zeppelin school Mosul"));
  CHECK(finds(missing, "school"));
  REQUIRE(repairs_of(missing).size() == 1);
  CHECK(repairs_of(missing)[0] == searchd::Repair{"not_all", "zeppelin school Mosul", "zeppelin"});

  // Each word is somewhere: the rarer one is found.
  const auto apart = few.ask(asking("bread school"));
  CHECK(finds(apart, "bread"));
  CHECK_FALSE(finds(apart, "school"));
  REQUIRE(repairs_of(apart).size() == 1);
  CHECK(repairs_of(apart)[0] == searchd::Repair{"not_all", "bread school", ""});

  const auto together = few.ask(asking("school Mosul"));
  CHECK(together.total == 1);
  CHECK(repairs_of(together).empty());
}

TEST_CASE("signs, phrases and match=all are kept to the letter where they find nothing") {
  auto& few = towns();
  for (const auto* typed :
       {"zeppelin", "\"bread school\"", "bread =school", "zeppelin AND Mosul", "zeppelin Mosul -bread",
        "bread title:school", "zeppelin lang:en Mosul", "(zeppelin OR airship) Mosul"}) {
    CAPTURE(typed);
    const auto results = few.ask(asking(typed));
    CHECK(results.total == 0);
    CHECK(repairs_of(results).empty());
  }
  auto all = asking("zeppelin Mosul");
  all.match = searchd::Match::all;
  CHECK(few.ask(all).total == 0);
}

TEST_CASE("filters do not change which words are wanted") {
  auto& few = towns();
  auto request = asking("school Mosul");
  request.dates.from = 17897;  // 2019-01-01: the only document of that time is about Raqqa
  CHECK(few.ask(request).total == 0);
  CHECK(repairs_of(few.ask(request)).empty());

  request = asking("zeppelin school");
  const auto all = few.ask(request);
  CHECK(all.total == 2);
  request.dates.from = 17897;
  CHECK(few.ask(request).total == 1);
  CHECK(repairs_of(few.ask(request)) == repairs_of(all));
}

TEST_CASE("a name that no document has as typed is found as the archive spells it, which is told") {
  Few few;
  few.put("prison", "Ghwayran prison was retaken.");
  few.put("bizarre", "A bizarre story.");
  few.put_others(5);
  auto request = asking("Gweiran prison");
  const auto results = few.ask(request);
  CHECK(finds(results, "prison"));
  CHECK(repairs_of(results).empty());
  REQUIRE(results.interpretation.also_searched.size() == 1);
  CHECK(results.interpretation.also_searched[0].shown == "ghwayran");
  CHECK(results.interpretation.also_searched[0].source == "name key");
  REQUIRE(results.suggestions.did_you_mean.size() == 1);
  CHECK(results.suggestions.did_you_mean[0].request.typed == "Ghwayran prison");

  // Only the words as typed, where that is asked for; in quotation marks always.
  request.cross = false;
  CHECK(few.ask(request).interpretation.also_searched.empty());
  CHECK(few.ask(asking("\"Gweiran\"")).total == 0);
  // A word is no name for sharing its consonants with another.
  CHECK(few.ask(asking("bazaar")).total == 0);
}

TEST_CASE("in a whole question the words of a phrase count as words") {
  Few few;
  few.put("answer", "The bakery and the school were built by masons.");
  few.put("phrase", "The old bakery stands.");
  few.put_others(10);
  const auto results = few.ask(asking("who built the \"old bakery\" and the \"new school\"?"));
  CHECK(finds(results, "answer"));
  CHECK(finds(results, "phrase"));
  CHECK(finds(few.ask(asking("who wrote \"old bakery\" \"new school\"?")), "phrase"));
  CHECK(few.ask(asking("the \"old bakery\" \"new school\"")).total == 0);
}
