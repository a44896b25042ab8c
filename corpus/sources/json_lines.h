// Our own exchange format: one document a line (docs/archive_format.md).
#pragma once

#include <memory>

#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

/// Reads the file at `path` line by line, with one line in memory. A line that is no document is a Problem
/// that names it ("file.jsonl:17"), and so is one longer than kLongestJsonLine, which is passed over without
/// being kept; empty lines are passed over in silence. Throws SourceError where the file cannot be opened.
std::unique_ptr<Source> open_json_lines(const InputFile& file);

}  // namespace corpus
