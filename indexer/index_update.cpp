#include "indexer/index_update.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "analyzers/analyzer.h"
#include "indexer/free_space.h"
#include "indexer/index_document.h"
#include "indexer/index_ledger.h"
#include "indexer/index_segments.h"
#include "indexer/index_writer.h"

namespace indexer {
namespace {

namespace fs = std::filesystem;
using corpus::WriterPhase;
using Changes = std::vector<corpus::Archive::Change>;

// Documents read and analysed at a time for each thread: enough to keep it busy, few enough for texts of 1
// MB.
constexpr std::size_t kSlicePerThread = 32;

/// Turns documents into index documents, each thread with an analyzer of its own (they cost milliseconds to
/// make).
class AnalysisThreads {
 public:
  explicit AnalysisThreads(int threads) : analyzers_(static_cast<std::size_t>(std::max(threads, 1))) {}

  std::size_t slice() const { return analyzers_.size() * kSlicePerThread; }

  std::vector<Xapian::Document> analyse(const Changes& changes) {
    std::vector<Xapian::Document> documents(changes.size());
    {
      std::vector<std::jthread> threads;
      for (std::size_t first = 1; first < analyzers_.size(); ++first) {
        threads.emplace_back([&, first] { analyse_share(first, changes, documents); });
      }
      analyse_share(0, changes, documents);
    }
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return documents;
  }

 private:
  // Every n-th document: long ones that stand together are shared out.
  void analyse_share(std::size_t first, const Changes& changes,
                     std::vector<Xapian::Document>& documents) noexcept {
    try {
      for (std::size_t at = first; at < changes.size(); at += analyzers_.size()) {
        documents[at] = analyse_one(changes[at], analyzers_[first]);
      }
    } catch (...) {
      const std::lock_guard guard(failure_mutex_);
      failure_ = std::current_exception();
    }
  }

  static Xapian::Document analyse_one(const corpus::Archive::Change& change,
                                      const analyzers::Analyzer& analyzer) {
    try {
      return index_document(change.document, change.first_seen, analyzer);
    } catch (const Xapian::Error& error) {
      throw IndexError("document " + change.document.id + " cannot be indexed: " + error.get_description());
    }
  }

  std::vector<analyzers::Analyzer> analyzers_;
  std::mutex failure_mutex_;
  std::exception_ptr failure_;
};

std::size_t bytes_of(const corpus::Document& document) {
  return document.title.size() + document.summary.size() + document.body.size();
}

/// One run over the archive's changes into one generation.
class Run {
 public:
  Run(const corpus::Archive& archive, const fs::path& folder, IndexWriter::Durability durability,
      corpus::WriterLock& lock, const UpdateOptions& options)
      : archive_(archive),
        folder_(folder),
        durability_(durability),
        lock_(lock),
        options_(options),
        writer_(folder, durability, lock),
        analysis_(options.threads) {}

  const IndexState& state() const { return writer_.state(); }

  /// Follows the archive to its revision; `state` says what the index is to hold beside the documents.
  UpdateReport follow(IndexState state) {
    UpdateReport report;
    progress_ = {state.revision, state.revision, archive_.revision(), 0};
    bool more = writer_.state() != state || progress_.reached < progress_.end;
    while (more && !report.stopped) {
      require_room();
      state.revision = write_batch();
      state.change = archive_.change_name(state.revision);
      writer_.commit(state);
      more = progress_.reached < progress_.end;
      if (options_.on_commit) options_.on_commit(progress_);
      report.stopped = more && options_.stop && options_.stop();
    }
    report.revision = state.revision;
    report.documents = progress_.documents;
    return report;
  }

 private:
  void require_room() {
    // In place a commit may write every block anew beside the old ones, which a reader may hold.
    const std::uint64_t times = durability_ == IndexWriter::Durability::each_commit ? 2 : 1;
    require_free_space(folder_, options_.min_free_percent, times * size_on_disk(folder_));
  }

