// Any text as a saved page: it comes apart without a crash, and its parts are the page.
#include "corpus/sources/capture.h"

#include <cstdint>
#include <cstdlib>

#include "corpus/plain_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string page(reinterpret_cast<const char*>(data), size);
  if (size > corpus::kLargestCapture || !corpus::is_valid_utf8(page)) return 0;  // refused before
  const auto items = corpus::take_apart(page, "page.txt");
  const auto& capture = std::get<corpus::Capture>(items.back());
  std::uint64_t covered = 0;
  for (const auto& part : capture.parts) {
    if (part.begin != covered || part.end <= part.begin) std::abort();
    covered = part.end;
  }
  if (covered != page.size() || capture.bytes != page) std::abort();
  for (const auto& item : items) {
    if (const auto* record = std::get_if<corpus::Record>(&item)) {
      if (!corpus::is_valid_utf8(record->document.title + record->document.body + record->document.key))
        std::abort();
    }
  }
  return 0;
}
