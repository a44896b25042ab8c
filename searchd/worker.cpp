#include "searchd/worker.h"

#include <utility>

namespace searchd {

WorkerPool::WorkerPool(const std::shared_ptr<IndexView>& index, const std::string& public_url, int workers,
                       int queue)
    : queue_(queue), size_(workers) {
  for (int i = 0; i < workers; ++i) {
    free_.push_back(std::make_unique<Worker>(Worker{Searcher(index), Pages(public_url)}));
  }
}

WorkerPool::Lease WorkerPool::lease(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  if (free_.empty()) {
    if (waiting_ >= queue_) throw Overloaded("as many searches wait as may");
    ++waiting_;
    const bool came = came_free_.wait_until(lock, deadline, [this] { return !free_.empty(); });
    --waiting_;
    if (!came) throw Overloaded("no worker came free in time");
  }
  auto worker = std::move(free_.back());
  free_.pop_back();
  return {*this, std::move(worker)};
}

void WorkerPool::warm_up() noexcept {
  std::vector<std::unique_ptr<Worker>> cold;
  warming_ = true;
  {
    const std::lock_guard lock(mutex_);
    cold.swap(free_);
  }
  SearchRequest request;
  request.typed = "a";
  for (auto& worker : cold) {
    try {
      worker->searcher.search(request, std::chrono::steady_clock::now() + std::chrono::seconds(10));
    } catch (const std::exception&) {
      // No index yet, or a slow machine: the first request finds out.
    }
    give_back(std::move(worker));
    warming_ = false;  // one is enough to answer
  }
  warming_ = false;
}

void WorkerPool::ask_failed_again(IndexView& index) noexcept {
  if (index.failed_searches().told().why.empty()) return;
  std::unique_ptr<Worker> worker;
  {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return;  // whoever works finds out as well
    worker = std::move(free_.back());
    free_.pop_back();
  }
  index.failed_searches().ask_again(worker->searcher);
  give_back(std::move(worker));
}

int WorkerPool::busy() const {
  const std::lock_guard lock(mutex_);
  return size_ - static_cast<int>(free_.size());
}

void WorkerPool::give_back(std::unique_ptr<Worker> worker) {
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(worker));
  }
  came_free_.notify_one();
}

}  // namespace searchd
