// What a search offers beside its hits: what finds more, the other language, what is alike. Each offer says
// how many documents it finds, and its link finds that many.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "searchd/views/addresses.h"
#include "tests/integration/sample_routes.h"
#include "tests/support/html.h"

using nlohmann::json;
using tests::ask;
using tests::ask_for;
using tests::sample;

namespace {

// Whether no document has all that was asked for, so that what has most of it is shown.
bool is_less_than_asked(const json& answer) {
  const auto& repairs = answer["query"]["interpretation"]["repairs"];
  return std::any_of(repairs.begin(), repairs.end(),
                     [](const json& repair) { return repair["code"] == "not_all"; });
}

bool is_respelled(const json& answer) {
  const auto& also = answer["query"]["interpretation"]["also_searched"];
  return std::any_of(also.begin(), also.end(), [](const json& one) { return one["source"] == "name key"; });
}

// Questions that call for every kind of help.
const char* const kQuestions[] = {
    "q=mosul",
    "q=stabilzation",
    "q=%5Dhua",
    "q=liberaton+of+mosul",
    "q=Italy+training",
    "q=italy+stabilisation+video",
    "q=%D8%A5%D9%8A%D8%B7%D8%A7%D9%84%D9%8A%D8%A7",
    "q=%D8%A7%D9%84%D8%A7%D8%B3%D8%AA%D9%82%D8%B1%D8%A7%D8%B1%D8%B1+%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84",
    "q=%22families+schools+mines%22",
    "q=mosul+zeppelin+schools",
    "q=mosul+zeppelin&match=all",
    "q=kuwait+zeppelin&from=2018&to=2018&kind=podcast",
    "q=liberaton+raqqa+zeppelin&lang=en",
    "q=duterti+mosul+schools",
    "q=coalitoin",
    "q=stabilzation&kind=podcast",
    "q=mosul&from=1999&to=2001",
    "q=mosul&from=2016-12&to=2016-12",
    "q=mosul&partner=italy&kind=podcast&lang=en",
    "q=%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84&lang=en&cross=off",
    "q=counter-terrorism+zeppelin",
    "q=mosul+-italy+zeppelin",
    "q=(mosul+OR+raqqa)+zeppelin",
    "kind=podcast&partner=italy&topic=_missing",
    "q=zeppelin",
    "q=2017-02",
    "q=,",
};

std::int64_t first_number(const std::string& text) {
  std::string digits;
  for (const char c : text) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      digits += c;
    } else if (!digits.empty() && c != ',') {
      break;
    }
  }
  return digits.empty() ? -1 : std::stoll(digits);  // "1,234"
}

}  // namespace

TEST_CASE("without passages and suggestions the answer is the same list, counts and facets") {
  for (const auto* question : kQuestions) {
    CAPTURE(question);
    auto whole = ask(question);
    auto list = ask(std::string(question) + "&passages=off&suggestions=off");
    CHECK(list["suggestions"] == json::parse(R"({"did_you_mean":[],"filters":[],"relaxations":[]})"));
    for (const auto& hit : list["hits"]) {
      CHECK(hit["passages"].empty());
      CHECK(hit["title_marks"].empty());
    }
    for (auto* answer : {&whole, &list}) {
      for (const auto* name : {"query", "links", "suggestions", "took_ms"}) answer->erase(name);
      for (auto& hit : (*answer)["hits"]) {
        hit.erase("passages");
        hit.erase("title_marks");
      }
    }
    CHECK(list == whole);
  }
}

TEST_CASE("without labels facet values are the same, and have no label") {
  auto whole = ask("q=iraq&facets=partner,topic,kind,lang,outlet,place,month");
  auto bare = ask("q=iraq&facets=partner,topic,kind,lang,outlet,place,month&labels=off");
  std::size_t values = 0;
  for (auto& facet : whole["facets"]) {
    for (auto& value : facet["values"]) values += value.erase("label");
  }
  CHECK(values > 20);
  CHECK(bare["facets"] == whole["facets"]);
  CHECK(bare["links"]["self"].get<std::string>().find("labels=off") != std::string::npos);
}

TEST_CASE("every offer of an answer finds as many documents as it says, and more than nothing") {
  std::size_t followed = 0;
  for (const auto* question : kQuestions) {
    CAPTURE(question);
    const auto answer = ask(question);
    const auto shown = answer["total"].get<std::int64_t>();
    const auto total = is_less_than_asked(answer) ? 0 : shown;
    for (const auto* list : {"did_you_mean", "filters", "relaxations"}) {
      for (const auto& offer : answer["suggestions"][list]) {
        CAPTURE(offer.dump());
        const auto other = json::parse(sample().get(offer["link"]));
        CHECK(other["total"] == offer["count"]);
        CHECK(other["query"]["q"] == offer["q"]);
        CHECK(offer["count"] > 0);
        // A name that was searched in the spelling of the archive too is found in it already.
        const bool may_be_as_many = list == std::string("did_you_mean") && is_respelled(answer);
        if (list != std::string("filters")) CHECK((offer["count"] > total || may_be_as_many));
        if (list == std::string("relaxations")) CHECK(offer["count"] != shown);
        ++followed;
      }
    }
    if (total >= 3) CHECK(answer["suggestions"]["relaxations"].empty());
  }
  CHECK(followed > 30);
}

