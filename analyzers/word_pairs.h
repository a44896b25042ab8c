// The word pairs of a vocabulary: lexicon.tsv, words and terms of both languages that say the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace analyzers {

/// One line: each of `english` says what each of `arabic` says. Neither is empty.
struct WordPair {
  std::vector<std::string> english, arabic;
};

/// Reads the text of a lexicon.tsv (form: docs/vocabulary.md) onto `pairs`, and what is wrong with it onto
/// `faults`, each with `where` and its line.
void read_word_pairs(std::string_view text, const std::string& where, std::vector<WordPair>& pairs,
                     std::vector<std::string>& faults);

}  // namespace analyzers
