#include "searchd/search/whole_question.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace searchd {
namespace {

constexpr std::string_view kAnywhere[] = {
    "what",  "who", "whom", "whose", "which", "when", "where", "why", "how",   "ماذا", "متى", "أين", "كيف",
    "لماذا", "كم",  "أي",   "أية",   "بأي",   "لأي",  "بكم",   "لمن", "بماذا", "ممن",  "عما", "لم"};
constexpr std::string_view kFirst[] = {"is",     "are",   "was", "were", "do",   "does", "did",
                                       "can",    "could", "has", "had",  "have", "will", "would",
                                       "should", "هل",    "من",  "ما",   "ماهو", "ماهي", "عم"};

using Words = std::set<std::string, std::less<>>;

template <std::size_t N>
Words folded(const std::string_view (&words)[N], const analyzers::Analyzer& analyzer) {
  Words folded;
  for (const auto word : words) folded.insert(analyzer.fold(word));
  return folded;
}

}  // namespace

bool is_whole_question(std::span<const analyzers::Token> tokens, const analyzers::Analyzer& analyzer) {
  static const Words kAnywhereFolded = folded(kAnywhere, analyzer);  // folding is the same in every analyzer
  static const Words kFirstFolded = folded(kFirst, analyzer);
  if (tokens.empty()) return false;
  const auto& first = tokens.front();
  if (first.stop_word && kFirstFolded.contains(first.exact)) return true;
  return std::any_of(tokens.begin(), tokens.end(), [](const analyzers::Token& token) {
    return token.stop_word && kAnywhereFolded.contains(token.exact);
  });
}

}  // namespace searchd