TEST_CASE("every offer of a page leads to a page of as many documents, in its language") {
  std::size_t followed = 0;
  for (const auto* question : kQuestions) {
    for (const std::string beginning : {"/search?", "/ar/search?"}) {
      CAPTURE(question);
      const auto page = sample().get(beginning + question);
      CHECK(tests::faults_of_page(page) == "");
      for (const auto& link : tests::elements_named(tests::elements_of(page), "a")) {
        if (!link.has("data-count")) continue;
        const auto address = link.attribute("href");
        CAPTURE(address);
        REQUIRE(address.rfind(beginning.substr(0, beginning.size() - 1), 0) == 0);
        const auto query = address.find('?') == std::string::npos ? "" : address.substr(address.find('?'));
        const auto other = json::parse(sample().get("/api/v1/search" + query));
        CHECK(other["total"] == std::stoll(link.attribute("data-count")));
        ++followed;
      }
    }
  }
  CHECK(followed > 60);
}

TEST_CASE("the number that a reader sees beside an offer is the one that its link finds") {
  for (const auto* question : {"q=Italy+training", "q=stabilzation", "q=mosul+zeppelin&match=all"}) {
    CAPTURE(question);
    std::string around;
    std::size_t seen = 0;
    for (const auto& element : tests::elements_of(sample().get("/search?" + std::string(question)))) {
      if (element.name == "li" || element.name == "p") around = element.text;
      if (!element.has("data-count")) continue;
      CHECK(first_number(around) == std::stoll(element.attribute("data-count")));
      ++seen;
    }
    CHECK(seen > 0);
  }
}

TEST_CASE("an acronym of a partner finds the documents of the partner, in the language it is typed in") {
  const auto keys_of_partner = [](const std::string& partner, const std::string& lang) {
    return ask("partner=" + partner + "&lang=" + lang)["total"].get<int>();
  };
  const std::pair<const char*, const char*> rows[] = {
      {"USA", "united-states"},   {"U.S.A.", "united-states"},
      {"US", "united-states"},    {"UK", "united-kingdom"},
      {"U.K.", "united-kingdom"}, {"UAE", "united-arab-emirates"},
      {"EU", "european-union"},   {"DRC", "democratic-republic-of-the-congo"},
  };
  for (const auto& [typed, partner] : rows) {
    CAPTURE(typed);
    const auto english = ask_for(typed, "&lang=en&cross=off");
    CHECK(english["total"] >= keys_of_partner(partner, "en"));
    CHECK(english["hits"][0]["partners"].dump().find(partner) != std::string::npos);
    CHECK(ask_for(typed, "&lang=ar&cross=off")["total"] == 0);
    CHECK(ask_for(typed, "&lang=ar")["total"] >= keys_of_partner(partner, "ar"));
  }
  // What writes the partner out stands before what only speaks of it.
  const auto first = ask_for("UK", "&lang=en&cross=off")["hits"][0];
  CHECK(first["score"] > ask_for("UK", "&lang=en&cross=off")["hits"].back()["score"]);
}

TEST_CASE("where little is found, what stands in the way is named") {
  const auto kinds = [](const json& answer) {
    std::vector<std::string> names;
    for (const auto& offer : answer["suggestions"]["relaxations"]) names.push_back(offer["remove"]);
    return names;
  };
  const auto has = [&kinds](const json& answer, const char* kind) {
    const auto names = kinds(answer);
    return std::find(names.begin(), names.end(), kind) != names.end();
  };
  const auto words = ask_for("mosul zeppelin", "&match=all");
  REQUIRE(has(words, "word"));
  CHECK(words["suggestions"]["relaxations"][0]["what"] == "zeppelin");
  CHECK(has(words, "match"));
  CHECK(has(ask_for("\"school mosul\""), "quotes"));
  CHECK(has(ask_for("mosul", "&to=1999"), "dates"));
  CHECK(has(ask_for("mosul", "&kind=podcast"), "filter"));
  CHECK(has(ask_for("mosul", "&partner=italy&kind=podcast"), "filters"));
  CHECK(has(ask_for("إزالة الألغام", "&lang=en&cross=off"), "cross"));
}

