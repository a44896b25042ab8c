// Any bytes as what a running site answers: a list of items, its types, an address, a Link field; or nothing.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "corpus/live/web_address.h"
#include "corpus/live/wordpress_site.h"
#include "corpus/plain_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  std::size_t without_number = 0;
  if (const auto items = corpus::listed_items(bytes, without_number)) {
    for (const auto& item : *items) {
      if (!item.modified.empty() && item.modified.size() != 19) std::abort();
    }
  }
  corpus::SiteAbout about;
  if (corpus::read_types(bytes, about)) {
    for (const auto& type : about.types) {
      if (!corpus::web_address("https://example.org/wp-json/" + type.place)) std::abort();
    }
    for (const auto& [type, why] : about.left_out) {
      if (!corpus::is_valid_utf8(type)) std::abort();
    }
  }
  if (const auto address = corpus::web_address(bytes)) {
    if (corpus::web_address(*address) != *address || !corpus::is_same_site(*address, *address)) std::abort();
  }
  if (corpus::next_in_link_header(bytes).size() > size) std::abort();
  return 0;
}
