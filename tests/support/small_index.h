// An archive and its index in a directory of their own, written by the real programs' code: what a search
// test asks.
#pragma once

#include <memory>
#include <string>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "corpus/archive.h"
#include "corpus/writer_lock.h"
#include "indexer/index_directory.h"
#include "indexer/index_schema.h"
#include "searchd/search/searcher.h"
#include "tests/support/temporary_directory.h"

namespace tests {

class SmallIndex {
 public:
  explicit SmallIndex(analyzers::Vocabulary vocabulary);

  /// Stores the document of `record`, tagged by its text where it brings no tags. Its key is its source where
  /// it has no occurrence.
  corpus::DocumentId put(corpus::Record record);
  /// The same for a line of the exchange format.
  corpus::DocumentId put_json(const std::string& line);
  /// The same for every line of every *.jsonl file in `folder`.
  void put_folder(const std::filesystem::path& folder);

  void withdraw(const corpus::DocumentId& id);

  void update();         // the current generation in place
  void update_beside();  // in its delta
  void rebuild();        // a new one, swapped in
  void rebuild(indexer::Schema schema);

  corpus::Archive& archive() { return *archive_; }
  const analyzers::Vocabulary& vocabulary() const { return vocabulary_; }
  const analyzers::Analyzer& analyzer() const { return analyzer_; }
  const analyzers::Tagger& tagger() const { return tagger_; }
  indexer::IndexDirectory directory() const;
  std::shared_ptr<searchd::IndexView> view() const;

 private:
  TemporaryDirectory folder_;
  analyzers::Vocabulary vocabulary_;
  analyzers::Analyzer analyzer_;
  analyzers::Tagger tagger_;
  corpus::WriterLock lock_;
  std::unique_ptr<corpus::Archive> archive_;
};

/// For what is typed, and all else as it is by default.
searchd::SearchRequest asking(std::string typed);

/// Our sample archive, tagged with the whole vocabulary and indexed.
std::unique_ptr<SmallIndex> sample_index();

/// Long enough for a test on a busy machine.
searchd::Searcher::Deadline far_deadline();

}  // namespace tests
