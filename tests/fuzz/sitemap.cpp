// Any bytes as a sitemap: addresses, problems or a refusal, and no crash.
#include "corpus/sources/sitemap.h"

#include "tests/fuzz/foreign_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return tests::read_foreign_file(data, size, corpus::open_sitemap);
}
