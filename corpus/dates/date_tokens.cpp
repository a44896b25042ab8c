#include "corpus/dates/date_tokens.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "analyzers/utf8.h"
#include "corpus/key_text.h"
#include "corpus/word_filter.h"

namespace corpus {
namespace {

constexpr std::size_t kLongestWord = 16;  // letters; no word of a date is longer

bool is_space(char32_t c) { return c == U' ' || c == U'\t' || c == 0xA0 || c == 0x202F || c == 0x2009; }

struct Letter {
  enum class Class : std::uint8_t { sign, space, letter, digit, unwritten };
  char32_t key = 0;  // as words are compared
  Class is = Class::sign;
  bool capital = false;
};

Letter looked_up(char32_t c) {
  Letter letter{key_letter(c), Letter::Class::sign, false};
  if (is_unwritten(c)) {
    letter.is = Letter::Class::unwritten;
  } else if (letter.key >= U'0' && letter.key <= U'9') {
    letter.is = Letter::Class::digit;
  } else if (is_space(c)) {
    letter.is = Letter::Class::space;
  } else if (u_isalpha(static_cast<UChar32>(c)) != 0) {
    letter.is = Letter::Class::letter;
    letter.capital = u_isupper(static_cast<UChar32>(c)) != 0;
  }
  return letter;
}

/// The letters of both languages: every text passes here, so ICU is not asked letter by letter.
class Letters {
 public:
  Letters() {
    for (char32_t c = 0; c < kEnd; ++c) known_[c] = looked_up(c);
  }
  Letter operator[](char32_t c) const { return c < kEnd ? known_[c] : looked_up(c); }

 private:
  static constexpr char32_t kEnd = 0x0700;  // of the Arabic block
  std::array<Letter, kEnd> known_{};
};

const Letters& letters() {
  static const Letters kLetters;
  return kLetters;
}

/// The letters of a word as it is read, and whether it may be one of those that dates are made of.
class OpenWord {
 public:
  void clear() {
    size_ = 0;
    hash_ = behind_first_ = kNoLetters;
  }
  void add(char32_t letter) {
    if (size_ < kLongestWord) letters_[size_] = letter;
    hash_ = word_hash(hash_, letter);
    if (size_ > 0) behind_first_ = word_hash(behind_first_, letter);
    ++size_;
  }
  const DateWord* whole() const { return may_be_date_word(hash_) ? looked_up_from(0) : nullptr; }

  /// Behind a proclitic, which is written onto the word: "وديسمبر", "لعام".
  const DateWord* behind_proclitic() const {
    const char32_t first = letters_[0];
    if (size_ < 2 || (first != U'و' && first != U'ف' && first != U'ب' && first != U'ل')) return nullptr;
    return may_be_date_word(behind_first_) ? looked_up_from(1) : nullptr;
  }

 private:
  const DateWord* looked_up_from(std::size_t begin) const {
    if (size_ > kLongestWord) return nullptr;
    std::string word;
    for (auto at = begin; at < size_; ++at) analyzers::append_code_point(word, letters_[at]);
    return date_word(word);
  }

  std::array<char32_t, kLongestWord> letters_{};
  std::size_t size_ = 0;
  std::uint32_t hash_ = kNoLetters, behind_first_ = kNoLetters;
};

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) { tokens_.reserve(text.size() / 5 + 4); }

  void take(char32_t c, std::size_t byte) {
    const auto at = place_++;
    const Letter letter = letters_[c];
    switch (letter.is) {
      case Letter::Class::unwritten: return;
      case Letter::Class::letter: return add_letter(c, letter, at, byte);
      case Letter::Class::digit: return add_digit(letter, at, byte);
      case Letter::Class::space:
        close(at, byte);
        spaced_ = true;
        return;
      case Letter::Class::sign:
        close(at, byte);
        begin(DateToken::Kind::sign, at, byte).sign = c == U'\r' || c == 0x2028 || c == 0x2029 ? U'\n' : c;
        return close(at + 1, byte + (c < 0x80 ? 1 : 0));
    }
  }

