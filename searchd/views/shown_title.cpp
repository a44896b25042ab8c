#include "searchd/views/shown_title.h"

#include <utility>

#include "analyzers/utf8.h"

namespace searchd {
namespace {

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x2028 || c == 0x2029;
}

// Without spaces at its ends, and one where several are; no more of a text than a title is cut from.
std::string in_one_line(std::string_view text) {
  constexpr std::size_t kEnough = 8 * kFirstWords;  // bytes
  std::string line;
  bool space = false;
  analyzers::for_each_code_point(text.substr(0, kEnough), [&](char32_t c) {
    if (is_space(c)) {
      space = !line.empty();
      return;
    }
    if (space) line += ' ';
    space = false;
    analyzers::append_code_point(line, c);
  });
  return line;
}

bool is_blank(std::string_view text) { return in_one_line(text).empty(); }

ShownTitle title_of(const std::string& title, std::string_view beginning, const Messages& messages) {
  if (!title.empty()) return {title, ShownTitle::Kind::given};
  if (!is_blank(beginning))
    return {shortened(in_one_line(beginning), kFirstWords), ShownTitle::Kind::first_words};
  return {messages.text("results.untitled"), ShownTitle::Kind::none};
}

ShownTitle for_list(ShownTitle title) {
  if (title.kind == ShownTitle::Kind::given) title.text = shortened(title.text, kLongestListTitle);
  return title;
}

}  // namespace

std::string shortened(std::string_view text, std::size_t most) {
  std::string kept;
  std::size_t count = 0;
  std::size_t word_end = 0;  // the last one in reach, in bytes of `kept`
  // One code point more than is wanted lies in these bytes, if there is one: a text may be a megabyte.
  analyzers::for_each_code_point(text.substr(0, 4 * (most + 1)), [&](char32_t c) {
    if (count >= most - most / 3 && count <= most && is_space(c)) word_end = kept.size();
    if (count++ < most) analyzers::append_code_point(kept, c);
  });
  if (count <= most) return kept;
  if (word_end > 0) kept.resize(word_end);
  return kept + "…";
}

ShownTitle whole_title(const corpus::Document& document, const Messages& messages) {
  return title_of(document.title, is_blank(document.summary) ? document.body : document.summary, messages);
}

ShownTitle list_title(const corpus::Document& document, const Messages& messages) {
  return for_list(whole_title(document, messages));
}

ShownTitle list_title(const DocumentLink& link, const Messages& messages) {
  return for_list(title_of(link.title, link.beginning, messages));
}

}  // namespace searchd
