#include "searchd/search/nearest.h"

#include <algorithm>
#include <array>

namespace searchd {
namespace {

constexpr std::size_t kLongest = 64;

std::string as_slug(std::string_view word) {
  std::string slug(word.substr(0, kLongest));
  for (char& c : slug) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c == ' ' || c == '_') c = '-';
  }
  return slug;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  a = a.substr(0, kLongest);
  b = b.substr(0, kLongest);
  // Three rows of the table of distances between beginnings: the one being filled and the two before it.
  std::array<std::array<std::size_t, kLongest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& second_above = rows[(i + 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], second_above[j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string_view>& known) {
  const auto asked = as_slug(word);
  std::size_t best = std::max<std::size_t>(2, asked.size() / 3) + 1;
  std::string_view found;
  for (const auto candidate : known) {
    const auto distance = edit_distance(asked, as_slug(candidate));
    if (distance < best && distance < std::max(candidate.size(), asked.size())) {
      best = distance;
      found = candidate;
    }
  }
  return std::string(found);
}

}  // namespace searchd
