#include "indexer/analysis_threads.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace indexer {

AnalysisThreads::AnalysisThreads(int threads, Schema schema)
    : threads_(static_cast<std::size_t>(std::max(threads, 1))), schema_(schema) {}

std::size_t AnalysisThreads::slice() const {
  constexpr std::size_t kEach = 32;
  return threads_ * kEach;
}

std::vector<IndexedDocument> AnalysisThreads::analyse(const Changes& changes) {
  std::vector<IndexedDocument> documents(changes.size());
  const auto wanted = std::clamp<std::size_t>(changes.size(), 1, threads_);
  if (analyzers_.size() < wanted) analyzers_ = std::vector<analyzers::Analyzer>(wanted);
  {
    std::vector<std::jthread> threads;
    for (std::size_t first = 1; first < analyzers_.size(); ++first) {
      threads.emplace_back([&, first] { analyse_share(first, changes, documents); });
    }
    analyse_share(0, changes, documents);
  }
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  return documents;
}

// Every n-th document: long ones that stand together are shared out.
void AnalysisThreads::analyse_share(std::size_t first, const Changes& changes,
                                    std::vector<IndexedDocument>& documents) noexcept {
  try {
    for (std::size_t at = first; at < changes.size(); at += analyzers_.size()) {
      documents[at] =
          index_document(changes[at].document, changes[at].first_sight, analyzers_[first], schema_);
      documents[at].versions = changes[at].versions;
    }
  } catch (...) {
    const std::lock_guard guard(failure_mutex_);
    failure_ = std::current_exception();
  }
}

}  // namespace indexer
