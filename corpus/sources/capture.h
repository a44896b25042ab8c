// A saved page as plain text: taken apart into the documents and the standing text that it shows.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

/// A page larger than this is no saved page. (1 MB is also the most text that a document may have.)
inline constexpr std::size_t kLargestCapture = 1U << 20;

/// The page in `bytes`, which are valid UTF-8 without NUL: its records and standing text in the order in
/// which they stand, then the page itself. Where the first line is nothing but an address, that is the
/// page's; otherwise the page is named by the hash of its bytes. `path` is for messages; of it the page keeps
/// the file's name. A record's anchor is "bytes=B-E": bytes B to E - 1 of the file.
std::vector<SourceItem> take_apart(std::string bytes, const std::filesystem::path& path);
/// The same for a page that lies in another file: `name` is for messages, the page keeps `base_name`.
std::vector<SourceItem> take_apart(std::string bytes, std::string name, std::string base_name);

/// Whether `bytes` (valid UTF-8) are recognisably a page of the site: its address alone on the first line, a
/// heading or standing text that the site's pages have, or the date of an article near its top. A README is
/// none.
bool is_saved_page(std::string_view bytes);

/// Reads the saved page in `file`. Throws SourceError where it cannot be read, is larger than
/// kLargestCapture, is no UTF-8 text or no saved page.
std::unique_ptr<Source> open_capture(const InputFile& file);

}  // namespace corpus
