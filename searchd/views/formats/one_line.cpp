#include "searchd/views/formats/one_line.h"

#include <algorithm>

#include "analyzers/utf8.h"
#include "corpus/plain_text.h"

namespace searchd {
namespace {

bool turns_direction(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

}  // namespace

std::string for_one_line(std::string_view text) {
  std::string kept;
  analyzers::for_each_code_point(text, [&kept](char32_t c) {
    if (!turns_direction(c)) analyzers::append_code_point(kept, c);
  });
  return corpus::plain_line(kept);
}

std::string for_lines(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = for_one_line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty()) lines += line + '\n';
  }
  return lines;
}

std::string cut_to_code_points(std::string_view text, std::size_t most) {
  std::string kept;
  std::size_t count = 0;
  // One code point more than is wanted lies in these bytes, if there is one: a text may be a megabyte.
  analyzers::for_each_code_point(text.substr(0, 4 * (most + 1)), [&](char32_t c) {
    if (count++ < most) analyzers::append_code_point(kept, c);
  });
  return count <= most ? kept : kept + "…";
}

}  // namespace searchd
