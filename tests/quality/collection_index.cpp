#include "tests/quality/collection_index.h"

#include <algorithm>
#include <exception>
#include <fstream>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "corpus/archive.h"
#include "corpus/record_cleaning.h"
#include "indexer/index_document.h"
#include "tests/quality/collection.h"
#include "tests/support/file_text.h"

namespace quality {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSlice = 256;  // documents analysed at a time
constexpr std::size_t kDocumentsACommit = 4096;
constexpr char kKeysFile[] = "keys.txt";      // of the documents, one a line
constexpr char kRecipeFile[] = "recipe.txt";  // what the index beside it was made of; written last

std::string name_of(const Recipe& recipe, const analyzers::Vocabulary& vocabulary) {
  return digest_of(recipe.documents) + (recipe.leave_out_titles ? " without titles " : " with titles ") +
         corpus::sha256_hex(vocabulary.text());
}

bool is_made(const fs::path& folder, const std::string& name) {
  if (tests::file_text(folder / kRecipeFile) != name) return false;
  const auto generation = indexer::IndexDirectory(folder / "index").current();
  if (!generation) return false;
  try {
    indexer::check_generation(*generation);
    return true;
  } catch (const indexer::IndexError&) {
    return false;  // another analysis version
  }
}

}  // namespace

/// What analyses, one for each thread: none of it may be shared.
struct CollectionWriter::Hand {
  explicit Hand(const analyzers::Vocabulary& vocabulary) : tagger(vocabulary, analyzer) {}

  indexer::IndexedDocument analyse(corpus::Record& record) const {
    corpus::clean_record(record, tagger);
    record.document.id = corpus::document_id_of(record.document.key);
    return indexer::index_document(record.document, {1, {}}, analyzer);
  }

  analyzers::Analyzer analyzer;
  analyzers::Tagger tagger;
};

CollectionWriter::CollectionWriter(const fs::path& folder, const analyzers::Vocabulary& vocabulary,
                                   unsigned threads)
    : lock_(folder, "evaluate"), directory_(folder / "index"), generation_(directory_.make_generation()) {
  writer_ =
      std::make_unique<indexer::IndexWriter>(generation_, indexer::IndexWriter::Durability::at_swap, lock_);
  for (unsigned number = 0; number < std::max(threads, 1U); ++number) {
    hands_.push_back(std::make_shared<Hand>(vocabulary));
  }
  state_.archive_id = "collection";
  state_.vocabulary = vocabulary.text();
  state_.built = "2026-11-21T00:00:00Z";
}

void CollectionWriter::put(std::vector<corpus::Record> records) {
  std::vector<indexer::IndexedDocument> made(records.size());
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto work = [&](std::size_t hand) {
    try {
      for (auto at = hand; at < records.size(); at += hands_.size())
        made[at] = hands_[hand]->analyse(records[at]);
    } catch (...) {
      const std::lock_guard guard(failure_mutex);
      failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t hand = 1; hand < hands_.size(); ++hand) threads.emplace_back(work, hand);
    work(0);
  }
  if (failure) std::rethrow_exception(failure);
  for (std::size_t at = 0; at < records.size(); ++at) writer_->replace(records[at].document.id, made[at]);
}

void CollectionWriter::commit() {
  ++state_.revision;
  writer_->commit(state_);
  if (!current_) directory_.swap_to(generation_);
  current_ = true;
}

bool make_index(const fs::path& folder, const Recipe& recipe, const analyzers::Vocabulary& vocabulary) {
  const auto name = name_of(recipe, vocabulary);
  if (is_made(folder, name)) return false;
  for (const auto* old : {"index", kKeysFile, kRecipeFile}) fs::remove_all(folder / old);
  fs::create_directories(folder);
  CollectionWriter writer(folder, vocabulary, recipe.threads);
  std::ofstream keys(folder / kKeysFile);
  std::vector<corpus::Record> slice;
  std::size_t count = 0;
  const auto flush = [&] { writer.put(std::exchange(slice, {})); };
  for (const auto& file : recipe.documents) {
    for_each_line(file, [&](const std::string& line) {
      if (line.empty()) return;
      slice.push_back(document_from_line(line));
      auto& document = slice.back().document;
      if (recipe.leave_out_titles) document.title.clear();
      keys << document.key << '\n';
      if (slice.size() == kSlice) flush();
      if (++count % kDocumentsACommit == 0) writer.commit();
    });
  }
  flush();
  writer.commit();
  keys.close();
  std::ofstream(folder / kRecipeFile) << name;
  return true;
}

std::map<corpus::DocumentId, std::string> keys_of(const fs::path& folder) {
  std::map<corpus::DocumentId, std::string> keys;
  for_each_line(folder / kKeysFile,
                [&keys](const std::string& key) { keys.emplace(corpus::document_id_of(key), key); });
  return keys;
}

}  // namespace quality
