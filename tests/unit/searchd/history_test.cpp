// Tests of what is shown of a document's versions.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "corpus/plain_text.h"
#include "searchd/views/json.h"
#include "searchd/views/pages.h"
#include "searchd/views/shown_difference.h"
#include "searchd/views/version_steps.h"
#include "tests/support/html.h"
#include "tests/support/sample_results.h"
#include "tests/support/small_vocabulary.h"

using searchd::PageLanguage;
using Kind = corpus::DifferencePart::Kind;

namespace {

// "[-went-]{+came+} stayed", a line each; "= 3" for lines in which nothing differs.
std::vector<std::string> shown(const std::string& earlier, const std::string& later,
                               std::size_t most_bytes = 10'000) {
  const auto difference = corpus::difference_between(earlier, later);
  const auto parts = corpus::difference_parts(later, difference);
  REQUIRE(parts.has_value());
  std::vector<std::string> lines;
  const auto all = searchd::shown_difference(*parts, most_bytes);
  for (const auto& line : all.lines) {
    auto& text = lines.emplace_back();
    if (line.unchanged > 0) text = "= " + std::to_string(line.unchanged);
    for (const auto& part : line.parts) {
      text += part.kind == Kind::gone   ? "[-" + part.text + "-]"
              : part.kind == Kind::came ? "{+" + part.text + "+}"
                                        : part.text;
    }
  }
  if (!all.is_whole) lines.push_back("more");
  return lines;
}

using Lines = std::vector<std::string>;

std::string page(PageLanguage language, const searchd::DocumentView& view) {
  searchd::Pages pages("");
  return pages.history(language, view, tests::small_vocabulary());
}

std::vector<std::string> texts_of(const std::string& html, std::string_view element) {
  std::vector<std::string> texts;
  for (const auto& found : tests::elements_named(tests::elements_of(html), element))
    texts.push_back(found.text);
  return texts;
}

}  // namespace

TEST_CASE("a difference is shown by the lines in which something differs") {
  CHECK(shown("one\ntwo\nthree\n", "one\n2\nthree\n") == Lines{"= 1", "[-two-]{+2+}", "= 1"});
  CHECK(shown("one\n\ntwo\n", "one\n\ntwo\nthree\n") == Lines{"= 2", "{+three+}"});
  CHECK(shown("one\ntwo\n", "one\n") == Lines{"= 1", "[-two-]"});
  CHECK(shown("one two\n", "one\ntwo\n") == Lines{"one[- -]{+¶+}", "= 1"});
  CHECK(shown("same\n", "same\n") == Lines{"= 1"});
}

TEST_CASE("of what stayed around a difference the words beside it are shown") {
  std::string words;
  for (int number = 0; number < 200; ++number) words += "word" + std::to_string(number) + ' ';
  const auto lines = shown(words + "old " + words + "gone", words + "new " + words + "came");
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("…  word"));
  CHECK(lines[0].ends_with("word199 [-gone-]{+came+}"));
  CHECK(lines[0].find("word199 [-old-]{+new+} word0 word1") != std::string::npos);
  CHECK(lines[0].find(" … ") != std::string::npos);
  CHECK(lines[0].size() < 800);

  // Of a word without end too, and no letter is cut.
  std::string letters;
  for (int count = 0; count < 1'000; ++count) letters += "م";
  for (const auto& line : shown("one " + letters, "two " + letters)) CHECK(corpus::is_valid_utf8(line));
}

TEST_CASE("of very much that differs the beginning is shown, and told so") {
  CHECK(shown("", "one\ntwo\nthree\n", 7) == Lines{"{+one+}", "{+two+}", "more"});
}

TEST_CASE("each version tells what it changed, the newest first") {
  const auto view = tests::sample_history();
  const auto steps = searchd::version_steps(view);
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].number == 3);
  CHECK(steps[0].changed == std::vector<std::string_view>{"published", "tags"});
  CHECK(steps[1].changed == std::vector<std::string_view>{"title", "text"});
  CHECK(steps[2].changed.empty());
  CHECK(steps[2].before == nullptr);
  CHECK(steps[1].texts->title == view.document.title);
  CHECK(steps[2].texts->title == "Opening remarks");
}

