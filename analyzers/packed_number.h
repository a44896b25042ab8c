// Numbers in as few bytes as they need: seven bits a byte, the lowest first; the high bit says that more
// follow (LEB128; DWARF 5, 7.6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace analyzers {

inline void append_number(std::string& bytes, std::uint64_t number) {
  while (number >= 0x80) {
    bytes += static_cast<char>(0x80U | (number & 0x7FU));
    number >>= 7U;
  }
  bytes += static_cast<char>(number);
}

/// take_number() of a number of any size.
inline std::optional<std::uint64_t> take_long_number(std::string_view& bytes) {
  std::uint64_t number = 0;
  std::size_t at = 0;
  for (unsigned shift = 0; shift < 64 && at < bytes.size(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    number |= std::uint64_t{byte & 0x7FU} << shift;
    if ((byte & 0x80U) != 0) continue;
    bytes.remove_prefix(at);
    return number;
  }
  return std::nullopt;
}

/// Takes a number off the beginning of `bytes`; nothing where they hold none.
inline std::optional<std::uint64_t> take_number(std::string_view& bytes) {
  // Most have one byte, and a phrase of frequent words reads some hundred thousand of them.
  if (bytes.empty() || static_cast<unsigned char>(bytes.front()) >= 0x80) return take_long_number(bytes);
  const auto number = static_cast<unsigned char>(bytes.front());
  bytes.remove_prefix(1);
  return number;
}

}  // namespace analyzers
