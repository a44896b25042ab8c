// What an XML file is, by the name of its first element.
#pragma once

#include <string>
#include <string_view>

namespace corpus {

/// The name of the first element of `head`, the first bytes of a file in any character set, behind comments
/// and declarations; without its prefix, in small letters. Empty where there is none.
std::string xml_root(std::string_view head);

}  // namespace corpus
