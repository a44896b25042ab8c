#include "searchd/search/capitals.h"

#include <algorithm>

namespace searchd {

bool is_acronym(const analyzers::Token& token) {
  return std::any_of(token.special.begin(), token.special.end(),
                     [](const auto& term) { return term.kind == analyzers::SpecialTermKind::acronym; });
}

bool is_shouted(std::string_view text) {
  std::size_t run = 0;
  std::size_t longest = 0;
  for (const char letter : text) {
    if (letter >= 'a' && letter <= 'z') return false;
    run = letter >= 'A' && letter <= 'Z' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest > 5;
}

}  // namespace searchd
