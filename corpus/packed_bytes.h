// Bytes as they are kept: compressed (zstd).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace corpus {

/// `bytes`, compressed, with a checksum of them (the low 32 bits of XXH64, RFC 8878); the higher the level (1
/// to 19), the smaller and slower. Throws std::bad_alloc or std::runtime_error where memory is short.
std::string packed(std::string_view bytes, int level);

/// The `size` bytes that `packed` was made of; nothing where they are not these by size or checksum (what was
/// packed before there were checksums has none), or more than 64 MB.
std::optional<std::string> unpacked(std::string_view packed, std::int64_t size);

}  // namespace corpus
