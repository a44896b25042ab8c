// Zip and tar files: what lies in them is read file by file.
#pragma once

#include <memory>

#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

/// An entry of up to this size is unpacked into memory once; a larger one anew for each of the few times that
/// its reader begins it.
inline constexpr std::size_t kLargestEntryHeld = std::size_t{64} << 20;  // bytes

/// Reads the zip or tar file `file`; `format`: "zip" or "tar". An entry that cannot be read is a problem, the
/// others are read. Throws SourceError. docs/archive_format.md tells what is left out.
std::unique_ptr<Source> open_bundle(const InputFile& file, const char* format);

}  // namespace corpus
