// Web archives (WARC, ISO 28500): what a crawler was answered, each page, feed and post of it as a document.
#pragma once

#include <memory>

#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

/// Reads the web archive in `file`; `is_gzip`: packed as gzip. Throws SourceError where it cannot be opened.
/// docs/archive_format.md tells which records are read and what becomes of the others.
std::unique_ptr<Source> open_warc(const InputFile& file, bool is_gzip);

}  // namespace corpus
