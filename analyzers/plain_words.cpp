#include "analyzers/plain_words.h"

#include <cstdint>

#include "analyzers/utf8.h"

namespace analyzers {
namespace {

enum class ByteKind : std::uint8_t { other, letter, digit, punctuation };

constexpr std::array<ByteKind, 256> byte_kinds() {
  std::array<ByteKind, 256> kinds{};
  const auto set = [&kinds](std::string_view letters, ByteKind kind) {
    for (const char c : letters) kinds[static_cast<unsigned char>(c)] = kind;
  };
  set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", ByteKind::letter);
  set("0123456789", ByteKind::digit);
  set("()[].,;:!?%\"'-", ByteKind::punctuation);
  return kinds;
}
constexpr auto kByteKinds = byte_kinds();

ByteKind kind_of(char c) { return kByteKinds[static_cast<unsigned char>(c)]; }

constexpr std::string_view kApostrophe = "’";

constexpr char16_t two_bytes(std::string_view text, std::size_t at) {
  return static_cast<char16_t>(((static_cast<unsigned char>(text[at]) & 0x1FU) << 6U) |
                               (static_cast<unsigned char>(text[at + 1]) & 0x3FU));
}

/// Whether a whole character of two bytes stands at `at`.
bool is_two_bytes(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && (static_cast<unsigned char>(text[at]) & 0xE0U) == 0xC0U &&
         continues_code_point(text[at + 1]);
}

constexpr bool is_arabic_letter(char16_t c) {
  return (c >= 0x0621 && c <= 0x063A) || (c >= 0x0641 && c <= 0x064A);
}
constexpr bool is_arabic_mark(char16_t c) { return c == 0x0640 || (c >= 0x064B && c <= 0x0652); }

constexpr bool is_sign_of_two_bytes(char16_t c) {
  return c == u'«' || c == u'»' || c == u'،' || c == u'؛' || c == u'؟';
}

/// Whether one of “ ” ‘ ’ – — … stands at `at`.
bool is_sign_of_three_bytes(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "\xE2\x80" || at + 2 >= text.size()) return false;
  const auto last = static_cast<unsigned char>(text[at + 2]);
  return last == 0x9C || last == 0x9D || last == 0x98 || last == 0x99 || last == 0x93 || last == 0x94 ||
         last == 0xA6;
}

/// How many bytes of punctuation that never belongs to a word stand at `at`; 0 where something else stands
/// there. Apostrophes and hyphens are such where no word goes on behind them.
std::size_t punctuation_at(std::string_view text, std::size_t at) {
  if (kind_of(text[at]) == ByteKind::punctuation) return 1;
  if (is_two_bytes(text, at)) return is_sign_of_two_bytes(two_bytes(text, at)) ? 2 : 0;
  return is_sign_of_three_bytes(text, at) ? 3 : 0;
}

/// Where the punctuation that begins at `at` ends.
std::size_t punctuation_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const auto size = punctuation_at(text, at);
    if (size == 0) break;
    at += size;
  }
  return at;
}

/// The end of the bytes of one kind that begin at `at`.
std::size_t end_of(ByteKind kind, std::string_view text, std::size_t at) {
  while (at < text.size() && kind_of(text[at]) == kind) ++at;
  return at;
}

/// The end of the ASCII letters that begin at `at`, with every apostrophe that has letters on both sides.
std::size_t letters_end(std::string_view text, std::size_t at) {
  for (;;) {
    at = end_of(ByteKind::letter, text, at);
    auto next = at;
    if (text.substr(at, 1) == "'") next += 1;
    if (text.substr(at, kApostrophe.size()) == kApostrophe) next += kApostrophe.size();
    if (next == at || next == text.size() || kind_of(text[next]) != ByteKind::letter) return at;
    at = next;
  }
}

/// The end of the Arabic letters, with their marks, that begin at `at`; a mark does not begin a word.
std::size_t arabic_end(std::string_view text, std::size_t at) {
  const auto begin = at;
  while (is_two_bytes(text, at)) {
    const char16_t c = two_bytes(text, at);
    if (!is_arabic_letter(c) && (at == begin || !is_arabic_mark(c))) break;
    at += 2;
  }
  return at;
}

}  // namespace

/// False where no word begins there, or one too many.
bool PlainWords::add_word(std::string_view stretch, std::size_t begin) {
  if (begin == stretch.size() || count_ == words_.size()) return false;
  const auto kind = kind_of(stretch[begin]);
  const auto end = kind == ByteKind::letter  ? letters_end(stretch, begin)
                   : kind == ByteKind::digit ? end_of(kind, stretch, begin)
                                             : arabic_end(stretch, begin);
  if (end == begin) return false;
  words_[count_++] = {begin, end, kind == ByteKind::digit};
  return true;
}

bool PlainWords::read(std::string_view stretch) {
  count_ = 0;
  auto at = punctuation_end(stretch, 0);
  if (at == stretch.size()) return true;
  while (add_word(stretch, at)) {
    at = words().back().end;
    const auto rest = punctuation_end(stretch, at);
    if (rest == stretch.size()) return true;
    if (rest != at + 1 || stretch[at] != '-') break;
    at = rest;
  }
  count_ = 0;
  return false;
}

void read_plain_units(std::string_view word, std::u16string& units) {
  units.clear();
  for (std::size_t at = 0; at < word.size();) {
    const auto byte = static_cast<unsigned char>(word[at]);
    const bool apostrophe = byte == static_cast<unsigned char>(kApostrophe.front());
    units += apostrophe ? u'\'' : byte < 0x80 ? static_cast<char16_t>(byte) : two_bytes(word, at);
    at += apostrophe ? kApostrophe.size() : byte < 0x80 ? 1 : 2;
  }
}

}  // namespace analyzers
