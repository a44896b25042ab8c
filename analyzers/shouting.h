// Words in capitals among others in capitals, whose capitals say nothing: "DOLLARS TOLD US".
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "analyzers/token.h"

namespace analyzers {

constexpr bool is_latin_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// Whether nothing but its capitals makes the word a name: US, IS, IT, WHO.
inline bool is_name_by_capitals(const Token& token) {
  return !token.stem.empty() && is_latin_capital(token.stem.front());
}

/// Whether the word `at` of `count` words stands among words in capitals, where its own say nothing. One that
/// is too long for an acronym must be near: "NATO, US, UK". `written(i)` is the word `i` as it is written.
template <typename Written>
bool is_shouted(std::size_t count, std::size_t at, Written written) {
  constexpr std::size_t kLongerThanAcronyms = 6;
  constexpr std::size_t kNear = 2;
  const auto last = std::min(at + kNear + 1, count);
  for (auto other = at - std::min(at, kNear); other < last; ++other) {
    const std::string_view word = written(other);
    if (word.size() >= kLongerThanAcronyms && std::all_of(word.begin(), word.end(), is_latin_capital))
      return true;
  }
  return false;
}

}  // namespace analyzers
