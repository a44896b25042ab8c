// The hashes of an archive, made again. For the archive's own sources alone.
#pragma once

#include <string>
#include <vector>

#include "corpus/archive.h"

namespace corpus {

/// What is no longer what was put into the archive, one sentence each: raw records, pages, standing text,
/// versions, ids; and breaks in the chain of revisions. Reads all of it.
std::vector<std::string> broken_hashes(const Archive& archive, Archive::Parts& parts);

}  // namespace corpus
