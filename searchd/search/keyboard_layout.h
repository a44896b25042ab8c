// The two keyboards of the region: what the same keys give on the other one.
#pragma once

#include <string>
#include <string_view>

namespace searchd {

/// `typed` (UTF-8) as the same keys would have written it on the Arabic keyboard (101 keys): "]hua" is داعش.
/// Letters of either case count as the key alone; what no key of a Latin keyboard gives stays as it is.
std::string on_arabic_keyboard(std::string_view typed);

/// `typed` as the same keys would have written it on the Latin keyboard (QWERTY), in small letters: "ةخسعم"
/// is "mosul". What no key of the Arabic keyboard gives stays as it is.
/// لا is one key ("b") as well as two ("gh"): `lam_alef_apart` takes it for two.
std::string on_latin_keyboard(std::string_view typed, bool lam_alef_apart = false);

/// Whether two letters lie side by side on the keyboard of their script.
bool are_neighbour_keys(char32_t a, char32_t b);

}  // namespace searchd