TEST_CASE("what was searched in the other language is told, and a link searches without it") {
  const auto answer = ask_for("Mosul schools");
  const auto& told = answer["query"]["interpretation"];
  REQUIRE(!told["also_searched"].empty());
  const auto alone = json::parse(sample().get(told["off_switch"]));
  CHECK(alone["query"]["interpretation"]["also_searched"].empty());
  CHECK(alone["query"]["interpretation"]["off_switch"].is_null());

  struct Row {
    const char *address, *line, *off, *on;
  };
  const Row rows[] = {
      {"/search", "Also searched:", "Only the words I typed", "Search in the other language too"},
      {"/ar/search", "بُحث أيضًا عن:", "كلماتي وحدها", "ابحث باللغة الأخرى أيضًا"}};
  for (const auto& row : rows) {
    const auto page = sample().get(std::string(row.address) + "?q=Mosul+schools");
    CHECK(page.find(row.line) != std::string::npos);
    CHECK(page.find("الموصل") != std::string::npos);
    CHECK(page.find(std::string(row.address) + "?cross=off&amp;q=Mosul+schools\">" + row.off) !=
          std::string::npos);
    const auto without = sample().get(std::string(row.address) + "?cross=off&q=Mosul+schools");
    CHECK(without.find(row.line) == std::string::npos);
    CHECK(without.find(std::string(row.address) + "?q=Mosul+schools\">" + row.on) != std::string::npos);
  }
}

TEST_CASE("documents like a document speak of the same things, in both languages, and never are it") {
  for (const auto* question :
       {"q=minaret", "q=stabilisation", "kind=digest", "kind=digest_item", "lang=ar"}) {
    const auto hits = ask(std::string(question) + "&per_page=5")["hits"];
    for (const auto& hit : hits) {
      const std::string id = hit["id"];
      CAPTURE(id);
      const auto document = json::parse(sample().get("/api/v1/documents/" + id));
      const auto answer =
          json::parse(sample().get(document["links"]["similar"].get<std::string>() + "?limit=50"));
      CHECK(answer["id"] == id);
      double before = 1;
      for (const auto& similar : answer["documents"]) {
        CHECK(similar["id"] != id);
        CHECK((document["parent"].is_null() || similar["id"] != document["parent"]["id"]));
        for (const auto& item : document["items"]) CHECK(similar["id"] != item["id"]);
        const bool is_twin =
            !document["translation"].is_null() && document["translation"]["id"] == similar["id"];
        CHECK(similar["is_translation"] == is_twin);
        CHECK(similar["score"] <= before);
        CHECK(similar["score"] >= 0.1);
        before = similar["score"];
      }
      const auto page = sample().get("/ar/d/" + id);
      for (std::size_t at = 0; at < std::min<std::size_t>(5, answer["documents"].size()); ++at) {
        CHECK(page.find("/ar/d/" + answer["documents"][at]["id"].get<std::string>()) != std::string::npos);
      }
    }
  }
  const auto minaret = ask("q=minaret&per_page=1")["hits"][0];
  const auto like_it =
      json::parse(sample().get("/api/v1/documents/" + minaret["id"].get<std::string>() + "/similar"));
  CHECK(like_it["documents"].size() == 5);
  std::string languages;
  for (const auto& similar : like_it["documents"]) languages += similar["lang"].get<std::string>() + " ";
  CHECK(languages.find("ar") != std::string::npos);
  CHECK(languages.find("en") != std::string::npos);
}

TEST_CASE("a wrong question for similar documents is refused") {
  const std::string id = ask("per_page=1")["hits"][0]["id"];
  CHECK(json::parse(sample().get("/api/v1/documents/" + id + "/similar?limit=51&x=1", 400))["invalid_params"]
            .size() == 2);
  sample().get("/api/v1/documents/aaaaaaaaaaaa/similar", 404);
  sample().get("/api/v1/documents//similar", 404);
  sample().get("/api/v1/documents/similar", 404);
}

TEST_CASE("a name that completes what is typed leads to as many documents as it says") {
  int followed = 0;
  for (const char* typed :
       {"mino", "justi", "leader", "membership", "ital", "الأقل", "العدال", "mos", "bbc", "qura", "daes"}) {
    CAPTURE(typed);
    const auto found = json::parse(sample().get("/api/v1/suggest?q=" + searchd::query_encoded(typed)));
    for (const auto& offered : found["suggestions"]) {
      const auto kind = offered["kind"].get<std::string>();
      if (kind == "title" || kind == "phrase" || kind == "hashtag") continue;
      const auto url = offered["url"].get<std::string>();
      CAPTURE(url);
      CHECK(ask(url.substr(url.find('?') + 1))["total"] == offered["documents"]);
      ++followed;
    }
  }
  CHECK(followed >= 15);
}

TEST_CASE("a phrase alone is not offered as any of its words under another name") {
  const auto answer = ask_for("\"displaced families\"");
  for (const auto& offered : answer["suggestions"]["relaxations"]) {
    CHECK(offered["remove"] != "match");
  }
}
