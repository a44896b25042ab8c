#include "tests/support/small_index.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <utility>
#include <vector>

#include "corpus/document_json.h"
#include "indexer/index_update.h"
#include "tests/support/places.h"

namespace tests {
namespace {

indexer::UpdateOptions options_for(const analyzers::Vocabulary& vocabulary) {
  indexer::UpdateOptions options;
  options.vocabulary = vocabulary.text();
  options.min_free_percent = 0;
  options.batch_time = std::chrono::hours(1);  // what a test stores at once is one revision of the index
  return options;
}

}  // namespace

SmallIndex::SmallIndex(analyzers::Vocabulary vocabulary)
    : vocabulary_(std::move(vocabulary)),
      tagger_(vocabulary_, analyzer_),
      lock_(folder_ / "", "test"),
      archive_(
          std::make_unique<corpus::Archive>(folder_ / "archive.db", corpus::Archive::Access::read_write)) {}

corpus::DocumentId SmallIndex::put(corpus::Record record) {
  auto& document = record.document;
  if (!record.tags_given) {
    const auto name_of = [](const analyzers::Tag& tag) { return std::pair(tag.type, tag.id); };
    std::map<std::pair<analyzers::EntryType, std::string>, analyzers::Tag>
        tags;  // what the source says counts first
    for (const auto& tag : document.tags) tags.emplace(name_of(tag), tag);
    for (const auto& tag : tagger_.tags_of(
             {document.title, document.summary, document.body, document.kind == corpus::Kind::digest_item})) {
      tags.emplace(name_of(tag), tag);
    }
    document.tags.clear();
    for (auto& [name, tag] : tags) document.tags.push_back(std::move(tag));
  }
  if (document.occurrences.empty()) document.occurrences = {{document.key, ""}};
  return archive_->put(record, {"test", "json-lines", "2026-11-21T09:00:00Z", "test", ""}).id;
}

corpus::DocumentId SmallIndex::put_json(const std::string& line) {
  return put(corpus::record_from_json(line));
}

void SmallIndex::put_folder(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  archive_->begin_batch();
  for (const auto& file : files) {
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) put_json(line);
  }
  archive_->commit_batch();
}

void SmallIndex::withdraw(const corpus::DocumentId& id) {
  archive_->withdraw(id, "gone from its source", {"test", "json-lines", "2026-11-21T09:00:00Z", "test", ""});
}

void SmallIndex::update() {
  auto index = directory();
  indexer::update_index(*archive_, index, lock_, options_for(vocabulary_));
}

void SmallIndex::update_beside() {
  auto index = directory();
  auto options = options_for(vocabulary_);
  options.main_is_larger = 0;
  options.most_in_delta = 1'000'000;
  indexer::update_index(*archive_, index, lock_, options);
}

void SmallIndex::rebuild() {
  auto index = directory();
  indexer::rebuild_index(*archive_, index, lock_, options_for(vocabulary_));
}

void SmallIndex::rebuild(indexer::Schema schema) {
  auto index = directory();
  auto options = options_for(vocabulary_);
  options.schema = schema;
  indexer::rebuild_index(*archive_, index, lock_, options);
}

indexer::IndexDirectory SmallIndex::directory() const { return indexer::IndexDirectory(folder_ / "index"); }

std::shared_ptr<searchd::IndexView> SmallIndex::view() const {
  return std::make_shared<searchd::IndexView>(directory());
}

searchd::SearchRequest asking(std::string typed) {
  searchd::SearchRequest request;
  request.typed = std::move(typed);
  return request;
}

std::unique_ptr<SmallIndex> sample_index() {
  auto index = std::make_unique<SmallIndex>(analyzers::Vocabulary::load(vocabulary_folder()));
  index->put_folder(sample_folder());
  index->update();
  return index;
}

searchd::Searcher::Deadline far_deadline() {
  return std::chrono::steady_clock::now() + std::chrono::minutes(5);
}

}  // namespace tests
