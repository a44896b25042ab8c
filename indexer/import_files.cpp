#include "indexer/import_files.h"

#include <algorithm>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>

#include "corpus/sources/child_source.h"

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
    std::unique_ptr<corpus::SourceImport> import;
    for (const auto& file : files_) {
      file_ = &file;
      if (!import || switches_.source.empty()) import = begin(file);
      guarded([&] { read(file, *import); }, *import);
      if (switches_.source.empty()) finish(*import);
      if (outcome_.stopped) break;
      std::error_code ignored;
      bytes_before_ += fs::file_size(file, ignored);
    }
    if (import && !switches_.source.empty()) finish(*import);
    return std::move(outcome_);
  }

 private:
  std::unique_ptr<corpus::SourceImport> begin(const fs::path& file) {
    corpus::ImportOptions options;
    options.source_name = switches_.source.empty() ? file.string() : switches_.source;
    options.complete = switches_.complete;
    options.force = switches_.force;
    options.on_batch = [this](const corpus::Source::Progress& progress, const ImportReport& report) {
      so_far_ = report;
      const auto read = bytes_before_ + progress.read;
      const auto documents = outcome_.report.read + report.read;
      if (on_batch_({"importing " + file_->filename().string(), documents, read, std::max(bytes_, read)})) {
        throw Stopped();
      }
    };
    return std::make_unique<corpus::SourceImport>(tagger_, archive_, lock_, std::move(options));
  }

  void read(const fs::path& file, corpus::SourceImport& import) {
    const auto source = corpus::open_in_child(file);
    outcome_.report += import.read(*source, file.string());
    so_far_ = {};
  }

  void finish(corpus::SourceImport& import) {
    if (outcome_.stopped) return;
    guarded(
        [&] {
          outcome_.report += import.finish();
          so_far_ = {};
        },
        import);
  }

  // What ends a file or its source early is a problem of the report; what was counted until then stays
  // counted.
  template <typename Step>
  void guarded(const Step& step, corpus::SourceImport& import) {
    so_far_ = {};
    try {
      step();
      return;
    } catch (const Stopped&) {
      outcome_.report += so_far_;
      outcome_.stopped = true;
    } catch (const corpus::SourceError& error) {
      outcome_.report += so_far_;
      import.note_unread(add_problem(
          *file_, error.what() + std::string(switches_.complete ? "; so nothing was withdrawn" : "")));
    } catch (const corpus::WithdrawalRefused& refused) {
      outcome_.report += so_far_;
      add_problem(switches_.source.empty() ? *file_ : fs::path(switches_.source), refused.what());
    }
  }

  // The file itself counts as one record that could not be read, so that the sum holds.
  corpus::Problem add_problem(const fs::path& file, std::string what) {
    for (const char* after : {": ", " "}) {  // the place is told once
      const auto named = file.string() + after;
      if (what.starts_with(named)) what.erase(0, named.size());
    }
    ImportReport failure;
    failure.read = 1;
    failure.problem_count = 1;
    failure.problems.push_back({file.string(), std::move(what)});
    outcome_.report += failure;
    return failure.problems.front();
  }

  std::span<const fs::path> files_;
  const analyzers::Tagger& tagger_;
  corpus::Archive& archive_;
  corpus::WriterLock& lock_;
  const ImportSwitches& switches_;
  const std::function<bool(const Progress&)>& on_batch_;
  const fs::path* file_ = nullptr;  // that is being read
  ImportReport so_far_;             // of it, for one that ends early
  std::uint64_t bytes_ = 0, bytes_before_ = 0;
  ImportOutcome outcome_;
};

}  // namespace

ChosenFiles files_of(std::span<const fs::path> paths) {
  ChosenFiles chosen;
  std::set<fs::path> known;
  for (const auto& path : paths) {
    const auto found = corpus::files_to_import(path);
    if (found.files.empty()) chosen.empty.push_back(path);
    for (const auto& file : found.files) {
      if (known.insert(file).second) chosen.files.push_back(file);
    }
    for (const auto& thing : found.passed_over) {
      if (known.insert(thing.where).second) chosen.passed_over.push_back(thing);
    }
  }
  return chosen;
}

ImportOutcome import_files(std::span<const fs::path> files, const analyzers::Tagger& tagger,
                           corpus::Archive& archive, corpus::WriterLock& lock, const ImportSwitches& switches,
                           const std::function<bool(const Progress&)>& on_batch) {
  return FilesImport(files, tagger, archive, lock, switches, on_batch).run();
}

std::string to_text(const corpus::ImportReport& report, const ChosenFiles& chosen) {
  std::ostringstream out;
  const auto files = chosen.files.size();
  out << "read " << report.read << " records of " << files << (files == 1 ? " file: " : " files: ")
      << report.added << " added, " << report.changed << " changed, " << report.unchanged << " unchanged, "
      << report.skipped << " skipped, " << report.problem_count << " problems\n";
  for (const auto& [why, count] : report.skipped_why) out << "  skipped: " << count << ' ' << why << '\n';
  const auto tell = [&out](const char* what, std::int64_t count) {
    if (count > 0) out << "  " << what << ": " << count << '\n';
  };
  tell("links and other things passed over", static_cast<std::int64_t>(chosen.passed_over.size()));
  tell("remarks on what was kept", report.remark_count);
  tell("withdrawn", report.withdrawn);
  tell("new standing text", report.boilerplate);
  tell("new found twins", report.twins);
  tell("new decisions", report.decisions);
  tell("erased, as the archive it comes from did", report.purged);
  tell("new pages", report.captures);
  return out.str();
}

}  // namespace indexer
