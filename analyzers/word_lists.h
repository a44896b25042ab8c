// The word lists that are built into the program: one word a line, or two columns parted by a tab.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace analyzers {

/// Lets a set of strings be asked with a view, without making a string of it.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  std::size_t operator()(std::u16string_view text) const { return std::hash<std::u16string_view>{}(text); }
};

using WordSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;
using WordMap = std::unordered_map<std::string, std::string, TextHash, std::equal_to<>>;

/// The lines of the built-in list `name` ("arabic/stop_words.txt"), parted at the first tab: the second is
/// empty where there is none. Comments (#) and empty lines are left out. The views live as long as the
/// program.
std::vector<std::pair<std::string_view, std::string_view>> built_in_list(std::string_view name);

/// Calls `visit(std::string_view)` for each word of a line that has many, parted by spaces.
template <typename Visit>
void for_each_word(std::string_view line, Visit visit) {
  while (!line.empty()) {
    const auto word = line.substr(0, line.find(' '));
    if (!word.empty()) visit(word);
    line.remove_prefix(std::min(word.size() + 1, line.size()));
  }
}

}  // namespace analyzers
