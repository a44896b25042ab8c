// The head of an HTTP request, read by our own strict rules before any library sees a byte of it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "searchd/http/client_address.h"

namespace searchd {

/// What a request says that we listen to. Everything else it said was checked and dropped: neither Host nor
/// X-Forwarded-* nor Range is ever looked at.
struct RequestHead {
  std::string method;  // "GET": a token, as sent
  std::string path;    // begins with '/', still percent-encoded
  std::string query;   // after '?', still percent-encoded; empty: none
  std::string accept, accept_encoding, accept_language, if_none_match;  // as sent; empty: not sent
  bool is_1_0 = false;        // HTTP/1.0: the sender takes no chunks
  bool close = false;         // the sender wants the connection closed after the answer
  ClientAddress client = {};  // who sent it, by the connection; no header is asked
};

/// A head that is refused. The connection is closed after the answer: what follows is not a request.
struct HeadFault {
  int status = 400;       // 400, 405, 413, 414, 415, 431 or 505
  std::string reason;     // one sentence for the sender
  RequestHead head = {};  // as head_so_far()
};

using HeadResult = std::variant<RequestHead, HeadFault>;

inline constexpr std::size_t kLongestRequestLine = 8000;  // bytes; longer: 414
inline constexpr std::size_t kLongestFields = 8192;       // bytes of all header fields; more: 431
inline constexpr std::size_t kMostFields = 32;            // header fields; more: 431

/// Takes bytes as they come and gives heads as they are complete, so that pipelined requests are answered one
/// by one. Holds at most one head of the longest size and one read beyond it. One thread at a time.
class HeadReader {
 public:
  void take(std::string_view bytes) { buffer_.append(bytes); }

  /// The next head, or why it is refused; nothing while it is incomplete. After a HeadFault nothing more is
  /// given.
  std::optional<HeadResult> next();

  /// What can be told of a head that is still incomplete.
  RequestHead so_far() const;

  /// Whether bytes of a further request are here already.
  bool is_begun() const { return !buffer_.empty(); }

 private:
  std::optional<HeadFault> fault_of_incomplete() const;

  std::string buffer_;
  std::size_t searched_ = 0;  // no end of a head begins before this byte
  bool refused_ = false;
};

/// What can be told of a head that is refused or did not come whole: who asks for what, in which language. Of
/// an address that is too long the path alone, its first 200 bytes at most. A pure function.
RequestHead head_so_far(std::string_view bytes);

/// Reads one complete head: everything up to and including its empty line. A pure function.
HeadResult parse_head(std::string_view head_text);

}  // namespace searchd
