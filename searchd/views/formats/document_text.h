// A document as plain text: to be kept, printed or read aloud.
#pragma once

#include <string>

#include "searchd/views/formats/reference.h"

namespace searchd {

/// Title, date, kind, language, places, citation in APA, an empty line, then summary (where the text does
/// not begin with it) and text. UTF-8, lines ended by '\n', without control characters and characters that
/// turn directions. Headings are those of `words`.
std::string document_text(const corpus::Document& document, const Reference& reference,
                          const CitationWords& words);

}  // namespace searchd
