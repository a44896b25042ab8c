// The Arabic words that are known: what the stemmer must not cut, and which plurals and spellings are one
// word.
#pragma once

#include <bitset>
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
  bool alef_hamza =
      false;  // it begins with a hamza on its alef, so not with an article: إلهام is not ال and هام

  bool operator==(const WrittenMarks&) const = default;
};

/// The built-in lists, folded: words.txt, protected_names.txt, spellings.txt, broken_plurals.tsv,
/// stop_words.txt. Const and safe for any number of threads. All words are UTF-16 as fold_letter() leaves
/// them.
class Lexicon {
 public:
  /// Made when it is first asked for, which takes some milliseconds; one for all threads.
  static const Lexicon& built_in();

  /// The stem of `word` where it is listed as it stands: a plural has that of its singular, a spelling that
  /// of the usual one, a noun in ـة loses it where no other word is left (حكوم) and keeps it where one would
  /// be (جمله beside جمل). nullptr for any other word.
  const std::u16string* stem_of(std::u16string_view word, WrittenMarks marks = {}) const;

  /// Whether `stem` is that of a listed word, so that its first letter belongs to it.
  bool is_known_stem(std::u16string_view stem) const { return known_stems_.contains(stem); }

  /// Whether `folded` (UTF-8) is a word that only phrases ask for.
  bool is_stop_word(std::string_view folded) const { return stop_words_.contains(folded); }

 private:
  Lexicon();

  using Set = std::unordered_set<std::u16string, TextHash, std::equal_to<>>;
  using Map = std::unordered_map<std::u16string, std::u16string, TextHash, std::equal_to<>>;

  void add_words(const Set& words);
  void add_names();
  void add_spellings();
  void add_plurals(const Set& words);
  void add_stop_words();

  /// Whether `word` may have a listed stem. To take a word apart is to ask for dozens of words, of which
  /// hardly any is listed: this tells it without reading the lists.
  bool may_be_listed(std::u16string_view word) const { return listed_.test(place_of(word)); }
  static std::size_t place_of(std::u16string_view word);

  static constexpr std::size_t kPlaces = std::size_t{1} << 17U;  // one in twenty is taken
  std::bitset<kPlaces> listed_;                                  // of the words of both maps of stems
  Map stems_;
  Map yeh_hamza_stems_;  // of plurals that only their hamza on yeh tells from other words
  Set known_stems_;
  WordSet stop_words_;
};

}  // namespace analyzers::arabic
