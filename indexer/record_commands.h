// The commands that look at the record, copy it and put it back.
#pragma once

#include "indexer/settings.h"

namespace indexer {

// Each gives the exit code and throws std::exception where it cannot go on.

/// `indexer history ID [--json]`: the versions of a document.
int run_history(const Settings& settings);
/// `indexer diff ID A B`: what differs between two of them, numbered as history numbers them.
int run_diff(const Settings& settings);
/// `indexer raw ID N [FILE]`: the bytes that a version was read from, as far as they are kept.
int run_raw(const Settings& settings);
/// `indexer backup FILE`: a copy of the archive, also while another command writes.
int run_backup(const Settings& settings);
/// `indexer restore FILE`: such a copy in the place of the archive.
int run_restore(const Settings& settings);

}  // namespace indexer
