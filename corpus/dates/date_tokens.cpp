#include "corpus/dates/date_tokens.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "analyzers/utf8.h"
#include "corpus/key_text.h"

namespace corpus {
namespace {

constexpr std::size_t kLongestWord = 31;  // bytes, folded; no word of a date is longer

bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

bool is_letter(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c);
  return u_isalpha(static_cast<UChar32>(c)) != 0;
}

bool is_digit(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9);
}

bool is_space(char32_t c) { return c == U' ' || c == U'\t' || c == 0xA0 || c == 0x202F || c == 0x2009; }

// Proclitics are written onto the word: "وديسمبر", "لعام".
const DateWord* word_behind_proclitic(std::string_view word) {
  for (const std::string_view proclitic : {"و", "ف", "ب", "ل"}) {
    if (word.size() > proclitic.size() && word.starts_with(proclitic)) {
      return date_word(word.substr(proclitic.size()));
    }
  }
  return nullptr;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) { tokens_.reserve(text.size() / 5 + 4); }

  void take(char32_t c, std::size_t byte) {
    const auto at = place_++;
    if (is_unwritten(c)) return;
    if (is_letter(c)) {
      add_letter(c, at, byte);
    } else if (is_digit(c)) {
      add_digit(c, at, byte);
    } else {
      close(at, byte);
      if (is_space(c)) {
        spaced_ = true;
      } else {
        begin(DateToken::Kind::sign, at, byte).sign = c == U'\r' || c == 0x2028 || c == 0x2029 ? U'\n' : c;
        close(at + 1, byte + (c < 0x80 ? 1 : 0));
      }
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
    token.first_byte = byte;
    spaced_ = false;
    open_ = true;
    word_.clear();
    return token;
  }

  void add_letter(char32_t c, std::uint32_t at, std::size_t byte) {
    if (!open_ || tokens_.back().kind != DateToken::Kind::word) {
      close(at, byte);
      auto& token = begin(DateToken::Kind::word, at, byte);
      token.capital = c < 0x80 ? c <= U'Z' : u_isupper(static_cast<UChar32>(c)) != 0;
      token.alef_madda = c == U'آ';
    }
    if (word_.size() < kLongestWord) analyzers::append_code_point(word_, key_letter(c));
  }

  void add_digit(char32_t c, std::uint32_t at, std::size_t byte) {
    if (!open_ || tokens_.back().kind != DateToken::Kind::number) {
      close(at, byte);
      begin(DateToken::Kind::number, at, byte);
    }
    auto& token = tokens_.back();
    if (token.digits < 5) ++token.digits;
    if (token.digits <= 4) token.number = token.number * 10 + static_cast<int>(key_letter(c) - U'0');
  }

  void close(std::uint32_t at, std::size_t byte) {
    if (!open_) return;
    open_ = false;
    auto& token = tokens_.back();
    token.end = std::min(at, token.kind == DateToken::Kind::sign ? token.begin + 1 : at);
    token.last_byte = byte;
    if (token.kind != DateToken::Kind::word || word_.size() >= kLongestWord) return;
    token.word = date_word(word_);
    if (token.word == nullptr && static_cast<unsigned char>(word_[0]) >= 0x80) {
      token.word = word_behind_proclitic(word_);
      token.led = token.word != nullptr;
    }
  }

  std::vector<DateToken> tokens_;
  std::string word_;  // the open one, folded
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
