// Any bytes as running text: dates that exist, in order, whose words stand where they are said to.
#include "corpus/dates/date_finder.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "analyzers/utf8.h"
#include "corpus/json_text.h"
#include "corpus/plain_text.h"

namespace {

std::string cut(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::size_t first = text.size(), last = text.size();
  std::uint32_t place = 0;
  analyzers::for_each_code_point_at(text, [&](char32_t, std::size_t byte) {
    if (place == begin) first = byte;
    if (place == end) last = byte;
    ++place;
  });
  return std::string(text.substr(first, last - first));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const char* own : {"", "2019-10-28", "2019-11", "9999-12-31", "0001-01-01", "2019-09-12/2019-11-14"}) {
    const auto date = corpus::parse_date(own).value_or(corpus::PublicationDate{});
    const auto events = corpus::dates_in(text, analyzers::TextField::body, date);
    std::uint32_t before = 0;
    for (const auto& event : events) {
      if (event.where.begin < before || event.where.begin >= event.where.end) std::abort();
      before = event.where.end;
      if (event.first_day > event.last_day || event.precision == corpus::DatePrecision::unknown) std::abort();
      if (event.words != cut(text, event.where.begin, event.where.end)) std::abort();
    }
    if (corpus::is_valid_utf8(text) && corpus::events_from_json(corpus::events_to_json(events)) != events)
      std::abort();
  }
  return 0;
}
