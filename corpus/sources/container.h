// Files that hold other files: which may lie in which.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

/// What a file may be by where it lies: what is packed twice over is not unpacked. A web archive may lie in
/// any.
enum class Holding : std::uint8_t {
  anything,   // a file of its own
  in_gzip,    // may be a tar file
  in_bundle,  // an entry of a zip or tar file: may be gzip
  in_both,    // the gzip of an entry
};

/// Opens `file`, of which `head` are the first bytes, by what it holds. Throws SourceError for what is of no
/// known format, or may not lie where it does.
std::unique_ptr<Source> open_container(const InputFile& file, std::string_view head, Holding holding);

/// Opens a gzip file (see GzipStream) by what it holds.
std::unique_ptr<Source> open_gzip(const InputFile& file, Holding holding);

}  // namespace corpus
