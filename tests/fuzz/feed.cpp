// Any bytes as an XML feed: documents, problems or a refusal, and no crash.
#include "corpus/sources/feed.h"

#include "tests/fuzz/foreign_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return tests::read_foreign_file(data, size, corpus::open_feed);
}
