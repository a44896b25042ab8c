// Who may make something that costs processor time, and who waits.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace searchd {

/// So many turns at once. Safe from any thread; must outlive those it gave.
class Turns {
 public:
  explicit Turns(int most) : left_(most) {}

  /// A turn, which ends with what is returned; waits until `deadline` for one, and is empty where there was
  /// none.
  std::shared_ptr<void> take(std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    if (!given_back_.wait_until(lock, deadline, [this] { return left_ > 0; })) return nullptr;
    --left_;
    return {this, [](Turns* turns) { turns->give_back(); }};
  }

 private:
  void give_back() {
    const std::lock_guard lock(mutex_);
    ++left_;
    given_back_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable given_back_;
  int left_;
};

}  // namespace searchd
