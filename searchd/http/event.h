// A flag that threads can wait for together with their sockets.
#pragma once

namespace searchd {

/// Set or clear, seen at once by every thread that polls descriptor() for POLLIN. Safe from any thread.
class Event {
 public:
  Event();  // throws std::system_error
  ~Event();
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  void set() noexcept;
  void clear() noexcept;
  bool is_set() const noexcept;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

/// Owns a socket.
class Socket {
 public:
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  ~Socket();
  Socket(Socket&& other) noexcept : descriptor_(other.release()) {}
  Socket& operator=(Socket&& other) noexcept;

  int descriptor() const { return descriptor_; }
  int release() noexcept;

 private:
  int descriptor_ = -1;
};

}  // namespace searchd
