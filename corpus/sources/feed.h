// Feeds: each entry is one document.
#pragma once

#include <memory>

#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

/// Reads the feed in `file`: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, in any character set. Formats
/// "rss" and "atom". Throws SourceError where it is none. docs/archive_format.md tells what is read from
/// where.
std::unique_ptr<Source> open_feed(const InputFile& file);

}  // namespace corpus
