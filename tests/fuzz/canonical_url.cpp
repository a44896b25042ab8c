// Any bytes as an address: nothing, or an http address that is its own canonical form.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto url = corpus::canonical_url(text);
  if (url) {
    if (!url->starts_with("http://") && !url->starts_with("https://")) std::abort();
    if (url->find_first_of(" \"<>\\\r\n\t#") != std::string::npos || url->size() > 2048) std::abort();
    if (corpus::canonical_url(*url) != url) std::abort();
  }
  for (const auto& tag : corpus::hashtags_in(text)) {
    if (tag.empty()) std::abort();
  }
  return 0;
}
