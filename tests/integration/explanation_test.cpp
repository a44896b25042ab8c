// Why a hit has its score (explain=1): the parts are those of the score, in the words of the interpretation.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "searchd/search/searcher.h"
#include "tests/integration/asked_questions.h"
#include "tests/integration/mixed_documents.h"
#include "tests/support/small_index.h"

namespace {

using searchd::Explanation;
using searchd::Match;
using Matched = std::vector<std::string>;

analyzers::Vocabulary vocabulary() { return analyzers::Vocabulary::load(tests::vocabulary_folder()); }

searchd::SearchRequest request_for(const std::string& typed) {
  searchd::SearchRequest request;
  request.typed = typed;
  request.per_page = 100;
  request.repair = true;
  request.explain = true;
  return request;
}

double sum_of(const Explanation& explanation) {
  double sum = 0;
  for (const auto& part : explanation.parts) sum += part.score;
  return sum;
}

// What is wrong with a part; empty where all is right. The parts of the whole question name nothing typed,
// and say so by their kind; the others are in the words of the interpretation.
std::string fault_of(const Explanation::Part& part, const searchd::Interpretation& interpretation) {
  if (part.typed.empty()) {
    return part.why == "as typed" || part.why == "recency" || part.why == "own version"
               ? ""
               : part.why + " is of nothing typed";
  }
  if (part.score < 0) return part.why + " takes weight";
  for (const auto& term : part.terms) {
    const auto tells = [&](const searchd::Interpretation::Term& told) {
      return told.typed == part.typed &&
             std::count(told.matched.begin(), told.matched.end(), term.matched) > 0;
    };
    if (std::none_of(interpretation.terms.begin(), interpretation.terms.end(), tells)) {
      return term.matched + " was not told";
    }
  }
  return "";
}

int check_hits(const searchd::SearchResults& results) {
  for (const auto& hit : results.hits) {
    CAPTURE(hit.document.key);
    REQUIRE(hit.explanation.has_value());
    CHECK(std::abs(sum_of(*hit.explanation) - hit.score) < 1e-6);
    std::string faults;
    for (const auto& part : hit.explanation->parts) faults += fault_of(part, results.interpretation);
    CHECK(faults == "");
  }
  return static_cast<int>(results.hits.size());
}

int check_search(searchd::Searcher& searcher, const std::string& typed, bool cross, Match match) {
  CAPTURE(typed);
  CAPTURE(cross);
  CAPTURE(static_cast<int>(match));
  auto request = request_for(typed);
  request.cross = cross;
  request.match = match;
  request.recency = match != Match::any;
  return check_hits(searcher.search(request, tests::far_deadline()));
}

constexpr Match kMatches[] = {Match::automatic, Match::any, Match::all};

const Explanation::Part* part_of(const Explanation& explanation, const std::string& typed,
                                 const std::string& why) {
  const auto found =
      std::find_if(explanation.parts.begin(), explanation.parts.end(),
                   [&](const Explanation::Part& part) { return part.typed == typed && part.why == why; });
  return found == explanation.parts.end() ? nullptr : &*found;
}

Matched matched_of(const Explanation::Part* part) {
  Matched matched;
  if (part == nullptr) return {"no such part"};
  for (const auto& term : part->terms) matched.push_back(term.matched);
  return matched;
}

corpus::Record record(const std::string& key, const std::string& title, const std::string& body,
                      const std::string& day) {
  corpus::Record made;
  made.document.key = key;
  made.document.title = title;
  made.document.body = body;
  made.document.kind = corpus::Kind::news;
  made.document.language = analyzers::language_of(title + body);
  if (!day.empty()) made.document.published = corpus::parse_date(day).value();
  return made;
}

Explanation explanation_of(const searchd::SearchResults& results, const std::string& key) {
  for (const auto& hit : results.hits) {
    if (hit.document.key == key) return hit.explanation.value();
  }
  FAIL("not found: " << key);
  return {};
}

// A question of words, phrases, fields and brackets, at most `depth` deep.
std::string random_question(tests::Dice& dice, int depth) {
  const auto& word = dice.one_of(tests::kWords);
  switch (dice.below(depth > 0 ? 12 : 6)) {
    case 0: return '"' + word + ' ' + dice.one_of(tests::kWords) + '"';
    case 1: return "title:" + word;
    case 2: return "partner:" + dice.one_of(tests::kPartners);
    case 6: return '(' + random_question(dice, depth - 1) + " OR " + random_question(dice, depth - 1) + ')';
    case 7: return '(' + random_question(dice, depth - 1) + ' ' + random_question(dice, depth - 1) + ')';
    case 8: return "NOT (" + random_question(dice, depth - 1) + ')';
    case 9:
      return '(' + word + " OR " + dice.one_of(tests::kWords) + ") NEAR/4 " + dice.one_of(tests::kWords);
    default: return word;
  }
}

}  // namespace

