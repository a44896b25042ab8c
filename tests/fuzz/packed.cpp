// Any bytes as a file that holds others: documents, problems or a refusal, and no crash.
#include "corpus/sources/container.h"
#include "corpus/sources/flat_file.h"
#include "tests/fuzz/foreign_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return tests::read_foreign_file(data, size, [](const corpus::InputFile& file) {
    return corpus::open_container(file, corpus::head_of(file), corpus::Holding::anything);
  });
}
