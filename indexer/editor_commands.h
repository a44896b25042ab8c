// The commands by which people have the last word: decisions on documents, and their erasure.
#pragma once

#include "analyzers/vocabulary.h"
#include "indexer/settings.h"
#include "indexer/writing_desk.h"

namespace indexer {

// Each gives the exit code and throws std::exception where it cannot go on.

/// `indexer decide FILE`: takes down the decisions of a table (docs/operations.md) and updates the index.
int run_decide(const Settings& settings);
/// `indexer purge ID --reason TEXT`: erases a document from archive and index, and what copies of its words
/// lie beside them.
int run_purge(const Settings& settings);

}  // namespace indexer
