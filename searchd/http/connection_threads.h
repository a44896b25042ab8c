// Threads that wait for sockets: as many as there are connections, up to a limit, kept and used again.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

#include <pthread.h>

#include "searchd/http/event.h"

namespace searchd {

/// Gives each socket to a thread of its own, the next that comes free where all are busy. Threads are made
/// when first needed, with a small stack: five hundred that wait cost address space, not memory.
class ConnectionThreads {
 public:
  /// At most `most` threads. `serve` takes a socket, and closes it; it is called from many threads at once
  /// and must not throw.
  ConnectionThreads(int most, std::function<void(Socket)> serve);
  ~ConnectionThreads();  // waits for every thread
  ConnectionThreads(const ConnectionThreads&) = delete;
  ConnectionThreads& operator=(const ConnectionThreads&) = delete;

  /// Gives the socket to a thread. Where as many wait for one as there may be threads, or the system gives
  /// none, nothing is taken and false returned.
  bool offer(Socket& socket);

  /// Set while three quarters of the threads are busy: time to let go of connections that only wait.
  const Event& crowded() const { return crowded_; }

  /// Waits until no thread is busy; false where one still is at `deadline`.
  bool wait_until_idle(std::chrono::steady_clock::time_point deadline);

 private:
  static void* run(void* self);
  void work();
  bool start_thread();
  void count_busy(int change);

  const int most_;
  const std::function<void(Socket)> serve_;
  Event crowded_;
  std::mutex mutex_;
  std::condition_variable work_comes_, work_ends_;
  std::deque<Socket> waiting_;  // accepted, not yet picked up by a thread
  std::vector<pthread_t> threads_;
  int busy_ = 0;  // sockets taken and not yet served to the end
  bool ending_ = false;
};

}  // namespace searchd
