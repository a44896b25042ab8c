// Builds a new generation of the index from all of the archive.
#pragma once

#include "indexer/index_update.h"

namespace indexer {

/// Fills a new generation beside the others and makes it current; until then, and after a kill, the old one
/// serves. Stopped or failed, it leaves nothing behind. The old generations stay; what a killed rebuild left
/// is removed first. The caller holds `lock` and a snapshot of `archive`. Throws IndexError.
UpdateReport build_generation(const corpus::Archive& archive, IndexDirectory& index, corpus::WriterLock& lock,
                              const UpdateOptions& options);

}  // namespace indexer
