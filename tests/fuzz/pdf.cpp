// Any bytes as a PDF: a record that holds together or a problem, and no crash.
#include "corpus/sources/pdf.h"

#include "tests/fuzz/foreign_file.h"

// Poppler asks fontconfig for fonts once, which keeps what it found until the program ends.
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp,readability-identifier-naming)
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig"; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return tests::read_foreign_file(data, size, corpus::open_pdf);
}
