// The part of a text that answers a question best, with the words that answer it marked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/analyzer.h"

namespace analyzers {

/// What a passage should show: a word by its stem (or by its exact form where `exact` is true); a phrase by
/// the exact forms of its words, one directly behind another, which is marked as one.
struct WantedTerm {
  std::string text;
  bool exact = false;
  std::vector<std::string> then =
      {};  // of a phrase: the exact forms behind `text`, which is an exact form too
};

struct Passage {
  std::string text;  // whole words of the original text, white space folded; "…" is not part of it
  bool cut_before = false, cut_after = false;  // text stands before / after it in the document
  std::vector<std::pair<std::uint32_t, std::uint32_t>>
      marks;  // [begin, end) in code points of `text`, ascending
};

/// The window of `text` of at most `longest` code points that holds the most different wanted terms,
/// beginning at a sentence where one begins near; the beginning of the text, unmarked, where none occurs.
/// Empty for empty text.
Passage best_passage(const Analyzer& analyzer, std::string_view text, const std::vector<WantedTerm>& wanted,
                     std::size_t longest = 240);

/// The best passage and, where a wanted term that it lacks stands elsewhere in `text`, the best beside it: at
/// most two, the best first, that do not overlap, of at most `longest` code points each.
std::vector<Passage> best_passages(const Analyzer& analyzer, std::string_view text,
                                   const std::vector<WantedTerm>& wanted, std::size_t longest = 240);

/// The marks alone, over a whole short text such as a title.
std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_in(const Analyzer& analyzer, std::string_view text,
                                                              const std::vector<WantedTerm>& wanted);

}  // namespace analyzers
