// Bytes as they are kept: compressed (zstd).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace corpus {

/// `bytes`, compressed; the higher the level (1 to 19), the smaller and slower. Throws std::runtime_error
/// where memory is short.
std::string packed(std::string_view bytes, int level);

/// The `size` bytes that `packed` was made of; nothing where they are not these, or more than 64 MB.
std::optional<std::string> unpacked(std::string_view packed, std::int64_t size);

}  // namespace corpus
