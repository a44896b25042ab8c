// Replies as bytes on a socket: cpp-httplib, with a stream of ours between it and the world.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "searchd/http/reply.h"

namespace searchd {

/// Turns replies into HTTP responses. cpp-httplib writes them, but for bodies that are made while they are
/// sent; it is never shown a byte that a client sent. Safe from any thread.
class ResponseWriter {
 public:
  ResponseWriter();
  ~ResponseWriter();

  /// Takes the bytes of a response; false: they could not be sent, and no more are wanted.
  using Send = std::function<bool(std::string_view bytes)>;

  struct Manner {
    bool is_head = false;         // the headers of the reply to GET and no body
    bool close = false;           // the connection is closed afterwards
    bool can_take_chunks = true;  // the receiver speaks HTTP/1.1
  };
  /// Writes `reply` through `send`, in one piece up to 256 KB. A body that is made while it is sent goes out
  /// in chunks, 64 KB with each call of `send`; to a receiver that takes none as it is, and its end is that
  /// of the connection, which must be closed then, and reset where the body is not whole. Returns false where
  /// sending failed or the body broke off: the last chunk, which says that it is whole, is not sent then.
  bool write(Reply reply, const Manner& manner, const Send& send) const;

 private:
  class Library;
  std::unique_ptr<Library> library_;
};

}  // namespace searchd
