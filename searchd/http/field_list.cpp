#include "searchd/http/field_list.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "analyzers/text_ends.h"

namespace searchd {

std::string_view take_member(std::string_view& list) {
  const auto comma = std::min(list.find(','), list.size());
  const auto member = analyzers::trimmed(list.substr(0, comma), " \t");
  list.remove_prefix(std::min(comma + 1, list.size()));
  return member;
}

double weight_of(std::string_view member) {
  const auto at = member.find("q=");
  if (at == std::string_view::npos) return 1;
  const double weight = std::strtod(std::string(member.substr(at + 2, 5)).c_str(), nullptr);
  return weight > 0 ? weight : 0;  // not so of what is no number, either
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace searchd
