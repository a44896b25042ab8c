#include "indexer/commands.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "corpus/archive.h"
#include "corpus/exporter.h"
#include "corpus/plain_text.h"
#include "corpus/writer_lock.h"
#include "indexer/editor_commands.h"
#include "indexer/erasure.h"
#include "indexer/free_space.h"
#include "indexer/import_files.h"
#include "indexer/index_update.h"
#include "indexer/pairing.h"
#include "indexer/progress.h"
#include "indexer/pull_commands.h"
#include "indexer/record_commands.h"
#include "indexer/report.h"
#include "indexer/retag.h"
#include "indexer/reuse_commands.h"
#include "indexer/stats.h"
#include "indexer/stop_signal.h"
#include "indexer/verify_command.h"
#include "indexer/vocabulary_place.h"
#include "indexer/writing_desk.h"

namespace indexer {
namespace {

namespace fs = std::filesystem;
using corpus::Archive;
using corpus::WriterLock;

int run_follow(const Settings& settings, Follow follow) {
  require_archive(settings);
  const auto vocabulary = load_vocabulary(settings.vocabulary);
  Writing writing(settings);
  return follow_archive(settings, writing, vocabulary, follow);
}

int run_update(const Settings& settings) { return run_follow(settings, update_index); }

int run_rebuild(const Settings& settings) { return run_follow(settings, rebuild_index); }

// --- the archive ---

/// The files of the paths that were named. Where there is none at all, that is an error and not a success.
ChosenFiles files_to_read(const Settings& settings) {
  auto chosen = files_of(settings.paths);
  print_all(chosen.passed_over, static_cast<std::int64_t>(chosen.passed_over.size()), "things passed over");
  std::string empty;
  for (const auto& path : chosen.empty) empty += (empty.empty() ? "" : ", ") + path.string();
  if (empty.empty()) return chosen;
  const std::string nothing = "there is nothing to import in " + empty;
  if (chosen.files.empty()) throw std::runtime_error(nothing);
  spdlog::warn("{}", nothing);
  return chosen;
}

int run_import(const Settings& settings) {
  const auto chosen = files_to_read(settings);
  const auto vocabulary = load_vocabulary(settings.vocabulary);
  make_data_folder(settings);
  require_room(settings);
  Writing writing(settings);
  ImportOutcome outcome;
  {
    const analyzers::Analyzer analyzer;
    const analyzers::Tagger tagger(vocabulary, analyzer);
    ProgressLine progress(!settings.quiet);
    outcome = import_files(chosen.files, tagger, writing.archive, writing.lock,
                           {settings.complete, settings.force, settings.source}, [&](const Progress& done) {
                             report_commit(settings, "archive", writing.archive.revision(), done.documents);
                             progress.show(done);
                             require_room(settings);
                             return stop_signal() != 0;
                           });
  }
  IndexDirectory index(settings.index());
  tell_head(writing.archive, index);
  print_all(outcome.report.problems, outcome.report.problem_count, "problems");
  print_all(outcome.report.remarks, outcome.report.remark_count, "remarks");
  if (!settings.quiet) std::cout << to_text(outcome.report, chosen) << std::flush;
  if (outcome.stopped) return stopped();
  const int code = outcome.report.problem_count > 0 ? kDoneWithProblems : kDone;
  // An export that erased something: no word of it may stay where another run would leave it.
  if (writing.archive.has_remains()) {
    const int erased = erase_remains(settings, writing, vocabulary);
    return erased == kDone ? code : erased;
  }
  if (settings.no_update) return code;
  const int updated = follow_archive(settings, writing, vocabulary, update_index);
  return updated == kDone ? code : updated;
}

int run_retag(const Settings& settings) {
  require_archive(settings);
  const auto vocabulary = load_vocabulary(settings.vocabulary);
  require_room(settings);
  Writing writing(settings);
  RetagReport report;
  {
    const analyzers::Analyzer analyzer;
    const analyzers::Tagger tagger(vocabulary, analyzer);
    ProgressLine progress(!settings.quiet);
    const auto documents = static_cast<std::uint64_t>(writing.archive.counts().documents);
    report = retag_all(writing.archive, tagger, writing.lock, [&](const RetagReport& done) {
      report_commit(settings, "archive", writing.archive.revision(), done.read);
      progress.show({"reading for names", done.read, static_cast<std::uint64_t>(done.read), documents});
      require_room(settings);
      return stop_signal() != 0;
    });
  }
  IndexDirectory index(settings.index());
  tell_head(writing.archive, index);
  if (!settings.quiet) {
    std::cout << "read " << report.read << " documents: " << report.changed << " have other tags or dates now"
              << std::endl;
  }
  if (report.stopped) return stopped();
  return follow_archive(settings, writing, vocabulary, update_index);
}

// --- twins ---

PairingReport look_for_twins(const Settings& settings, const Archive& archive,
                             const analyzers::Vocabulary& vocabulary) {
  ProgressLine progress(!settings.quiet);
  const auto documents = static_cast<std::uint64_t>(archive.counts().documents);
  auto report = find_twins(archive, vocabulary, settings.dictionaries, [&](std::int64_t read) {
    progress.show({"reading for twins", read, static_cast<std::uint64_t>(read), documents});
    return stop_signal() != 0;
  });
  progress.clear();
  if (!report.has_dictionary && !settings.dictionaries.empty()) {
    spdlog::warn("there are no dictionaries in {}: fewer twins are found", settings.dictionaries.string());
  }
  return report;
}

int print_twins(const Settings& settings, const PairingReport& report) {
  if (settings.json) {
    std::cout << to_json(report) << std::flush;
  } else if (!settings.quiet || settings.dry_run) {
    std::cout << to_text(report) << std::flush;
  }
  return kDone;
}

int run_pair(const Settings& settings) {
  require_archive(settings);
  const auto vocabulary = load_vocabulary(settings.vocabulary);
  if (settings.dry_run) {
    const Archive archive(settings.archive(), Archive::Access::read_only);
    return print_twins(settings, look_for_twins(settings, archive, vocabulary));
  }
  require_room(settings);
  Writing writing(settings);
  writing.lock.set_phase(corpus::WriterPhase::reading);
  auto report = look_for_twins(settings, writing.archive, vocabulary);
  if (report.stopped) return stopped("nothing was stored");
  writing.lock.set_phase(corpus::WriterPhase::archive_write);
  store_twins(writing.archive, report);
  report_commit(settings, "archive", writing.archive.revision(), report.read);
  IndexDirectory index(settings.index());
  tell_head(writing.archive, index);
  print_twins(settings, report);
  auto after = settings;
  after.quiet = settings.quiet || settings.json;  // nothing beside the object
  return follow_archive(after, writing, vocabulary, update_index);
}

// --- looking ---

/// Writes to `file` whole or not at all.
std::int64_t export_to_file(const Archive& archive, const fs::path& file) {
  auto unfinished = file;
  unfinished += ".part";
  std::int64_t lines = 0;
  {
    std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
    if (!out) throw std::runtime_error("cannot write " + unfinished.string());
    lines = corpus::export_all(archive, out);
    out.close();
    if (!out) throw std::runtime_error("cannot write " + unfinished.string() + ": is the disk full?");
  }
  sync_path(unfinished);
  fs::rename(unfinished, file);
  sync_path(file.has_parent_path() ? file.parent_path() : fs::path("."));
  return lines;
}

int run_export(const Settings& settings) {
  require_archive(settings);
  const Archive archive(settings.archive(), Archive::Access::read_only);
  const Archive::Snapshot snapshot(archive);
  if (settings.file.empty() || settings.file == "-") {
    corpus::export_all(archive, std::cout);
    std::cout.flush();
    if (!std::cout) throw std::runtime_error("cannot write to standard output");
    return kDone;
  }
  const auto lines = export_to_file(archive, settings.file);
  if (!settings.quiet) std::cout << "wrote " << lines << " lines to " << settings.file.string() << std::endl;
  return kDone;
}

int run_stats(const Settings& settings) {
  require_archive(settings);
  const Archive archive(settings.archive(), Archive::Access::read_only);
  const auto stats = stats_of(archive, IndexDirectory(settings.index()), settings.data);
  std::cout << (settings.json ? to_json(stats) + "\n" : to_text(stats)) << std::flush;
  return kDone;
}

constexpr std::array<Command, 20> kCommands{{
    {"import", "Bring documents into the archive, then update the index", run_import},
    {"pull", "Bring what a running WordPress shows into the archive, then update the index", run_pull},
    {"watch", "Pull again and again, and at once what a signed webhook names", run_watch},
    {"update", "Bring the index to where the archive stands", run_update},
    {"rebuild", "Build the index anew beside the old one, then put it in its place", run_rebuild},
    {"retag", "Read the archive again for the names of a changed vocabulary, then update the index",
     run_retag},
    {"pair", "Find the Arabic and English versions of one text that nobody links, then update the index",
     run_pair},
    {"duplicates", "List documents that are nearly the same", run_duplicates},
    {"said", "List the documents that have a sentence, the first one first", run_said},
    {"verify", "Read archive and index whole, make every hash again, and say what is damaged or differs",
     run_verify},
    {"export", "Write the archive as JSON Lines", run_export},
    {"stats", "Say what archive and index hold", run_stats},
    {"report", "Say what became of imports, source by source, and what documents lack", run_report},
    {"decide", "Take down an editor's decisions on tags, dates, languages and translations", run_decide},
    {"purge", "Erase a document for good, in all versions, from archive and index", run_purge},
    {"raw", "Write the bytes that a version was read from", run_raw},
    {"history", "List the versions of a document", run_history},
    {"diff", "Show what differs between two versions of a document", run_diff},
    {"backup", "Copy the archive to a file, also while another command writes", run_backup},
    {"restore", "Put such a copy in the place of the archive", run_restore},
}};

}  // namespace

std::span<const Command> commands() { return kCommands; }

int run_command(const Settings& settings) {
  const auto command = std::find_if(kCommands.begin(), kCommands.end(),
                                    [&](const Command& row) { return row.name == settings.command; });
  return command->run(settings);
}

const char* version() { return SIJILL_VERSION; }

}  // namespace indexer
