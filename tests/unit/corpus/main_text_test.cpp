// Pages as site builders make them, in tests/data/html: their text and nothing else; and what must not happen
// on any page.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include "corpus/pages/main_text.h"
#include "corpus/pages/page_tree.h"
#include "corpus/sources/html_page.h"
#include "tests/support/file_text.h"
#include "tests/support/places.h"

using namespace corpus;
namespace fs = std::filesystem;

namespace {

std::string text_of(const std::string& html, const TextEvidence& evidence = {}) {
  const auto tree = page_tree(html);
  REQUIRE(tree.problem == "");
  return main_text(tree, evidence);
}

const std::string kFirst =
    "The first paragraph says in one long sentence what happened at the bridge on that day.";
const std::string kSecond =
    "The second paragraph, which is as long as the first, tells who was there to see it.";
const std::string kBoth = kFirst + "\n" + kSecond + "\n";

std::string article(const std::string& between) {
  return "<html><body><article><p>" + kFirst + "</p>" + between + "<p>" + kSecond +
         "</p></article></body></html>";
}

}  // namespace

TEST_CASE("pages of many site builders give their title and text, and nothing of what stands around it") {
  const fs::path set = fs::path(tests::data_folder()) / "html";
  std::size_t pages = 0;
  for (const auto& entry : fs::directory_iterator(set / "html")) {
    const auto name = entry.path().stem().string();
    CAPTURE(name);
    const auto item = read_html_page(tests::file_text(entry.path()), {name, {}, {}});
    REQUIRE(std::holds_alternative<Record>(item));
    const auto& document = std::get<Record>(item).document;
    CHECK(document.title + "\n" + document.body == tests::file_text(set / "text" / (name + ".txt")));
    ++pages;
  }
  CHECK(pages >= 16);
}

