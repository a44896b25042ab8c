// The common case without ICU: a stretch of text that is one plain word between punctuation.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace analyzers {

/// A stretch that is one word of ASCII letters, of ASCII digits, or of Arabic letters with their harakat,
/// with nothing but common punctuation before and behind it.
struct PlainWord {
  std::size_t begin = 0;  // bytes of the stretch
  std::size_t end = 0;
  bool number = false;
};

/// The plain word that `stretch` is; nothing where Unicode's rules must be asked. For a plain word they give
/// the same.
std::optional<PlainWord> plain_word(std::string_view stretch);

/// Letters of a plain word as UTF-16: every one is of one byte or of two.
void read_plain_units(std::string_view word, std::u16string& units);

}  // namespace analyzers
