// How long a search may take, and who looks at the clock.
#pragma once

#include <chrono>
#include <stdexcept>

namespace searchd {

using Deadline = std::chrono::steady_clock::time_point;

/// The request took longer than it may: answered 503, never with partial counts.
class SearchTimeout : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Looks at the clock once in 1,024 calls.
class DeadlineGuard {
 public:
  explicit DeadlineGuard(Deadline deadline) : deadline_(deadline) {}

  Deadline deadline() const { return deadline_; }

  /// Throws SearchTimeout where the deadline has passed and it is time to look.
  void tick() {
    if ((++calls_ & 1023U) == 0) check();
  }
  /// Looks now. Throws SearchTimeout.
  void check() const {
    if (std::chrono::steady_clock::now() >= deadline_)
      throw SearchTimeout("the search took longer than it may");
  }

 private:
  Deadline deadline_;
  unsigned calls_ = 0;
};

}  // namespace searchd
