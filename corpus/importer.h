// A source into the archive, tagged on the way; a report of what became of every record.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "analyzers/tagger.h"
#include "corpus/archive.h"
#include "corpus/import_report.h"
#include "corpus/sources/source.h"
#include "corpus/writer_lock.h"

namespace corpus {

/// --complete would withdraw so much, or after so many problems, that it was refused; the text says how to go
/// on. All that was read is stored.
class WithdrawalRefused : public ArchiveError {
 public:
  using ArchiveError::ArchiveError;
};

struct ImportOptions {
  std::string source_name;  // goes into the provenance: what the files are together, or the path as given
  bool complete = false;    // the source is whole: documents of it that it no longer holds are withdrawn
  bool force = false;       // also where that would withdraw more than a fifth of them
  std::size_t batch = 500;  // records a transaction
  std::function<void(const Source::Progress&, const ImportReport&)>
      on_batch;  // after each commit; may be empty
};

/// One reading of one source, which may lie in several files: each is read, then the reading is finished.
class SourceImport {
 public:
  /// The references outlive it.
  SourceImport(const analyzers::Tagger& tagger, Archive& archive, WriterLock& lock, ImportOptions options);
  ~SourceImport();
  SourceImport(const SourceImport&) = delete;
  SourceImport& operator=(const SourceImport&) = delete;

  /// Reads `file` to its end and reports on it. A record that is broken, or that the archive refuses, becomes
  /// a Problem of the report. Throws ArchiveError (what was committed before stays) and, after storing what
  /// was read, SourceError; what `on_batch` throws ends the import between two batches.
  ImportReport read(Source& file);

  /// A file of the source could not be opened: nobody knows what it holds.
  void note_unread();

  /// What could only be told at the end: withdraws what the source says is not published and, where it is
  /// complete and all of it could be read, what it no longer holds. Reports on that alone. Throws
  /// WithdrawalRefused, ArchiveError, and what `on_batch` throws.
  ImportReport finish();

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

/// Reads a source that is one file, and finishes. A record that is broken, or that the archive refuses,
/// becomes a Problem of the report. Throws ArchiveError (what was committed before stays) and, after storing
/// what was read, SourceError; what `on_batch` throws ends the import between two batches.
ImportReport import_all(Source& source, const analyzers::Tagger& tagger, Archive& archive, WriterLock& lock,
                        const ImportOptions& options);

}  // namespace corpus
