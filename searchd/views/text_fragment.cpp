#include "searchd/views/text_fragment.h"

#include <cstdint>

#include "analyzers/utf8.h"

namespace searchd {
namespace {

constexpr int kWordsBefore = 3, kWordsAfter = 6;  // enough to be one place, few enough to be in one line

// Everything but letters and digits is encoded: '-', ',' and '&' are signs of the directive's own.
std::string fragment_encoded(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain) {
      encoded += c;
    } else {
      encoded += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return encoded;
}

/// Byte offset of the code point `wanted` of `text`; its size where there is none.
std::size_t offset_of(std::string_view text, std::uint32_t wanted) {
  std::size_t offset = 0;
  std::uint32_t count = 0;
  while (offset < text.size() && count < wanted) {
    ++offset;
    while (offset < text.size() && analyzers::continues_code_point(text[offset])) ++offset;
    ++count;
  }
  return offset;
}

}  // namespace

std::string at_passage(const std::string& address, const analyzers::Passage& passage) {
  if (address.empty() || passage.marks.empty() || address.find('#') != std::string::npos) return address;
  const std::string_view text = passage.text;  // white space is folded: words lie between spaces
  auto begin = offset_of(text, passage.marks.front().first);
  begin = begin == 0 ? 0 : text.rfind(' ', begin - 1) + 1;  // the word that has the mark
  auto end = std::min(text.find(' ', begin), text.size());
  for (int words = 0; words < kWordsBefore && begin > 1; ++words) begin = text.rfind(' ', begin - 2) + 1;
  for (int words = 0; words < kWordsAfter && end < text.size(); ++words)
    end = std::min(text.find(' ', end + 1), text.size());
  return address + "#:~:text=" + fragment_encoded(text.substr(begin, end - begin));
}

}  // namespace searchd