TEST_CASE("versions as JSON tell when each was seen and what went and came") {
  const auto view = tests::sample_history();
  const auto json = nlohmann::json::parse(searchd::history_json(view, "https://x.org"));
  CHECK(json["id"] == view.document.id);
  CHECK(json["complete"] == true);
  CHECK(json["left_out"] == 0);
  REQUIRE(json["versions"].size() == 3);
  const auto& second = json["versions"][1];
  CHECK(second["version"] == 2);
  CHECK(second["seen"] == "2018-02-14T08:00:00Z");
  CHECK(second["changed"] == nlohmann::json{"title", "text"});
  CHECK(second["by_archive"] == false);
  CHECK(second["title"] == view.document.title);
  const auto& title = second["differences"]["title"];
  REQUIRE(title.size() == 2);
  CHECK(title[0] == nlohmann::json{"kept", 15});
  CHECK(title[1][0] == "added");
  CHECK(second["differences"].contains("text"));
  CHECK_FALSE(second["differences"].contains("summary"));
  CHECK(json["versions"][0]["by_archive"] == true);
  CHECK(json["versions"][2]["differences"].is_null());
  CHECK(json["links"]["html_ar"] == "https://x.org/ar/d/" + view.document.id + "/history");
}

TEST_CASE("the page of versions says aloud what is only seen by colour and lines") {
  const auto view = tests::sample_history();
  const auto html = page(PageLanguage::english, view);
  CHECK(tests::faults_of_page(html) == "");
  const auto came = texts_of(html, "ins");
  REQUIRE_FALSE(came.empty());
  for (const auto& text : came) {
    CHECK(text.starts_with("added: "));
    CHECK(text.ends_with("(end of what was added)"));
  }
  for (const auto& text : texts_of(html, "del")) CHECK(text.starts_with("removed: "));
  CHECK(texts_of(html, "h2").front() == "Version 3 the one shown");
  CHECK(html.find("No source changed anything") != std::string::npos);
  CHECK(html.find("The first version that was seen.") != std::string::npos);
  // The text turns with its language, what is said aloud of it with the page's.
  const auto arabic = page(PageLanguage::arabic, view);
  CHECK(tests::faults_of_page(arabic) == "");
  CHECK(arabic.find("<div class=\"text\" lang=\"en\" dir=\"ltr\">") != std::string::npos);
  CHECK(arabic.find("<ins><span class=\"unseen\" lang=\"ar\" dir=\"rtl\">أُضيف: </span>") !=
        std::string::npos);
}

TEST_CASE("a document's page leads to its versions where there are several") {
  searchd::Pages pages("");
  const auto& vocabulary = tests::small_vocabulary();
  auto view = tests::sample_history();
  const auto link = "<a href=\"/d/" + view.document.id + "/history\">3 versions</a>";
  CHECK(pages.document(PageLanguage::english, view, vocabulary).find(link) != std::string::npos);
  CHECK(pages.document(PageLanguage::arabic, view, vocabulary).find(">3 نسخ</a>") != std::string::npos);
  view.versions.clear();
  CHECK(pages.document(PageLanguage::english, view, vocabulary).find("/history") == std::string::npos);
}

TEST_CASE("one version, none that is known, and texts that are not kept are told") {
  auto view = tests::sample_history();
  view.versions_left_out = 2;
  view.version_texts.resize(2);
  auto html = page(PageLanguage::english, view);
  CHECK(tests::faults_of_page(html) == "");
  CHECK(html.find("2 earlier versions are not listed here.") != std::string::npos);
  CHECK(html.find("What it changed is not listed here.") != std::string::npos);
  CHECK(html.find("Version 5") != std::string::npos);
  CHECK(html.find("differs by too much") != std::string::npos);
  const auto json = nlohmann::json::parse(searchd::history_json(view, ""));
  CHECK(json["versions"][1]["differences"].is_null());
  CHECK(json["versions"][1]["changed"].empty());

  auto single = tests::sample_document();
  single.all_versions_known = true;
  html = page(PageLanguage::english, single);
  CHECK(html.find("Only one version") != std::string::npos);
  single.all_versions_known = false;
  html = page(PageLanguage::english, single);
  CHECK(tests::faults_of_page(html) == "");
  CHECK(html.find("is not known here") != std::string::npos);
  CHECK(nlohmann::json::parse(searchd::history_json(single, ""))["complete"] == false);
}
