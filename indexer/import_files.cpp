#include "indexer/import_files.h"

#include <algorithm>
#include <set>
#include <string>
#include <system_error>
#include <utility>

namespace indexer {
namespace {

namespace fs = std::filesystem;
using corpus::ImportReport;

struct Stopped {};  // leaves import_all() between two batches

/// Imports files and adds up what became of them.
class FilesImport {
 public:
  FilesImport(std::span<const fs::path> files, const analyzers::Tagger& tagger, corpus::Archive& archive,
              corpus::WriterLock& lock, const ImportSwitches& switches,
              const std::function<bool(const Progress&)>& on_batch)
      : files_(files),
        tagger_(tagger),
        archive_(archive),
        lock_(lock),
        switches_(switches),
        on_batch_(on_batch) {
    std::error_code ignored;
    for (const auto& file : files) bytes_ += fs::file_size(file, ignored);
  }

  ImportOutcome run() {
    for (const auto& file : files_) {
      import(file);
      if (outcome_.stopped) break;
      std::error_code ignored;
      bytes_before_ += fs::file_size(file, ignored);
    }
    return std::move(outcome_);
  }

 private:
  void import(const fs::path& file) {
    ImportReport so_far;  // of a file that ends early
    corpus::ImportOptions options;
    options.source_name = file.string();
    options.complete = switches_.complete;
    options.force = switches_.force;
    options.on_batch = [&](const corpus::Source::Progress& progress, const ImportReport& report) {
      so_far = report;
      const auto read = bytes_before_ + progress.read;
      const auto documents = outcome_.report.read + report.read;
      if (on_batch_({"importing " + file.filename().string(), documents, read, std::max(bytes_, read)})) {
        throw Stopped();
      }
    };
    try {
      const auto source = corpus::open_source(file);
      outcome_.report += corpus::import_all(*source, tagger_, archive_, lock_, options);
    } catch (const Stopped&) {
      outcome_.report += so_far;
      outcome_.stopped = true;
    } catch (const corpus::SourceError& error) {
      outcome_.report += so_far;
      add_problem(file, error.what());
    } catch (const corpus::WithdrawalRefused& refused) {
      outcome_.report += so_far;
      add_problem(file, refused.what());
    }
  }

  // The file itself counts as one record that could not be read, so that the sum holds.
  void add_problem(const fs::path& file, std::string what) {
    const auto named = file.string() + ": ";
    if (what.starts_with(named)) what.erase(0, named.size());
    ImportReport failure;
    failure.read = 1;
    failure.problem_count = 1;
    failure.problems.push_back({file.string(), std::move(what)});
    outcome_.report += failure;
    ++outcome_.files_failed;
  }

  std::span<const fs::path> files_;
  const analyzers::Tagger& tagger_;
  corpus::Archive& archive_;
  corpus::WriterLock& lock_;
  ImportSwitches switches_;
  const std::function<bool(const Progress&)>& on_batch_;
  std::uint64_t bytes_ = 0, bytes_before_ = 0;
  ImportOutcome outcome_;
};

}  // namespace

std::vector<fs::path> files_of(std::span<const fs::path> paths) {
  std::vector<fs::path> files;
  std::set<fs::path> known;
  for (const auto& path : paths) {
    for (const auto& file : corpus::files_to_import(path)) {
      if (known.insert(file).second) files.push_back(file);
    }
  }
  return files;
}

ImportOutcome import_files(std::span<const fs::path> files, const analyzers::Tagger& tagger,
                           corpus::Archive& archive, corpus::WriterLock& lock, const ImportSwitches& switches,
                           const std::function<bool(const Progress&)>& on_batch) {
  return FilesImport(files, tagger, archive, lock, switches, on_batch).run();
}

}  // namespace indexer
