// Any bytes as a web archive, packed or not: documents, problems or a refusal, and no crash.
#include "corpus/sources/warc.h"

#include "corpus/sources/gzip_stream.h"
#include "tests/fuzz/foreign_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return tests::read_foreign_file(data, size, [](const corpus::InputFile& file) {
    char magic[3] = {};
    file.open()->read(magic, sizeof magic);
    return corpus::open_warc(file, corpus::is_gzip({magic, sizeof magic}));
  });
}
