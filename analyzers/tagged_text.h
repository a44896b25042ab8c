// A text as the tagger reads it: its words as numbers, with what is written between them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/word_lists.h"

namespace analyzers {

/// A number for each word that a name, a phrase or a condition uses, from 1; 0 is a word that none uses.
class WordIds {
 public:
  std::uint32_t add(std::string_view word);
  std::uint32_t find(std::string_view word) const;

 private:
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> ids_;
};

/// What stands between a word and the one before it.
enum class Gap : std::uint8_t {
  plain,    // nothing, white space, a hyphen, an ampersand, the full stop of an abbreviation
  comma,    // a comma
  sentence  // any other sign: a full stop, a colon, a bracket
};

struct TextWord {
  static constexpr std::size_t kMostForms = 4;  // itself, without و, and both without a preposition or more
  static constexpr std::size_t kMostStems = 8;

  std::uint32_t exact = 0;
  std::uint32_t stem = 0;
  std::array<std::uint32_t, kMostForms>
      forms{};  // as written, then without the letters written together with it
  std::uint8_t form_count = 0;
  std::array<std::uint32_t, kMostStems> stems{};
  std::uint8_t stem_count = 0;
  std::uint32_t tag = 0;       // the whole hashtag or mention that begins here; 0: none that a name uses
  std::uint32_t tag_last = 0;  // its last word
  std::uint32_t begin = 0, end = 0;  // in code points
  std::uint32_t length = 0;          // the same, of `written`
  Gap gap{};                         // before it
  bool new_line = false;             // a line ends before it
  bool full_stop = false;            // a sentence ends before it
  bool arabic = false;
  bool capital = false;       // its first letter is a capital
  bool all_capitals = false;  // two letters or more, all of them capitals
  bool in_tag = false;        // inside a hashtag or mention, where capitals mean little
  bool light = false;         // inside an address
  bool conjunction = false;   // begins with و
  bool begins_name = false;   // one of its forms is the first word of a name; of a label; one of its forms or
  bool begins_label = false;  //   stems that of a topic's phrase
  bool begins_phrase = false;
  std::string_view written;  // as in the text

  /// Whether the word is `id`, with or without the letters written together with it.
  bool is(std::uint32_t id) const;
};

/// A set of words, asked for by their number.
class WordClass {
 public:
  /// `words`: parted by white space; folded here.
  WordClass(std::string_view words, const Analyzer& analyzer, WordIds& ids);

  bool has(const TextWord& word) const;

 private:
  std::unordered_set<std::uint32_t> ids_;
};

bool is_capital(char32_t letter);

class WordForms;

/// One field of a document. Keeps a view of `text`.
struct TaggedText {
  TaggedText(std::string_view text, const Analyzer& analyzer, WordForms& forms);

  std::vector<TextWord> words;
};

/// Calls `visit(std::string_view)` for the other words that `folded`, an Arabic word, may be: without و ف
/// before it, without ب ك ل, and with the article for لل.
template <typename Visit>
void for_each_without_proclitics(std::string_view folded, Visit visit) {
  constexpr std::size_t kLetter = 2;  // bytes of an Arabic letter
  constexpr std::size_t kShortest = 2 * kLetter;
  const auto begins = [](std::string_view word, std::string_view letter) {
    return word.starts_with(letter) && word.size() >= kLetter + kShortest;
  };
  const auto without_preposition = [&](std::string_view word) {
    if (begins(word, "ل") && word.substr(kLetter).starts_with("ل")) {
      visit(std::string_view("ال" + std::string(word.substr(2 * kLetter))));
    }
    if (begins(word, "ب") || begins(word, "ك") || begins(word, "ل")) visit(word.substr(kLetter));
  };
  if (begins(folded, "و") || begins(folded, "ف")) {
    visit(folded.substr(kLetter));
    without_preposition(folded.substr(kLetter));
  }
  without_preposition(folded);
}

}  // namespace analyzers
