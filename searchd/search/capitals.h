// What the capitals of a question say.
#pragma once

#include <string_view>

#include "analyzers/token.h"

namespace searchd {

/// Whether `token` is an acronym by its capitals: "US", "WHO".
bool is_acronym(const analyzers::Token& token);

/// Whether `text` was typed with the shift key locked, so that its capitals say nothing. Acronyms alone ("US
/// ARMY") do not count: it takes a word of more than five capitals, and no small letter anywhere.
bool is_shouted(std::string_view text);

}  // namespace searchd
