// JSON Feed, versions 1 and 1.1: each item is one document.
#pragma once

#include <memory>
#include <string_view>

#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

/// Whether `head`, the first bytes of a file, begins a JSON Feed.
bool is_json_feed(std::string_view head);

/// Reads the feed in `file` with one item in memory. Throws SourceError where it is none.
/// docs/archive_format.md tells what is read from where.
std::unique_ptr<Source> open_json_feed(const InputFile& file);

}  // namespace corpus
