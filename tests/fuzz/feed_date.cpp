// Any bytes as a date of a feed: a day that exists, or nothing.
#include "corpus/dates/feed_date.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/plain_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto date = corpus::feed_date({reinterpret_cast<const char*>(data), size});
  if (!date) return 0;
  if (!corpus::days_of(*date) || date->evidence != corpus::DateEvidence::metadata) std::abort();
  if (!corpus::is_valid_utf8(date->words)) std::abort();
  if (!date->gmt.empty() && !corpus::parse_date(date->gmt)) std::abort();
  return 0;
}
