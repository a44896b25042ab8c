#include "indexer/retag.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

namespace indexer {
namespace {

using analyzers::Tag;

constexpr std::int64_t kBatch = 500;  // documents read between two commits

struct Stopped {};  // ends the walk over the archive

bool was_given(const Tag& tag) { return tag.rule == "source" || tag.rule == "decision"; }

bool same_entry(const Tag& one, const Tag& other) { return one.type == other.type && one.id == other.id; }

std::vector<Tag> tags_now(const corpus::Document& document, const analyzers::Tagger& tagger) {
  std::vector<Tag> tags;
  std::copy_if(document.tags.begin(), document.tags.end(), std::back_inserter(tags), was_given);
  const auto given = tags;
  const bool digest_item = document.kind == corpus::Kind::digest_item;
  for (auto& tag : tagger.tags_of({document.title, document.summary, document.body, digest_item})) {
    const auto same = [&](const Tag& other) { return same_entry(tag, other); };
    if (std::none_of(given.begin(), given.end(), same)) tags.push_back(std::move(tag));
  }
  std::sort(tags.begin(), tags.end(), [](const Tag& one, const Tag& other) {
    return std::tie(one.type, one.id) < std::tie(other.type, other.id);
  });
  return tags;
}

/// One walk over the archive.
class Walk {
 public:
  Walk(corpus::Archive& archive, const analyzers::Tagger& tagger, corpus::WriterLock& lock,
       const std::function<bool(const RetagReport&)>& on_batch)
      : archive_(archive), tagger_(tagger), lock_(lock), on_batch_(on_batch) {
    // A source of its own each time: what an earlier run said of a document does not count as said already.
    provenance_.source = "retag " + corpus::now_utc();
    provenance_.format = "retag";
    provenance_.imported_at = corpus::now_utc();
    provenance_.importer_version = SIJILL_VERSION;
  }

  RetagReport run() {
    archive_.begin_batch();
    try {
      archive_.for_each_document([this](const corpus::Document& document) { visit(document); });
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
    if (document.withdrawn) return;
    lock_.set_phase(corpus::WriterPhase::reading);
    ++report_.read;
    auto tags = tags_now(document, tagger_);
    if (tags != document.tags) store(document, std::move(tags));
    if (report_.read % kBatch != 0) return;
    commit();
    archive_.begin_batch();
    if (on_batch_ && on_batch_(report_)) {
      archive_.abandon_batch();
      throw Stopped();
    }
  }

  void store(corpus::Document document, std::vector<Tag> tags) {
    lock_.set_phase(corpus::WriterPhase::archive_write);
    corpus::Record record;
    record.where = document.id;
    record.document = std::move(document);
    record.document.tags = std::move(tags);
    record.document.parent.clear();  // links stay as they are stated
    record.document.translation.clear();
    record.raw_sha256 = corpus::sha256_hex(record.document.id);
    if (archive_.put(record, provenance_).outcome == corpus::Archive::Outcome::changed) ++report_.changed;
  }

  void commit() {
    lock_.set_phase(corpus::WriterPhase::archive_write);
    archive_.commit_batch();
  }

  corpus::Archive& archive_;
  const analyzers::Tagger& tagger_;
  corpus::WriterLock& lock_;
  const std::function<bool(const RetagReport&)>& on_batch_;
  corpus::Provenance provenance_;
  RetagReport report_;
};

}  // namespace

RetagReport retag_all(corpus::Archive& archive, const analyzers::Tagger& tagger, corpus::WriterLock& lock,
                      const std::function<bool(const RetagReport&)>& on_batch) {
  return Walk(archive, tagger, lock, on_batch).run();
}

}  // namespace indexer