  /// Writes the next documents, up to the limits of a batch; gives the revision that this brings the index
  /// to.
  corpus::Revision write_batch() {
    const auto until = std::chrono::steady_clock::now() + options_.batch_time;
    std::size_t documents = 0;
    std::size_t bytes = 0;
    while (documents < options_.batch_documents && bytes < options_.batch_bytes) {
      lock_.set_phase(WriterPhase::reading);
      const auto most = std::min(analysis_.slice(), options_.batch_documents - documents);
      const auto changes = archive_.changed_since(progress_.reached, most);
      for (const auto& change : changes) bytes += bytes_of(change.document);
      write(changes);
      documents += changes.size();
      // Between the newest versions lie revisions of older ones: at the end the index is where the archive
      // is.
      progress_.reached = changes.size() < most ? progress_.end : changes.back().revision;
      if (changes.size() < most || std::chrono::steady_clock::now() >= until) break;
    }
    progress_.documents += static_cast<std::int64_t>(documents);
    return progress_.reached;
  }

  void write(const Changes& changes) {
    const auto documents = analysis_.analyse(changes);
    lock_.set_phase(WriterPhase::index_write);
    for (std::size_t at = 0; at < changes.size(); ++at) {
      writer_.replace(changes[at].document.id, documents[at]);
    }
  }

  const corpus::Archive& archive_;
  fs::path folder_;
  IndexWriter::Durability durability_;
  corpus::WriterLock& lock_;
  const UpdateOptions& options_;
  IndexWriter writer_;
  AnalysisThreads analysis_;
  UpdateProgress progress_;
};

/// Fills a new generation with all of the archive.
class Filling {
 public:
  Filling(const corpus::Archive& archive, fs::path generation, corpus::WriterLock& lock,
          const UpdateOptions& options)
      : archive_(archive),
        generation_(std::move(generation)),
        lock_(lock),
        options_(options),
        segments_(generation_, options.threads) {}

  /// What was written, up to which revision: after a stop that of the last segment begun.
  UpdateReport fill() {
    UpdateReport report;
    progress_ = {0, 0, archive_.revision(), 0};
    while (progress_.reached < progress_.end && !report.stopped) {
      require_free_space(generation_, options_.min_free_percent, 2 * segments_.size());
      auto changes = read_segment();
      lock_.set_phase(WriterPhase::index_write);
      progress_.documents += static_cast<std::int64_t>(changes.size());
      if (!changes.empty()) segments_.add(std::move(changes));
      if (options_.on_commit) options_.on_commit(progress_);
      report.stopped = progress_.reached < progress_.end && options_.stop && options_.stop();
    }
    report.revision = progress_.reached;
    report.documents = progress_.documents;
    if (report.stopped) return report;
    lock_.set_phase(WriterPhase::commit);
    segments_.merge();
    return report;
  }

 private:
  SegmentChanges read_segment() {
    lock_.set_phase(WriterPhase::reading);
    SegmentChanges segment;
    std::size_t bytes = 0;
    while (segment.size() < options_.batch_documents && bytes < options_.batch_bytes) {
      const auto most = std::min(kSlicePerThread, options_.batch_documents - segment.size());
      auto changes = archive_.changed_since(progress_.reached, most);
      for (const auto& change : changes) bytes += bytes_of(change.document);
      // Between the newest versions lie revisions of older ones: at the end the index is where the archive
      // is.
      progress_.reached = changes.size() < most ? progress_.end : changes.back().revision;
      segment.insert(segment.end(), std::make_move_iterator(changes.begin()),
                     std::make_move_iterator(changes.end()));
      if (progress_.reached == progress_.end) break;
    }
    return segment;
  }

