// Any bytes as an answer of WordPress: documents, problems or a refusal, and no crash.
#include "corpus/sources/wordpress_rest.h"

#include "tests/fuzz/foreign_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return tests::read_foreign_file(data, size, corpus::open_wordpress_rest);
}
