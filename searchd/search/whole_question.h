// Whether somebody typed a whole question ("who freed Mosul") or only the words that they look for.
#pragma once

#include <span>

#include "analyzers/analyzer.h"

namespace searchd {

/// Whether `tokens`, what was typed in its order, are a question: a question word stands among them, or what
/// only begins questions begins them ("did", "هل", "من"). A name that is written like a question word ("WHO")
/// is none.
bool is_whole_question(std::span<const analyzers::Token> tokens, const analyzers::Analyzer& analyzer);

}  // namespace searchd
