#include "analyzers/token_table.h"

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "analyzers/arabic/orthography.h"
#include "analyzers/packed_number.h"

// A table: the length of the text, how many places, the bytes of these, the places, the words.
//
// A place is a number: 0 is a word that has not stood before, 2 and more the word of that number less two, in
// the order of their first places. It stands where next_stretch() of the text says; where it does not, a 1
// goes before it, and behind it how far it begins behind the beginning of the one before, and its length.
//
// A word is a byte of WordHead, and what that says. All of it together takes few values, most of them small,
// which zstd then makes short.

namespace analyzers {
namespace {

constexpr std::uint64_t kNewWord = 0, kElsewhere = 1, kFirstKnown = 2;

/// How a word's exact form and stem are told.
struct WordHead {
  static constexpr std::uint8_t kOwnExact = 0x01;   // the exact form follows, else it is the text's, folded
  static constexpr std::uint8_t kFront = 0x06;      // twice so many bytes of it are not of the stem, and
  static constexpr std::uint8_t kBack = 0x38;       //   so many at its end
  static constexpr std::uint8_t kOwnEnding = 0x40;  // then the stem has an ending, which follows
  static constexpr std::uint8_t kOwnStem = 0x80;    // the stem follows, and the last three say nothing
};
constexpr std::size_t kMostFront = 6, kMostBack = 7;  // bytes

std::uint8_t cut_head(std::size_t front, std::size_t back) {
  return static_cast<std::uint8_t>(front | back << 3U);
}
std::size_t front_of(std::uint8_t head) { return head & WordHead::kFront; }
std::size_t back_of(std::uint8_t head) { return (head & WordHead::kBack) >> 3U; }

/// Bytes of words that are not in the packed bytes: so many at most, whatever these say.
std::size_t room_for_words(std::string_view text) { return 2 * text.size(); }

struct Stretch {
  std::size_t begin = 0, end = 0;
};

/// What a byte may begin: a letter, a sign between words, or one of either by what follows.
enum class Beginning : std::uint8_t { letter, sign, latin_sign, arabic_sign, typographic_sign };

constexpr std::array<Beginning, 256> beginnings() {
  std::array<Beginning, 256> table{};
  for (std::size_t byte = 0; byte < 0x80; ++byte) {
    const bool letter =
        (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
    table[byte] = letter ? Beginning::letter : Beginning::sign;
  }
  table[0xC2] = Beginning::latin_sign;
  table[0xD8] = Beginning::arabic_sign;
  table[0xE2] = Beginning::typographic_sign;
  return table;
}
constexpr auto kBeginnings = beginnings();

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

/// The bytes of the sign between words at `at`; 0 where a letter stands there.
std::size_t sign_at(std::string_view text, std::size_t at) {
  const auto beginning = kBeginnings[byte_at(text, at)];
  if (beginning == Beginning::letter) return 0;
  if (beginning == Beginning::sign) return 1;
  const auto next = at + 1 < text.size() ? byte_at(text, at + 1) : 0;
  switch (beginning) {
    case Beginning::latin_sign: return next == 0xAB || next == 0xBB || next == 0xA0 ? 2 : 0;  // « » and space
    case Beginning::arabic_sign: return next == 0x8C || next == 0x9B || next == 0x9F ? 2 : 0;  // ، ؛ ؟
    default: return next == 0x80 && at + 2 < text.size() ? 3 : 0;  // dashes, quotation marks, …
  }
}

/// The letters from `from` on up to the next sign, after the signs there: where the next word of a text
/// stands, nearly always. What it says is part of how tables are packed.
Stretch next_stretch(std::string_view text, std::size_t from) {
  auto begin = from;
  while (begin < text.size()) {
    const auto size = sign_at(text, begin);
    if (size == 0) break;
    begin += size;
  }
  auto end = begin;
  while (end < text.size() && sign_at(text, end) == 0) ++end;
  return {begin, end};
}

/// What the letters of D8 and D9 are folded to; nothing where they are left out.
std::array<std::string, 128> folded_letters() {
  std::array<std::string, 128> table;
  for (char32_t offset = 0; offset < table.size(); ++offset) {
    const auto letter = arabic::fold_letter(0x0600 + offset);
    if (!letter) continue;
    auto& bytes = table[offset];
    if (*letter < 0x80) {
      bytes = static_cast<char>(*letter);
    } else {
      bytes = {static_cast<char>(0xC0U | *letter >> 6U), static_cast<char>(0x80U | (*letter & 0x3FU))};
    }
  }
  return table;
}

/// Appends `written` as most exact forms are made of it: small letters, Arabic letters folded. Never longer.
void append_folded(std::string& folded, std::string_view written) {
  static const auto kLetters = folded_letters();
  for (std::size_t at = 0; at < written.size(); ++at) {
    const auto byte = byte_at(written, at);
    if (byte >= 'A' && byte <= 'Z') {
      folded += static_cast<char>(byte - 'A' + 'a');
    } else if ((byte == 0xD8 || byte == 0xD9) && at + 1 < written.size()) {
      folded += kLetters[(byte & 1U) << 6U | (byte_at(written, ++at) & 0x3FU)];
    } else {
      folded += written[at];
    }
  }
}

std::uint64_t number_from(std::string_view& bytes) {
  if (const auto number = take_number(bytes)) return *number;
  throw TokenTableError("a table of words ends in a number, or has one beyond all numbers");
}

std::string_view taken(std::string_view& bytes, std::uint64_t size) {
  if (size > bytes.size()) throw TokenTableError("a table of words is cut off");
  const auto text = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return text;
}

std::string_view text_from(std::string_view& bytes) {
  const auto size = number_from(bytes);
  return taken(bytes, size);
}

void append_text(std::string& bytes, std::string_view text) {
  append_number(bytes, text.size());
  bytes += text;
}

/// Gathers the words of one text.
class TokenPacker : public WordVisitor {
 public:
  explicit TokenPacker(std::string_view text) : text_(text), room_(room_for_words(text)) {}

  bool knows(std::string_view written, std::size_t begin, std::size_t end) override {
    const auto known = plain_.find(written);
    if (known == plain_.end()) return false;
    place(kFirstKnown + known->second, begin, end);
    return true;
  }
  void see_plain(const Token& word, std::size_t begin, std::size_t end) override {
    plain_.emplace(text_.substr(begin, end - begin), add(word, begin, end));
  }
  void see_other(const Token& word, std::size_t begin, std::size_t end) override { add(word, begin, end); }

  std::string take() {
    std::string packed;
    packed.reserve(places_.size() + words_.size() + 16);
    append_number(packed, text_.size());
    append_number(packed, count_);
    append_text(packed, places_);
    return packed += words_;
  }

 private:
  /// Its number.
  std::size_t add(const Token& word, std::size_t begin, std::size_t end) {
    key_.assign(word.exact).append(1, '\0').append(word.stem);
    const auto [known, is_new] = numbers_.try_emplace(key_, numbers_.size());
    place(is_new ? kNewWord : kFirstKnown + known->second, begin, end);
    if (is_new) describe(word, text_.substr(begin, end - begin));
    return known->second;
  }

  void place(std::uint64_t word, std::size_t begin, std::size_t end) {
    const auto expected = next_stretch(text_, last_.end);
    const bool elsewhere = expected.begin != begin || expected.end != end;
    if (elsewhere) append_number(places_, kElsewhere);
    append_number(places_, word);
    if (elsewhere) {
      append_number(places_, begin - last_.begin);
      append_number(places_, end - begin);
    }
    last_ = {begin, end};
    ++count_;
  }

  void describe(const Token& word, std::string_view written) {
    folded_.clear();
    append_folded(folded_, written);
    const bool own_exact = folded_ != word.exact || !has_room(written.size());
    const auto at = words_.size();
    words_ += '\0';
    if (own_exact) append_text(words_, word.exact);
    const auto head = describe_stem(word.exact, word.stem) | (own_exact ? WordHead::kOwnExact : 0U);
    words_[at] = static_cast<char>(head);
  }

  std::uint8_t describe_stem(std::string_view exact, std::string_view stem) {
    for (std::size_t front = 0; front <= kMostFront && front <= exact.size(); front += 2) {
      const auto rest = exact.substr(front);
      if (rest.starts_with(stem) && rest.size() - stem.size() <= kMostBack)
        return cut_head(front, rest.size() - stem.size());
    }
    std::size_t same = 0;
    while (same < exact.size() && same < stem.size() && exact[same] == stem[same]) ++same;
    if (exact.size() - same <= kMostBack && has_room(stem.size())) {
      append_text(words_, stem.substr(same));
      return cut_head(0, exact.size() - same) | WordHead::kOwnEnding;
    }
    append_text(words_, stem);
    return WordHead::kOwnStem;
  }

  bool has_room(std::size_t size) {
    if (size > room_) return false;
    room_ -= size;
    return true;
  }

  std::string_view text_;
  std::unordered_map<std::string, std::size_t> numbers_;
  std::unordered_map<std::string_view, std::size_t> plain_;  // the same by how they are written
  std::string places_, words_, key_, folded_;
  Stretch last_;
  std::size_t count_ = 0, room_;
};

/// Words one after another, as TokenPacker described them.
class WordReader {
 public:
  struct Word {
    std::string_view exact, stem;
  };

  WordReader(std::string_view packed, std::string_view text) : packed_(packed) {
    made_.reserve(room_for_words(text));  // never moved: words look into it
  }

  /// The next word, which stands in the text as `written`.
  Word next(std::string_view written) {
    const auto head = static_cast<std::uint8_t>(taken(packed_, 1).front());
    Word word;
    if ((head & WordHead::kOwnExact) != 0) {
      word.exact = text_from(packed_);
    } else {
      const auto begin = made_.size();
      need_room(written.size());
      append_folded(made_, written);
      word.exact = std::string_view(made_).substr(begin);
    }
    word.stem = stem_of(head, word.exact);
    return word;
  }

  bool at_end() const { return packed_.empty(); }

 private:
  std::string_view stem_of(std::uint8_t head, std::string_view exact) {
    if ((head & WordHead::kOwnStem) != 0) return text_from(packed_);
    const auto front = front_of(head), back = back_of(head);
    if (front + back > exact.size())
      throw TokenTableError("a table of words cuts a stem off too short a word");
    const auto kept = exact.substr(front, exact.size() - front - back);
    if ((head & WordHead::kOwnEnding) == 0) return kept;
    const auto ending = text_from(packed_);
    need_room(kept.size() + ending.size());
    const auto begin = made_.size();
    made_.append(kept).append(ending);
    return std::string_view(made_).substr(begin);
  }

  void need_room(std::size_t size) {
    if (size > room_left())
      throw TokenTableError("a table of words has more words than its text has room for");
    used_ += size;
  }
  std::size_t room_left() const { return made_.capacity() - used_; }

  std::string_view packed_;
  std::string made_;
  std::size_t used_ = 0;
};

}  // namespace

std::string pack_tokens(const Analyzer& analyzer, std::string_view text) {
  TokenPacker packer(text);
  analyzer.for_each_word(text, packer);
  return packer.take();
}

TokenTable::TokenTable(std::string_view packed, std::string_view text) : text_(text) {
  if (number_from(packed) != text.size()) throw TokenTableError("a table of words is of another text");
  count_ = number_from(packed);
  places_ = text_from(packed);
  words_ = packed;
  if (count_ > places_.size()) throw TokenTableError("a table of words has fewer places than it says");
}

void TokenTable::for_each(const WordVisit& visit) const {
  WordReader reader(words_, text_);
  std::vector<WordReader::Word> words;
  words.reserve(count_ / 2);
  auto places = places_;
  Stretch last;
  for (std::size_t i = 0; i < count_; ++i) {
    auto word = number_from(places);
    Stretch stretch;
    if (word == kElsewhere) {
      word = number_from(places);
      const auto step = number_from(places);
      const auto size = number_from(places);
      if (word == kElsewhere || step > text_.size() - last.begin || size > text_.size() - last.begin - step)
        throw TokenTableError("a table of words names a place outside its text");
      stretch = {last.begin + step, last.begin + step + size};
    } else {
      stretch = next_stretch(text_, last.end);
    }
    if (word == kNewWord) {
      word = words.size();
      words.push_back(reader.next(text_.substr(stretch.begin, stretch.end - stretch.begin)));
    } else {
      word -= kFirstKnown;
    }
    if (word >= words.size()) throw TokenTableError("a table of words names a word that it lacks");
    visit(words[word].exact, words[word].stem, stretch.begin, stretch.end);
    last = stretch;
  }
  if (!places.empty() || !reader.at_end()) throw TokenTableError("a table of words goes on behind its end");
}

}  // namespace analyzers