TEST_CASE("the parts of a score add up to it, for every question of the sample archive") {
  const auto index = tests::sample_index();
  searchd::Searcher searcher(index->view());
  int hits = 0;
  std::size_t number = 0;
  for (const auto& typed : tests::asked_questions()) {
    const auto match = kMatches[number++ % std::size(kMatches)];
    hits += check_search(searcher, typed, true, match);
    hits += check_search(searcher, typed, false, match);
  }
  CHECK(hits > 1'000);
}

TEST_CASE("the parts of a score add up to it, for questions and documents that nobody wrote") {
  tests::Dice dice(11);
  tests::SmallIndex index(vocabulary());
  for (int number = 0; number < 300; ++number) index.put(tests::random_record(dice, number));
  index.update();
  searchd::Searcher searcher(index.view());
  int hits = 0;
  for (int asked = 0; asked < 100; ++asked) {
    auto typed = random_question(dice, 3);
    for (auto more = dice.below(3); more > 0; --more) typed += ' ' + random_question(dice, 2);
    for (const auto match : kMatches) hits += check_search(searcher, typed, asked % 2 == 0, match);
  }
  CHECK(hits > 1'000);
}

TEST_CASE("a hit says which of the terms searched it has, how often, and what each kind added") {
  tests::SmallIndex index(vocabulary());
  index.put(record("made:en", "Schools of Mosul", "The school in Mosul was opened. Mosul schools.\n",
                   "2019-01-02"));
  index.put(record("made:ar", "مدارس", "فتحت مدارس الموصل أبوابها.\n", "2017-01-02"));
  index.put(record("made:other", "Bridges", "A bridge.\n", ""));
  index.update();
  searchd::Searcher searcher(index.view());
  const auto results = searcher.search(request_for("Mosul schools"), tests::far_deadline());
  REQUIRE(results.hits.size() == 2);

  const auto typed_so = explanation_of(results, "made:en");
  CHECK(matched_of(part_of(typed_so, "schools", "stem")) == Matched{"stem:school"});
  CHECK(matched_of(part_of(typed_so, "schools", "exact form")) == Matched{"exact:schools"});
  CHECK(matched_of(part_of(typed_so, "schools", "title")) == Matched{"title:school"});
  CHECK(matched_of(part_of(typed_so, "schools", "pair")) == Matched{"pair:\"mosul school\""});
  CHECK(part_of(typed_so, "schools", "other language") == nullptr);
  const auto* first = part_of(typed_so, "", "as typed");
  REQUIRE(first != nullptr);
  CHECK(first->score == 1000);
  const auto* stem = part_of(typed_so, "Mosul", "stem");
  REQUIRE(stem != nullptr);
  CHECK(stem->terms.front().count ==
        5);  // twice in the text, and once in the title, which counts three times
  CHECK(stem->terms.front().documents == 1);
  CHECK(typed_so.recency_factor == doctest::Approx(1.02));
  CHECK(part_of(typed_so, "", "recency")->score == doctest::Approx((sum_of(typed_so) - 1000) * 0.02 / 1.02));

  const auto translated = explanation_of(results, "made:ar");
  CHECK(part_of(translated, "Mosul", "stem") == nullptr);
  CHECK(matched_of(part_of(translated, "Mosul", "other language")) == Matched{"stem:موصل"});
  CHECK(part_of(translated, "", "as typed") == nullptr);
}

TEST_CASE("what only lets a document in is named, and gives nothing") {
  tests::SmallIndex index(vocabulary());
  index.put(record("made:1", "Italy trains police", "Italy trained the police of Mosul.\n", "2019-01-02"));
  index.update();
  searchd::Searcher searcher(index.view());
  const auto results = searcher.search(request_for("police partner:italy date:2019"), tests::far_deadline());
  REQUIRE(results.hits.size() == 1);
  const auto& explanation = results.hits.front().explanation.value();
  for (const auto& [typed, label, why] : {std::tuple{"partner:italy", "partner:italy", "field"},
                                          std::tuple{"date:2019", "date:2019", "date"}}) {
    const auto* part = part_of(explanation, typed, why);
    CHECK(matched_of(part) == Matched{label});
    CHECK((part != nullptr && part->score == 0));
  }
}

TEST_CASE("nothing is explained that was not asked to be, and without words there is nothing to explain") {
  tests::SmallIndex index(vocabulary());
  index.put(record("made:1", "Mosul", "Mosul.\n", "2019-01-02"));
  index.update();
  searchd::Searcher searcher(index.view());
  auto request = request_for("mosul");
  request.explain = false;
  CHECK_FALSE(searcher.search(request, tests::far_deadline()).hits.front().explanation.has_value());
  const auto all = searcher.search(request_for(""), tests::far_deadline());
  CHECK(all.hits.front().explanation.value().parts.empty());
}

TEST_CASE("explaining keeps to the deadline of the search") {
  tests::SmallIndex index(vocabulary());
  index.put(record("made:1", "Mosul", "Mosul.\n", "2019-01-02"));
  index.update();
  searchd::Searcher searcher(index.view());
  CHECK_THROWS_AS(searcher.search(request_for("mosul"), std::chrono::steady_clock::now()),
                  searchd::SearchTimeout);
}
