// How many bits are set.
#pragma once

#include <cstddef>
#include <cstdint>

namespace searchd {

/// How many are set in both `a` and `b`, each of `words` words: by the processor's own instruction where it
/// has it.
std::int64_t count_common(const std::uint64_t* a, const std::uint64_t* b, std::size_t words);

}  // namespace searchd
