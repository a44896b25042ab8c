#include "indexer/index_update.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "indexer/analysis_threads.h"
#include "indexer/change_reader.h"
#include "indexer/delta_writer.h"
#include "indexer/files_for_readers.h"
#include "indexer/free_space.h"
#include "indexer/index_rebuild.h"
#include "indexer/index_writer.h"

namespace indexer {
namespace {

namespace fs = std::filesystem;
using corpus::WriterPhase;

/// Writes what changed into a generation that is served, by an IndexWriter or a DeltaWriter.
template <typename Writer>
class Following {
 public:
  /// Keeps references. The files of `folder` may all be written anew. The first commit reaches `seen`, what
  /// readers see already.
  Following(const corpus::Archive& archive, fs::path folder, Writer& writer, corpus::WriterLock& lock,
            const UpdateOptions& options, corpus::Revision seen = 0)
      : archive_(archive),
        folder_(std::move(folder)),
        lock_(lock),
        options_(options),
        writer_(writer),
        seen_(seen),
        analysis_(options.threads, writer.state().schema) {}

  /// Follows the archive to its end; `state` says what the index is to hold beside the documents. Commits
  /// where there is something to write, or `in_any_case`.
  UpdateReport follow(IndexState state, bool in_any_case = false) {
    UpdateReport report;
    ChangeReader reader(archive_, state.revision, options_, seen_);
    bool more = in_any_case || writer_.state() != state || !reader.at_end();
    while (more && !report.stopped) {
      // A commit may write every block anew beside the old ones, which a reader may hold.
      require_free_space(folder_, options_.min_free_percent, 2 * size_on_disk(folder_));
      write_batch(reader);
      state.revision = reader.progress().reached;
      state.change = archive_.change_name(state.revision);
      writer_.commit(state);
      more = !reader.at_end();
      if (options_.on_commit) options_.on_commit(reader.progress());
      report.stopped = more && options_.stop && options_.stop();
    }
    report.revision = state.revision;
    report.documents = reader.progress().documents;
    report.schema = state.schema;
    return report;
  }

 private:
  void write_batch(ChangeReader& reader) {
    const auto until = std::chrono::steady_clock::now() + options_.batch_time;
    reader.begin_batch();
    do {
      lock_.set_phase(WriterPhase::reading);
      const auto changes = reader.next(analysis_.slice());
      const auto documents = analysis_.analyse(changes);
      lock_.set_phase(WriterPhase::index_write);
      for (std::size_t at = 0; at < changes.size(); ++at) {
        writer_.replace(changes[at].document.id, documents[at]);
      }
    } while (!reader.batch_is_over() && (reader.must_go_on() || std::chrono::steady_clock::now() < until));
  }

