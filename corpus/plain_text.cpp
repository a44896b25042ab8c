#include "corpus/plain_text.h"

#include "analyzers/utf8.h"

namespace corpus {
namespace {

bool is_space(char32_t c) {
  return (c >= U'\t' && c <= U'\r') || c == U' ' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_dropped(char32_t c) {
  return c < U' ' || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || (c & 0xFFFE) == 0xFFFE ||
         (c >= 0xFDD0 && c <= 0xFDEF);
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = lower_case(c);
  return lower;
}

std::string plain_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  bool space = false;
  analyzers::for_each_code_point(text, [&](char32_t c) {
    if (is_space(c)) {
      space = true;
    } else if (!is_dropped(c)) {
      if (space && !line.empty()) line += ' ';
      space = false;
      analyzers::append_code_point(line, c);
    }
  });
  return line;
}

bool is_valid_utf8(std::string_view text) {
  // Bytes that are not valid come back as U+FFFD, so that the copy differs.
  std::string copy;
  copy.reserve(text.size());
  analyzers::for_each_code_point(text, [&](char32_t c) { analyzers::append_code_point(copy, c); });
  return copy == text;
}

}  // namespace corpus
