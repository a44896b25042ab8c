#include "searchd/worker.h"

#include <algorithm>
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
  warming_ = true;
  SearchRequest request;
  request.typed = "a";
  std::set<const Worker*> warm;
  while (auto worker = take_other_than(warm)) {
    try {
      worker->searcher.begin_completions();
      worker->searcher.search(request, std::chrono::steady_clock::now() + std::chrono::seconds(10));
    } catch (const std::exception&) {
      // No index yet, or a slow machine: the first request finds out.
    }
    warm.insert(worker.get());
    give_back(std::move(worker));
    warming_ = false;  // one is enough to answer
  }
  warming_ = false;
}

std::unique_ptr<Worker> WorkerPool::take_other_than(const std::set<const Worker*>& known) {
  const std::lock_guard lock(mutex_);
  const auto other = std::find_if(free_.begin(), free_.end(),
                                  [&known](const auto& worker) { return !known.contains(worker.get()); });
  if (other == free_.end()) return nullptr;
  auto worker = std::move(*other);
  free_.erase(other);
  return worker;
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
