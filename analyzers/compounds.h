// Written words into the words that are searched: tags, initials, numbers, hyphens, letters beside digits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/word_breaker.h"

namespace analyzers {

/// A word that becomes one token, [first, last) in the units of its Reading.
struct Part {
  enum class Kind : std::uint8_t { word, initials, number };
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  Kind kind{};
};

/// Parts that are also searched as one word: "counter-terrorism", "F-16", "#StopDaesh". Most have one part
/// only.
struct Compound {
  enum class Kind : std::uint8_t { plain, hashtag, mention };
  std::uint32_t first = 0;  // [first, last) among the parts
  std::uint32_t last = 0;
  Kind kind{};
};

struct Compounds {
  std::vector<Part> parts;
  std::vector<Compound> compounds;
};

/// Fills `found` with the compounds of `reading` in their order: initials (U.S., أ.ف.ب) are one part;
/// underscores, full stops between words and the border of two scripts part compounds; inside tags capitals
/// and digits part words.
void find_compounds(const Reading& reading, Compounds& found);

/// A number as it is searched: digits as 0-9, grouping left out, "." before decimals.
std::string number_text(std::u16string_view written);

}  // namespace analyzers
