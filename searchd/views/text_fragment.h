// Addresses of a place inside a page of another site.
#pragma once

#include <string>
#include <string_view>

#include "analyzers/passages.h"

namespace searchd {

/// `address` with the words around the first mark of `passage` as a text fragment (WICG, "URL Fragment Text
/// Directives"): a browser that knows them scrolls there and marks them, any other opens the page. `address`
/// itself where it is empty, has a fragment of its own, or nothing is marked.
std::string at_passage(const std::string& address, const analyzers::Passage& passage);

}  // namespace searchd
