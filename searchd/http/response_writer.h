// Replies as bytes on a socket: cpp-httplib, with a stream of ours between it and the world.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "searchd/http/reply.h"

namespace searchd {

/// Turns replies into HTTP responses. cpp-httplib writes them; it is never shown a byte that a client sent.
/// Safe from any thread.
class ResponseWriter {
 public:
  ResponseWriter();
  ~ResponseWriter();

  /// Takes the bytes of a response; false: they could not be sent, and no more are wanted.
  using Send = std::function<bool(std::string_view bytes)>;

  /// Writes `reply` through `send`, in one piece up to 256 KB. Returns false where sending failed. A reply to
  /// HEAD has the headers of the reply to GET and no body.
  bool write(Reply reply, bool is_head, bool close, const Send& send) const;

 private:
  class Library;
  std::unique_ptr<Library> library_;
};

}  // namespace searchd
