#include "searchd/http/connection_threads.h"

#include <utility>

namespace searchd {
namespace {

// Enough for a search and a page (measured with the thread sanitizer, whose frames are the largest).
constexpr std::size_t kStackBytes = std::size_t{1} << 20;

}  // namespace

ConnectionThreads::ConnectionThreads(int most, std::function<void(Socket)> serve)
    : most_(most), serve_(std::move(serve)) {}

ConnectionThreads::~ConnectionThreads() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  work_comes_.notify_all();
  for (const auto thread : threads_) pthread_join(thread, nullptr);
}

bool ConnectionThreads::offer(Socket& socket) {
  const std::lock_guard lock(mutex_);
  if (busy_ >= 2 * most_) return false;
  const bool another = busy_ >= static_cast<int>(threads_.size()) && busy_ < most_;
  if (another && !start_thread()) return false;
  waiting_.push_back(std::move(socket));
  count_busy(+1);
  work_comes_.notify_one();
  return true;
}

bool ConnectionThreads::wait_until_idle(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  return work_ends_.wait_until(lock, deadline, [this] { return busy_ == 0; });
}

void ConnectionThreads::count_busy(int change) {
  const int limit = most_ - most_ / 4;
  const bool was_crowded = busy_ >= limit;
  busy_ += change;
  const bool is_crowded = busy_ >= limit;
  if (is_crowded && !was_crowded) crowded_.set();
  if (was_crowded && !is_crowded) crowded_.clear();
}

bool ConnectionThreads::start_thread() {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_t thread{};
  const bool started = pthread_attr_setstacksize(&attributes, kStackBytes) == 0 &&
                       pthread_create(&thread, &attributes, run, this) == 0;
  pthread_attr_destroy(&attributes);
  if (started) threads_.push_back(thread);
  return started;
}

void* ConnectionThreads::run(void* self) {
  static_cast<ConnectionThreads*>(self)->work();
  return nullptr;
}

void ConnectionThreads::work() {
  for (;;) {
    std::unique_lock lock(mutex_);
    work_comes_.wait(lock, [this] { return !waiting_.empty() || ending_; });
    if (waiting_.empty()) return;
    Socket socket = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    serve_(std::move(socket));
    lock.lock();
    count_busy(-1);
    if (busy_ == 0) work_ends_.notify_all();
  }
}

}  // namespace searchd
