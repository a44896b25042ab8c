#include "indexer/retag.h"

#include <unordered_set>

#include "corpus/record_cleaning.h"

namespace indexer {
namespace {

constexpr std::int64_t kBatch = 500;  // documents read between two commits

struct Stopped {};  // ends the walk over the archive

/// One walk over the archive.
class Walk {
 public:
  Walk(corpus::Archive& archive, const analyzers::Tagger& tagger, corpus::WriterLock& lock,
       const std::function<bool(const RetagReport&)>& on_batch)
      : archive_(archive), tagger_(tagger), lock_(lock), on_batch_(on_batch) {
    provenance_.source = "retag";
    provenance_.format = "retag";
    provenance_.imported_at = corpus::now_utc();
    provenance_.importer_version = SIJILL_VERSION;
  }

  RetagReport run() {
    const auto misplaced = archive_.misplaced();
    misplaced_.insert(misplaced.begin(), misplaced.end());
    archive_.begin_batch();
    try {
      // What sources say, so that no version holds what editors decided.
      archive_.for_each_document([this](const corpus::Document& document) { visit(document); },
                                 corpus::Archive::View::said);
      commit();
    } catch (const Stopped&) {
      report_.stopped = true;
    } catch (...) {
      archive_.abandon_batch();
      throw;
    }
    return report_;
  }

 private:
  void visit(const corpus::Document& document) {
    const bool is_misplaced = misplaced_.contains(document.id);
    if (document.withdrawn && !is_misplaced) return;
    lock_.set_phase(corpus::WriterPhase::reading);
    ++report_.read;
    corpus::Record record;
    record.where = document.id;
    record.document = document;
    record.ours = true;
    record.tags_given = record.events_given = document.withdrawn.has_value();  // nobody's concern
    corpus::clean_record(record, tagger_);
    const bool same = record.document.tags == document.tags && record.document.events == document.events;
    if (is_misplaced || !same) store(record);
    if (report_.read % kBatch != 0) return;
    commit();
    archive_.begin_batch();
    if (on_batch_ && on_batch_(report_)) {
      archive_.abandon_batch();
      throw Stopped();
    }
  }

  void store(corpus::Record& record) {
    lock_.set_phase(corpus::WriterPhase::archive_write);
    record.document.parent.clear();  // links stay as they are stated
    record.document.translation.clear();
    const auto& document = record.document;
    record.raw_sha256 = corpus::sha256_hex(document.title + '\n' + document.summary + '\n' + document.body);
    if (archive_.put(record, provenance_).outcome == corpus::Archive::Outcome::changed) ++report_.changed;
  }

  void commit() {
    lock_.set_phase(corpus::WriterPhase::commit);
    archive_.commit_batch();
  }

  corpus::Archive& archive_;
  const analyzers::Tagger& tagger_;
  corpus::WriterLock& lock_;
  const std::function<bool(const RetagReport&)>& on_batch_;
  corpus::Provenance provenance_;
  std::unordered_set<corpus::DocumentId> misplaced_;  // storing them again mends their links
  RetagReport report_;
};

}  // namespace

RetagReport retag_all(corpus::Archive& archive, const analyzers::Tagger& tagger, corpus::WriterLock& lock,
                      const std::function<bool(const RetagReport&)>& on_batch) {
  return Walk(archive, tagger, lock, on_batch).run();
}

}  // namespace indexer
