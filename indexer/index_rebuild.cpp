#include "indexer/index_rebuild.h"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <iterator>
#include <optional>
#include <utility>

#include "indexer/change_reader.h"
#include "indexer/files_for_readers.h"
#include "indexer/free_space.h"
#include "indexer/index_segments.h"
#include "indexer/index_writer.h"

namespace indexer {
namespace {

namespace fs = std::filesystem;
using corpus::WriterPhase;

UpdateOptions segment_limits(UpdateOptions options) {
  options.batch_documents = options.segment_documents;
  return options;
}

/// Fills a new generation with all of the archive, segment by segment.
class Filling {
 public:
  /// Keeps references. `needed` is told how many bytes are known to be needed.
  Filling(const corpus::Archive& archive, fs::path generation, corpus::WriterLock& lock,
          const UpdateOptions& options, Schema schema, std::uint64_t& needed)
      : generation_(std::move(generation)),
        lock_(lock),
        options_(options),
        limits_(segment_limits(options)),
        reader_(archive, 0, limits_),
        segments_(generation_, options.threads, schema),
        needed_(needed) {}

  /// What was written, up to which revision: after a stop that of the last segment begun.
  UpdateReport fill() {
    UpdateReport report;
    while (!reader_.at_end() && !report.stopped) {
      note_needed();
      require_free_space(generation_, options_.min_free_percent, 2 * segments_.size());
      auto changes = read_segment();
      lock_.set_phase(WriterPhase::index_write);
      if (!changes.empty()) segments_.add(std::move(changes));
      if (options_.on_commit) options_.on_commit(reader_.progress());
      report.stopped = !reader_.at_end() && options_.stop && options_.stop();
    }
    report.revision = reader_.progress().reached;
    report.documents = reader_.progress().documents;
    if (report.stopped) return report;
    lock_.set_phase(WriterPhase::commit);
    note_needed();
    segments_.merge();
    return report;
  }

 private:
  // To merge segments takes as much again as they do.
  void note_needed() { needed_ = std::max(needed_, 2 * segments_.size()); }

  Changes read_segment() {
    // Few at a time, so that a segment of long texts is hardly longer than its limit.
    constexpr std::size_t kSlice = 32;
    lock_.set_phase(WriterPhase::reading);
    Changes segment;
    reader_.begin_batch();
    while (!reader_.batch_is_over()) {
      auto slice = reader_.next(kSlice);
      segment.insert(segment.end(), std::make_move_iterator(slice.begin()),
                     std::make_move_iterator(slice.end()));
    }
    return segment;
  }

  fs::path generation_;
  corpus::WriterLock& lock_;
  const UpdateOptions& options_;
  UpdateOptions limits_;  // of a segment, for the reader
  ChangeReader reader_;
  IndexSegments segments_;
  std::uint64_t& needed_;
};

/// That of the index in `generation`; full where there is none, or it cannot be read.
Schema schema_of(const std::optional<fs::path>& generation) {
  if (!generation) return Schema::full;
  try {
    return state_of(Xapian::Database(generation->string())).schema;
  } catch (const Xapian::Error&) {
    return Schema::full;
  }
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

/// Builds and swaps in the generation after `old`; `needed` as Filling has it.
UpdateReport build_after(const std::optional<fs::path>& old, const corpus::Archive& archive,
                         IndexDirectory& index, corpus::WriterLock& lock, const UpdateOptions& options,
                         std::uint64_t& needed) {
  const auto schema = options.schema.value_or(schema_of(old));
  Unfinished unfinished(index, lock);
  const auto generation = index.make_generation();
  needed = old ? 2 * size_on_disk(*old) : 0;
  require_free_space(generation, options.min_free_percent, needed);
  const auto built = corpus::now_utc();
  auto report = Filling(archive, generation, lock, options, schema, needed).fill();
  report.rebuilt = true;
  report.schema = schema;
  if (report.stopped) return report;
  require_free_space(generation, options.min_free_percent, size_on_disk(generation));
  IndexWriter(generation, IndexWriter::Durability::at_swap, lock)
      .commit(state_at(archive, report.revision, options.vocabulary, built, schema));
  const Xapian::Database main(generation.string());
  report.why_no_files = leave_files_for_readers(generation, main, options.stop);
  lock.set_phase(WriterPhase::fsync);
  index.bring_to_disk(generation);
  lock.set_phase(WriterPhase::swap);
  index.swap_to(generation);
  unfinished.is_served();
  return report;
}

}  // namespace

UpdateReport build_generation(const corpus::Archive& archive, IndexDirectory& index, corpus::WriterLock& lock,
                              const UpdateOptions& options) {
  lock.set_phase(WriterPhase::cleaning);
  index.remove_old_generations();  // what a killed rebuild left: its room is needed
  const auto old = index.current();
  std::uint64_t needed = 0;
  try {
    return build_after(old, archive, index, lock, options, needed);
  } catch (const IndexError& error) {
    if (!tells_of_full_disk(error.what())) throw;
    throw IndexError(full_disk_message(index.path(), needed, error.what()) +
                     (old ? "; what was there before serves on" : ""));
  }
}

}  // namespace indexer
