// What one search needs for itself, and the pool from which requests borrow it.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "searchd/search/searcher.h"
#include "searchd/views/pages.h"

namespace searchd {

/// More requests than are worked on and may wait: answered 503 with Retry-After.
class Overloaded : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// All that is not thread-safe. Used by one request at a time.
struct Worker {
  Searcher searcher;
  Pages pages;
};

/// A fixed number of workers. A connection's thread borrows one while it searches and makes its answer, so
/// that many connections cannot start many searches. Safe from any thread.
class WorkerPool {
 public:
  /// `workers` at least 1; at most `queue` requests wait for one. Throws ViewError.
  WorkerPool(const std::shared_ptr<IndexView>& index, const std::string& public_url, int workers, int queue);

  /// A worker, given back when this goes out of scope.
  class Lease {
   public:
    ~Lease() { pool_.give_back(std::move(worker_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Worker* operator->() const { return worker_.get(); }

   private:
    friend class WorkerPool;
    Lease(WorkerPool& pool, std::unique_ptr<Worker> worker) : pool_(pool), worker_(std::move(worker)) {}

    WorkerPool& pool_;
    std::unique_ptr<Worker> worker_;
  };

  /// Waits for a worker until `deadline`. Throws Overloaded where the queue is full or none
  /// came free in time.
  Lease lease(std::chrono::steady_clock::time_point deadline);

  /// Has each free worker answer once, one after the other, so that no reader waits for what is made at the
  /// first search (a tagger of the whole vocabulary; words, sounds and dictionaries for all workers), and
  /// what can be completed, which nobody waits for. The others are lent meanwhile: who asks for less than all
  /// of that is answered as soon as it is there. What fails is left to the requests to come.
  void warm_up() noexcept;

  /// From now until warm_up() has done its work is_warming() is true.
  void expect_warm_up() { warming_ = true; }

  /// Whether warm_up() is at work: who asks now may wait for a worker in vain.
  bool is_warming() const { return warming_; }

  /// Has a worker, where one is free, ask the index once more what it failed last, so that it is known to be
  /// well again also where nobody asks (FailedSearches).
  void ask_failed_again(IndexView& index) noexcept;

  /// How many are working now.
  int busy() const;

 private:
  void give_back(std::unique_ptr<Worker> worker);
  /// A free worker that is none of `known`; null where there is none.
  std::unique_ptr<Worker> take_other_than(const std::set<const Worker*>& known);

  const int queue_;
  int size_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable came_free_;
  std::vector<std::unique_ptr<Worker>> free_;  // the last used is used next: its caches are warm
  int waiting_ = 0;
  std::atomic<bool> warming_ = false;
};

}  // namespace searchd
