// What is made of an index by a thread of its own, because no reader should wait for it as long as it takes.
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include "searchd/matching/deadline.h"

namespace searchd {

/// Any thread may ask. Its end has the thread stop, and waits for it: `make` looks at its token often.
template <typename Value>
class BackgroundPart {
 public:
  using Make = std::function<std::unique_ptr<const Value>(const std::stop_token& stop)>;

  /// `make` is called by a thread of its own, and by one at a time; never gives null.
  explicit BackgroundPart(Make make) : make_(std::move(make)) {}

  /// Has it made where nobody did yet, and waits for nothing.
  void begin() const {
    const std::lock_guard lock(mutex_);
    begin_locked();
  }

  /// Whether anybody asked for it.
  bool is_begun() const {
    const std::lock_guard lock(mutex_);
    return thread_.joinable();
  }

  /// The value, which is made from the first call on and waited for until `deadline`. Throws SearchTimeout
  /// where that is over, and what `make` threw: the next call has it made again.
  const Value& get(Deadline deadline) const {
    std::unique_lock lock(mutex_);
    begin_locked();
    if (!came_.wait_until(lock, deadline, [this] { return value_ != nullptr || error_ != nullptr; }))
      throw SearchTimeout("what this needs of the index is still being made");
    if (value_ == nullptr) std::rethrow_exception(error_);
    return *value_;
  }

 private:
  void begin_locked() const {
    if (value_ != nullptr || (thread_.joinable() && error_ == nullptr)) return;
    error_ = nullptr;
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });  // one before it has ended
  }

  void run(const std::stop_token& stop) const {
    std::unique_ptr<const Value> value;
    std::exception_ptr error;
    try {
      value = make_(stop);
    } catch (...) {
      error = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    value_ = std::move(value);
    error_ = std::move(error);  // this thread is done with it: who is told of it may be the last to hold it
    came_.notify_all();
  }

  const Make make_;
  mutable std::mutex mutex_;
  mutable std::condition_variable came_;
  mutable std::unique_ptr<const Value> value_;
  mutable std::exception_ptr error_;
  mutable std::jthread thread_;  // the first to go
};

}  // namespace searchd