  const corpus::Archive& archive_;
  fs::path folder_;
  corpus::WriterLock& lock_;
  const UpdateOptions& options_;
  Writer& writer_;
  const corpus::Revision seen_;
  AnalysisThreads analysis_;
};

void finish(const corpus::Archive& archive, IndexDirectory& index, corpus::WriterLock& lock,
            UpdateReport& report) {
  lock.set_phase(WriterPhase::cleaning);
  index.write_status({archive.revision(), report.revision, corpus::now_utc()});
  report.removed_generations = index.remove_old_generations();
  try {
    if (const auto generation = index.current()) remove_old_deltas(*generation);
  } catch (const Xapian::Error&) {
    // They are nobody's: they go next time.
  }
  lock.set_phase(WriterPhase::idle);
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

/// What readers of a generation see beside its main database.
struct SeenByReaders {
  bool has_delta = false;         // also one that cannot be read
  corpus::Revision revision = 0;  // of it; 0 where that is not known
};

SeenByReaders seen_by_readers(const fs::path& generation) {
  SeenByReaders seen;
  try {
    std::error_code error;
    const auto main = Xapian::Database(generation.string()).get_revision();
    seen.has_delta = fs::exists(delta_folder(generation, main), error);
    if (seen.has_delta) seen.revision = state_of(IndexReader(generation)).revision;
  } catch (const Xapian::Error&) {
    // Who writes the main database is told what is wrong with it.
  } catch (const IndexError&) {
    // The delta is damaged: nobody sees more of it.
  }
  return seen;
}

/// Leaves what readers map of the main database; why they have not all of it, empty where they have.
std::string leave_for_readers(const fs::path& generation, corpus::WriterLock& lock,
                              const UpdateOptions& options) {
  try {
    const Xapian::Database main(generation.string());
    if (!is_large(main.get_doccount(), options)) return {};
    lock.set_phase(WriterPhase::index_write);
    return leave_files_for_readers(generation, main, options.stop);
  } catch (const Xapian::Error& error) {
    return error.get_description();
  }
}

/// Updates the main database of `generation`, whose first commit has all that its delta had: no reader sees
/// less than before. Nothing, and the reason in `why`, where it has to be rebuilt instead.
std::optional<UpdateReport> update_in_place(const corpus::Archive& archive, const fs::path& generation,
                                            corpus::WriterLock& lock, const UpdateOptions& options,
                                            std::string& why) {
  try {
    const auto seen = seen_by_readers(generation);
    IndexWriter writer(generation, IndexWriter::Durability::each_commit, lock);
    const auto before = writer.state();
    refuse_other_archive(generation, before, archive);
    why = why_not_followed(before, archive);
    if (!why.empty()) return std::nullopt;
    const auto state = state_at(archive, before.revision, options.vocabulary, before.built, before.schema);
    auto report =
        Following(archive, generation, writer, lock, options, seen.revision).follow(state, seen.has_delta);
    report.new_vocabulary = before.vocabulary != options.vocabulary;
    // Who goes on from a stop writes them then.
    if (!report.stopped) report.why_no_files = leave_for_readers(generation, lock, options);
    return report;
  } catch (const IndexDamaged& error) {
    why = error.what();
    return std::nullopt;
  } catch (const Xapian::Error& error) {
    why = error.get_description();
    return std::nullopt;
  }
}

/// A delta that may be written, with all that is to come.
struct DeltaToBe {
  IndexReader index;
  IndexState before;          // of main database and delta
  std::size_t documents = 0;  // at most
};

// Nothing where what is to come belongs into the main database. A delta that is there and cannot be written
// on is given up: then IndexDamaged tells why.
std::optional<DeltaToBe> delta_to_be(const corpus::Archive& archive, const fs::path& generation,
                                     const UpdateOptions& options) {
  if (options.most_in_delta == 0 || !is_sound(generation)) return std::nullopt;
  check_generation(generation);
  IndexReader index(generation);
  if (index.delta() != nullptr) {
    const auto folder = delta_folder(generation, index.stamp().main);
    check_generation(folder);
    if (!is_sound(folder)) throw IndexDamaged("a write to " + folder.string() + " failed");
  }
  auto before = state_of(index);
  const bool is_ours = before.archive_id == archive.archive_id() && before.vocabulary == options.vocabulary;
  if (!is_large(index.main().get_doccount(), options) || !is_ours ||
      !why_not_followed(before, archive).empty())
    return std::nullopt;
  const auto documents = static_cast<std::size_t>(archive.revision() - before.revision) +
                         (index.delta() != nullptr ? index.delta()->get_doccount() : 0);
  if (documents > 2 * options.most_in_delta) return std::nullopt;
  return DeltaToBe{std::move(index), std::move(before), documents};
}

/// Writes what changed into the delta of `generation`; nothing where it belongs into the main database, or
/// where the delta cannot be written, which `why_given_up` tells. `is_full` says that the delta is to be
/// written into the main database.
std::optional<UpdateReport> update_in_delta(const corpus::Archive& archive, const fs::path& generation,
                                            corpus::WriterLock& lock, const UpdateOptions& options,
                                            bool& is_full, std::string& why_given_up) {
  try {
    auto delta = delta_to_be(archive, generation, options);
    if (!delta) return std::nullopt;
    is_full = delta->documents > options.most_in_delta;
    const auto state = state_at(archive, delta->before.revision, options.vocabulary, delta->before.built,
                                delta->before.schema);
    if (delta->before == state && state.revision == archive.revision()) {
      UpdateReport nothing;
      nothing.why_no_files = leave_for_readers(generation, lock, options);  // the last one may not have
      nothing.revision = state.revision;
      nothing.schema = state.schema;
      return nothing;
    }
    DeltaWriter writer(generation, std::move(delta->index), std::move(delta->before), lock);
    return Following(archive, writer.folder(), writer, lock, options).follow(state);
  } catch (const IndexError& error) {
    why_given_up = error.what();
  } catch (const Xapian::Error& error) {
    why_given_up = error.get_description();
  }
  return std::nullopt;
}

/// Brings `generation` to where the archive stands: its delta, which readers see at once, and where that is
/// full or cannot be, its main database.
std::optional<UpdateReport> update_generation(const corpus::Archive& archive, IndexDirectory& index,
                                              const fs::path& generation, corpus::WriterLock& lock,
                                              const UpdateOptions& options, std::string& why) {
  bool is_full = false;
  std::string why_given_up;
  auto in_delta = update_in_delta(archive, generation, lock, options, is_full, why_given_up);
  if (!in_delta) {
    auto report = update_in_place(archive, generation, lock, options, why);
    if (report) report->why_given_up = why_given_up;
    return report;
  }
  if (!is_full || in_delta->stopped) return in_delta;
  index.write_status({archive.revision(), in_delta->revision, corpus::now_utc()});
  auto quietly = options;
  quietly.on_commit = nullptr;
  try {
    auto report = update_in_place(archive, generation, lock, quietly, why);
    if (report) report->documents = in_delta->documents;
    return report;
  } catch (const IndexError& error) {
    in_delta->why_not_merged = error.what();
    return in_delta;
  }
}

}  // namespace

bool is_large(std::size_t documents, const UpdateOptions& options) {
  return documents >= options.main_is_larger * options.most_in_delta;
}

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
    auto report = update_generation(archive, index, *generation, lock, options, why);
    if (report) {
      finish(archive, index, lock, *report);
      return *report;
    }
  }
  auto report = rebuild_index(archive, index, lock, options);
  report.why_rebuilt = why;
  return report;
}

UpdateReport rebuild_index(const corpus::Archive& archive, IndexDirectory& index, corpus::WriterLock& lock,
                           const UpdateOptions& options) {
  const corpus::Archive::Snapshot snapshot(archive);
  auto report = build_generation(archive, index, lock, options);
  if (!report.stopped) finish(archive, index, lock, report);
  return report;
}

}  // namespace indexer
