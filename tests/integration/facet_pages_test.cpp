// The page of all values of a facet: what it counts, what it keeps, what is chosen on it.
#include <doctest/doctest.h>

#include <map>
#include <string>

#include "tests/integration/counted_links.h"
#include "tests/integration/sample_routes.h"
#include "tests/support/html.h"

using tests::ask;
using tests::contains;
using tests::counted_links;
using tests::elements_of;
using tests::facet_of;
using tests::number_of;
using tests::sample;
using tests::total_at;

TEST_CASE(
    "the page of a facet has all its values for the search, and its form keeps the rest of the search") {
  const auto html = sample().get(
      "/facets/place?q=Mosul&lang=en&place=raqqa&from=2015&sort=oldest&per_page=50&passages=off&match=any");
  const auto counts = facet_of("place", "q=Mosul&lang=en&place=raqqa&from=2015&match=any");
  std::map<std::string, std::int64_t> shown;
  std::map<std::string, std::string> kept;
  std::string value;
  for (const auto& element : elements_of(html)) {
    if (element.attribute("type") == "checkbox" && element.is_inside("fieldset")) {
      value = element.attribute("value");
      CHECK(element.attribute("name") == "place");
      CHECK(element.has("checked") == (value == "raqqa"));
    }
    if (element.has_class("count") && !value.empty()) shown[value] = number_of(element.text);
    if (element.attribute("type") == "hidden") kept[element.attribute("name")] = element.attribute("value");
  }
  shown.erase("_missing");
  CHECK(shown == counts);
  CHECK(kept["q"] == "Mosul");
  CHECK(kept["lang"] == "en");
  CHECK(kept["from"] == "2015");
  CHECK(kept["sort"] == "oldest");
  CHECK(kept["per_page"] == "50");
  CHECK(kept["passages"] == "off");
  CHECK(kept["match"] == "any");
  CHECK(contains(html, "action=\"/search\""));
}

TEST_CASE("what is marked on the page of a facet is what the search is filtered by") {
  const auto all = facet_of("partner", "q=Mosul");
  const auto before = ask("q=Mosul&partner=iraq")["total"].get<std::int64_t>();
  CHECK(all.at("iraq") == before);
  const auto by_name = sample().get("/facets/partner?order=name&partner=iraq");
  const auto box = [&](const std::string& id) {
    return by_name.find("type=\"checkbox\" name=\"partner\" value=\"" + id + "\"");
  };
  CHECK(box("albania") < box("iraq"));
  CHECK(box("iraq") < box("italy"));
  const auto named = sample().get("/facets/partner?name=ital&partner=iraq");
  CHECK(contains(named, "value=\"italy\""));
  CHECK(contains(named, "value=\"iraq\" checked"));  // what is chosen stays chosen
  CHECK_FALSE(contains(named, "value=\"albania\""));
}

TEST_CASE("months stand on their page as links to their documents") {
  for (const std::string search : {"?q=Mosul", "?from=2018-02-13&to=2019-06", ""}) {
    std::size_t months = 0;
    for (const auto& link : counted_links(sample().get("/facets/month" + search), "/search?")) {
      if (!contains(link.href, "dates=within")) continue;
      ++months;
      CAPTURE(link.href);
      CHECK(total_at(link.href) == link.count);
    }
    CHECK(months > 5);
  }
}

TEST_CASE("the way from a search to the page of a filter and back loses nothing that was set") {
  const std::string set =
      "cross=off&explain=1&from=2015&interval=year&match=any&passages=off&per_page=50&q=Mosul&"
      "recency=off&share=on&sort=oldest";
  const auto escaped = [](std::string text) {
    for (auto at = text.find('&'); at != std::string::npos; at = text.find('&', at + 5))
      text.replace(at, 1, "&amp;");
    return text;
  };
  CHECK(contains(sample().get("/search?" + set), "href=\"/facets/place?" + escaped(set) + "\""));
  const auto page = sample().get("/facets/place?" + set);
  CHECK(contains(page, "href=\"/search?" + escaped(set) + "\""));
  CHECK(contains(page, "href=\"/facets/place?" + escaped(set + "&order=name") + "\""));
}

TEST_CASE("to clear all takes the filters away, and nothing else that was set") {
  const auto html = sample().get(
      "/search?q=Mosul&lang=en&from=2015&dates=within&kind=news&page=1&match=any&cross=off&"
      "sort=oldest&passages=off&per_page=50");
  CHECK(
      contains(html,
               "class=\"clear\" href=\"/search?cross=off&amp;match=any&amp;passages=off&amp;per_page=50&amp;"
               "q=Mosul&amp;sort=oldest\""));
}

TEST_CASE("what is chosen stands first, also where it is that there is none") {
  for (const std::string page :
       {"/search?partner=fiji&partner=_missing", "/facets/partner?partner=fiji&partner=_missing"}) {
    CAPTURE(page);
    bool all_chosen = true;
    int chosen = 0;
    for (const auto& element : elements_of(sample().get(page))) {
      if (element.attribute("type") != "checkbox" || element.attribute("name") != "partner") continue;
      if (element.has("checked")) {
        CHECK(all_chosen);
        ++chosen;
      }
      all_chosen = all_chosen && element.has("checked");
    }
    CHECK(chosen == 2);
  }
}

TEST_CASE(
    "a page of values says how many of them have the letters that were asked for, not what else is chosen") {
  CHECK(contains(sample().get("/facets/partner?name=ital&partner=iraq"), "1 entry has"));
  CHECK(contains(sample().get("/facets/partner?name=ital"), "1 entry has"));
}
