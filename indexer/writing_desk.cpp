#include "indexer/writing_desk.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>

#include "corpus/plain_text.h"
#include "indexer/commands.h"
#include "indexer/erasure.h"
#include "indexer/free_space.h"
#include "indexer/progress.h"
#include "indexer/stop_signal.h"

namespace indexer {
namespace {

namespace fs = std::filesystem;
using corpus::Archive;
using corpus::WriterLock;

bool has_bytes(const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  return !error && size > 0;
}

std::string lost(const Settings& settings, const char* how) {
  return "the archive " + settings.archive().string() + " " + how +
         ", and was there before: put a copy of it back (indexer restore FILE --data " +
         settings.data.string() + "), or name another --data folder for a new one; what " +
         settings.index().string() + " holds is left as it is";
}

}  // namespace

Writing::Writing(const Settings& settings)
    : lock(settings.data, "indexer " + settings.command, std::chrono::seconds(settings.wait_s)),
      look(settings.data),
      archive(archive_to_write(settings), Archive::Access::read_write) {
  // It looks closer itself; and it has nothing to bring to an end, so that a signal ends it at once.
  const bool only_looks = settings.command == "verify";
  if (!only_looks && !look.is_sound()) {
    refuse_damaged(archive, settings);
    look.found_sound();
  }
  if (!only_looks) note_stop_signals();  // not before: who waits for the lock can be stopped at once
  // What the last reader has left since goes now, whichever command comes first.
  IndexDirectory(settings.index()).remove_old_generations();
}

void refuse_damaged(const Archive& archive, const Settings& settings) {
  const auto damage = archive.damage();
  if (!damage) return;
  throw std::runtime_error(
      "the archive " + settings.archive().string() + " is damaged (" + *damage +
      "): put a backup in its place, then run `indexer rebuild`; `indexer verify` says more");
}

void make_data_folder(const Settings& settings) {
  std::error_code error;
  fs::create_directories(settings.data, error);
  if (error) throw std::runtime_error("cannot create " + settings.data.string() + ": " + error.message());
}

void require_room(const Settings& settings) {
  auto percent = settings.min_free_percent;
  if (percent) percent = std::min(*percent, kArchiveFreePercent);
  require_room_for_archive(settings.data, percent);
}

void require_archive(const Settings& settings) {
  if (has_bytes(settings.archive())) return;
  if (fs::exists(settings.archive())) throw std::runtime_error(lost(settings, "is empty"));
  throw std::runtime_error("there is no archive in " + settings.data.string() +
                           ": run `indexer import PATH... --data " + settings.data.string() + "` first");
}

// A new archive beside the index of another one would end what the index alone still has.
fs::path archive_to_write(const Settings& settings) {
  if (!has_bytes(settings.archive()) && fs::exists(settings.index() / "current"))
    throw std::runtime_error(lost(settings, fs::exists(settings.archive()) ? "is empty" : "is missing"));
  return settings.archive();
}

// At once: someone follows along.
void report_commit(const Settings& settings, const char* what, corpus::Revision revision, std::int64_t done) {
  if (settings.report_commits) std::cout << what << ' ' << revision << ' ' << done << std::endl;
}

void print_all(const std::vector<corpus::Problem>& problems, std::int64_t count, const char* what) {
  for (const auto& problem : problems) {
    spdlog::warn("{}: {}", corpus::plain_line(problem.where), corpus::plain_line(problem.what));
  }
  const auto named = static_cast<std::int64_t>(problems.size());
  if (count > named) spdlog::warn("and {} {} more", count - named, what);
}

UpdateOptions update_options(const Settings& settings, const analyzers::Vocabulary& vocabulary) {
  UpdateOptions options;
  options.vocabulary = vocabulary.text();
  const auto cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  options.schema = settings.schema;
  options.threads = settings.threads > 0 ? settings.threads : cores;
  options.min_free_percent = settings.min_free_percent;
  options.most_in_delta = static_cast<std::size_t>(settings.delta_documents);
  options.stop = [] { return stop_signal() != 0; };
  return options;
}

namespace {

int report_update(const Settings& settings, const UpdateReport& report) {
  if (!report.why_rebuilt.empty()) spdlog::warn("the index was built anew: {}", report.why_rebuilt);
  if (!report.why_given_up.empty())
    spdlog::warn("the delta of the index was written into its main database: {}", report.why_given_up);
  if (!report.why_not_merged.empty()) {
    spdlog::warn(
        "what was added is found, but the full delta could not be written into the main database: {}",
        report.why_not_merged);
  }
  if (!report.why_no_files.empty()) {
    spdlog::warn(
        "the index is whole, but files that make searches of it faster are not ({}): run `indexer update` "
        "again, "
        "which writes them; until then searches take longer and more memory",
        report.why_no_files);
  }
  if (report.stopped) {
    if (report.rebuilt) spdlog::warn("the rebuild was given up; what served before serves on");
    return stopped();
  }
  if (report.new_vocabulary && settings.command != "retag") {
    spdlog::warn(
        "the vocabulary has changed: `indexer retag` looks for its names in what was imported before");
  }
  if (settings.schema && *settings.schema != report.schema) {
    spdlog::warn("the index stays of the schema {}: `indexer rebuild --schema {}` builds another one",
                 schema_name(report.schema), schema_name(*settings.schema));
  }
  if (!settings.quiet) {
    std::cout << "index: " << report.documents << " documents written, revision " << report.revision
              << (report.rebuilt ? ", new generation" : "")
              << (report.schema == Schema::plain ? ", plain schema" : "") << std::endl;
  }
  return kDone;
}

}  // namespace

int follow_archive(const Settings& settings, Writing& writing, const analyzers::Vocabulary& vocabulary,
                   Follow follow) {
  if (writing.archive.has_remains()) {
    const bool has_index = IndexDirectory(settings.index()).current().has_value();
    const int erased = erase_remains(settings, writing, vocabulary);
    if (erased != kDone || has_index) return erased;
  }
  return follow_without_remains(settings, writing, vocabulary, follow);
}

int follow_without_remains(const Settings& settings, Writing& writing,
                           const analyzers::Vocabulary& vocabulary, Follow follow) {
  IndexDirectory index(settings.index());
  UpdateReport report;
  {
    ProgressLine progress(!settings.quiet);
    auto options = update_options(settings, vocabulary);
    options.on_commit = [&settings, &progress](const UpdateProgress& done) {
      report_commit(settings, "index", done.reached, done.documents);
      progress.show({"indexing", done.documents, static_cast<std::uint64_t>(done.reached - done.begin),
                     static_cast<std::uint64_t>(done.end - done.begin)});
    };
    report = follow(writing.archive, index, writing.lock, options);
  }
  return report_update(settings, report);
}

}  // namespace indexer
