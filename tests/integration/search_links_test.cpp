// What stands beside the hits of a search: its timeline and the links to use it. Each leads to what it says.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/integration/counted_links.h"
#include "tests/integration/sample_routes.h"
#include "tests/support/html.h"

using tests::ask;
using tests::contains;
using tests::Counted;
using tests::elements_of;
using tests::number_of;
using tests::sample;
using tests::total_at;

namespace {

// The rows of a timeline's table that are links, and the bars of its chart, each with the number it says.
std::vector<Counted> periods_of(const std::string& html) {
  std::vector<Counted> periods;
  std::string href;
  for (const auto& element : elements_of(html)) {
    if (element.name == "a") href = element.attribute("href");
    if (element.name == "title" && element.is_inside("svg"))
      periods.push_back({href, "bar", number_of(element.text.substr(element.text.rfind(':') + 1))});
    if (element.name == "th" && element.is_inside("tbody")) href.clear();
    if (element.name == "td" && element.has("data-documents") && !href.empty())
      periods.push_back({href, "row", std::stoll(element.attribute("data-documents"))});
  }
  return periods;
}

// What all rows of the table say together.
std::int64_t sum_of_rows(const std::string& html) {
  std::int64_t sum = 0;
  for (const auto& element : elements_of(html)) {
    if (element.name == "td" && element.has("data-documents"))
      sum += std::stoll(element.attribute("data-documents"));
  }
  return sum;
}

std::vector<std::string> links_under_use(const std::string& html) {
  std::vector<std::string> links;
  const auto begin = html.find("<section class=\"use\"");
  REQUIRE(begin != std::string::npos);
  for (const auto& element : elements_of(html.substr(begin, html.find("</section>", begin) - begin))) {
    if (element.name == "a") links.push_back(element.attribute("href"));
  }
  return links;
}

}  // namespace

TEST_CASE("each bar of a timeline, and each row of its table, leads to as many documents as it says") {
  for (const std::string search :
       {"?", "?from=2018-02-13&to=2019-06", "?q=Mosul&interval=month", "?to=2016-05-20&interval=year",
        "?from=2016-09-21&to=2017-06-08&interval=week", "?dates=within&from=2016-02&to=2017-08-09"}) {
    for (const std::string before : {"", "/ar"}) {
      CAPTURE(before + search);
      const auto periods = periods_of(sample().get(before + "/search" + search));
      CHECK(periods.size() > 3);
      for (const auto& period : periods) {
        CAPTURE(period.name);
        CAPTURE(period.href);
        CAPTURE(period.count);
        if (before.empty()) CHECK(total_at(period.href) == period.count);
        CHECK(contains(period.href, before + "/search?dates=within&from="));
      }
    }
  }
}

TEST_CASE("dates=within is a filter of its own: said, kept, and taken away by a chip") {
  const auto html = sample().get("/search?dates=within&from=2016&to=2016-06");
  CHECK(contains(html, "(only what is dated wholly within)"));
  CHECK(contains(html, "name=\"dates\" value=\"within\" form=\"search\" checked"));
  CHECK(contains(html, "href=\"/search?from=2016&amp;to=2016-06\" aria-label=\"Remove filter"));
  CHECK(contains(html, "href=\"/search?dates=within&amp;to=2016-06\""));
  CHECK(ask("dates=within&from=2016&to=2016-06")["total"] < ask("from=2016&to=2016-06")["total"]);
  CHECK(ask("dates=overlap&from=2016")["total"] == ask("from=2016")["total"]);
  CHECK(ask("dates=within")["total"] == ask("")["total"]);  // of no time it says nothing
  sample().get("/api/v1/search?dates=inside&from=2016", 400);
}

TEST_CASE("a timeline has its table also where no document found lies in one period") {
  for (const auto* search :
       {"?q=title:%22Partners+in+Europe%22", "?q=title:%22Partners+in+Europe%22&share=on"}) {
    CAPTURE(search);
    const auto html = sample().get("/search" + std::string(search));
    const auto total = total_at("/search" + std::string(search));
    CHECK(total > 0);
    CHECK(contains(html, "id=\"timeline\""));
    CHECK_FALSE(contains(html, "class=\"chart\""));
    CHECK(sum_of_rows(html) == total);
    CHECK(contains(html, "/api/v1/timeline.csv?"));
    CHECK(tests::faults_of_page(html) == "");
  }
}

