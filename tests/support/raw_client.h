// A client that sends what it likes: raw bytes over a socket, well formed or not.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace tests {

/// A connection to 127.0.0.1 (or ::1).
class RawClient {
 public:
  explicit RawClient(int port, bool ipv6 = false);  // throws std::runtime_error
  ~RawClient();
  RawClient(RawClient&& other) noexcept;
  RawClient& operator=(RawClient&&) = delete;

  /// Sends all of `bytes`; false where the other side does not take them within five seconds.
  bool send(std::string_view bytes) const;

  /// Says that nothing more will be sent.
  void finish_sending() const;

  /// Everything until the other side closes, or until `longest` has passed.
  std::string receive_all(std::chrono::milliseconds longest = std::chrono::seconds(10)) const;

  /// Everything likewise, and whether the other side reset the connection rather than closed it.
  struct Received {
    std::string bytes;
    bool was_reset = false;
  };
  Received receive_to_end(std::chrono::milliseconds longest = std::chrono::seconds(10)) const;

  /// What has come until `part` has been seen, the other side closes, or `longest` has passed.
  std::string receive_until(std::string_view part,
                            std::chrono::milliseconds longest = std::chrono::seconds(10)) const;

 private:
  int socket_ = -1;
};

/// Sends `bytes` over a connection of its own and returns all that is answered until the other side closes.
std::string exchange(int port, std::string_view bytes,
                     std::chrono::milliseconds longest = std::chrono::seconds(10));

/// GET of `target`, closing; with `fields` ("Name: value\r\n") where given.
std::string get(int port, std::string_view target, std::string_view fields = {});

/// The status of the first answer in `answers`; 0 where there is none.
int status_of(std::string_view answers);

/// The value of a header field of the first answer; empty where it is missing.
std::string header_of(std::string_view answers, std::string_view name);

/// What follows the head of the first answer.
std::string body_of(std::string_view answers);

/// How often `part` occurs in `text`.
int count_of(std::string_view text, std::string_view part);

}  // namespace tests
