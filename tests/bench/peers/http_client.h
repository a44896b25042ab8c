// One keep-alive connection to a server on this machine, with as little between clock and socket as can be.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace peers {

/// The server did not answer as HTTP/1.1 wants it, or not at all.
class HttpFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct HttpAnswer {
  int status = 0;
  std::string body;
};

/// Not safe for use from two threads at once.
class HttpClient {
 public:
  explicit HttpClient(int port) : port_(port) {}
  ~HttpClient() { close(); }
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// GET of `target`, over the connection that is open or a new one. The answer lives until the next call.
  /// Throws HttpFailure; the next call then connects anew.
  const HttpAnswer& get(std::string_view target);

 private:
  void connect();
  void close();
  void send(std::string_view bytes);
  void receive_more();
  void read_chunks();

  int port_;
  int socket_ = -1;
  std::string unread_;
  HttpAnswer answer_;
};

/// The number behind the first `label` in `body`; -1 where there is none.
long total_in(std::string_view body, std::string_view label);

}  // namespace peers
