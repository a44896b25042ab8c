// Whether a source's own excerpt says anything that the text does not.
#pragma once

#include <string>
#include <string_view>

namespace corpus {

/// Whether `excerpt` (plain text) is `body`, or its beginning cut off: it ends in the mark that WordPress
/// sets ("[…]", "[...]"), or in dots and begins as the text does. None at all is cut from any text.
bool is_cut_from(std::string_view excerpt, const std::string& body);

}  // namespace corpus
