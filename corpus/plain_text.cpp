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
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80                    ? 1U
                             : lead >= 0xC2 && lead <= 0xDF ? 2U
                             : (lead & 0xF0U) == 0xE0       ? 3U
                             : lead >= 0xF0 && lead <= 0xF4 ? 4U
                                                            : 0U;
    if (size == 0 || at + size > text.size()) return false;
    for (std::size_t next = 1; next < size; ++next) {
      const auto byte = static_cast<unsigned char>(text[at + next]);
      unsigned low = 0x80;
      unsigned high = 0xBF;
      // The second byte shuts out long forms, surrogates and what lies beyond U+10FFFF.
      if (next == 1 && lead == 0xE0) low = 0xA0;
      if (next == 1 && lead == 0xED) high = 0x9F;
      if (next == 1 && lead == 0xF0) low = 0x90;
      if (next == 1 && lead == 0xF4) high = 0x8F;
      if (byte < low || byte > high) return false;
    }
    at += size;
  }
  return true;
}

std::string_view cut_to(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80) --most;
  return text.substr(0, most);
}

}  // namespace corpus