TEST_CASE("a length of periods that no chart has room for is not offered, and said where it is asked for") {
  const auto total = total_at("/search");
  for (const std::string interval : {"day", "week"}) {
    CAPTURE(interval);
    const auto html = sample().get("/search?interval=" + interval);
    CHECK_FALSE(contains(html, "class=\"chart\""));
    CHECK(contains(html, "A chart has room for"));
    CHECK(sum_of_rows(html) == total);
    CHECK(periods_of(html).size() <= 200);
    CHECK(html.size() < 140 * 1024);
  }
  const auto months = sample().get("/search");
  CHECK_FALSE(contains(months, "interval=day"));
  CHECK_FALSE(contains(months, "interval=week"));
  CHECK(contains(months, "interval=month"));
  CHECK_FALSE(contains(months, "A chart has room"));
  const auto weeks = sample().get("/search?from=2016-02&to=2016-04");
  CHECK(contains(weeks, "interval=day"));
  CHECK(contains(sample().get("/ar/search?interval=day"), "يتسع الرسم"));
}

TEST_CASE("the lasting address of a search is what it finds in its order, and nothing of how it looks") {
  const auto html = sample().get(
      "/search?q=Mosul&sort=oldest&recency=off&interval=year&share=on&per_page=50&page=1&cross=off");
  const auto links = links_under_use(html);
  REQUIRE(links.size() > 2);
  CHECK(links.front() == "/search?cross=off&q=Mosul&recency=off&sort=oldest");
  const auto cited = html.find("Revision");
  REQUIRE(cited != std::string::npos);
  const auto address = html.find("/search?", cited);
  const std::string whole =
      "/search?cross=off&amp;q=Mosul&amp;recency=off&amp;sort=oldest\u2069";  // and nothing behind it
  CHECK(html.substr(address, whole.size()) == whole);
  CHECK(std::find(links.begin(), links.end(), "/export.csv?cross=off&q=Mosul&recency=off&sort=oldest") !=
        links.end());
}

TEST_CASE("the links beside a search that was over the limits ask for what was searched of it") {
  std::string words = "Mosul";
  for (int word = 0; word < 40; ++word) words += "+OR+zword" + std::to_string(word);
  const auto html = sample().get("/search?q=" + words);
  const auto total = ask("q=Mosul")["total"].get<std::int64_t>();
  CHECK(contains(html, "notes-heading"));
  std::size_t files = 0;
  for (const auto& link : links_under_use(html)) {
    CAPTURE(link);
    const auto reply = sample().reply(link);
    CHECK(reply.status == 200);
    if (!contains(link, "/export")) continue;
    ++files;
    for (const auto& [name, value] : reply.headers) {
      if (name == "Sijill-Total") CHECK(value == std::to_string(total));
    }
  }
  CHECK(files == 5);
  for (const auto& element : elements_of(html)) {
    const auto href = element.attribute("href");
    const bool is_of_programs = contains(href, "/feed") || contains(href, "/api/");
    CAPTURE(href);
    if (is_of_programs) CHECK(sample().reply(href).status == 200);
  }
  for (const auto& [name, value] : sample().reply("/search?q=" + words).headers) {
    if (name != "Link") continue;
    const auto of_programs = value.find("/api/v1/search?");
    REQUIRE(of_programs != std::string::npos);
    CHECK_FALSE(contains(value.substr(of_programs), "zword39"));
  }
}

TEST_CASE("links beside a question of which nothing can be searched are left out, not broken") {
  std::string deep;
  for (int at = 0; at < 40; ++at) deep += "%28";
  const auto html = sample().get("/search?q=" + deep + "%21%21");
  for (const auto& element : elements_of(html)) {
    const auto href = element.attribute("href");
    CAPTURE(href);
    if (contains(href, "/feed") || contains(href, "/api/v1/timeline"))
      CHECK(sample().reply(href).status == 200);
  }
}
