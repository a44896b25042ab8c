// A question as a row of words and signs: the first step of reading it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "searchd/search/query_fields.h"
#include "searchd/search/repair.h"

namespace searchd {

/// A word or sign of a question. Places are bytes of the text that was read.
struct QueryToken {
  enum class Kind {
    word,       // "Mosul", "counter-terrorism", "https://…"
    phrase,     // "…" and its like
    hashtag,    // #…
    mention,    // @…
    written,    // =word
    beginning,  // word*
    similar,    // word~
    date,       // after date:, before:, after:
    field,      // partner:
    opening,
    closing,
    either,   // OR |
    both,     // AND
    without,  // - ! NOT
    near      // NEAR/5 ADJ/5
  };
  Kind kind{};
  std::size_t first = 0, last = 0;      // as written, with its signs
  std::size_t begin = 0, end = 0;       // its words
  std::size_t number = 0;               // of "…"~5, word~2, NEAR/5; 0: none was given
  bool ordered = false;                 // ADJ
  QueryField field = QueryField::none;  // Kind::field
};

/// How far apart the words of NEAR and ADJ may stand where no number says so, and at most.
inline constexpr std::size_t kNearByDefault = 10;
inline constexpr std::size_t kMostNear = 50;
/// How many letters word~ may differ in, at most.
inline constexpr std::size_t kMostLettersApart = 2;

/// The words and signs of `text` (with_plain_signs()). Signs that say nothing where they stand are left out;
/// `repairs` gains what a reader would want to know of that. A '*' inside of quotation marks becomes a space.
std::vector<QueryToken> query_tokens(std::string& text, std::vector<Repair>& repairs);

}  // namespace searchd
