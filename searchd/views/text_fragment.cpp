#include "searchd/views/text_fragment.h"

#include <algorithm>
#include <iterator>

#include "analyzers/utf8.h"

namespace searchd {
namespace {

// Enough to be one place, few enough for an address.
constexpr int kWordsBefore = 3, kWordsAfter = 6;

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

// `line` and the byte `at` of it.
std::string with_fragment(const std::string& address, std::string_view line, std::size_t at) {
  if (address.empty() || address.find('#') != std::string::npos) return address;
  auto begin = at == 0 ? 0 : line.rfind(' ', at - 1) + 1;  // the word that is there
  auto end = std::min(line.find(' ', begin), line.size());
  for (int words = 0; words < kWordsBefore && begin > 1; ++words) begin = line.rfind(' ', begin - 2) + 1;
  for (int words = 0; words < kWordsAfter && end < line.size(); ++words)
    end = std::min(line.find(' ', end + 1), line.size());
  if (begin == end) return address;
  return address + "#:~:text=" + fragment_encoded(line.substr(begin, end - begin));
}

}  // namespace

std::string at_place(const std::string& address, std::string_view text, std::size_t place) {
  const auto at = analyzers::code_point_offset(text, place);
  const auto begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  return with_fragment(address, text.substr(begin, text.find('\n', at) - begin), at - begin);
}

std::string at_passage(const std::string& address, const analyzers::Passage& passage) {
  if (passage.marks.empty()) return address;
  const std::string_view text = passage.text;  // white space is folded: words lie between spaces
  const auto mark = passage.marks.front().first;
  const auto next = std::upper_bound(passage.line_begins.begin(), passage.line_begins.end(), mark);
  const auto begin =
      next == passage.line_begins.begin() ? 0 : analyzers::code_point_offset(text, *std::prev(next));
  const auto end =
      next == passage.line_begins.end() ? text.size() : analyzers::code_point_offset(text, *next) - 1;
  return with_fragment(address, text.substr(begin, end - begin),
                       analyzers::code_point_offset(text, mark) - begin);
}

}  // namespace searchd
