// Header fields that are lists with commas, whose members may have weights: Accept-Language, Accept-Encoding.
#pragma once

#include <string_view>

namespace searchd {

/// The next member of `list`, without the blanks around it, taken off its front with its comma. A view into
/// `list`.
std::string_view take_member(std::string_view& list);

/// The weight of a member such as "ar-IQ;q=0.8": 1 where none is given, 0 where it is no number or below.
double weight_of(std::string_view member);

/// Whether both are the same but for capitals of ASCII letters.
bool equal_ignoring_case(std::string_view a, std::string_view b);

}  // namespace searchd