TEST_CASE("what leads away from an article is left out of it") {
  struct Row {
    const char* what;
    std::string html;
  };
  const Row rows[] = {
      {"nothing", ""},
      {"a menu", "<nav><ul><li><a href='/a'>News</a></li><li>Search</li></ul></nav>"},
      {"a share bar", "<div class='social-share'><a href='/s'>Twitter</a> 12 shares</div>"},
      {"a pointer in English",
       "<p><b>Read more:</b> <a href='/x'>The port is open again after ten years</a></p>"},
      {"a pointer in Arabic",
       "<p>اقرأ أيضاً: <a href='/x'>إعادة فتح الميناء بعد عشر سنوات من الإغلاق</a></p>"},
      {"links under a heading",
       "<h3>Related articles</h3><ul><li><a href='/1'>One</a></li><li><a href='/2'>Two</a></li></ul>"},
      {"an advertisement",
       "<div class='ad-container'><p>Buy two, pay for one, this week alone.</p></div><p>Advertisement</p>"},
      {"a cookie notice",
       "<div id='cookie-consent'><p>We use cookies and need your consent for that, please.</p></div>"},
      {"a hidden part",
       "<div style='display: none'><p>Nobody sees this sentence on the page as it is shown.</p></div>"},
      {"for screen readers", "<span class='sr-only'>opens in a new window</span>"},
      {"a form",
       "<form><p>Please enter your mail address here.</p><input name=a><select><option>One</select></form>"},
      {"a script", "<script>var a = '<p>A sentence that no reader of the page will ever see.</p>';</script>"},
      {"a comment", "<!-- <p>A sentence that no reader of the page will ever see.</p> -->"},
      {"a newsletter",
       "<aside><h4>Newsletter</h4><p>All the news, every morning, in your mail box.</p></aside>"},
      {"a quotation pulled out of the text", "<blockquote>" + kFirst + "</blockquote>"},
      {"the rest of a page", "<p></p><div>&nbsp;</div><hr><br>"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK(text_of(article(row.html)) == kBoth);
  }
}

TEST_CASE("what belongs to an article stays") {
  struct Row {
    const char* what;
    std::string html, text;
  };
  const Row rows[] = {
      {"a heading", "<h2>What came next</h2>", "What came next\n"},
      {"a list", "<ul><li>Bread</li><li>Water for two days</li></ul>", "Bread\nWater for two days\n"},
      {"a table, a row a line", "<table><tr><th>Day<th>Men<tr><td>1<td><p>12</p></table>", "Day Men\n1 12\n"},
      {"a caption", "<figure><img src=a><figcaption>The bridge at night.</figcaption></figure>",
       "The bridge at night.\n"},
      {"a quotation", "<blockquote>We saw it.</blockquote>", "We saw it.\n"},
      {"lines broken by hand", "<div>One line of verse<br>and another line</div>",
       "One line of verse\nand another line\n"},
      {"links in a sentence", "<p>He spoke to <a href='/p'>The Paper</a> on Sunday.</p>",
       "He spoke to The Paper on Sunday.\n"},
      {"a date in a sentence",
       "<p>On <span class='date'>3 May</span> the road to the market was opened again, four years after it "
       "had been closed by those who left the town in a hurry that same night.</p>",
       "On 3 May the road to the market was opened again, four years after it had been closed by those who "
       "left the town in a hurry that same night.\n"},
      {"words that only look like a remark", "<p>Share prices fell by a tenth.</p>",
       "Share prices fell by a tenth.\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK(text_of(article(row.html)) == kFirst + "\n" + row.text + kSecond + "\n");
  }
}

TEST_CASE("what stands below an article is left out") {
  for (const char* below :
       {"<h2>Leave a comment</h2><p>I was there too, and it was quite another thing, as all of us know.</p>",
        "<h3>About the author</h3><p>She has written on bridges for ten years and lives beside one.</p>",
        "<h3>عن الكاتب</h3><p>كاتب صحفي يعيش في المدينة منذ عشرين عاما ويكتب عنها كل أسبوع.</p>",
        "<p>© 2019 The Paper. All rights reserved.</p>", "<h2>More</h2>", "<h3>A heading of nothing</h3>"}) {
    CAPTURE(below);
    CHECK(text_of("<body><article><p>" + kFirst + "</p><p>" + kSecond + "</p>" + below +
                  "</article></body>") == kBoth);
  }
}

TEST_CASE("a class on the whole page does not hide its text") {
  for (const char* name : {"has-sidebar", "comments-open", "with-related nav-open", "share-enabled ad"}) {
    CAPTURE(name);
    CHECK(text_of("<body class='" + std::string(name) + "'><div class='" + name + "'>" + article("") +
                  "</div></body>") == kBoth);
  }
}

TEST_CASE("the headline is the title, not a line of the text") {
  const std::string html =
      "<body><h1>The bridge stands</h1><p class='meta'>By A. Writer</p>" + article("") + "</body>";
  CHECK(text_of(html, {{"The bridge stands | The Paper"}, {}}) == kBoth);
}

TEST_CASE("the lead below the headline belongs to the text, wherever its site puts it") {
  const std::string lead = "Eleven ministers came, and not one of them had been there before.";
  for (const std::string& headline :
       {std::string("<h1>The bridge stands</h1>"), std::string("<div class=ttl>The bridge stands</div>")}) {
    CAPTURE(headline);
    const std::string html =
        "<body><div class=top><p>Nothing to do with it, though it is a sentence as "
        "well.</p></div><div><div>" +
        headline + "</div><div class=x><p>" + lead + "</p></div></div><div class=y><div>" + article("") +
        "</div></div></body>";
    CHECK(text_of(html, {{"The bridge stands"}, {}}) == lead + "\n" + kBoth);
  }
}

TEST_CASE(
    "a notice of a line is told from the footer below it, and a headline in an element of its own from the "
    "text") {
  const std::string footer = "<div class=bottom><p>" + kFirst + " " + kSecond + "</p></div>";
  CHECK(text_of("<body><article><h1>The office is closed</h1><p>It opens again on Monday, and not a day "
                "before.</p></article>" +
                    footer + "</body>",
                {{"The office is closed"}, {}}) == "It opens again on Monday, and not a day before.\n");
  std::string paragraphs, lines;
  for (int number = 0; number < 4; ++number) {
    paragraphs += "<p>" + kFirst + " " + kSecond + " " + std::to_string(number) + "</p>";
    lines += kFirst + " " + kSecond + " " + std::to_string(number) + "\n";
  }
  CHECK(text_of("<body><article><h1>The office is closed</h1><p>It opens again on Monday, and not a day "
                "before.</p></article><div>" +
                    paragraphs + "</div></body>",
                {{"The office is closed"}, {}}) ==
        "It opens again on Monday, and not a day before.\n" + lines);
}

TEST_CASE("teasers of other articles are told by their making, whatever their class") {
  std::string teasers, paragraphs, lines;
  for (int number = 0; number < 4; ++number) {
    const auto at = std::to_string(number);
    teasers += "<div class=q7><div><a href='/" + at + "'>The story of day " + at +
               "</a></div><div>A word on it here.</div></div>";
    paragraphs += "<p>" + kFirst + " " + kSecond + " " + at + "</p>";
    lines += kFirst + " " + kSecond + " " + at + "\n";
  }
  CHECK(text_of("<body><div>" + paragraphs + "<div>" + teasers + "</div></div></body>") == lines);
  CHECK(text_of("<body><div>" + teasers + "</div></body>") != "");  // a page of nothing else
}

TEST_CASE("a class that means something else on this site does not cost the text") {
  std::string paragraphs, lines;
  for (int number = 0; number < 10; ++number) {
    paragraphs += "<section class='Related--" + std::to_string(number) + "'><p>" + kFirst + " " + kSecond +
                  " " + std::to_string(number) + "</p></section>";
    lines += kFirst + " " + kSecond + " " + std::to_string(number) + "\n";
  }
  CHECK(text_of("<body><div><p>One line that is alone here.</p>" + paragraphs + "</div></body>") ==
        "One line that is alone here.\n" + lines);
}

TEST_CASE("metadata that give the whole text are a witness for it") {
  std::string body;
  std::string html = "<body><div>";
  for (int number = 0; number < 8; ++number) {
    const std::string text = "Paragraph " + std::to_string(number) + " says that on day " +
                             std::to_string(number * 7) + " the men of the river came to the town.";
    body += text + "\n";
    html += "<p>" + text + "</p>";
    if (number == 3)
      html += "<p>Our app tells you first what others tell you later, and it costs you nothing at all.</p>";
  }
  html += "</div></body>";
  CHECK(text_of(html, {{}, body}) == body);
  SUBCASE("also where the page itself shows nothing") {
    CHECK(text_of("<body><div id=app></div></body>", {{}, body}) == body);
  }
}

TEST_CASE("pages without a text of their own give none") {
  for (const char* html : {"", " ", "<html></html>", "<body><nav><a href='/'>Home</a></nav></body>",
                           "<frameset><frame src=a></frameset>"}) {
    CAPTURE(html);
    CHECK(text_of(html) == "");
  }
}

TEST_CASE("HTML that costs too much is refused in words, and does not take long") {
  std::string divs, spans, attributes = "<p";
  for (int at = 0; at < 200'000; ++at) divs += "<div>";
  for (int at = 0; at < 60'000; ++at) spans += "<span>";
  for (int at = 0; at < 300; ++at) attributes += " a" + std::to_string(at) + "=1";
  CHECK(page_tree(divs).problem == "is nested deeper than 250 elements");
  CHECK(page_tree(spans).problem == "is nested deeper than 250 elements");
  CHECK(page_tree(attributes + ">x").problem == "has a tag of more than 256 attributes");
  CHECK(page_tree(std::string(kLargestPage + 1, 'x')).problem == "is larger than 10 MB");
  std::string tags;
  for (int at = 0; at < 100'001; ++at) tags += "<i>a</i>";
  CHECK(page_tree(tags).problem == "has more than 100,000 tags");
}

TEST_CASE("pages of nothing but headlines, dates or titles are read to their end") {
  std::string headlines, dates;
  for (int at = 0; at < 10'000; ++at) {
    headlines += "<h1>Headline " + std::to_string(at) + " of many</h1>";
    dates += "<time datetime=2018-02-13>x</time>";
  }
  for (const std::string& html : {headlines, dates, "<title>" + headlines + "</title>" + headlines}) {
    const auto item = read_html_page(html, {"page.html", {}, {}});
    CHECK(!std::holds_alternative<Problem>(item));
  }
}

TEST_CASE("pictures inside of a page do not make it too large") {
  const std::string picture(4'500'000, 'A');
  const auto tree = page_tree(article("<img alt='A bridge' src='data:image/png;base64," + picture +
                                      "'><script>" + picture + "</script>"));
  REQUIRE(tree.ok());
  CHECK(main_text(tree, {}) == kBoth);
}
