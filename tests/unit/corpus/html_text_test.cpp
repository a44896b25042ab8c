// HTML as its readers read it.
#include "corpus/html_text.h"

#include <doctest/doctest.h>

#include <string>

#include "corpus/html_guard.h"
#include "corpus/plain_text.h"
#include "corpus/shortcodes.h"

using namespace corpus;

namespace {

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("html_text gives what a reader reads") {
  struct Row {
    const char* why;
    const char* html;
    const char* text;
  };
  const Row rows[] = {
      {"paragraphs", "<p>One.</p><p>Two.</p>", "One.\nTwo.\n"},
      {"plain text", "One & only", "One & only\n"},
      {"nothing", "", ""},
      {"white space alone", " \n\t ", ""},
      {"white space is folded", "<p>One \n\n  two\t three</p>", "One two three\n"},
      {"no-break space", "<p>82&nbsp;members&#160;</p>", "82 members\n"},
      {"entities", "<p>Daesh&#8217;s &amp; &quot;caliphate&quot; &hellip; &lt;b&gt;</p>",
       "Daesh’s & \"caliphate\" … <b>\n"},
      {"an entity nobody knows", "<p>a &nosuch; b</p>", "a &nosuch; b\n"},
      {"Arabic", "<p dir=\"rtl\">التحالف الدولي</p>", "التحالف الدولي\n"},
      {"another charset is claimed", "<meta charset=\"windows-1256\"><p>التحالف</p>", "التحالف\n"},
      {"line break", "<p>One<br>Two<br/>Three</p>", "One\nTwo\nThree\n"},
      {"inline elements part no words", "<p>stab<b>il</b>isation <a href=\"x\">here</a></p>",
       "stabilisation here\n"},
      {"text before a block", "Intro<p>One.</p>outro", "Intro\nOne.\noutro\n"},
      {"list", "<ul><li>One</li><li>Two</li></ul>", "One\nTwo\n"},
      {"heading", "<h2>Title</h2><div>Text</div>", "Title\nText\n"},
      {"table", "<table><tr><th>Year</th><td>2014</td></tr><tr><td>2015</td></tr></table>",
       "Year 2014\n2015\n"},
      {"unclosed", "<p>One<p>Two<li>Three", "One\nTwo\nThree\n"},
      {"script and style", "<script>if (a < b) run('<p>')</script><style>p{}</style><p>Text</p>", "Text\n"},
      {"noscript, frame, form", "<noscript>no</noscript><iframe>no</iframe><select><option>no</select>Text",
       "Text\n"},
      {"comments of the block editor", "<!-- wp:paragraph {\"a\":1} -->\n<p>One</p>\n<!-- /wp:paragraph -->",
       "One\n"},
      {"hidden", "<p hidden>no</p><span class=\"screen-reader-text\">no</span>yes", "yes\n"},
      {"a link to more", "Text <a class=\"more-link\" href=\"x\">Continue</a>", "Text\n"},
      {"caption", "[caption id=\"a\" width=\"3\"]<img src=\"x\"/> The bridge[/caption]<p>Text</p>",
       "The bridge\nText\n"},
      {"gallery", "One [gallery ids=\"1,2\"] two", "One two\n"},
      {"bare gallery", "[gallery]", ""},
      {"player", "See [embed]https://example.org/v[/embed]now", "See now\n"},
      {"a plugin's shortcode", "[vc_row width=\"1/2\"]Text[/vc_row]", "Text\n"},
      {"brackets of a writer", "<p>“They [sic] left [1], he said [in Arabic].”</p>",
       "“They [sic] left [1], he said [in Arabic].”\n"},
      {"a shown shortcode", "Write [[gallery]] here", "Write [gallery] here\n"},
      {"a shortcode in an attribute", "<a title=\"[gallery]\">Text</a>", "Text\n"},
      {"less than", "<p>5 < 6 and 7 > 6</p>", "5 < 6 and 7 > 6\n"},
      {"preformatted", "<pre>One\nTwo</pre>", "One\nTwo\n"},
      {"control characters", "<p>a\x01\x02z\x7F</p>", "az\n"},
      {"references to control characters", "<p>a&#1;&#8;z\xC2\x80</p>", "az\n"},
      {"references that browsers mend", "<p>&#x80;5, don&#146;t</p>", "€5, don’t\n"},
      {"no UTF-8", "<p>a\xFFz</p>", "a\uFFFDz\n"},
      {"a line break means nothing", "One\nTwo <b>x</b>", "One Two x\n"},
      {"a stray end", "</div></p>Text</span>", "Text\n"},
      {"declarations are comments in HTML", "a<![CDATA[x]]>b<?php y ?>c<!DOCTYPE z>d", "abcd\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto result = html_text(row.html);
    CHECK(result.ok());
    CHECK(result.text == row.text);
  }
}

TEST_CASE("line breaks of the older editor are lines, those between blocks are not") {
  CHECK(html_text("One\nTwo\n\nThree <b>x</b>", Newlines::breaks).text == "One\nTwo\nThree x\n");
  CHECK(html_text("One\r\n\r\nTwo", Newlines::breaks).text == "One\nTwo\n");
  CHECK(html_text("<!-- wp:paragraph --><p>One\nTwo</p>", Newlines::breaks).text == "One Two\n");
}

TEST_CASE("a title is one line") {
  CHECK(html_line("Death of <em>Daesh&#8217;s</em><br>leader\n").text == "Death of Daesh’s leader");
}

TEST_CASE("a fragment that would cost too much is refused, and says why") {
  struct Row {
    const char* why;
    std::string html;
    const char* problem;  // "": none
  };
  const Row rows[] = {
      {"deep", repeated("<div>", 300) + "x", "nested"},
      {"very deep", repeated("<b><i>", 100'000), "nested"},
      {"at the edge", repeated("<div>", 250) + "x", ""},
      {"closed again", repeated("<div>x</div>", 40'000), ""},
      {"side by side", repeated("<p>x", 40'000), ""},
      {"left open", repeated("<td><li>", 1'500), "open"},
      {"many tags", repeated("<br>", 100'001), "tags"},
      {"many attributes", "<p " + repeated("a='1' ", 300) + ">x</p>", "attributes"},
      {"some attributes", "<p " + repeated("a='1' ", 100) + ">x</p>", ""},
      {"large", std::string((4U << 20) + 1, 'x'), "4 MB"},
      {"much text", repeated("<p>" + std::string(100, 'x') + "</p>", 11'000), "1 MB"},
      {"a comment without an end", "text<!-- " + std::string(100'000, '<'), ""},
      {"a tag without an end", "text<p title=\"" + std::string(100'000, '<'), ""},
      {"nothing but <", std::string(1'000'000, '<'), ""},
      {"nothing but [", std::string(100'000, '['), ""},
      {"many [x", repeated("[gallery ", 50'000), ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto result = html_text(row.html);
    CHECK(result.ok() == (*row.problem == '\0'));
    CHECK(result.problem.find(row.problem) != std::string::npos);
    if (!result.ok()) CHECK(result.text.empty());
  }
}

TEST_CASE("plain_line folds white space and drops what cannot be seen") {
  CHECK(plain_line("  a\u00A0\u2003b\r\n c ") == "a b c");
  CHECK(plain_line("\uFEFFa\u0000b\u0085c") == "a");  // the literal ends at its NUL
  CHECK(plain_line(std::string_view("a\0b\x1F"
                                    "c",
                                    5)) == "abc");
  CHECK(plain_line("می‌خواهم") ==
        "می‌خواهم");  // a joiner between two letters is part of the word
}

TEST_CASE("is_valid_utf8 refuses long forms, surrogates and what is cut short") {
  for (const char* good : {"", "a", "é", "ع", "€", "👇", "\xF4\x8F\xBF\xBF"}) CHECK(is_valid_utf8(good));
  for (const char* bad : {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xD8", "\xE2\x82", "a\xFF"}) {
    CHECK_FALSE(is_valid_utf8(bad));
  }
}
