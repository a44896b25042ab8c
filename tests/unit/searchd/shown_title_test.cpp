// What stands where a title is shown: short enough for a list, and never nothing.
#include "searchd/views/shown_title.h"

#include <doctest/doctest.h>

#include <string>

#include "analyzers/utf8.h"
#include "searchd/views/pages.h"
#include "tests/support/html.h"
#include "tests/support/sample_results.h"
#include "tests/support/small_vocabulary.h"

using searchd::list_title;
using searchd::PageLanguage;
using searchd::shortened;
using searchd::ShownTitle;
using searchd::whole_title;

namespace {

std::size_t length_of(const std::string& text) {
  std::size_t count = 0;
  analyzers::for_each_code_point(text, [&count](char32_t) { ++count; });
  return count;
}

std::string repeated(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

corpus::Document untitled(const std::string& summary, const std::string& body) {
  corpus::Document document;
  document.id = "q2w3e4r5t6y7";
  document.language = analyzers::Language::arabic;
  document.summary = summary;
  document.body = body;
  return document;
}

std::string results_with(const corpus::Document& document, PageLanguage language) {
  auto results = tests::sample_results();
  results.hits[0].document = document;
  results.hits[0].title_marks.clear();
  searchd::Pages pages("");
  return pages.results(language, tests::sample_request(), results, tests::small_vocabulary(), {});
}

}  // namespace

TEST_CASE("a text is cut between words near its limit, in code points, and what fits stays as it is") {
  struct Row {
    const char* why;
    std::string text;
    std::size_t most;
    std::string shown;
  };
  const Row rows[] = {
      {"it fits", "  two  words ", 13, "  two  words "},
      {"between words", "one two three", 9, "one two…"},
      {"a word that ends at the limit", "one two three", 7, "one two…"},
      {"no word ends near the limit", "internationalisation", 9, "internati…"},
      {"the only space is too far before it", "a internationalisation", 9, "a interna…"},
      {"Arabic is counted in letters", "الموصل مدينة", 7, "الموصل…"},
      {"nothing", "", 5, ""},
      {"bytes that are no text", "\xFF\xFF\xFF", 2, "\uFFFD\uFFFD…"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(shortened(row.text, row.most) == row.shown);
  }
  CHECK(length_of(shortened(repeated("😀", 100'000), 300)) == 301);
}

TEST_CASE("a document without a title is shown by the first words of its text") {
  const searchd::Messages english(PageLanguage::english);
  const searchd::Messages arabic(PageLanguage::arabic);
  struct Row {
    const char* why;
    corpus::Document document;
    std::string shown;
    ShownTitle::Kind kind;
  };
  const Row rows[] = {
      {"its summary", untitled("In short", "At length"), "In short", ShownTitle::Kind::first_words},
      {"its text, in one line", untitled(" ", "\n\n Good \n\tmorning\n"), "Good morning",
       ShownTitle::Kind::first_words},
      {"a long text", untitled("", repeated("صباح الخير ", 5'000)),
       repeated("صباح الخير ", 8) + "صباح الخير…", ShownTitle::Kind::first_words},
      {"nothing at all", untitled("", "\n \n"), "Untitled", ShownTitle::Kind::none},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto shown = whole_title(row.document, english);
    CHECK(shown.text == row.shown);
    CHECK(shown.kind == row.kind);
  }
  CHECK(list_title(untitled("", ""), arabic).text == "بلا عنوان");
  CHECK(list_title(searchd::DocumentLink{"id", "", {}, {}, "Good\nmorning"}, english).text == "Good morning");
}

TEST_CASE("a list marks by a class what is no title, and writes its own word in its own language") {
  const auto page = results_with(untitled("", "صباح الخير\n"), PageLanguage::english);
  const auto headings = tests::elements_named(tests::elements_of(page), "h3");
  REQUIRE_FALSE(headings.empty());
  CHECK(headings.front().text == "صباح الخير");
  CHECK(headings.front().has_class("untitled"));
  CHECK_FALSE(headings.back().has_class("untitled"));

  const auto nothing = tests::elements_of(results_with(untitled("", ""), PageLanguage::english));
  for (const auto& bdi : tests::elements_named(nothing, "bdi")) {
    if (bdi.text != "Untitled") continue;
    CHECK(bdi.attribute("lang") == "en");
    CHECK(bdi.attribute("dir") == "ltr");
  }
  CHECK(tests::elements_named(nothing, "h3").front().text == "Untitled");
}

TEST_CASE("a title of any length makes a list no longer, and stands whole on its own page") {
  auto document = untitled("", "Text.\n");
  document.title = repeated("mosul ", 20'000);
  auto results = tests::sample_results();
  const auto usual = results_with(results.hits[0].document, PageLanguage::english).size();
  results.hits[0].document = document;
  results.hits[0].title_marks.clear();
  for (std::uint32_t word = 0; word < 20'000; ++word)
    results.hits[0].title_marks.emplace_back(6 * word, 6 * word + 5);
  searchd::Pages pages("");
  const auto list =
      pages.results(PageLanguage::english, tests::sample_request(), results, tests::small_vocabulary(), {});
  CHECK(list.size() < usual + 5'000);

  searchd::DocumentView view;
  view.document = document;
  const auto page = pages.document(PageLanguage::english, view, tests::small_vocabulary());
  const auto elements = tests::elements_of(page);
  CHECK(tests::elements_named(elements, "h1").front().text == document.title);
  CHECK(length_of(tests::elements_named(elements, "title").front().text) < 320);
}
