// Analyses documents for the index on many threads.
#pragma once

#include <cstddef>
#include <exception>
#include <mutex>
#include <vector>

#include "analyzers/analyzer.h"
#include "indexer/change_reader.h"
#include "indexer/index_document.h"

namespace indexer {

/// Turns documents into index documents, each thread with an analyzer of its own (they cost milliseconds to
/// make, and remember words). One thread calls.
class AnalysisThreads {
 public:
  AnalysisThreads(int threads, Schema schema);

  /// How many documents at a time keep all threads busy and are few enough for texts of 1 MB.
  std::size_t slice() const;

  /// What index_document() makes of each, in their order. Throws IndexError as it does.
  std::vector<IndexedDocument> analyse(const Changes& changes);

 private:
  void analyse_share(std::size_t first, const Changes& changes,
                     std::vector<IndexedDocument>& documents) noexcept;

  std::size_t threads_;
  Schema schema_;
  std::vector<analyzers::Analyzer> analyzers_;  // as many as were needed so far
  std::mutex failure_mutex_;
  std::exception_ptr failure_;
};

}  // namespace indexer
