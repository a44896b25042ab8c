// The ways into the archive: partners, topics, weekly digests, help, what it holds, the values of a facet.
// Each number on them is what a search for the same finds.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "searchd/views/addresses.h"
#include "tests/integration/counted_links.h"
#include "tests/integration/sample_routes.h"
#include "tests/support/html.h"

using nlohmann::json;
using tests::ask;
using tests::contains;
using tests::Counted;
using tests::counted_links;
using tests::elements_named;
using tests::elements_of;
using tests::facet_of;
using tests::HtmlElement;
using tests::number_of;
using tests::sample;
using tests::total_at;

namespace {

// What the table of a timeline says, all rows together.
std::int64_t timeline_total(const std::string& html) {
  std::int64_t sum = 0;
  for (const auto& cell : elements_named(elements_of(html), "td")) {
    if (cell.has("data-documents") && cell.is_inside("details"))
      sum += std::stoll(cell.attribute("data-documents"));
  }
  return sum;
}

const std::vector<std::string>& all_ways() {
  static const std::vector<std::string> ways = {"/partners",
                                                "/partners?name=ital",
                                                "/partners?name=nosuchname",
                                                "/partners/italy",
                                                "/partners/nato",
                                                "/partners/fiji",
                                                "/topics",
                                                "/topics/stabilisation",
                                                "/digests",
                                                "/digests?year=2017",
                                                "/help",
                                                "/about",
                                                "/facets/partner",
                                                "/facets/place?q=Mosul&lang=en&order=name",
                                                "/facets/topic?partner=italy&topic=_missing",
                                                "/facets/kind",
                                                "/facets/language?name=ara",
                                                "/facets/outlet?q=Mosul",
                                                "/facets/month?q=Mosul"};
  return ways;
}

// How many were found, and of how many, row after row.
std::vector<std::int64_t> found_cells(const std::string& html) {
  std::vector<std::int64_t> cells;
  for (const auto& element : elements_of(html)) {
    for (const auto* number : {"data-found", "data-asked"}) {
      if (element.has(number)) cells.push_back(std::stoll(element.attribute(number)));
    }
  }
  return cells;
}

}  // namespace

TEST_CASE("every way into the archive is a page in both languages, by one address") {
  for (const auto& way : all_ways()) {
    for (const std::string before : {"", "/ar"}) {
      CAPTURE(before + way);
      const auto reply = sample().reply(before + way);
      REQUIRE(reply.status == 200);
      CHECK(reply.content_type == "text/html; charset=utf-8");
      CHECK(tests::faults_of_page(reply.body) == "");
      const auto elements = elements_of(reply.body);
      CHECK(elements.front().attribute("lang") == (before.empty() ? "en" : "ar"));
      CHECK(reply.body.size() < 100 * 1024);
      for (const auto& link : elements_named(elements, "link")) {
        if (link.attribute("rel") != "alternate" || !link.has("hreflang")) continue;
        CHECK(sample().reply(link.attribute("href")).status == 200);
      }
    }
  }
}

TEST_CASE("no page but these says that there is one: unknown names are 404 in the page's language") {
  for (const auto* path : {"/partners/atlantis", "/partners/stabilisation", "/topics/italy", "/partners/%00",
                           "/partners/Italy", "/topics/..%2f..%2fetc", "/facets/person", "/facets/",
                           "/facets/q", "/partners/italy/mosul", "/digests?year=1901", "/digests?page=999"}) {
    CAPTURE(path);
    sample().get(path, 404);
    CHECK(contains(sample().get("/ar" + std::string(path), 404), "لا شيء في هذا العنوان"));
  }
  CHECK(sample().get("/partners/" + std::string(3000, 'a'), 404) != "");
  const auto slash = sample().reply("/partners/");
  CHECK(slash.status == 308);
}

TEST_CASE("the list of partners has all partners of the vocabulary, each with its number of documents") {
  const auto counts = facet_of("partner");
  REQUIRE(counts.size() > 20);
  for (const std::string before : {"", "/ar"}) {
    const auto html = sample().get(before + "/partners");
    const auto links = counted_links(html, before + "/partners/");
    CHECK(links.size() > 80);
    std::set<std::string> ids;
    std::int64_t with_documents = 0;
    for (const auto& link : links) {
      CAPTURE(link.href);
      const auto id = link.href.substr((before + "/partners/").size());
      CHECK(ids.insert(id).second);
      const auto found = counts.find(id);
      CHECK(link.count == (found == counts.end() ? 0 : found->second));
      with_documents += link.count > 0 ? 1 : 0;
    }
    CHECK(with_documents == static_cast<std::int64_t>(counts.size()));
    CHECK(contains(html, "<rect class=\"bar\""));  // the members, as the texts state them
  }
}

