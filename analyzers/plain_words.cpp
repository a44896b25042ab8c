#include "analyzers/plain_words.h"

#include <array>
#include <cstdint>

namespace analyzers {
namespace {

enum class ByteKind : std::uint8_t { other, letter, digit, opening, closing, both };

constexpr std::array<ByteKind, 128> ascii_kinds() {
  std::array<ByteKind, 128> kinds{};
  const auto set = [&kinds](std::string_view letters, ByteKind kind) {
    for (const char c : letters) kinds[static_cast<unsigned char>(c)] = kind;
  };
  set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", ByteKind::letter);
  set("0123456789", ByteKind::digit);
  set("([", ByteKind::opening);
  set(".,;:!?)]%", ByteKind::closing);
  set("\"'", ByteKind::both);
  return kinds;
}
constexpr auto kAsciiKinds = ascii_kinds();

ByteKind kind_of(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 ? kAsciiKinds[byte] : ByteKind::other;
}

constexpr char16_t two_bytes(std::string_view text, std::size_t at) {
  return static_cast<char16_t>(((static_cast<unsigned char>(text[at]) & 0x1FU) << 6U) |
                               (static_cast<unsigned char>(text[at + 1]) & 0x3FU));
}

/// Whether a whole character of two bytes stands at `at`.
bool is_two_bytes(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && (static_cast<unsigned char>(text[at]) & 0xE0U) == 0xC0U &&
         (static_cast<unsigned char>(text[at + 1]) & 0xC0U) == 0x80U;
}

constexpr bool is_arabic_letter(char16_t c) {
  return (c >= 0x0621 && c <= 0x063A) || (c >= 0x0641 && c <= 0x064A);
}
constexpr bool is_arabic_mark(char16_t c) { return c == 0x0640 || (c >= 0x064B && c <= 0x0652); }
constexpr bool is_arabic_closing(char16_t c) {
  return c == 0x060C || c == 0x061B || c == 0x061F || c == 0x00BB;
}
constexpr char16_t kOpeningGuillemet = 0x00AB;

std::size_t after_opening(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto kind = kind_of(text[at]);
    if (kind == ByteKind::opening || kind == ByteKind::both) {
      ++at;
    } else if (is_two_bytes(text, at) && two_bytes(text, at) == kOpeningGuillemet) {
      at += 2;
    } else {
      break;
    }
  }
  return at;
}

bool is_closing_alone(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const auto kind = kind_of(text[at]);
    if (kind == ByteKind::closing || kind == ByteKind::both) {
      ++at;
    } else if (is_two_bytes(text, at) && is_arabic_closing(two_bytes(text, at))) {
      at += 2;
    } else {
      return false;
    }
  }
  return true;
}

/// The end of the letters of one kind that begin at `at`.
std::size_t ascii_end(std::string_view text, std::size_t at, ByteKind kind) {
  while (at < text.size() && kind_of(text[at]) == kind) ++at;
  return at;
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

std::optional<PlainWord> plain_word(std::string_view stretch) {
  PlainWord word;
  word.begin = after_opening(stretch);
  if (word.begin == stretch.size()) return std::nullopt;
  const auto kind = kind_of(stretch[word.begin]);
  word.number = kind == ByteKind::digit;
  const bool ascii = kind == ByteKind::letter || kind == ByteKind::digit;
  word.end = ascii ? ascii_end(stretch, word.begin, kind) : arabic_end(stretch, word.begin);
  if (word.end == word.begin || !is_closing_alone(stretch, word.end)) return std::nullopt;
  return word;
}

void read_plain_units(std::string_view word, std::u16string& units) {
  units.clear();
  for (std::size_t at = 0; at < word.size();) {
    const bool ascii = static_cast<unsigned char>(word[at]) < 0x80;
    units += ascii ? static_cast<char16_t>(word[at]) : two_bytes(word, at);
    at += ascii ? 1 : 2;
  }
}

}  // namespace analyzers
