// Any bytes as a JSON Feed: documents, problems or a refusal, and no crash.
#include "corpus/sources/json_feed.h"

#include "tests/fuzz/foreign_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return tests::read_foreign_file(data, size, corpus::open_json_feed);
}
