// The language of a text whose page, feed or record states one.
#pragma once

#include <string>
#include <string_view>

#include "analyzers/language.h"

namespace corpus {

/// What is stated (a language tag, may be empty), unless the letters say otherwise: a template's "en" stands
/// on many Arabic pages. Told from the text where nothing is stated.
analyzers::Language declared_language(std::string_view stated, std::string_view text);

}  // namespace corpus
