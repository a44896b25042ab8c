#include "searchd/matching/bit_count.h"

#include <bit>

namespace searchd {

// The sanitizers cannot start a program that chooses.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
[[gnu::target_clones("popcnt", "default")]]
#endif
std::int64_t
count_common(const std::uint64_t* a, const std::uint64_t* b, std::size_t words) {
  std::int64_t count = 0;
  for (std::size_t at = 0; at < words; ++at) count += std::popcount(a[at] & b[at]);
  return count;
}

}  // namespace searchd
