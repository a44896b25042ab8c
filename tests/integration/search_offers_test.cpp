// What a search offers in place of what was typed: better spellings, filters for names and dates.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "tests/integration/sample_routes.h"

using nlohmann::json;
using tests::ask_for;
using tests::sample;

TEST_CASE("a word that the archive does not have is offered as one that it has") {
  struct Row {
    const char *typed, *meant, *why;
  };
  const Row rows[] = {
      {"stabilzation", "stabilization", "spelling"},
      {"Mosul liberaton", "Mosul liberated", "spelling"},
      {"Kwait", "Kuwait", "spelling"},
      {"coalitoin", "coalition", "spelling"},
      {"]hua", "داعش", "keyboard"},
      {"hgl,wg", "الموصل", "keyboard"},
      {"ةخسعم", "mosul", "keyboard"},
      {"hgl,wg schools", "الموصل schools", "keyboard"},
      {"familiesreturn", "families return", "split"},
      {"stabili sation", "stabilisation", "joined"},
      {"الموصلل", "الموصل", "spelling"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed);
    const auto offers = ask_for(row.typed)["suggestions"]["did_you_mean"];
    CAPTURE(offers.dump());
    const auto found = std::find_if(offers.begin(), offers.end(),
                                    [&row](const json& offer) { return offer["q"] == row.meant; });
    REQUIRE(found != offers.end());
    CHECK((*found)["why"] == row.why);
  }
}

TEST_CASE("what is written rightly is left alone") {
  for (const auto* typed :
       {"mosul", "the schools of Mosul", "الموصل", "Italy", "إيطاليا", "#DefeatDaesh", "US",
        "counter-terrorism", "\"displaced families\"", "partner:italy mosul", "-video mosul"}) {
    CAPTURE(typed);
    CHECK(ask_for(typed)["suggestions"]["did_you_mean"].empty());
  }
}

TEST_CASE("a correction is a link: the search itself stays as typed") {
  const auto answer = ask_for("stabilzation", "&cross=off");
  CHECK(answer["query"]["q"] == "stabilzation");
  const auto page = sample().get("/search?q=stabilzation");
  CHECK(page.find("Did you mean") != std::string::npos);
  CHECK(page.find("value=\"stabilzation\"") != std::string::npos);
}

TEST_CASE("a short word that is in one document is no misspelling of another one") {
  CHECK(ask_for("How did Daesh get its money?")["suggestions"]["did_you_mean"].empty());
}

TEST_CASE("a name typed is offered as the filter that it is, in place of the word") {
  const auto offers = ask_for("Italy training")["suggestions"]["filters"];
  REQUIRE(!offers.empty());
  CHECK(offers[0]["field"] == "partner");
  CHECK(offers[0]["value"] == "italy");
  CHECK(offers[0]["typed"] == "Italy");
  CHECK(offers[0]["q"] == "training");
  CHECK(ask_for("إيطاليا")["suggestions"]["filters"][0]["value"] == "italy");

  // Not where a sign depends on the name, nor where the field is filtered already.
  CHECK(ask_for("-Italy training")["suggestions"]["filters"].empty());
  CHECK(ask_for("\"Italy training\"")["suggestions"]["filters"].empty());
  CHECK(ask_for("Italy OR France")["suggestions"]["filters"].empty());
  CHECK(ask_for("Italy training", "&partner=italy")["suggestions"]["filters"].empty());
}

