// The form by which an English word is searched: Porter2, with British spellings and irregular plurals put
// right.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "analyzers/word_lists.h"

struct sb_stemmer;  // Snowball's

namespace analyzers::english {

/// Not safe for use from two threads at once: Snowball keeps its last stem.
class Stemmer {
 public:
  /// Throws std::runtime_error where Snowball has no English.
  Stemmer();
  ~Stemmer();
  Stemmer(const Stemmer&) = delete;
  Stemmer& operator=(const Stemmer&) = delete;

  /// The stem of `folded`, a word as Folder folds it. Words with other letters than a to z are their own
  /// stem; listed families have one of their own, where Porter2's would be another word's (university is not
  /// universe), and so have the spellings of a listed name (Muhammad, Mohamed).
  std::string stem(std::string_view folded) const;

  /// Whether `folded` is a word that only phrases ask for.
  bool is_stop_word(std::string_view folded) const { return stop_words_.contains(folded); }

 private:
  sb_stemmer* porter_ = nullptr;
  WordSet stop_words_;
  WordMap families_;  // of words that Porter2 would throw together with others, to their stem
  WordMap names_;     // the spellings of names, to the usual one
};

}  // namespace analyzers::english