  std::vector<DateToken> finish(std::size_t size) {
    close(place_, size);
    return std::move(tokens_);
  }

 private:
  DateToken& begin(DateToken::Kind kind, std::uint32_t at, std::size_t byte) {
    auto& token = tokens_.emplace_back();
    token.kind = kind;
    token.spaced = spaced_;
    token.begin = at;
    token.first_byte = static_cast<std::uint32_t>(byte);
    spaced_ = false;
    open_ = true;
    return token;
  }

  void add_letter(char32_t c, const Letter& letter, std::uint32_t at, std::size_t byte) {
    if (!open_ || tokens_.back().kind != DateToken::Kind::word) {
      close(at, byte);
      auto& token = begin(DateToken::Kind::word, at, byte);
      token.capital = letter.capital;
      token.alef_madda = c == U'آ';
      word_.clear();
    }
    word_.add(letter.key);
  }

  void add_digit(const Letter& letter, std::uint32_t at, std::size_t byte) {
    if (!open_ || tokens_.back().kind != DateToken::Kind::number) {
      close(at, byte);
      begin(DateToken::Kind::number, at, byte);
    }
    auto& token = tokens_.back();
    if (token.digits < 5) ++token.digits;
    if (token.digits <= 4) token.number = token.number * 10 + static_cast<int>(letter.key - U'0');
  }

  void close(std::uint32_t at, std::size_t byte) {
    if (!open_) return;
    open_ = false;
    auto& token = tokens_.back();
    token.end = std::min(at, token.kind == DateToken::Kind::sign ? token.begin + 1 : at);
    token.last_byte = static_cast<std::uint32_t>(byte);
    if (token.kind != DateToken::Kind::word) return;
    token.word = word_.whole();
    if (token.word == nullptr) {
      token.word = word_.behind_proclitic();
      token.led = token.word != nullptr;
    }
  }

  const Letters& letters_ = letters();
  std::vector<DateToken> tokens_;
  OpenWord word_;
  std::uint32_t place_ = 0;
  bool open_ = false, spaced_ = true;
};

constexpr std::u32string_view kGluesBefore = U"$€£#@+/\\_=*&%~'’";
constexpr std::u32string_view kParts = U".,:/٬٫";
constexpr std::u32string_view kDashes = U"-–—";

bool one_of(std::u32string_view signs, const DateToken& token) {
  return token.kind == DateToken::Kind::sign && signs.find(token.sign) != std::u32string_view::npos;
}

}  // namespace

bool TokenRow::is_whole_number(std::ptrdiff_t at) const {
  const auto& token = (*this)[at];
  if (token.kind != DateToken::Kind::number) return false;
  const auto& before = (*this)[at - 1];
  if (at > 0 && !token.spaced) {
    const auto& further = (*this)[at - 2];
    const bool touches = at > 1 && !before.spaced && further.kind != DateToken::Kind::sign;
    const bool is_proclitic = before.is(date_role::also) && before.end - before.begin == 1;
    if (before.kind == DateToken::Kind::word && !is_proclitic) return false;
    if (one_of(kGluesBefore, before)) return false;
    if (one_of(kDashes, before) && touches) return false;
    if (one_of(kParts, before) && touches && further.kind == DateToken::Kind::number) return false;
  }
  const auto& after = (*this)[at + 1];
  if (at + 1 >= size() || after.spaced) return true;
  if (after.kind == DateToken::Kind::word) {
    return after.is(date_role::ordinal_ending | date_role::of_christ | date_role::islamic);
  }
  if (one_of(U"%٪$€£", after)) return false;
  const auto& further = (*this)[at + 2];
  return !(one_of(kParts, after) && further.kind == DateToken::Kind::number && !further.spaced);
}

std::vector<DateToken> date_tokens(std::string_view text) {
  Tokenizer tokenizer(text);
  analyzers::for_each_code_point_at(text,
                                    [&tokenizer](char32_t c, std::size_t byte) { tokenizer.take(c, byte); });
  return tokenizer.finish(text.size());
}

}  // namespace corpus