TEST_CASE("lists are in the order of the alphabet: Arabic ones without the article") {
  const auto place = [](const std::string& html, const std::string& id) {
    return html.find("/partners/" + id + "\"");
  };
  const auto english = sample().get("/partners");
  CHECK(place(english, "albania") < place(english, "belgium"));
  CHECK(place(english, "cote-divoire") < place(english, "cyprus"));
  CHECK(place(english, "turkiye") < place(english, "ukraine"));
  CHECK(place(english, "yemen") < place(english, "nato"));  // organisations by themselves
  const auto arabic = sample().get("/ar/partners");
  CHECK(place(arabic, "iraq") > place(arabic, "somalia"));    // العراق among the names with ع
  CHECK(place(arabic, "bahrain") > place(arabic, "jordan"));  // البحرين with ب, الأردن with ا
  CHECK(place(arabic, "jordan") < place(arabic, "estonia"));
  CHECK(contains(arabic, ">ع</a>"));
}

TEST_CASE("a list is searched without a script, by any name in either language and however it is written") {
  struct Row {
    const char* named;
    const char* id;
  };
  for (const auto& row :
       {Row{"ital", "italy"}, Row{"ITALIAN", "italy"}, Row{"إيطال", "italy"}, Row{"ايطاليا", "italy"},
        Row{"cote d", "cote-divoire"}, Row{"اردن", "jordan"}, Row{"UK", "united-kingdom"}}) {
    CAPTURE(row.named);
    const auto html = sample().get("/partners?name=" + searchd::query_encoded(row.named));
    const auto links = counted_links(html, "/partners/");
    CHECK(std::any_of(links.begin(), links.end(),
                      [&](const Counted& link) { return link.href == std::string("/partners/") + row.id; }));
    CHECK(links.size() < 12);
  }
  const auto none = sample().get("/partners?name=zzzz");
  CHECK(counted_links(none, "/partners/").empty());
  CHECK(contains(none, "0 entries have"));
}

TEST_CASE("a partner's page counts what a search for the partner finds") {
  for (const auto* id : {"italy", "iraq", "united-states", "nato", "fiji"}) {
    CAPTURE(id);
    const auto html = sample().get("/partners/" + std::string(id));
    const auto query = "partner=" + std::string(id);
    const auto answer = ask(query);
    const auto total = answer["total"].get<std::int64_t>();
    CHECK(timeline_total(html) == total);
    if (total > 0) CHECK(contains(html, "href=\"/search?" + query + "\""));
    const auto statements = ask(query + "&kind=statement&sort=oldest");
    if (!statements["hits"].empty() && !statements["hits"][0]["date"]["value"].is_null())
      CHECK(contains(html, "/d/" + tests::own_versions(statements, "en").front() + "\""));
    auto newest = tests::own_versions(answer, "en");  // without words the newest first
    newest.resize(std::min<std::size_t>(newest.size(), 8));
    for (const auto& document : newest) CHECK(contains(html, "/d/" + document + "\""));
    const auto topics = facet_of("topic", query);
    for (const auto& link : counted_links(html, "/search?")) {
      if (link.count <= 0 || !contains(link.href, query)) continue;
      CAPTURE(link.href);
      CHECK(total_at(link.href) == link.count);
    }
    for (const auto& [topic, count] : topics) CHECK(contains(html, "topic=" + topic));
  }
}

TEST_CASE(
    "a partner's page says who it is in both languages and since when it is a member, or that nobody says") {
  const auto italy = sample().get("/partners/italy");
  CHECK(contains(italy, "Italy"));
  CHECK(contains(italy, "lang=\"ar\" dir=\"rtl\">إيطاليا"));
  CHECK(contains(italy, "Member since"));
  CHECK(contains(italy, "State"));
  CHECK(contains(sample().get("/ar/partners/nato"), "منظمة"));
  CHECK(contains(sample().get("/ar/partners/nato"), "lang=\"en\" dir=\"ltr\">NATO"));
}

