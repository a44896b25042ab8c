// The form by which an Arabic word is searched: without article, conjunction and endings, plurals as their
// singular.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/arabic/lexicon.h"
#include "analyzers/arabic/variant.h"

namespace analyzers::arabic {

/// Light stemmer that is led by the lexicon: of the ways to take a word apart the first that leaves a listed
/// word counts; where none does, what looks like an article and like endings goes. Const and safe for any
/// number of threads.
class Stemmer {
 public:
  /// The stem of `folded`, a word as Folder folds it (UTF-8). A single ب ل ف ك before the word goes where a
  /// listed word follows (بلبنان, بدعم) and stays where none does.
  std::string stem(std::string_view folded, WrittenMarks marks) const;

  /// Whether `folded` is a word that only phrases ask for.
  bool is_stop_word(std::string_view folded) const { return lexicon_.is_stop_word(folded); }

  /// Stems that an index may hold for the same word with another prefix, the likeliest first, without `stem`
  /// itself: with ب ل ف ك or و before it or without that letter, and with another of the imperfect's and
  /// future's prefixes ي ت سي ست. A first letter that belongs to a listed word is none of these: تاريخ has no
  /// اريخ, بحر no حر.
  std::vector<Variant> variants(std::string_view stem) const;

 private:
  std::u16string_view find_stem(std::u16string_view word, WrittenMarks marks) const;
  std::u16string_view listed_base(std::u16string_view word, WrittenMarks marks, int depth) const;
  std::u16string_view base_behind(std::u16string_view rest, std::u16string_view ending) const;
  std::u16string_view base_before_feminine(std::u16string_view rest) const;
  std::u16string_view base_with(std::u16string_view rest, char16_t last) const;
  std::u16string_view base_after_letters(std::u16string_view word, WrittenMarks marks) const;

  const Lexicon& lexicon_ = Lexicon::built_in();
};

}  // namespace analyzers::arabic
