// The words of a text as counts of members are looked for among them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/ledger_words.h"

namespace corpus {

/// Whether `c` is a sign at which sentences end; a full stop may also stand inside of one.
bool ends_sentence(char32_t c);

struct Word {
  std::uint32_t begin = 0, end = 0;  // code points
  std::uint32_t sentence = 0;
  bool number = false;                             // digits
  bool possessive = false;                         // "Coalition’s", "Nations’"
  const ledger_words::Meaning* meaning = nullptr;  // never null once it is read
  bool apart = false;  // something but space, hyphen or brackets stands between it and the word before
};

inline bool is_a(const Word& word, ledger_words::Sort sort) {
  return (word.meaning->sorts & static_cast<std::uint32_t>(sort)) != 0;
}

/// Takes a text apart into folded words.
class WordReader {
 public:
  explicit WordReader(std::string_view text);

  std::vector<Word> words;  // in their order
  /// The text's code points, as written.
  const std::vector<char32_t>& letters() const { return letters_; }
  /// The word as it is compared: folded (see key_letter()), without marks.
  std::string text_of(const Word& word) const;

 private:
  using Sign = std::uint32_t;  // what a code point is for reading words: see ledger_reader.cpp

  Sign sign(std::size_t index) const;
  char32_t at(std::size_t index) const;
  bool is(std::size_t index, Sign what) const { return (sign(index) & what) != 0; }
  void read();
  void read_word(bool number);
  bool is_inside_number() const;
  void read_possessive(Word& word);

  std::vector<char32_t> letters_;
  std::vector<Sign> signs_;
  std::size_t at_ = 0;
  std::uint32_t sentence_ = 0;
  bool apart_ = false;
};

}  // namespace corpus
