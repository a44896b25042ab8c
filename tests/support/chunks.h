// The body of an answer in chunks (RFC 9112, 7.1), put together.
#pragma once

#include <charconv>
#include <string>
#include <string_view>

namespace tests {

struct Unchunked {
  std::string body;
  bool is_whole = false;  // its last chunk came
};

/// `chunks` as they stand behind the head of an answer; as far as they go.
inline Unchunked unchunked(std::string_view chunks) {
  Unchunked read;
  for (;;) {
    std::size_t size = 0;
    const auto parsed = std::from_chars(chunks.data(), chunks.data() + chunks.size(), size, 16);
    const auto digits = static_cast<std::size_t>(parsed.ptr - chunks.data());
    if (digits == 0 || chunks.substr(digits, 2) != "\r\n") return read;
    chunks.remove_prefix(digits + 2);
    read.body += chunks.substr(0, size);
    if (chunks.size() < size + 2 || chunks.substr(size, 2) != "\r\n") return read;
    chunks.remove_prefix(size + 2);
    if (size == 0) {
      read.is_whole = chunks.empty();
      return read;
    }
  }
}

}  // namespace tests
