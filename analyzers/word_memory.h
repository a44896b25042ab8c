// What was made of the words met last: most words of a text are among its commonest few thousand.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace analyzers {

/// Remembers up to `kEntries` words, each with its `Entry`. Of the words that fall to one place the two that
/// were asked for last are kept: of English speeches 7 words in 100 are then not found among 16,384, with one
/// word to a place 10 are not.
template <typename Entry, std::size_t kEntries>
class WordMemory {
 public:
  /// The entry of the word `written`: one for which `is_its(entry)` holds, or else one of another word, which
  /// `make(entry)` makes its own. It stays until other words are asked for.
  template <typename IsIts, typename Make>
  const Entry& find(std::string_view written, IsIts is_its, Make make) {
    auto& place = places_[std::hash<std::string_view>{}(written) % places_.size()];
    if (is_its(place.entries[place.last])) return place.entries[place.last];
    place.last ^= 1U;
    auto& entry = place.entries[place.last];
    if (!is_its(entry)) make(entry);
    return entry;
  }

 private:
  struct Place {
    std::array<Entry, 2> entries;
    std::uint8_t last = 0;  // that was asked for
  };
  std::vector<Place> places_ = std::vector<Place>(kEntries / 2);
};

}  // namespace analyzers
