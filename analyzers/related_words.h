// Which stems may be of one root: "elect" and "elector", ارتكب and مرتكب. Too many for one word, enough for a
// hint.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace analyzers {

/// How many letters of their beginning English stems of one root share at least.
inline constexpr std::size_t kSharedBeginning = 5;

/// Whether two English stems begin alike: with at least kSharedBeginning letters (a to z) and three fifths of
/// the longer one. After such prefixes stemmers like YASS (Majumder and others 2007) put words together.
bool begin_alike(std::string_view a, std::string_view b);

/// What Arabic stems of one root mostly have in common: the letters that are left without one prefix and
/// without long vowels, hamza and ta. Empty where fewer than three are left.
std::string root_key(std::string_view stem);

}  // namespace analyzers
