#include "searchd/search/name_spellings.h"

#include <algorithm>

#include "analyzers/name_key.h"
#include "searchd/search/spelling_distance.h"

namespace searchd {
namespace {

constexpr std::size_t kMostLookedAt = 16;
constexpr std::size_t kShortest = 4;  // letters; shorter words share their consonants with too many others

}  // namespace

std::vector<NameSpelling> name_spellings(const analyzers::Token& typed, const analyzers::Analyzer& analyzer,
                                         const IndexWords& words, Frequencies& frequencies) {
  std::vector<NameSpelling> spellings;
  const SpellingDistance distance(typed.exact);
  if (typed.stop_word || distance.length() < kShortest || words.find(typed.exact)) return spellings;
  const auto key = analyzers::name_key(typed.exact, typed.arabic);
  if (key.empty()) return spellings;
  const auto farthest = (distance.length() + 2) / 3;
  for (const auto& word : words.with_name_key(key, typed.arabic, kMostLookedAt)) {
    if (distance.to(word) > farthest) continue;
    const auto tokens = analyzer.analyze(word);
    if (tokens.size() != 1 || tokens.front().stop_word) continue;
    const auto& stem = tokens.front().stem;
    const bool is_known =
        stem == typed.stem || std::any_of(spellings.begin(), spellings.end(),
                                          [&stem](const NameSpelling& other) { return other.stem == stem; });
    if (is_known || frequencies.of_stem(stem) <= frequencies.of_stem(typed.stem)) continue;
    spellings.push_back({word, stem});
    if (spellings.size() == kMostNameSpellings) break;
  }
  return spellings;
}

}  // namespace searchd
