// The ends of a text: cut where it grows too long, and without the blanks around it.
#pragma once

#include <cstddef>
#include <string_view>

#include "analyzers/utf8.h"

namespace analyzers {

/// `text` (UTF-8) cut to at most `most` bytes, between two code points. A view into `text`.
constexpr std::string_view cut_to(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && continues_code_point(text[most])) --most;
  return text.substr(0, most);
}

/// `text` without the `blanks` at its two ends. A view into `text`, empty where there is nothing else.
constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = " ") {
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace analyzers
