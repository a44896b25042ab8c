// Files of one format: what holds documents, and no other files.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

inline constexpr std::size_t kHead = std::size_t{64} << 10;  // bytes that are looked at to tell a format

/// The first kHead bytes of `file`. Throws SourceError where it cannot be read.
std::string head_of(const InputFile& file);

/// Opens `file`, of which `head` are the first bytes, by what it holds. Throws SourceError for what is of no
/// known format, or holds other files.
std::unique_ptr<Source> open_flat_file(const InputFile& file, std::string_view head);

}  // namespace corpus
