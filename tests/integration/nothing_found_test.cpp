// The page of a search that finds nothing: it says what was understood and leads on, and its numbers hold.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/integration/sample_routes.h"
#include "tests/support/html.h"

namespace {

struct Page {
  explicit Page(const std::string& target) : html(tests::sample().get(target)) {
    CHECK(tests::faults_of_page(html) == "");
    const auto begin = html.find("<div class=\"nothing\">");
    REQUIRE(begin != std::string::npos);
    nothing = html.substr(begin, html.find("</div>", begin) - begin);
  }
  /// The links below the heading `heading`, with what stands behind each in brackets.
  std::vector<std::pair<std::string, std::string>> links_below(const std::string& heading) const {
    std::vector<std::pair<std::string, std::string>> links;
    auto begin = nothing.find(heading);
    if (begin == std::string::npos) return links;
    const auto list = nothing.substr(begin, nothing.find("</ul>", begin) - begin);
    for (const auto& element : tests::elements_of(list))
      if (element.name == "a")
        links.emplace_back(element.attribute("href"), "");
      else if (element.has_class("count") && !links.empty())
        links.back().second = element.text.substr(1, element.text.size() - 2);  // without its brackets
    return links;
  }
  std::string html, nothing;
};

std::int64_t total_at(const std::string& page) {
  const auto query = page.find('?') == std::string::npos ? "" : page.substr(page.find('?') + 1);
  return tests::ask(query)["total"].get<std::int64_t>();
}

}  // namespace

TEST_CASE("where nothing is found, names that are near lead to what they find") {
  struct Row {
    std::string query, name;
  };
  for (const auto& [query, name] : std::vector<Row>{{"q=Mosul&from=2031", "Mosul"},
                                                    {"q=Mosul&kind=podcast&partner=italy&to=2014", "Mosul"},
                                                    {"q=%22zzzz+Baghdad%22", "Baghdad"}}) {
    CAPTURE(query);
    REQUIRE(total_at("?" + query) == 0);
    const Page page("/search?" + query);
    const auto names = page.links_below("Names written nearly so");
    REQUIRE_FALSE(names.empty());
    CHECK(page.nothing.find(name) != std::string::npos);
    for (const auto& [href, count] : names) {
      CAPTURE(href);
      CHECK(total_at(href) == std::stoll(count));
    }
  }
}

TEST_CASE(
    "where nothing is found, the newest documents, the way of the search and a feed are there, in both "
    "languages") {
  for (const std::string way : {"", "/ar"}) {
    const std::string query = "q=xqzwvkj&partner=iraq";
    const Page page(way + "/search?" + query);
    const auto newest = page.links_below(way.empty() ? "Newest in the archive" : "الأحدث في الأرشيف");
    const auto expected =
        tests::own_versions(tests::ask("sort=newest&per_page=6"), way.empty() ? "en" : "ar");
    REQUIRE(newest.size() == 3);
    for (std::size_t at = 0; at < 3; ++at) CHECK(newest[at].first == way + "/d/" + expected[at]);
    CHECK(page.nothing.find("href=\"" + way + "/feed.atom?partner=iraq&amp;q=xqzwvkj\"") !=
          std::string::npos);
    CHECK(page.nothing.find(way.empty() ? "editors" : "المحررين") != std::string::npos);
    CHECK(page.html.find("<details class=\"understood\" open>") != std::string::npos);
  }
}

TEST_CASE("what is found in the other language alone is offered with its number") {
  // In English texts alone, and searched only as typed.
  const std::string query = "q=%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84&lang=en&cross=off";
  REQUIRE(total_at("?" + query) == 0);
  const Page page("/search?" + query);
  std::int64_t offers = 0;
  for (const auto& link : tests::elements_named(tests::elements_of(page.html), "a")) {
    if (!link.has("data-count")) continue;
    const auto href = link.attribute("href");
    const auto count = std::stoll(link.attribute("data-count"));
    CAPTURE(href);
    CHECK(total_at(href) == count);
    const bool other_language =
        href.find("lang=en") == std::string::npos || href.find("cross=off") == std::string::npos;
    if (other_language && count > 0) ++offers;
  }
  CHECK(offers >= 2);  // in both languages, and in texts of any language
}

TEST_CASE("a page that finds something offers nothing instead") {
  const auto html = tests::sample().get("/search?q=Mosul");
  CHECK(html.find("<div class=\"nothing\">") == std::string::npos);
  CHECK(html.find("<details class=\"understood\">") != std::string::npos);
}
