// Texts that are nearly the same are grouped, and no others.
#include "corpus/near_duplicates.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

using Numbers = std::vector<std::size_t>;

Numbers numbers_of(const corpus::DuplicateGroup& group) {
  Numbers numbers;
  for (const auto& member : group.members) numbers.push_back(member.number);
  return numbers;
}

std::vector<Numbers> groups_of(const std::vector<std::string>& texts) {
  corpus::DuplicateFinder finder;
  for (const auto& text : texts) finder.add(text);
  std::vector<Numbers> groups;
  for (const auto& group : finder.groups()) groups.push_back(numbers_of(group));
  return groups;
}

// `count` made-up words, the same for the same `from`.
std::vector<std::string> words_from(std::uint32_t from, std::size_t count) {
  std::minstd_rand random(from * 7919U + 1);
  std::vector<std::string> words;
  for (std::size_t at = 0; at < count; ++at) words.push_back("w" + std::to_string(random() % 5'000));
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::set<std::string> shingles(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  std::set<std::string> runs;
  for (std::size_t at = 0; at + 3 <= words.size(); ++at)
    runs.insert(words[at] + ' ' + words[at + 1] + ' ' + words[at + 2]);
  return runs;
}

double jaccard(const std::string& a, const std::string& b) {
  const auto first = shingles(a);
  const auto second = shingles(b);
  const auto common =
      std::count_if(first.begin(), first.end(), [&](const std::string& run) { return second.contains(run); });
  return static_cast<double>(common) /
         static_cast<double>(first.size() + second.size() - static_cast<std::size_t>(common));
}

}  // namespace

TEST_CASE("texts that differ in case, signs and marks alone are exact duplicates") {
  corpus::DuplicateFinder finder;
  finder.add("The Coalition met in Kuwait, in February.");
  finder.add("Something else was said by somebody else.");
  finder.add("THE COALITION MET IN KUWAIT in February");
  finder.add("اجتمع التحالفُ في الكويت، في شباط");
  finder.add("إجتمع التحالف في الكويت في شباط");
  const auto groups = finder.groups();
  REQUIRE(groups.size() == 2);
  CHECK(numbers_of(groups[0]) == Numbers{0, 2});
  CHECK(numbers_of(groups[1]) == Numbers{3, 4});
  for (const auto& group : groups) {
    for (const auto& member : group.members) {
      CHECK(member.exact);
      CHECK(member.similarity == 1);
    }
  }
}

TEST_CASE("texts of a few words are grouped where they are equal") {
  CHECK(groups_of({"Mosul", "mosul", "Raqqa", "", "", "!?"}) == std::vector<Numbers>{{0, 1}});
}

TEST_CASE("a text with a word in ten changed is near, one with every other word changed is not") {
  const auto words = words_from(1, 200);
  auto few = words;
  for (std::size_t at = 5; at < few.size(); at += 20) few[at] = "other";
  auto many = words;
  for (std::size_t at = 0; at < many.size(); at += 2) many[at] = "other";
  corpus::DuplicateFinder finder;
  for (const auto& one : {words, many, few, words_from(2, 200)}) finder.add(joined(one));
  const auto groups = finder.groups();
  REQUIRE(groups.size() == 1);
  CHECK(numbers_of(groups[0]) == Numbers{0, 2});
  const auto& member = groups[0].members[1];
  CHECK(member.nearest == 0);
  CHECK_FALSE(member.exact);
  CHECK(member.similarity == doctest::Approx(jaccard(joined(words), joined(few))));
}

TEST_CASE("the pairs found are those that a comparison of each with each finds") {
  std::minstd_rand random(20141015);
  std::vector<std::string> texts;
  for (std::uint32_t number = 0; number < 200; ++number) {
    auto words = words_from(number % 60, 60);
    const auto changes = random() % 12;
    for (std::uint32_t change = 0; change < changes; ++change)
      words[random() % words.size()] = "x" + std::to_string(random() % 50);
    texts.push_back(joined(words));
  }
  std::vector<std::size_t> root(texts.size());
  for (std::size_t at = 0; at < root.size(); ++at) root[at] = at;
  for (std::size_t a = 0; a < texts.size(); ++a) {
    for (std::size_t b = a + 1; b < texts.size(); ++b) {
      if (root[a] == root[b] || jaccard(texts[a], texts[b]) < corpus::kNearDuplicate) continue;
      const auto [keep, drop] = std::minmax(root[a], root[b]);
      std::replace(root.begin(), root.end(), std::size_t{drop}, std::size_t{keep});
    }
  }
  std::vector<Numbers> expected;
  for (std::size_t at = 0; at < root.size(); ++at) {
    Numbers members;
    for (std::size_t other = 0; other < root.size(); ++other) {
      if (root[other] == at) members.push_back(other);
    }
    if (members.size() > 1) expected.push_back(members);
  }
  REQUIRE(expected.size() > 40);
  CHECK(groups_of(texts) == expected);
}

TEST_CASE("a thousand copies with a word of their own each are one group") {
  const auto words = words_from(3, 40);
  std::vector<std::string> texts;
  Numbers all;
  for (std::size_t number = 0; number < 1'000; ++number) {
    auto own = words;
    own[20] = "n" + std::to_string(number);
    texts.push_back(joined(own));
    all.push_back(number);
  }
  CHECK(groups_of(texts) == std::vector<Numbers>{all});
}
