// A text as the analyzers see it, as JSON: so that anyone can check why a word is found or not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/token.h"

namespace searchd {

/// The answer of /api/v1/analyze for `text` and its tokens. Offsets are code points of `text`.
std::string analysis_json(std::string_view text, const std::vector<analyzers::Token>& tokens);

}  // namespace searchd
