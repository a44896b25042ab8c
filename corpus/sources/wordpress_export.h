// A WordPress export (WXR 1.0 to 1.2), read as a stream: one item in memory at a time.
#pragma once

#include <memory>

#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

/// Reads the export in `file`. Which item types become which kind is in docs/archive_format.md. What is
/// broken becomes a Problem with its line, everything before it is kept. Throws SourceError where the file
/// cannot be opened; next() throws it where the file turns out to be XML but no WordPress export.
std::unique_ptr<Source> open_wordpress_export(const InputFile& file);

}  // namespace corpus
