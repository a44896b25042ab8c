// One line of plain text, and bytes that are no text.
#include "corpus/plain_text.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "analyzers/utf8.h"

namespace {

// What plain_line() promises, written down letter by letter.
std::string letter_by_letter(const std::string& text) {
  std::string line;
  bool space = false;
  analyzers::for_each_code_point(text, [&](char32_t c) {
    const bool is_space = (c >= 9 && c <= 13) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
                          (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
                          c == 0x205F || c == 0x3000;
    const bool is_dropped = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || (c & 0xFFFE) == 0xFFFE ||
                            (c >= 0xFDD0 && c <= 0xFDEF);
    if (is_space) space = true;
    if (is_space || is_dropped) return;
    if (space && !line.empty()) line += ' ';
    space = false;
    analyzers::append_code_point(line, c);
  });
  return line;
}

}  // namespace

TEST_CASE("a plain line has single spaces, no control signs and no bytes that are no text") {
  CHECK(corpus::plain_line("  two\twords \r\n") == "two words");
  CHECK(corpus::plain_line("a \x01 b\x7F") == "a b");
  CHECK(corpus::plain_line("cut \xD8 here") == "cut \xEF\xBF\xBD here");
  CHECK(corpus::plain_line("kept \xEF\xBF\xBD here") == "kept \xEF\xBF\xBD here");
  CHECK(corpus::plain_line("\xEF\xBB\xBF") == "");
}

TEST_CASE("a plain line is the same as one made letter by letter") {
  const char* const kPieces[] = {
      " ", "  ", "a",    "word", "ا",        "كلمة", "\n",           "\t", "\xC2\xA0",     "\xC2\x85",
      "é", "—",  "\xFF", "\xD8", "\xE2\x80", "\x01", "\xEF\xBF\xBD", "😀",  "\xEF\xBB\xBF", "\xE2\x80\xA8"};
  std::minstd_rand random(20141015);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto pieces = random() % 12; pieces > 0; --pieces) text += kPieces[random() % std::size(kPieces)];
    CAPTURE(text);
    REQUIRE(corpus::plain_line(text) == letter_by_letter(text));
  }
}

TEST_CASE("bytes are valid where nothing of them had to be replaced") {
  CHECK(corpus::is_valid_utf8(""));
  CHECK(corpus::is_valid_utf8("plain, عربي, 😀"));
  CHECK(corpus::is_valid_utf8("\xEF\xBF\xBD"));
  for (const char* bytes : {"\xFF", "a\xD8", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xEF\xBF"}) {
    CAPTURE(bytes);
    CHECK_FALSE(corpus::is_valid_utf8(bytes));
  }
}