TEST_CASE("the topics and their pages count likewise") {
  const auto counts = facet_of("topic");
  const auto html = sample().get("/topics");
  std::int64_t seen = 0;
  for (const auto& link : counted_links(html, "/topics/")) {
    const auto found = counts.find(link.href.substr(8));
    CHECK(link.count == (found == counts.end() ? 0 : found->second));
    seen += link.count > 0 ? 1 : 0;
    if (link.count == 0) continue;
    CHECK(timeline_total(sample().get(link.href)) == link.count);
  }
  CHECK(seen == static_cast<std::int64_t>(counts.size()));
}

TEST_CASE(
    "over all years each dated digest stands in the list of digests once, with the number of its items") {
  std::map<std::string, std::int64_t> items;
  const auto first = sample().get("/digests");
  std::int64_t of_years = 0;
  for (const auto& year : counted_links(first, "/digests?year=")) {
    const auto html = sample().get(year.href);
    std::string id;
    std::int64_t digests = 0;
    for (const auto& element : elements_of(html)) {
      if (!element.is_inside("ol")) continue;
      const auto href = element.attribute("href");
      if (element.name == "a" && href.rfind("/d/", 0) == 0) id = href.substr(3);
      if (!element.has_class("hint") || id.empty()) continue;
      ++digests;
      const auto stated = element.text.substr(element.text.rfind("·") + 2);
      CHECK(items.emplace(id, contains(stated, "no items") ? 0 : number_of(stated)).second);
      id.clear();
    }
    CHECK(digests == year.count);
    of_years += digests;
  }
  CHECK(of_years == ask("kind=digest&from=1900")["total"].get<std::int64_t>());
  CHECK(items.size() > 5);
  for (const auto& [id, count] : items) {
    CAPTURE(id);
    CHECK(json::parse(sample().get("/api/v1/documents/" + id))["items_total"].get<std::int64_t>() == count);
  }
}

TEST_CASE("each example of the help finds as many documents as stand beside it, and some") {
  for (const std::string before : {"", "/ar"}) {
    const auto html = sample().get(before + "/help");
    std::string href;
    std::size_t examples = 0;
    for (const auto& element : elements_of(html)) {
      if (element.name == "a" && element.is_inside("dt")) href = element.attribute("href");
      if (!element.has("data-count")) continue;
      CAPTURE(href);
      const auto total = total_at(href);
      CHECK(std::stoll(element.attribute("data-count")) == total);
      CHECK(total > 0);
      ++examples;
      const auto page = sample().get(href);
      CHECK_FALSE(contains(page, "notes-heading"));  // nothing of it had to be mended
    }
    CHECK(examples >= 16);
    CHECK(contains(html, "<kbd>?</kbd>"));
  }
}

TEST_CASE("the figures about the archive add up, and those that are links lead to as many documents") {
  const auto total = ask("")["total"].get<std::int64_t>();
  for (const std::string before : {"", "/ar"}) {
    const auto html = sample().get(before + "/about");
    CHECK(timeline_total(html) == total);
    std::map<std::string, std::int64_t> sums;
    std::string table, href;
    for (const auto& element : elements_of(html)) {
      if (element.name == "section") table = element.attribute("aria-labelledby");
      if (element.name == "th") href.clear();
      if (element.name == "a") href = element.attribute("href");
      if (element.name != "td" || !element.has("data-documents") || element.is_inside("details")) continue;
      const auto count = std::stoll(element.attribute("data-documents"));
      sums[table] += count;
      CAPTURE(href);
      if (!href.empty()) CHECK(total_at(href) == count);
    }
    CHECK(sums["about-languages"] == total);
    CHECK(sums["about-kinds"] == total);
    CHECK(sums["about-versions"] == total);
    CHECK(sums["about-dates"] == total);
    CHECK(sums["about-tags"] == 4 * total);
    CHECK(contains(html, " UTC"));
  }
}

