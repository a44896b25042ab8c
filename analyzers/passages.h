// The part of a text that answers a question best, with the words that answer it marked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/wanted_words.h"

namespace analyzers {

struct Passage {
  std::string text;  // whole words of the original text, white space folded; "…" is not part of it
  bool cut_before = false, cut_after = false;  // text stands before / after it in the document
  std::vector<std::pair<std::uint32_t, std::uint32_t>>
      marks;  // [begin, end) in code points of `text`, ascending
  std::vector<std::uint32_t>
      line_begins;  // of `text`, in code points, ascending: where a space of `text` was
                    //   the end of a line
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

/// The same where the words are found already: `found` are those of `terms` wanted terms in `text`.
std::vector<Passage> best_passages(std::string_view text, std::vector<FoundWord> found, std::size_t terms,
                                   std::size_t longest = 240);

/// The marks alone, over a whole short text such as a title.
std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_in(const Analyzer& analyzer, std::string_view text,
                                                              const std::vector<WantedTerm>& wanted);
std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_in(std::string_view text,
                                                              const std::vector<FoundWord>& found);

}  // namespace analyzers
