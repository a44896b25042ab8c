// A further language of the pages, from a file.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "searchd/views/page_language.h"

namespace searchd {

/// Reads the file of messages `from` and adds its language to page_languages(). The file must have every text
/// that English has, with the same arguments, and a code and path of its own, and be one of
/// kMostPageLanguages at most; `is_taken` tells of a path whether an address that is no page's begins so.
/// Throws ViewError, which names the file and the key; nothing is added then. Only at start, while there is
/// one thread and before any page is made.
PageLanguage add_language(const std::filesystem::path& from,
                          const std::function<bool(std::string_view path)>& is_taken);

}  // namespace searchd
