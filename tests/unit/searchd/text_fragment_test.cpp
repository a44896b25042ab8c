// Addresses that lead to the words found in a page of another site.
#include "searchd/views/text_fragment.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/utf8.h"

namespace {

std::string at(const std::string& text, std::vector<std::pair<std::uint32_t, std::uint32_t>> marks,
               const std::string& address = "https://example.org/a") {
  return searchd::at_passage(address, {text, false, false, std::move(marks), {}});
}

}  // namespace

TEST_CASE("the words around the first mark become the fragment, a few before and a few after") {
  const std::string begin = "https://example.org/a#:~:text=";
  CHECK(at("Mosul is free", {{0, 5}}) == begin + "Mosul%20is%20free");
  CHECK(at("one two three four five six seven eight nine ten eleven twelve thirteen", {{19, 23}, {40, 44}}) ==
        begin + "two%20three%20four%20five%20six%20seven%20eight%20nine%20ten%20eleven");
  CHECK(at("the last word", {{9, 13}}) == begin + "the%20last%20word");
  CHECK(at("al-Baghdadi, dead", {{3, 11}}) ==
        begin + "al%2DBaghdadi%2C%20dead");  // signs of the directive itself
  CHECK(at("حُرّرت الموصل", {{7, 13}}) ==
        begin + "%D8%AD%D9%8F%D8%B1%D9%91%D8%B1%D8%AA%20%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84");
}

TEST_CASE("an address stays as it is where nothing is marked, or where it has a place of its own") {
  CHECK(at("Mosul is free", {}) == "https://example.org/a");
  CHECK(at("Mosul", {{0, 5}}, "") == "");
  CHECK(at("Mosul", {{0, 5}}, "https://example.org/a#top") == "https://example.org/a#top");
}

TEST_CASE("marks beyond the text break nothing") {
  CHECK(at("Mosul", {{50, 60}}) == "https://example.org/a#:~:text=Mosul");
  CHECK(at("a", {{0, 0}}) == "https://example.org/a#:~:text=a");
}

TEST_CASE("the fragment keeps to the line that has the mark: a block of a page ends with it") {
  // "March 2018." / "NATO's mission visited" / "a school", folded into one passage
  const std::string text = "March 2018. NATO's mission visited a school";
  const std::vector<std::uint32_t> line_begins = {12, 35};
  const auto in_line = [&](std::uint32_t mark) {
    return searchd::at_passage("https://e.org/", {text, false, false, {{mark, mark + 4}}, line_begins});
  };
  CHECK(in_line(6) == "https://e.org/#:~:text=March%202018%2E");
  CHECK(in_line(12) == "https://e.org/#:~:text=NATO%27s%20mission%20visited");
  CHECK(in_line(27) == "https://e.org/#:~:text=NATO%27s%20mission%20visited");
  CHECK(in_line(35) == "https://e.org/#:~:text=a%20school");
}

TEST_CASE("a place in a text of several lines leads to the words of its line") {
  const std::string text = "تحرّرت الموصل\n\nMarch 2018.\nNATO's mission visited a school\n";
  const auto place_of = [&](const std::string& word) {
    return analyzers::code_points_in(std::string_view(text).substr(0, text.find(word)));
  };
  const auto at_word = [&](const std::string& word) {
    return searchd::at_place("https://e.org/", text, place_of(word));
  };
  CHECK(at_word("2018") == "https://e.org/#:~:text=March%202018%2E");
  CHECK(at_word("NATO") == "https://e.org/#:~:text=NATO%27s%20mission%20visited%20a%20school");
  CHECK(at_word("school") == "https://e.org/#:~:text=mission%20visited%20a%20school");
  CHECK(searchd::at_place("https://e.org/", "الموصل", 0).ends_with("%84"));
  CHECK(searchd::at_place("https://e.org/", text, 1'000) == "https://e.org/");
  CHECK(searchd::at_place("https://e.org/", "", 0) == "https://e.org/");
  CHECK(searchd::at_place("", text, 3) == "");
}
