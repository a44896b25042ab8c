// Many files into the archive, one report over all of them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analyzers/tagger.h"
#include "corpus/archive.h"
#include "corpus/importer.h"
#include "corpus/writer_lock.h"
#include "indexer/progress.h"

namespace indexer {

struct ImportSwitches {
  bool complete = false, force = false;  // see corpus::ImportOptions
  std::string
      source;  // that the files are together; empty: each file is a source of its own, named by its path
};

struct ImportOutcome {
  corpus::ImportReport report;  // of all files; a file that could not be read (to its end) is a problem of it
  bool stopped = false;
};

/// What paths that a user names stand for.
struct ChosenFiles {
  std::vector<std::filesystem::path> files;  // in the order of the paths, each once
  std::vector<std::filesystem::path> empty;  // paths without a file to import
  std::vector<corpus::Problem> passed_over;  // what lies in them and is not read
};

/// The files below `paths`. Throws corpus::SourceError for a path that is not there.
ChosenFiles files_of(std::span<const std::filesystem::path> paths);

/// Imports one file after another. `on_batch` is called after each commit; true ends the import there.
/// Throws corpus::ArchiveError.
ImportOutcome import_files(std::span<const std::filesystem::path> files, const analyzers::Tagger& tagger,
                           corpus::Archive& archive, corpus::WriterLock& lock, const ImportSwitches& switches,
                           const std::function<bool(const Progress&)>& on_batch);

/// What became of the records of `chosen`, for people.
std::string to_text(const corpus::ImportReport& report, const ChosenFiles& chosen);

}  // namespace indexer
