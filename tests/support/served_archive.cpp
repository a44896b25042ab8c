#include "tests/support/served_archive.h"

#include <chrono>
#include <stdexcept>
#include <thread>

#include "corpus/writer_lock.h"
#include "indexer/index_update.h"
#include "tests/support/raw_client.h"
#include "tests/support/sample_results.h"
#include "tests/support/small_vocabulary.h"

namespace tests {
namespace {

corpus::Provenance provenance() { return {"test", "json-lines", "2026-11-21T09:00:00Z", "test", ""}; }

}  // namespace

ServedArchive::ServedArchive(const std::string& public_url, int workers, int queue, std::size_t results_kept)
    : archive_(
          std::make_unique<corpus::Archive>(directory_ / "archive.db", corpus::Archive::Access::read_write)),
      index_(std::make_shared<searchd::IndexView>(indexer::IndexDirectory(directory_ / "index"))),
      workers_(std::make_unique<searchd::WorkerPool>(index_, public_url, workers, queue)),
      router_(std::make_unique<searchd::Router>(index_, *workers_, public_url, results_kept)) {
  searchd::ServerSettings settings;
  settings.stop_deadline = std::chrono::milliseconds(1'000);
  server_ = std::make_unique<searchd::HttpServer>(
      settings, searchd::Answers{[this](const searchd::RequestHead& head) { return router_->answer(head); },
                                 [this](const searchd::HeadFault& fault) { return router_->answer(fault); }});
}

ServedArchive::~ServedArchive() = default;

corpus::DocumentId ServedArchive::put(const corpus::Record& record) {
  return archive_->put(record, provenance()).id;
}

corpus::DocumentId ServedArchive::put(const corpus::Document& document) {
  corpus::Record record;
  record.document = document;
  record.document.id.clear();
  record.document.parent.clear();
  record.document.translation.clear();
  record.where = "test";
  record.tags_given = true;
  return put(record);
}

void ServedArchive::withdraw(const corpus::DocumentId& id) {
  archive_->withdraw(id, "gone from its source", provenance());
}

void ServedArchive::update(indexer::Schema first_schema) {
  corpus::WriterLock lock(directory_ / ".", "test");
  indexer::IndexDirectory directory(directory_ / "index");
  indexer::UpdateOptions options;
  options.vocabulary = small_vocabulary().text();
  options.min_free_percent = 0;
  options.schema = first_schema;
  const auto revision = indexer::update_index(*archive_, directory, lock, options).revision;
  for (int i = 0; i < 500; ++i) {
    const auto health = index_->health();
    if (health.ready && health.revision == revision) return workers_->warm_up();
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("the new index was not taken up: " + index_->health().problem);
}

std::string ServedArchive::get(const std::string& target, const std::string& fields) const {
  return tests::get(port(), target, fields);
}

SampleIds put_samples(ServedArchive& archive) {
  const auto results = sample_results();
  SampleIds ids;
  const auto record_of = [](corpus::Document document, const char* key) {
    corpus::Record record;
    record.document = std::move(document);
    record.document.id.clear();
    record.document.parent.clear();
    record.document.key = key;
    record.where = "test";
    record.tags_given = true;
    return record;
  };
  auto digest = record_of(sample_digest().document, "digest");
  digest.document.url.clear();
  ids.digest = archive.put(digest);
  ids.en = archive.put(record_of(results.hits[0].document, "en"));
  auto translated = record_of(results.hits[1].document, "ar");
  translated.translation_key = "en";
  ids.ar = archive.put(translated);
  auto item = record_of(results.hits[2].document, "item");
  item.parent_key = "digest";
  ids.item = archive.put(item);
  ids.post = archive.put(record_of(results.hits[3].document, "post"));
  auto gone = record_of(sample_tombstone(), "gone");
  gone.document.withdrawn.reset();
  gone.document.title = "A title that must not be shown any more";
  ids.gone = archive.put(gone);
  archive.withdraw(ids.gone);
  return ids;
}

}  // namespace tests
