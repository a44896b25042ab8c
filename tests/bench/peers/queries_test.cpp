// The questions of the benchmark: how many, which, and how each engine is asked them.
#include "tests/bench/peers/queries.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/bench/peers/dice.h"

namespace {

using peers::DrawnFrom;
using peers::Query;

const std::vector<std::string> kEnglish = {"harbour", "market",  "school", "winter", "doctor",
                                           "bridge",  "garden",  "engine", "valley", "letter",
                                           "forest",  "kitchen", "island", "mirror"};
const std::vector<std::string> kArabic = {"مدرسة", "جسر",   "سوق",  "شتاء", "طبيب", "حديقة", "محرك",
                                          "رسالة", "ميناء", "قرية", "غابة", "مطبخ", "جزيرة", "مرآة"};

// Documents of ten words each in both languages, by turns; every one also has two words that all have.
std::vector<DrawnFrom> documents() {
  peers::Dice dice(1);
  std::vector<DrawnFrom> made;
  for (int number = 0; number < 400; ++number) {
    const bool arabic = number % 2 == 0;
    DrawnFrom document{arabic ? "ar" : "en", "", arabic ? "في من" : "the of", "italy,france", "education"};
    for (int word = 0; word < 6; ++word) {
      const auto& chosen = dice.one_of(arabic ? kArabic : kEnglish);
      document.title += (word == 0 ? "" : " ") + chosen;
      document.body += ' ' + chosen;
    }
    made.push_back(document);
  }
  return made;
}

TEST_CASE("500 queries of eleven classes are drawn, half of them Arabic, and the same ones again") {
  const auto queries = peers::draw_queries(documents(), 7);
  std::map<std::string, int> classes;
  int arabic = 0;
  for (const auto& query : queries) {
    ++classes[query.of_class];
    if (query.op != peers::Operator::any && static_cast<unsigned char>(query.words.front()[0]) >= 0xd8)
      ++arabic;
  }
  CHECK(classes == std::map<std::string, int>{{"and1", 60},
                                              {"and2", 90},
                                              {"and3", 70},
                                              {"and4", 50},
                                              {"or", 50},
                                              {"phrase", 60},
                                              {"bool", 30},
                                              {"filter", 50},
                                              {"head", 20},
                                              {"headf", 10},
                                              {"heador", 10}});
  CHECK(arabic == (500 - 50 - 10) / 2);
  CHECK(queries == peers::draw_queries(documents(), 7));
  CHECK(queries != peers::draw_queries(documents(), 8));
}

TEST_CASE("what a query asks for is in its class: words, filters, one word left out") {
  for (const auto& query : peers::draw_queries(documents(), 7)) {
    CAPTURE(peers::peer_target(query));
    const std::set<std::string> different(query.words.begin(), query.words.end());
    CHECK(different.size() == query.words.size());
    CHECK(query.without.empty() == (query.of_class != "bool"));
    CHECK(different.count(query.without) == 0);
    const bool filtered = !query.partner.empty() || !query.topic.empty() || !query.from.empty();
    CHECK(filtered == (query.of_class == "filter" || query.of_class == "headf"));
    CHECK(query.from <= query.to);
    const auto head = query.of_class.starts_with("head");
    for (const auto& word : query.words)
      CHECK(head == (word == "the" || word == "of" || word == "في" || word == "من"));
  }
}

TEST_CASE("fresh queries are as many as there can be, none twice and none of the others") {
  const auto queries = peers::draw_queries(documents(), 7);
  const auto fresh = peers::draw_fresh_queries(documents(), 700, queries, 8);
  CHECK(fresh.size() > 500);
  CHECK(fresh.size() <= 700);
  std::set<std::string> targets;
  for (const auto& query : queries) targets.insert(peers::peer_target(query));
  for (const auto& query : fresh) CHECK(targets.insert(peers::peer_target(query)).second);
}

TEST_CASE("every engine is asked the same in its own words") {
  struct Row {
    const char* why;
    Query query;
    const char *sijill, *peer;
  };
  const Row rows[] = {
      {"all words",
       {"and2", peers::Operator::all, {"market", "جسر"}, "", "", "", "", ""},
       "/api/v1/search?q=market%20%D8%AC%D8%B3%D8%B1&match=all&cross=off&per_page=10",
       "/search?op=and&q=market%20%D8%AC%D8%B3%D8%B1"},
      {"any word",
       {"or", peers::Operator::any, {"market", "bridge"}, "", "", "", "", ""},
       "/api/v1/search?q=market%20bridge&match=any&cross=off&per_page=10",
       "/search?op=or&q=market%20bridge"},
      {"a phrase",
       {"phrase", peers::Operator::phrase, {"old", "bridge"}, "", "", "", "", ""},
       "/api/v1/search?q=%22old%20bridge%22&match=all&cross=off&per_page=10",
       "/search?op=phrase&q=old%20bridge"},
      {"a word left out",
       {"bool", peers::Operator::all, {"market"}, "bridge", "", "", "", ""},
       "/api/v1/search?q=market%20-bridge&match=all&cross=off&per_page=10",
       "/search?op=and&q=market&not=bridge"},
      {"filters",
       {"filter", peers::Operator::all, {"market"}, "", "italy", "", "2019-01-01", "2019-08-28"},
       "/api/v1/search?q=market&match=all&cross=off&per_page=10&partner=italy&from=2019-01-01&to=2019-08-28",
       "/search?op=and&q=market&partner=italy&from=2019-01-01&to=2019-08-28"}};
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(peers::sijill_target(row.query) == row.sijill);
    CHECK(peers::peer_target(row.query) == row.peer);
  }
  const auto plain = peers::sijill_plain_target(rows[4].query);
  CHECK(plain.starts_with(rows[4].sijill));
  CHECK(plain.find("&facets=partner%2Ctopic%2Cmonth&") != std::string::npos);
  CHECK(plain.find("&passages=off&suggestions=off&labels=off&recency=off") != std::string::npos);
  CHECK(peers::groonga_target(rows[4].query)
            .find("filter=partner%20%40%20%22italy%22%20%26%26%20between%28day%2C%2020190101") !=
        std::string::npos);
}

}  // namespace
