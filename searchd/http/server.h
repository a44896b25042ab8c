// The guarded server: sockets, deadlines and limits around cpp-httplib, so that no client can stop the
// others.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "searchd/http/reply.h"
#include "searchd/http/request_head.h"

namespace searchd {

/// The server cannot listen; the text names the address and the reason.
class ServerError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Where a server listens, and how long it is patient.
struct ServerSettings {
  std::string host =
      "localhost";        // a name or an address; localhost is both 127.0.0.1 and ::1 (where there is IPv6)
  int port = 0;           // 0: one that is free
  int connections = 512;  // at once; a further one takes the place of one that only waits, else gets 503
  std::optional<int> connections_per_address;  // at once, see ConnectionLimits::of_one_address
  int requests_per_connection = 100;
  std::chrono::milliseconds head_deadline{
      5'000};  // from the first byte (first request: from the connection) to
               //   the end of the head
  std::chrono::milliseconds idle_deadline{15'000};   // between two requests
  std::chrono::milliseconds write_deadline{10'000};  // for one answer; for each 64 KB of a body that is made
                                                     //   while it is sent
  std::chrono::milliseconds stream_deadline{900'000};  // for all of such a body
  std::chrono::milliseconds stop_deadline{3'000};      // for what is under way when the server is stopped
};

/// What a server answers with. Called from many threads at once; must not throw.
struct Answers {
  std::function<Reply(const RequestHead&)> request;
  std::function<Reply(const HeadFault&)>
      fault;  // a head that was refused; also 408 and 503 (too many connections)
};

/// What was answered, for the log. `micros` is from the complete head to the last byte handed to the system.
struct Served {
  std::string method;  // as sent, at most 16 bytes; "-" for a head that was refused
  std::string_view route;
  int status = 0;
  std::int64_t micros = 0;
  std::size_t bytes = 0;  // sent, headers too
};

/// Listens from construction to stop(). Each open connection has a thread, which mostly waits; the threads
/// are kept and used again. The work itself must be limited elsewhere (WorkerPool).
class HttpServer {
 public:
  /// Throws ServerError. `log` may be empty; it is called from many threads.
  HttpServer(const ServerSettings& settings, Answers answers, std::function<void(const Served&)> log = {});
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  int port() const;

  /// Takes no more connections, lets what is under way finish within the stop deadline, cuts the rest. True
  /// where every connection has ended when it returns; false where an answer is still being made a second
  /// later: the process should end without waiting for it. Calling it again does nothing.
  bool stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace searchd