TEST_CASE("the page about the archive says how well documents are found, in both languages the same") {
  const auto english = sample().get("/about"), arabic = sample().get("/ar/about");
  const auto cells = found_cells(english);
  CHECK(cells == found_cells(arabic));
  CHECK(contains(english, "The time set aside") == contains(arabic, "انتهى الوقت"));
  if (cells.empty()) {
    // On a machine that is slow enough the time is up before the first answer.
    CHECK(contains(english, "The time set aside"));
    return;
  }
  for (std::size_t at = 0; at < cells.size(); at += 2) CHECK(cells[at] <= cells[at + 1]);
  CHECK(cells[0] <= cells[2]);  // first, and among the first ten
  CHECK(cells[1] == cells[3]);
  CHECK(contains(english, "MRR@10"));
}

TEST_CASE("a document's version in the other language is counted as its page shows it") {
  std::int64_t with_version = 0;
  for (int page = 1;; ++page) {
    const auto answer = ask("per_page=100&facets=none&page=" + std::to_string(page));
    for (const auto& hit : answer["hits"]) with_version += hit["translation"].is_null() ? 0 : 1;
    if (answer["hits"].size() < 100) break;
  }
  const auto html = sample().get("/about");
  const auto at = html.find("id=\"about-versions\"");
  const auto cell = html.find("data-documents=\"", at);
  CHECK(with_version > 0);
  CHECK(std::stoll(html.substr(cell + 16)) == with_version);
}

TEST_CASE("wrong parameters of these pages are told and left out") {
  struct Row {
    const char* address;
    const char* told;
  };
  for (const auto& row : {Row{"/partners?colour=red", "colour"}, Row{"/partners/italy?x=1", "x"},
                          Row{"/digests?year=x", "x"}, Row{"/facets/place?q=Mosul&order=size", "size"},
                          Row{"/facets/place?partner=atlantis", "atlantis"}, Row{"/help?q=1", "q"}}) {
    CAPTURE(row.address);
    const auto html = sample().get(row.address);
    CHECK(tests::faults_of_page(html) == "");
    CHECK(contains(html, "notes-heading"));
    CHECK(contains(html, "What we changed in your request"));
    CHECK(contains(html, row.told));
  }
}

TEST_CASE("no text in an address becomes markup on these pages") {
  const auto skeleton = [](const std::string& target) { return tests::skeleton_of(sample().get(target)); };
  for (const std::string text :
       {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{title}} {{{x}}}",
        "</title></main><h1>taken", "\xE2\x80\xAE txt", "\xC0\xAF \xFF"}) {
    CAPTURE(text);
    const auto encoded = searchd::query_encoded(text);
    for (const std::string before : {"", "/ar"}) {
      const auto named = before + "/partners?name=";
      CHECK(tests::faults_of_page(sample().get(named + encoded)) == "");
      if (text[0] != '\xC0')  // what is no UTF-8 is told, which is more markup
        CHECK(skeleton(named + encoded) == skeleton(named + "qqqqq"));
      const auto facet = before + "/facets/partner?q=xqzwvkj+";
      CHECK(tests::faults_of_page(sample().get(facet + encoded)) == "");
      CHECK(tests::faults_of_page(sample().get(before + "/help?" + encoded + "=" + encoded)) == "");
      CHECK(tests::faults_of_page(sample().get(before + "/digests?year=" + encoded)) == "");
      CHECK(tests::faults_of_page(sample().get(before + "/topics/" + encoded, 404)) == "");
    }
  }
}

TEST_CASE("who has a page already is told so, until the index changes") {
  for (const auto& way : all_ways()) {
    CAPTURE(way);
    const auto first = sample().reply(way);
    std::string tag;
    for (const auto& [name, value] : first.headers) {
      if (name == "ETag") tag = value;
    }
    REQUIRE_FALSE(tag.empty());
    CHECK(sample().reply(way, "If-None-Match: " + tag + "\r\n").status == 304);
  }
}

TEST_CASE("every page leads to partners, topics, digests and help; long filters lead to all their values") {
  for (const auto* page : {"/", "/search?q=Mosul", "/partners/italy", "/help"}) {
    const auto html = sample().get(page);
    for (const auto* way : {"/partners", "/topics", "/digests", "/help", "/about"})
      CHECK(contains(html, "href=\"" + std::string(way) + "\""));
  }
  CHECK(contains(sample().get("/search?q=Mosul"), "href=\"/facets/place?q=Mosul\""));
  CHECK(contains(sample().get("/ar/search"), "href=\"/ar/facets/partner\""));
}
