// The archive as JSON Lines: the way out.
#pragma once

#include <ostream>

#include "corpus/archive.h"

namespace corpus {

/// Writes every document (withdrawn ones too) with all its versions, all standing text, all found twins and
/// all pages, one a line, in the order of first sight; importing the lines into an empty archive gives the
/// same archive, but for its name and the numbers of its revisions. Returns the number of lines. Throws
/// ArchiveError, and std::runtime_error where `out` fails.
std::int64_t export_all(const Archive& archive, std::ostream& out);

}  // namespace corpus
