// The commands that tell what is said more than once.
#pragma once

#include "indexer/settings.h"

namespace indexer {

// Each gives the exit code and throws std::exception where it cannot go on.

/// `indexer duplicates [--json]`: groups of documents that are nearly the same.
int run_duplicates(const Settings& settings);
/// `indexer said TEXT|--file FILE [--json]`: the documents that have its sentences.
int run_said(const Settings& settings);

}  // namespace indexer
