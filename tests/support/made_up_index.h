// A data folder as `indexer import` leaves it: an archive of made-up documents and its index.
#pragma once

#include <cstdint>
#include <filesystem>

namespace tests {

/// Makes `data` with the made-up documents 0 to `documents` - 1 in archive and index. Throws where that
/// fails.
void make_made_up_index(const std::filesystem::path& data, std::uint32_t documents);

}  // namespace tests
