// Reply: what is answered to a request. Plain values, known to every route.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace searchd {

/// A body that is made while it is sent, and need not fit into memory. Used by one thread at a time.
class BodySource {
 public:
  virtual ~BodySource() = default;
  /// The next piece; empty where all of it was given. Whoever throws breaks the body off: its receiver sees
  /// that it is not whole.
  virtual std::string next() = 0;
};

struct Reply {
  int status = 200;
  std::string content_type;            // empty where there is no body
  std::string body;                    // for HEAD too: the server leaves it out and keeps its length
  std::shared_ptr<BodySource> stream;  // where it is there, it makes the body; no length is told then
  std::vector<std::pair<std::string, std::string>> headers;  // beside those that every answer carries
  std::string_view route = "none";  // name of the route, for the log: never a word of the sender's
};

}  // namespace searchd
