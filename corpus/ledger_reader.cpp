#include "corpus/ledger_reader.h"

#include <array>
#include <utility>

#include "analyzers/utf8.h"
#include "corpus/key_text.h"
#include "corpus/word_filter.h"

namespace corpus {
using namespace ledger_words;

namespace {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
         (c >= 0x0620 && c <= 0x06D3) || c >= 0x10000;
}

bool is_apostrophe(char32_t c) { return c == U'\'' || c == 0x2019 || c == 0x02BC; }

/// What a sign is for reading words: its key_letter() and what it does, in one number.
using Sign = std::uint32_t;
constexpr Sign kLetterSign = 1U << 24U, kDigitSign = 1U << 25U, kUnwrittenSign = 1U << 26U,
               kEndSign = 1U << 27U,  // ends a sentence
    kBetweenSign = 1U << 28U;         // may stand between a number and its noun
constexpr Sign kFolded = kLetterSign - 1;

Sign looked_up(char32_t letter) {
  const char32_t c = key_letter(letter);
  const bool is_between = c == U' ' || c == 0xA0 || c == U'-' || c == 0x2011 || c == U'(' || c == U')';
  return static_cast<Sign>(c) | (is_letter(c) ? kLetterSign : 0) | (is_digit(c) ? kDigitSign : 0) |
         (is_unwritten(c) ? kUnwrittenSign : 0) | (ends_sentence(c) ? kEndSign : 0) |
         (is_between ? kBetweenSign : 0);
}

/// The signs of both languages' blocks, looked up once.
class Signs {
 public:
  Signs() {
    for (char32_t letter = 0; letter < signs_.size(); ++letter) signs_[letter] = looked_up(letter);
  }
  Sign of(char32_t letter) const { return letter < signs_.size() ? signs_[letter] : looked_up(letter); }

 private:
  std::array<Sign, 0x700> signs_{};
};

}  // namespace

bool ends_sentence(char32_t c) {
  return c == U'.' || c == U'!' || c == U'?' || c == U'؟' || c == U'\n' || c == 0x2026;
}

WordReader::WordReader(std::string_view text) {
  static const Signs kSigns;
  letters_.resize(text.size());
  signs_.resize(text.size());
  std::size_t count = 0;
  analyzers::for_each_code_point(text, [&](char32_t c) {
    letters_[count] = c;
    signs_[count++] = kSigns.of(c);
  });
  letters_.resize(count);
  signs_.resize(count);
  words.reserve(letters_.size() / 5);
  for (at_ = 0; at_ < letters_.size();) read();
}

std::string WordReader::text_of(const Word& word) const {
  std::string text;
  for (auto at = word.begin; at < word.end; ++at) {
    if ((signs_[at] & kUnwrittenSign) == 0) analyzers::append_code_point(text, signs_[at] & kFolded);
  }
  return text;
}

WordReader::Sign WordReader::sign(std::size_t index) const {
  return index < signs_.size() ? signs_[index] : static_cast<Sign>(U' ') | kBetweenSign;
}

char32_t WordReader::at(std::size_t index) const { return sign(index) & kFolded; }

void WordReader::read() {
  const auto now = signs_[at_];
  if ((now & (kLetterSign | kDigitSign)) != 0) return read_word((now & kDigitSign) != 0);
  if ((now & kEndSign) != 0 && (at(at_) != U'.' || !is(at_ + 1, kLetterSign))) {
    ++sentence_;
  } else if ((now & (kBetweenSign | kUnwrittenSign)) == 0) {
    apart_ = true;
  }
  ++at_;
}

void WordReader::read_word(bool number) {
  Word word;
  word.begin = static_cast<std::uint32_t>(at_);
  word.number = number;
  word.sentence = sentence_;
  word.apart = std::exchange(apart_, false);
  auto hash = kNoLetters;
  for (; at_ < signs_.size(); ++at_) {
    const auto now = signs_[at_];
    if ((now & kUnwrittenSign) != 0) continue;
    if ((now & (number ? kDigitSign : kLetterSign)) == 0 && !(number && is_inside_number())) break;
    hash = word_hash(hash, now & kFolded);
  }
  word.end = static_cast<std::uint32_t>(at_);
  if (!number && is_apostrophe(at(at_))) read_possessive(word);
  word.meaning = &meaning_of(hash, [&] { return text_of(word); });
  words.push_back(word);
}

// "1,082" and "7.5" are one number each, and none of ours.
bool WordReader::is_inside_number() const {
  const char32_t c = at(at_);
  return (c == U',' || c == U'.' || c == 0x066B || c == 0x066C) && is(at_ + 1, kDigitSign);
}

void WordReader::read_possessive(Word& word) {
  const bool with_s = at(at_ + 1) == U's' && !is(at_ + 2, kLetterSign);
  const bool bare = at(word.end - 1) == U's' && !is(at_ + 1, kLetterSign);
  word.possessive = with_s || bare;
  if (word.possessive) at_ += with_s ? 2 : 1;
}

}  // namespace corpus
