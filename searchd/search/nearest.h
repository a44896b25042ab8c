// "Did you mean": the known word that is nearest to one that is not known.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace searchd {

/// The number of letters to insert, drop, change or swap with their neighbour to make `b` of `a` (bytes; at
/// most 64 of each are looked at).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The nearest of `known` to `word` (case, spaces and underscores aside), the first of equals; empty where
/// none is near: more than a third of the word's letters away, or two for short words.
std::string nearest(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace searchd
