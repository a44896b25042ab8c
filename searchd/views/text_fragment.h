// Addresses of a place inside a page of another site.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "analyzers/passages.h"

namespace searchd {

/// `address` with the words around the code point `place` of `text` as a text fragment (WICG, "URL Fragment
/// Text Directives"): a browser that knows them scrolls there and marks them, any other opens the page. They
/// are words of one line: a fragment is found within one block of a page alone. `address` itself where it is
/// empty or has a fragment of its own, or `text` has no word there.
std::string at_place(const std::string& address, std::string_view text, std::size_t place);

/// The same for the first mark of `passage`; `address` itself where nothing is marked.
std::string at_passage(const std::string& address, const analyzers::Passage& passage);

}  // namespace searchd