  const corpus::Archive& archive_;
  fs::path generation_;
  corpus::WriterLock& lock_;
  const UpdateOptions& options_;
  IndexSegments segments_;
  UpdateProgress progress_;
};

IndexState wanted_state(const corpus::Archive& archive, const UpdateOptions& options,
                        corpus::Revision revision, std::string built) {
  return {revision,           archive.change_name(revision),    archive.archive_id(),
          options.vocabulary, ledger_to_json(archive.ledger()), std::move(built)};
}

void finish(const corpus::Archive& archive, IndexDirectory& index, corpus::WriterLock& lock,
            UpdateReport& report) {
  lock.set_phase(WriterPhase::cleaning);
  index.write_status({archive.revision(), report.revision, corpus::now_utc()});
  report.removed_generations = index.remove_old_generations();
  lock.set_phase(WriterPhase::idle);
}

/// Takes away a generation that will not be served, unless it is told that it will.
class Unfinished {
 public:
  Unfinished(IndexDirectory& index, corpus::WriterLock& lock) : index_(index), lock_(lock) {}
  ~Unfinished() {
    if (served_) return;
    lock_.set_phase(WriterPhase::cleaning);
    try {
      index_.remove_old_generations();
    } catch (const std::exception&) {
      // It stays until the next run, which cleans first.
    }
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  void is_served() { served_ = true; }

 private:
  IndexDirectory& index_;
  corpus::WriterLock& lock_;
  bool served_ = false;
};

UpdateReport rebuild(const corpus::Archive& archive, IndexDirectory& index, corpus::WriterLock& lock,
                     const UpdateOptions& options) {
  lock.set_phase(WriterPhase::cleaning);
  index.remove_old_generations();  // what a killed rebuild left: its room is needed
  const auto old = index.current();
  Unfinished unfinished(index, lock);
  const auto generation = index.make_generation();
  require_free_space(generation, options.min_free_percent, old ? 2 * size_on_disk(*old) : 0);
  const auto built = corpus::now_utc();
  auto report = Filling(archive, generation, lock, options).fill();
  if (!report.stopped) {
    auto silent = options;  // all documents are told
    silent.on_commit = nullptr;
    Run run(archive, generation, IndexWriter::Durability::at_swap, lock, silent);
    run.follow(wanted_state(archive, options, report.revision, built));
  }
  report.rebuilt = true;
  if (report.stopped) return report;
  lock.set_phase(WriterPhase::fsync);
  index.bring_to_disk(generation);
  lock.set_phase(WriterPhase::swap);
  index.swap_to(generation);
  unfinished.is_served();
  finish(archive, index, lock, report);
  return report;
}

void refuse_other_archive(const fs::path& generation, const IndexState& state,
                          const corpus::Archive& archive) {
  if (state.archive_id == archive.archive_id()) return;
  throw IndexError("the index in " + generation.string() +
                   " was built from another archive: run `indexer rebuild --data " +
                   generation.parent_path().parent_path().string() + "`");
}

/// Why an index of this state cannot go on from there; empty where it can.
std::string why_not_followed(const IndexState& index, const corpus::Archive& archive) {
  if (index.revision > archive.revision()) {
    return "the index stands at revision " + std::to_string(index.revision) + ", the archive at " +
           std::to_string(archive.revision()) + ": an older archive was put in its place";
  }
  if (index.change != archive.change_name(index.revision)) {
    return "revision " + std::to_string(index.revision) +
           " of the archive is not the one that the index knows: an older archive was put in its place and "
           "went on";
  }
  return {};
}

/// Updates `generation` in place; nothing, and the reason in `why`, where it has to be rebuilt instead.
std::optional<UpdateReport> update_in_place(const corpus::Archive& archive, const fs::path& generation,
                                            corpus::WriterLock& lock, const UpdateOptions& options,
                                            std::string& why) {
  try {
    Run run(archive, generation, IndexWriter::Durability::each_commit, lock, options);
    const auto& before = run.state();
    refuse_other_archive(generation, before, archive);
    why = why_not_followed(before, archive);
    if (!why.empty()) return std::nullopt;
    const bool new_vocabulary = before.vocabulary != options.vocabulary;
    auto report = run.follow(wanted_state(archive, options, before.revision, before.built));
    report.new_vocabulary = new_vocabulary;
    return report;
  } catch (const IndexDamaged& error) {
    why = error.what();
    return std::nullopt;
  }
}

}  // namespace

void tell_head(const corpus::Archive& archive, IndexDirectory& index) {
  if (!index.current()) return;
  const auto before = index.status();
  index.write_status({archive.revision(), before ? before->index_revision : 0, corpus::now_utc()});
}

UpdateReport update_index(const corpus::Archive& archive, IndexDirectory& index, corpus::WriterLock& lock,
                          const UpdateOptions& options) {
  const corpus::Archive::Snapshot snapshot(archive);
  std::string why;
  if (const auto lost = index.lost_generation()) why = "the index in " + lost->string() + " is gone";
  if (const auto generation = index.current()) {
    auto report = update_in_place(archive, *generation, lock, options, why);
    if (report) {
      finish(archive, index, lock, *report);
      return *report;
    }
  }
  auto report = rebuild(archive, index, lock, options);
  report.why_rebuilt = why;
  return report;
}

UpdateReport rebuild_index(const corpus::Archive& archive, IndexDirectory& index, corpus::WriterLock& lock,
                           const UpdateOptions& options) {
  const corpus::Archive::Snapshot snapshot(archive);
  return rebuild(archive, index, lock, options);
}

}  // namespace indexer
