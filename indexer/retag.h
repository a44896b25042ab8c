// The vocabulary, or what is found in texts, has changed: documents in the archive are read again.
#pragma once

#include <cstdint>
#include <functional>

#include "analyzers/tagger.h"
#include "corpus/archive.h"
#include "corpus/writer_lock.h"

namespace indexer {

struct RetagReport {
  std::int64_t read = 0, changed = 0;
  bool stopped = false;
};

/// Reads every document that is shown and stores a new version of those whose tags are not what `tagger`
/// finds now, or whose events not what events_in() finds, or that are misplaced (Archive::misplaced). Tags
/// that a source or an editor gave ("source", "decision") stay. `on_batch` is called after each commit; true
/// ends the run; may be empty. Throws corpus::ArchiveError.
RetagReport retag_all(corpus::Archive& archive, const analyzers::Tagger& tagger, corpus::WriterLock& lock,
                      const std::function<bool(const RetagReport&)>& on_batch);

}  // namespace indexer
