// A collection as an index that the searcher opens: made by the code that makes every index.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "corpus/sources/source.h"
#include "corpus/writer_lock.h"
#include "indexer/index_directory.h"
#include "indexer/index_writer.h"

namespace quality {

/// What an index is made of.
struct Recipe {
  std::vector<std::filesystem::path> documents;  // files
  bool leave_out_titles = false;                 // questions that are headlines would find themselves
  unsigned threads = 1;                          // that analyse
};

/// A new index in a folder, one generation, current from the first commit() on. Documents are cleaned, tagged
/// and turned into terms as an import and an update do it; there is no archive behind it.
class CollectionWriter {
 public:
  /// `folder` exists; `vocabulary` must outlive the writer. Throws indexer::IndexError, corpus::WriterBusy.
  CollectionWriter(const std::filesystem::path& folder, const analyzers::Vocabulary& vocabulary,
                   unsigned threads);

  /// Adds `records`, or puts each in the place of the one with the same key. Throws RecordRefused,
  /// IndexError.
  void put(std::vector<corpus::Record> records);
  /// Makes what was put visible to searchers.
  void commit();

 private:
  struct Hand;  // one thread's
  corpus::WriterLock lock_;
  indexer::IndexDirectory directory_;
  std::filesystem::path generation_;
  std::unique_ptr<indexer::IndexWriter> writer_;
  std::vector<std::shared_ptr<Hand>> hands_;
  indexer::IndexState state_;
  bool current_ = false;
};

/// Makes the index of `recipe` in `folder`/index, unless there is one of the very same files, vocabulary,
/// format and analysis version already. Returns whether it was made. Rules of analysis that changed without
/// their version go unnoticed: remove the folder then. Throws CollectionError, indexer::IndexError.
bool make_index(const std::filesystem::path& folder, const Recipe& recipe,
                const analyzers::Vocabulary& vocabulary);

/// The keys of the documents in that index, by the id that the searcher knows them by.
std::map<corpus::DocumentId, std::string> keys_of(const std::filesystem::path& folder);

}  // namespace quality
