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

/// Takes a number off the beginning of `bytes`; nothing where they hold none.
inline std::optional<std::uint64_t> take_number(std::string_view& bytes) {
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

}  // namespace analyzers
