#include "analyzers/word_pairs.h"

#include <algorithm>

#include "analyzers/language.h"
#include "analyzers/text_ends.h"
#include "analyzers/utf8.h"

namespace analyzers {
namespace {

constexpr std::string_view kHeader = "en\tar";

bool has_arabic_letter(std::string_view text) {
  bool arabic = false;
  for_each_code_point(text, [&arabic](char32_t c) { arabic = arabic || is_arabic_letter(c); });
  return arabic;
}

/// The spellings in one cell; what is wrong with them, else an empty text.
std::string read_cell(std::string_view cell, bool arabic, std::vector<std::string>& spellings) {
  while (true) {
    const auto end = std::min(cell.find('|'), cell.size());
    const auto spelling = trimmed(cell.substr(0, end));
    if (spelling.empty()) return "a spelling is empty; take one | out or fill the column";
    if (has_arabic_letter(spelling) != arabic) {
      return "\"" + std::string(spelling) + "\" stands in the other language's column";
    }
    spellings.emplace_back(spelling);
    if (end == cell.size()) return {};
    cell.remove_prefix(end + 1);
  }
}

/// What is wrong with a line, else an empty text.
std::string read_line(std::string_view line, std::vector<WordPair>& pairs) {
  if (!is_sound_utf8(line)) return "not valid UTF-8, or with control signs; save the file as UTF-8";
  const auto tab = line.find('\t');
  if (tab == std::string_view::npos || line.find('\t', tab + 1) != std::string_view::npos) {
    return "a line has two columns, parted by one tab: English, Arabic";
  }
  WordPair pair;
  auto fault = read_cell(line.substr(0, tab), false, pair.english);
  if (fault.empty()) fault = read_cell(line.substr(tab + 1), true, pair.arabic);
  if (fault.empty()) pairs.push_back(std::move(pair));
  return fault;
}

}  // namespace

void read_word_pairs(std::string_view text, const std::string& where, std::vector<WordPair>& pairs,
                     std::vector<std::string>& faults) {
  std::size_t number = 0;
  bool header_seen = false;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    std::string fault;
    if (!header_seen) {
      header_seen = true;
      if (line != kHeader) fault = "the first line names the columns, parted by a tab: en, ar";
    } else {
      fault = read_line(line, pairs);
    }
    if (fault.empty()) continue;
    faults.push_back(where);
    faults.back().append(":").append(std::to_string(number)).append(": ").append(fault);
  }
}

}  // namespace analyzers
