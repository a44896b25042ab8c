// Analyses documents for the index on many threads.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <exception>
#include <mutex>
#include <vector>

#include "analyzers/analyzer.h"
#include "indexer/change_reader.h"

namespace indexer {

/// Turns documents into index documents, each thread with an analyzer of its own (they cost milliseconds to
/// make, and remember words). One thread calls.
class AnalysisThreads {
 public:
  explicit AnalysisThreads(int threads);

  /// How many documents at a time keep all threads busy and are few enough for texts of 1 MB.
  std::size_t slice() const;

  /// What index_document() makes of each, in their order. Throws IndexError as it does.
  std::vector<Xapian::Document> analyse(const Changes& changes);

 private:
  void analyse_share(std::size_t first, const Changes& changes,
                     std::vector<Xapian::Document>& documents) noexcept;

  std::vector<analyzers::Analyzer> analyzers_;
  std::mutex failure_mutex_;
  std::exception_ptr failure_;
};

}  // namespace indexer
