// The words by which counts of members are told from other counts, in both languages.
#pragma once

#include <cstdint>
#include <string_view>

namespace corpus::ledger_words {

/// What a word may be for a count of members, a bit each.
enum class Sort : std::uint32_t {
  coalition = 1U << 0,
  enemy = 1U << 1,
  members = 1U << 2,
  states = 1U << 3,
  compounds = 1U << 4,
  between = 1U << 5,
  before_coalition = 1U << 6,
  ours = 1U << 7,
  theirs = 1U << 8,
  of = 1U << 9,
  comprises = 1U << 10,
  meet = 1U << 11,
  other_bodies = 1U << 12,
  harm = 1U << 13,
  besides = 1U << 14,
  arabic_in = 1U << 15,
};

struct Meaning {
  std::uint32_t sorts = 0;
  int tens = 0, units = 0;  // of a number word; else 0
};

/// What `word` means; nothing of all that for most words. It must be folded (see key_letter()): lower case,
/// Arabic without hamza and marks.
const Meaning& meaning_of(std::string_view word);

/// Whether some word that means anything may have this hash (word_hash()).
bool may_mean(std::uint32_t hash);

/// The same for a word whose hash is known: `text()` is asked for it only where that may be.
template <typename Text>
const Meaning& meaning_of(std::uint32_t hash, Text text) {
  static constexpr Meaning kNone;
  return may_mean(hash) ? meaning_of(text()) : kNone;
}

}  // namespace corpus::ledger_words
