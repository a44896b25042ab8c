#include "searchd/search/word_expansions.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "analyzers/utf8.h"
#include "searchd/search/query_tokens.h"
#include "searchd/search/told.h"

namespace searchd {
namespace {

constexpr std::size_t kShortWord = 4;  // words of so many letters are similar with one letter changed

std::size_t count_letters(const std::string& word) {
  std::size_t count = 0;
  analyzers::for_each_code_point(word, [&count](char32_t) { ++count; });
  return count;
}

Expansions at_most(std::vector<std::string> words, bool left_more) {
  left_more = left_more || words.size() > kMostExpansions;
  words.resize(std::min(words.size(), kMostExpansions));
  return {std::move(words), left_more};
}

std::vector<std::string> beginnings_of(const analyzers::Token& word) {
  constexpr std::string_view kArticle = "ال";
  constexpr const char* kWithArticle[] = {"ال", "وال", "بال", "كال", "فال", "لل"};
  const std::string_view typed = word.exact;
  const bool has_article = typed.starts_with(kArticle) && typed.size() > kArticle.size();
  const auto bare = has_article ? typed.substr(kArticle.size()) : typed;
  std::vector<std::string> beginnings = {word.exact};
  if (!word.arabic) return beginnings;
  for (const auto* before : kWithArticle) beginnings.push_back(before + std::string(bare));
  return beginnings;
}

}  // namespace

Expansions words_beginning_with(const analyzers::Token& word, const IndexWords& words) {
  std::vector<std::string> found;
  bool left_more = false;
  for (const auto& beginning : beginnings_of(word)) {
    bool more = false;
    for (const auto& one : words.beginning_with(beginning, kMostExpansions, more)) add_once(found, one);
    left_more = left_more || more;
  }
  const auto frequency = [&words](const std::string& one) { return words.find(one)->documents; };
  std::stable_sort(found.begin(), found.end(), [&frequency](const std::string& a, const std::string& b) {
    return frequency(a) > frequency(b);
  });
  return at_most(std::move(found), left_more);
}

Expansions words_similar_to(const analyzers::Token& word, std::size_t letters, const IndexWords& words) {
  if (letters == 0) letters = count_letters(word.exact) <= kShortWord ? 1 : kMostLettersApart;
  std::vector<std::string> found = {word.exact};
  for (auto& similar : words.similar(word.exact, letters, kMostExpansions)) {
    found.push_back(std::move(similar.text));
  }
  return at_most(std::move(found), false);
}

}  // namespace searchd
