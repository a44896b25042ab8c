// A text as the finder of dates sees it: figures, words and the signs between them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/dates/date_words.h"

namespace corpus {

struct DateToken {
  enum class Kind : std::uint8_t { word, number, sign };
  Kind kind{};
  bool spaced = false;                          // white space stands before it
  bool capital = false;                         // its first letter is one
  bool led = false;                             // a word behind و, ف, ب or ل
  bool alef_madda = false;                      // it begins with آ
  std::uint8_t digits = 0;                      // of a number; 5 for more than four
  char32_t sign = 0;                            // '\n' for the end of a line
  int number = 0;                               // of at most four digits
  const DateWord* word = nullptr;               // nothing where it has nothing to do with dates
  std::uint32_t begin = 0, end = 0;             // code points
  std::uint32_t first_byte = 0, last_byte = 0;  // bytes, [first_byte, last_byte)

  bool is(std::uint64_t roles) const { return word != nullptr && (word->roles & roles) != 0; }
  /// Whether all of it is ASCII: for words, that they are English.
  bool is_latin() const { return last_byte - first_byte == end - begin; }
  bool is_sign(char32_t wanted) const { return kind == Kind::sign && sign == wanted; }
  bool is_dash() const { return is_sign(U'-') || is_sign(U'–') || is_sign(U'—'); }
  bool is_comma() const { return is_sign(U',') || is_sign(U'،'); }
};

/// Tokens with nothing before the first and after the last: any place may be asked for.
class TokenRow {
 public:
  explicit TokenRow(std::span<const DateToken> tokens) : tokens_(tokens) {
    edge_.kind = DateToken::Kind::sign;
  }

  const DateToken& operator[](std::ptrdiff_t at) const {
    return at < 0 || at >= std::ssize(tokens_) ? edge_ : tokens_[static_cast<std::size_t>(at)];
  }
  std::ptrdiff_t size() const { return std::ssize(tokens_); }

  /// Whether the figures at `at` are a number by themselves, no part of another ("2,500", "20:14", "F-16").
  bool is_whole_number(std::ptrdiff_t at) const;

 private:
  std::span<const DateToken> tokens_;
  DateToken edge_;
};

/// `text` in tokens. Marks that are not written (harakat, tatweel, marks of direction) belong to the word
/// they stand in; bytes that are not valid UTF-8 are signs.
std::vector<DateToken> date_tokens(std::string_view text);

}  // namespace corpus
