// Reads what changed in an archive, batch by batch, and knows how far it has come.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "corpus/archive.h"
#include "indexer/index_update.h"

namespace indexer {

/// A changed document, as the archive has it now.
struct Change : corpus::Archive::Change {
  std::string versions;  // stored_versions_of() it
};
using Changes = std::vector<Change>;

/// Follows an archive from one revision to its head. Archive and options must live longer; the archive stands
/// still meanwhile (Archive::Snapshot).
class ChangeReader {
 public:
  /// The first batch goes as far as `at_least`, whatever its limits.
  ChangeReader(const corpus::Archive& archive, corpus::Revision since, const UpdateOptions& options,
               corpus::Revision at_least = 0);

  /// From here on the limits of a batch (UpdateOptions) count anew.
  void begin_batch();

  /// The next changes of the batch, at most `most` (1 or more), in the order of their revisions; fewer where
  /// it ends at its number of documents or with the archive, none once it is over. The bytes are counted
  /// after what was read at once.
  Changes next(std::size_t most);

  /// Whether the batch has reached one of its limits, or the archive its end.
  bool batch_is_over() const;
  bool at_end() const { return progress_.reached >= progress_.end; }
  /// Whether the batch must not end here.
  bool must_go_on() const { return progress_.reached < at_least_ && !at_end(); }

  /// With the documents of all batches.
  const UpdateProgress& progress() const { return progress_; }

 private:
  const corpus::Archive& archive_;
  const UpdateOptions& options_;
  corpus::Revision at_least_;
  UpdateProgress progress_;
  std::size_t documents_ = 0, bytes_ = 0;  // of this batch
};

}  // namespace indexer
