// A small HTTP server in the test's own process, which answers whatever a test wants: well formed or not.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tests {

/// A request as the server got it.
struct WebRequest {
  std::string method, target;                 // "GET", "/wp-json/?a=b"
  std::map<std::string, std::string> fields;  // names in small letters
};

/// The bytes of a response, head and all.
struct WebReply {
  std::string bytes;
  bool endless = false;  // "x" for ever behind them, until the other side has enough
  bool silent = false;   // nothing more, but the connection stays open for a while
};

/// "HTTP/1.1 STATUS" with the length of `body`, and `fields` ("Name: value\r\n") where given.
WebReply web_reply(int status, const std::string& body, const std::string& fields = {});

/// Listens on a free port of 127.0.0.1 while it lives; each connection has one request and a thread of its
/// own.
class WebSite {
 public:
  using Answer = std::function<WebReply(const WebRequest&)>;  // one at a time

  explicit WebSite(Answer answer);  // throws std::runtime_error
  ~WebSite();
  WebSite(const WebSite&) = delete;
  WebSite& operator=(const WebSite&) = delete;

  int port() const;
  std::string address(const std::string& path = "/") const;

  /// All that came so far.
  std::vector<WebRequest> requests() const;
  /// How many of them have `part` in their target.
  int asked_for(const std::string& part) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace tests
