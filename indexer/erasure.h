// What is left to do when the archive has erased a document: its words lie in other places, too.
#pragma once

#include "analyzers/vocabulary.h"
#include "indexer/settings.h"
#include "indexer/writing_desk.h"

namespace indexer {

/// Lets what was erased from the archive vanish from its file, from the index and from what is remembered of
/// pulls, and names the copies that may still hold it; the exit code. Where that does not come to its end,
/// the archive has remains still, and the next follow_archive() does it.
int erase_remains(const Settings& settings, Writing& writing, const analyzers::Vocabulary& vocabulary);

}  // namespace indexer
