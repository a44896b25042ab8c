// Brings the index to where the archive stands: by what has changed, or all anew.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "corpus/archive.h"
#include "corpus/writer_lock.h"
#include "indexer/index_directory.h"
#include "indexer/index_schema.h"

namespace indexer {

/// How far an update or rebuild has come. Revisions of the archive, from where it began to where it ends.
struct UpdateProgress {
  corpus::Revision begin = 0, reached = 0, end = 0;
  std::int64_t documents = 0;  // written so far
};

struct UpdateOptions {
  std::string vocabulary;  // Vocabulary::text(): goes into the index, so that searchd needs nothing else
  // Of a new generation. Nothing: that of the one whose place it takes, and full where there is none.
  std::optional<Schema> schema;
  int threads = 1;                       // that analyse
  std::optional<int> min_free_percent;   // of the disk: below, nothing is written; see left_free()
  std::size_t batch_documents = 500;     // a transaction ends at the first of these
  std::size_t batch_bytes = 16U << 20U;  //   of text
  std::chrono::milliseconds batch_time{2000};
  // So many, or batch_bytes, are a segment of a rebuild. Merging leaves a term's list of documents in the
  // pieces that segments had, each with the term and a head of its own: the fewer, the smaller the index; the
  // larger they are, the more memory is taken.
  std::size_t segment_documents = 4000;
  // So many changed documents gather in a delta beside a main database that has many times as many, before
  // they are written into it at once; 0: none.
  std::size_t most_in_delta = 512;
  std::size_t main_is_larger = 8;                        // so many times as large, or there is no delta
  std::function<void(const UpdateProgress&)> on_commit;  // after each batch that is durable; may be empty
  // Asked after each batch: true ends the run. Asked also while files are left for readers, which are no part
  // of the index: they are left out then, and the run is done. May be empty, and must be cheap.
  std::function<bool()> stop;
};

struct UpdateReport {
  corpus::Revision revision = 0;  // of the index now
  std::int64_t documents = 0;     // written, tombstones among them
  bool stopped = false;           // by `stop`, before the end
  bool rebuilt = false;           // a new generation was made
  Schema schema = Schema::full;   // of the index
  std::string why_rebuilt;        // where update_index() decided so by itself
  std::string why_given_up;    // a delta that could not be written on: its documents are in the main database
  std::string why_not_merged;  // a full delta into the main database; its documents are found all the same
  // Not all files that readers map were left: they read the database, and the next update writes the files.
  std::string why_no_files;
  bool new_vocabulary = false;  // another vocabulary than at the last run
  int removed_generations = 0;
};

/// Whether a main database of so many documents gets deltas, and files are left of it for readers: those of a
/// small one are read as fast as its commits come.
bool is_large(std::size_t documents, const UpdateOptions& options);

/// Brings the current generation up to the archive's revision, in transactions that hold their documents
/// together with the revision reached: few changes of a large one in its delta, which costs what changed and
/// no more, others in its main database; killed at any instant, the next run goes on where the last commit
/// stood. The index keeps its schema. Makes the first generation where there is none. Makes a new one by
/// itself where the current one is damaged, unsound after a failed write, or ahead of the archive (a backup
/// was restored). The caller holds `lock`; all of `archive` is read in one snapshot. Throws IndexError: for
/// an index of another format, analysis version or archive, with the command that mends it; where the disk is
/// too full; where writing failed and a rebuild was not possible either.
UpdateReport update_index(const corpus::Archive& archive, IndexDirectory& index, corpus::WriterLock& lock,
                          const UpdateOptions& options);

/// Tells in status.json where the archive stands, so that a reader of the index sees how far behind it is:
/// for who changed the archive and may not come to update the index. Does nothing where there is no index.
/// Throws IndexError.
void tell_head(const corpus::Archive& archive, IndexDirectory& index);

/// Makes a new generation from all of the archive and swaps it in; until then, and after a kill, the old one
/// serves. A stopped rebuild leaves nothing behind. Throws IndexError.
UpdateReport rebuild_index(const corpus::Archive& archive, IndexDirectory& index, corpus::WriterLock& lock,
                           const UpdateOptions& options);

}  // namespace indexer
