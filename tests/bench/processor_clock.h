// How long work takes by the processor's clock: what other programs do at the same time counts as little as
// may be.
#pragma once

#include <ctime>

namespace bench {

/// Seconds that this thread has been on a processor.
inline double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// Seconds of processor time that `work()` takes.
template <typename Work>
double seconds_of(Work work) {
  const auto begin = processor_seconds();
  work();
  return processor_seconds() - begin;
}

}  // namespace bench
