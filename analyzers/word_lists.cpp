#include "analyzers/word_lists.h"

#include <cassert>

#include "analyzers_lists_embedded.h"

namespace analyzers {

std::vector<std::pair<std::string_view, std::string_view>> built_in_list(std::string_view name) {
  std::vector<std::pair<std::string_view, std::string_view>> lines;
  std::string_view rest = lists::embedded(name);
  assert(!rest.empty());
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.empty() || line.front() == '#') continue;
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos) {
      lines.emplace_back(line, std::string_view{});
    } else {
      lines.emplace_back(line.substr(0, tab), line.substr(tab + 1));
    }
  }
  return lines;
}

}  // namespace analyzers
