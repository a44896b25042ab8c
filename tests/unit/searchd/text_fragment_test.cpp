// Addresses that lead to the words found in a page of another site.
#include "searchd/views/text_fragment.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace {

std::string at(const std::string& text, std::vector<std::pair<std::uint32_t, std::uint32_t>> marks,
               const std::string& address = "https://example.org/a") {
  return searchd::at_passage(address, {text, false, false, std::move(marks)});
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
