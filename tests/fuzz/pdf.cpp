// Any bytes as a PDF: a record that holds together or a problem, and no crash.
#include "corpus/sources/pdf.h"

#include "tests/fuzz/foreign_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return tests::read_foreign_file(data, size, corpus::open_pdf);
}
