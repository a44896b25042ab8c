// The page of one document: what is marked on it, where its source has that, how it is cited.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "searchd/views/pages.h"
#include "tests/support/contains.h"
#include "tests/support/html.h"
#include "tests/support/sample_results.h"
#include "tests/support/small_vocabulary.h"

using searchd::PageLanguage;
using tests::contains;
using tests::elements_of;

TEST_CASE("the page of a document marks what was asked for, each place with an address, in both languages") {
  searchd::Pages pages("https://example.org");
  auto view = tests::sample_document();
  view.document.body = "Mosul is free.\n\nPeople return to Mosul.\n";
  view.marks.body = {{0, 5}, {33, 38}};
  REQUIRE(view.translation);
  view.twin = view.document;
  view.twin->language = analyzers::Language::arabic;
  view.twin->body = "الموصل حرة\n";
  view.twin_marks.body = {{0, 6}};
  const auto page =
      pages.document(PageLanguage::english, view, tests::small_vocabulary(), searchd::search_for("mosul"));
  CHECK(tests::faults_of_page(page) == "");
  const auto elements = elements_of(page);
  std::vector<std::string> marked, links, texts;
  for (const auto& element : elements) {
    if (element.name == "mark" && element.has("id"))
      marked.push_back(element.attribute("id") + " " + element.text);
    if (element.name == "a" && element.is_inside("nav") && element.attribute("href").starts_with("#m"))
      links.push_back(element.attribute("href"));
    if (element.has_class("text"))
      texts.push_back(element.attribute("lang") + " " + element.attribute("dir"));
  }
  CHECK(marked == std::vector<std::string>{"m1 Mosul", "m2 Mosul", "m3 الموصل"});
  CHECK(links ==
        std::vector<std::string>{"#m1", "#m1", "#m1", "#m2", "#m3"});  // the first two are for the script
  CHECK(texts == std::vector<std::string>{"en ltr", "ar rtl"});
  CHECK(contains(page, "3 places have words of your search"));
  CHECK(contains(page, "href=\"/search?q=mosul\""));
  const auto unmarked =
      pages.document(PageLanguage::english, tests::sample_document(), tests::small_vocabulary());
  CHECK_FALSE(contains(unmarked, "class=\"marks\""));
  CHECK_FALSE(contains(unmarked, "class=\"back\""));
}

TEST_CASE("a document's page leads to the words found, and to those of each tag, in its source") {
  searchd::Pages pages("");
  searchd::DocumentView view;
  view.document = tests::sample_document().document;
  auto& document = view.document;
  document.url = "https://example.org/a";
  document.title = "Statement";
  document.summary = "";
  document.body = "First line.\nItaly trains police in Mosul.\nThe end.\n";
  document.tags = {{analyzers::EntryType::partner, "italy", "name", {{analyzers::TextField::body, 12, 17}}},
                   {analyzers::EntryType::partner, "france", "source", {}}};
  const auto links_of = [&](const std::string& typed) {
    std::vector<std::string> links;
    for (const auto& element : elements_of(pages.document(
             PageLanguage::english, view, tests::small_vocabulary(), searchd::search_for(typed))))
      if (element.name == "a" && contains(element.attribute("href"), ":~:text="))
        links.push_back(element.attribute("href"));
    return links;
  };
  const std::string begin = "https://example.org/a#:~:text=";
  const auto of_tag = begin + "Italy%20trains%20police%20in%20Mosul%2E";
  CHECK(links_of("") == std::vector<std::string>{of_tag});
  view.marks.body = {{35, 40}};
  CHECK(links_of("mosul") == std::vector<std::string>{begin + "trains%20police%20in%20Mosul%2E", of_tag});
  document.url = "javascript:alert(1)";
  CHECK(links_of("mosul").empty());
}

TEST_CASE("a document is cited in both languages, the page's first") {
  searchd::Pages pages("https://archive.example");
  searchd::DocumentView view;
  view.document = tests::sample_document().document;
  for (const auto language : {PageLanguage::english, PageLanguage::arabic}) {
    const auto html = pages.document(language, view, tests::small_vocabulary(), searchd::search_for({}));
    const auto cite = html.substr(html.find("id=\"cite\""));
    const auto own = cite.substr(0, cite.find("<details>"));
    const auto other = cite.substr(own.size(), cite.find("</details>") - own.size());
    const bool english = language == PageLanguage::english;
    CHECK(contains(other, english ? "lang=\"ar\" dir=\"rtl\"" : "lang=\"en\" dir=\"ltr\""));
    CHECK(contains(other, "APA"));
    CHECK(own.find("MLA") != std::string::npos);
    CHECK(own.substr(own.find("APA")) != other.substr(other.find("APA")));
  }
}
