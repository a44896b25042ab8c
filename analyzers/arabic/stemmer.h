// The form by which an Arabic word is searched: without article, conjunction and endings, plurals as their
// singular.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "analyzers/word_lists.h"

namespace analyzers::arabic {

/// What folding loses of how a word was written and its stem depends on.
struct WrittenMarks {
  bool tanwin = false;     // it ends in the mark of an adverb on an alef of its own: رسمياً
  bool yeh_hamza = false;  // it has a hamza on yeh: كتائب, battalions, is not كتاب, a book

  bool operator==(const WrittenMarks&) const = default;
};

/// Light stemmer with the built-in lists of names and plurals. Const and safe for any number of threads.
class Stemmer {
 public:
  Stemmer();

  /// The stem of `folded`, a word as Folder folds it (UTF-8). A single ب ل ف ك before the word stays, unless
  /// a protected name follows (بلبنان).
  std::string stem(std::string_view folded, WrittenMarks marks) const;

  /// Whether `folded` is a word that only phrases ask for.
  bool is_stop_word(std::string_view folded) const { return stop_words_.contains(folded); }

 private:
  using Set = std::unordered_set<std::u16string, TextHash, std::equal_to<>>;
  using Map = std::unordered_map<std::u16string, std::u16string, TextHash, std::equal_to<>>;

  std::u16string_view find_stem(std::u16string_view word, WrittenMarks marks) const;
  std::u16string_view known_stem(std::u16string_view word, WrittenMarks marks) const;
  const std::u16string* singular_of(std::u16string_view word, WrittenMarks marks) const;
  std::u16string_view protected_name(std::u16string_view word) const;
  std::u16string_view name_after_preposition(std::u16string_view word) const;
  bool has_radical_waw(std::u16string_view word) const;
  std::u16string_view without_prefix(std::u16string_view word) const;

  WordSet stop_words_;
  Set protected_;
  Set alone_;           // those of them that stand behind no preposition of one letter
  Set alef_lam_names_;  // those of them that begin like the article without having it: ألمانيا
  Set radical_waw_;
  Map singulars_;            // plural to the stem of its singular
  Map yeh_hamza_singulars_;  // the same for plurals that only their hamza on yeh tells from other words
};

}  // namespace analyzers::arabic