TEST_CASE("a date that is all of a question is offered as the filter that it is") {
  const std::pair<const char*, const char*> rows[] = {
      {"2017-02", "2017-02"},   {"٢٠١٧-٠٢", "2017-02"},
      {" 2017/2 ", "2017-02"},  {"February 2017", "2017-02"},
      {"شباط 2017", "2017-02"}, {"فبراير ٢٠١٧", "2017-02"},
      {"2017", "2017"},         {"21 February 2017", "2017-02-21"}};
  for (const auto& [typed, date] : rows) {
    CAPTURE(typed);
    const auto offers = ask_for(typed)["suggestions"]["filters"];
    REQUIRE(!offers.empty());
    CHECK(offers[0]["field"] == "date");
    CHECK(offers[0]["value"] == date);
    CHECK(offers[0]["q"] == "");
    CHECK(offers[0]["count"].get<int>() > 0);
    const auto link = offers[0]["link"].get<std::string>();
    CHECK(link.find("from=" + std::string(date) + "&to=" + date) != std::string::npos);
    CHECK(json::parse(sample().get(link))["total"] == offers[0]["count"]);
  }
  for (const char* typed :
       {"2,017", "#2017", "-2017", "\"2017-02\"", "1066", "2017-13", "03/02/2017 Mosul", "2017/02 Mosul"}) {
    CAPTURE(std::string(typed));
    const auto offers = ask_for(typed)["suggestions"]["filters"];
    for (const auto& offer : offers) CHECK(offer["field"] != "date");
  }
  const auto among_dates = ask_for("2017-02", "&from=2016")["suggestions"]["filters"];
  for (const auto& offer : among_dates) CHECK(offer["field"] != "date");
  const auto page = sample().get("/search?q=February+2017");
  const auto offer = page.find("Dated ");
  REQUIRE(offer != std::string::npos);
  CHECK_MESSAGE(page.substr(offer, 60).find("February 2017") != std::string::npos, page.substr(offer, 60));
  CHECK(sample().get("/ar/search?q=2017-02").find("بتاريخ ") != std::string::npos);
}

TEST_CASE("years among the words of a question are offered as the time that they are") {
  struct Row {
    const char *typed, *value, *rest, *parameters;
  };
  const Row rows[] = {{"training Iraq 2016 to 2019", "2016..2019", "training Iraq", "from=2016"},
                      {"training from 2016 to 2019", "2016..2019", "training", "to=2019"},
                      {"2016-2019 training", "2016..2019", "training", "to=2019"},
                      {"training in 2017", "2017", "training", "from=2017"},
                      {"تدريب من ٢٠١٦ إلى ٢٠١٩", "2016..2019", "تدريب", "to=2019"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.typed));
    const auto offers = ask_for(row.typed)["suggestions"]["filters"];
    REQUIRE(!offers.empty());
    CHECK(offers[0]["field"] == "date");
    CHECK(offers[0]["value"] == row.value);
    CHECK(offers[0]["q"] == row.rest);
    const auto link = offers[0]["link"].get<std::string>();
    CHECK(link.find(row.parameters) != std::string::npos);
    CHECK(json::parse(sample().get(link))["total"] == offers[0]["count"]);
  }
  for (const char* typed : {"training 2016 Iraq 2019", "training 2019 to 2016", "2016 2017 2018 training",
                            "training -2017", "training \"2017\"", "training 2016 OR 2017"}) {
    CAPTURE(std::string(typed));
    const auto answer = ask_for(typed);
    for (const auto& offer : answer["suggestions"]["filters"]) CHECK(offer["field"] != "date");
  }
  CHECK(sample()
            .get("/search?q=training+2016+to+2019")
            .find("Dated \u2068"
                  "2016 to 2019\u2069: ") != std::string::npos);
}

TEST_CASE("all of a question is a filter's name also where a text would need more to be sure") {
  const std::pair<const char*, const char*> rows[] = {
      {"education", "topic:education"},
      {"stabilisation", "topic:stabilisation"},
      {"reconstruction", "topic:reconstruction"},
      {"Attacks", "topic:attacks"},
      {"minorities", "topic:minorities"},
      {"Demining", "topic:demining"},
      {"التعليم", "topic:education"},
      {"the hill", "outlet:the-hill"},
      {"foreign fighters", "topic:foreign-fighters"},
      {"mine clearance", "topic:demining"},
      {"metro", "outlet:metro"},
      {"  education ", "topic:education"},
  };
  for (const auto& [typed, filter] : rows) {
    CAPTURE(typed);
    const auto offers = ask_for(typed)["suggestions"]["filters"];
    REQUIRE(offers.size() == 1);
    CHECK(offers[0]["field"].get<std::string>() + ":" + offers[0]["value"].get<std::string>() == filter);
    CHECK(offers[0]["q"] == "");
    const auto link = offers[0]["link"].get<std::string>();
    CHECK(json::parse(sample().get(link))["total"] == offers[0]["count"]);
  }
  CHECK(ask_for("=education")["suggestions"]["filters"].empty());
  CHECK(ask_for("\"education\"")["suggestions"]["filters"].empty());
  CHECK(ask_for("-education")["suggestions"]["filters"].empty());
  CHECK(ask_for("education", "&topic=education")["suggestions"]["filters"].empty());
}
