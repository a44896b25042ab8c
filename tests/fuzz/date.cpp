// Any bytes as a date: what is read is printed, and what is printed is read again.
#include "corpus/dates/date.h"

#include <cstdint>
#include <cstdlib>

#include "corpus/ledger.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto& date :
       {corpus::parse_date(text), corpus::date_line(text), corpus::date_in_address(text)}) {
    if (!date) continue;
    const auto again = corpus::parse_date(corpus::to_string(*date));
    if (!again || again->first_day != date->first_day || again->precision != date->precision) std::abort();
    if (text.find(date->words) == std::string_view::npos || !corpus::days_of(*date)) std::abort();
  }
  for (const auto& count : corpus::member_counts(text)) {
    if (count.members < 10 || count.members > 150 || count.begin >= count.end) std::abort();
  }
  return 0;
}
