#include "corpus/plain_text.h"

#include "analyzers/utf8.h"

namespace corpus {
namespace {

// Most letters of both languages, told at once.
bool is_plain_letter(char32_t c) { return (c > U' ' && c < 0x7F) || (c > 0xA0 && c < 0x1680); }

bool is_space(char32_t c) {
  if (is_plain_letter(c)) return false;
  return (c >= U'\t' && c <= U'\r') || c == U' ' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_dropped(char32_t c) {
  if (is_plain_letter(c)) return false;
  return c < U' ' || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || (c & 0xFFFE) == 0xFFFE ||
         (c >= 0xFDD0 && c <= 0xFDEF);
}

// Whether the U+FFFD that was read at `at` stands for bytes that are no UTF-8; a text may hold the sign
// itself.
bool is_damaged(char32_t c, std::string_view text, std::size_t at) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  return c == 0xFFFD && text.substr(at, kReplacement.size()) != kReplacement;
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = lower_case(c);
  return lower;
}

// What stays as it is goes over in runs: most of a text does.
std::string plain_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  std::size_t run = 0;      // where what was not copied yet begins
  bool skipped = false;     // the sign before is not part of it
  bool after_space = true;  // nothing, or a space, stands before
  const auto leave_out = [&](std::size_t at) {
    if (!skipped) line += text.substr(run, at - run);
    skipped = true;
  };
  analyzers::for_each_code_point_at(text, [&](char32_t c, std::size_t at) {
    const bool space = is_space(c);
    const bool stays = space ? c == U' ' && !after_space : !is_dropped(c) && !is_damaged(c, text, at);
    if (stays) {
      if (skipped) run = at;
      skipped = false;
    } else {
      leave_out(at);
      if (space && !after_space) line += ' ';
      if (!space && !is_dropped(c)) analyzers::append_code_point(line, c);
    }
    if (space || !is_dropped(c)) after_space = space;
  });
  leave_out(text.size());
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

// Runs of ASCII and of letters of two bytes, which Arabic has, are passed over without being taken apart.
bool is_valid_utf8(std::string_view text) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  for (std::size_t at = 0; at < text.size();) {
    if (byte(at) < 0x80) {
      ++at;
    } else if (byte(at) >= 0xC2 && byte(at) < 0xE0 && at + 1 < text.size() &&
               analyzers::continues_code_point(text[at + 1])) {
      at += 2;
    } else {
      const std::size_t size = byte(at) >= 0xF0 ? 4 : 3;
      const auto letter = text.substr(at, size);
      std::size_t letters = 0;
      bool damaged = letter.size() < size;
      analyzers::for_each_code_point_at(letter, [&](char32_t c, std::size_t begin) {
        ++letters;
        damaged = damaged || is_damaged(c, letter, begin);
      });
      if (damaged || letters != 1) return false;
      at += size;
    }
  }
  return true;
}

}  // namespace corpus
